import { type ReactNode, useMemo } from 'react';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import type { OpenSite } from '../../../../domain/site/record.ts';
import { planUndo } from '../../../../domain/trunk/undo.ts';
import { Note } from '../../../ui/fault-note.tsx';
import { HeldItems } from '../setup/held-items.tsx';

/** What is left after Trunkbook took away what it had made. */
export function Undone({ site: { id, intent, observed, ledger } }: { readonly site: OpenSite }): ReactNode {
  const undo = useMemo(() => planUndo(intent, observed, ledger, Date.parse(observed.twilio?.at ?? intent.at)), [intent, observed, ledger]);
  // Set up again, or not read since: then there is nothing to say of it.
  if (undo.kind !== 'ready' || undo.actions.some(({ consent }) => consent === null)) return null;
  const kept = undo.actions.map(({ naturalKey }) => spacedPhoneNumber(naturalKey));
  return (
    <>
      {undo.held.length === 0
        ? <Note shape="done"><p><strong>Nothing that Trunkbook made for this site is left at Twilio.</strong>{kept.length > 0 && ` What it bought stays on the account: ${kept.slice(0, 5).join(', ')}${kept.length > 5 ? ` and ${kept.length - 5} more` : ''}.`}</p></Note>
        : <Note shape="attention"><p>The rest is taken away. This stays for now:</p></Note>}
      <HeldItems held={undo.held} siteId={id} />
    </>
  );
}
