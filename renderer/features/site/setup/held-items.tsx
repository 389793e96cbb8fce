import type { ReactNode } from 'react';
import type { Held } from '../../../../domain/trunk/drafting.ts';
import { StateMark } from '../../../ui/state-mark.tsx';
import { LINK_WORDS } from '../link-words.ts';
import { OpenLink } from '../open-link.tsx';

/** What has to stay as it is for now, why, and the way out. */
export function HeldItems({ held, siteId }: { readonly held: readonly Held[]; readonly siteId: string }): ReactNode {
  if (held.length === 0) return null;
  return (
    <ul className="held" aria-label="What stays for now">
      {held.map(({ id, because, what, next }) => (
        <li key={id}>
          <StateMark shape="attention">{what}</StateMark>
          <span className="held-next">{next}</span>
          {because === 'emergency-calling' && <OpenLink link="twilio-emergency-calling" siteId={siteId}>{LINK_WORDS['twilio-emergency-calling']}</OpenLink>}
        </li>
      ))}
    </ul>
  );
}
