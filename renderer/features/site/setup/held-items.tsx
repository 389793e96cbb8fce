import type { ReactNode } from 'react';
import type { LinkName } from '../../../../domain/guide/links.ts';
import type { Held } from '../../../../domain/trunk/drafting.ts';
import { AndMore, MOST_DRAWN } from '../../../ui/and-more.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { LINK_WORDS } from '../link-words.ts';
import { OpenLink } from '../open-link.tsx';

/** The page where the way out begins. */
export function pageOf({ id, because }: Pick<Held, 'id' | 'because'>): LinkName {
  if (because === 'emergency-calling') return 'twilio-emergency-calling';
  return id.startsWith('access-list') ? 'twilio-ip-access-lists' : id.startsWith('credential-list') ? 'twilio-credential-lists' : 'twilio-trunks';
}

/** What has to stay as it is for now, why, and the way out. */
export function HeldItems({ held, siteId }: { readonly held: readonly Held[]; readonly siteId: string }): ReactNode {
  if (held.length === 0) return null;
  return (
    <>
      <ul className="held" aria-label="What stays for now">
        {held.slice(0, MOST_DRAWN).map((item) => (
          <li key={item.id}>
            <StateMark shape="attention">{item.what}</StateMark>
            <span className="held-next">{item.next}</span>
            <OpenLink link={pageOf(item)} siteId={siteId}>{LINK_WORDS[pageOf(item)]}</OpenLink>
          </li>
        ))}
      </ul>
      <AndMore of={held.length} />
    </>
  );
}
