import type { ReactNode } from 'react';

// Inline shapes on a 16 by 16 grid, drawn with the text's colour. They are decoration: the word beside them says the same.

function Icon({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const CopyIcon = (): ReactNode => <Icon><rect x="5.5" y="5.5" width="8" height="8" rx="1" /><path d="M10.5 2.500h-7a1 1 0 0 0-1 1v7" /></Icon>;
export const EyeIcon = (): ReactNode => <Icon><path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Z" /><circle cx="8" cy="8" r="2" /></Icon>;
export const EyeOffIcon = (): ReactNode => <Icon><path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM2.5 13.500l11-11" /></Icon>;
export const LockIcon = (): ReactNode => <Icon><rect x="3.5" y="7" width="9" height="6.5" rx="1" /><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" /></Icon>;
export const GearIcon = (): ReactNode => <Icon><path d="M2 4.500h7M12 4.500h2M2 11.500h2M7 11.500h7" /><circle cx="10.5" cy="4.5" r="1.5" /><circle cx="5.5" cy="11.5" r="1.5" /></Icon>;
export const MoreIcon = (): ReactNode => <Icon><path d="M3 8h.01M8 8h.01M13 8h.01" strokeWidth="2.5" /></Icon>;
export const OutIcon = (): ReactNode => <Icon><path d="M6 3.500H3.500v9h9V10M9 3h4v4M13 3 7.5 8.5" /></Icon>;
export const PlusIcon = (): ReactNode => <Icon><path d="M8 3v10M3 8h10" /></Icon>;
export const CrossIcon = (): ReactNode => <Icon><path d="m4 4 8 8M12 4l-8 8" /></Icon>;
export const UpIcon = (): ReactNode => <Icon><path d="m4 10 4-4 4 4" /></Icon>;
export const DownIcon = (): ReactNode => <Icon><path d="m4 6 4 4 4-4" /></Icon>;
export const CoinIcon = (): ReactNode => <Icon><circle cx="8" cy="8" r="5.5" /><path d="M10 6.200C9.5 5.5 8.8 5.3 8 5.300c-1.1 0-2 .5-2 1.3 0 1.9 4.1.9 4.1 2.8 0 .8-.9 1.3-2.1 1.3-.9 0-1.7-.3-2.1-1M8 4.200v7.6" /></Icon>;

/** Three lines that meet in one: the trunk. */
export const MarkIcon = (): ReactNode => (
  <svg className="mark" viewBox="0 0 24 24" width="22" height="22" fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" aria-hidden="true" focusable="false">
    <path d="M3 5h4c3 0 3.5 7 7 7M3 12h11M3 19h4c3 0 3.5-7 7-7M14 12h3" /><circle cx="19.5" cy="12" r="2.4" />
  </svg>
);
export const FindIcon = (): ReactNode => <Icon><circle cx="7" cy="7" r="4.25" /><path d="m10.250 10.250 3.500 3.500" /></Icon>;
export const PictureIcon = (): ReactNode => <Icon><rect x="2" y="3" width="12" height="10" rx="1" /><circle cx="5.500" cy="6.250" r="1" /><path d="m2.500 12 3.500-3.500 2.500 2.500 2-2 3 3" /></Icon>;
export const LeftIcon = (): ReactNode => <Icon><path d="m10 4-4 4 4 4" /></Icon>;
