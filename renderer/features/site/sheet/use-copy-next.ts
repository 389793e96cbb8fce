import { useEffect, useRef, useState } from 'react';
import type { OpenSite } from '../../../../domain/site/record.ts';
import { type SheetField, transferSheet } from '../../../../domain/trunk/sheet.ts';
import { useCall } from '../../../use-call.ts';

/** So long it is said what was copied, in milliseconds. */
const SAID_FOR = 6000;

/** What became of the last press, in words and as a shape. */
export interface Said {
  readonly shape: 'done' | 'refused' | 'not-applicable';
  readonly words: string;
}

export interface CopyNext {
  /** Copies the next of the values that the step needs, the first after the last. */
  readonly next: () => void;
  /** Null a while after the press; a failure stays until the next one. */
  readonly said: Said | null;
}

/** Copying by keyboard: each press takes the next value of the step. */
export function useCopyNext(site: OpenSite, needs: readonly SheetField[]): CopyNext {
  const { run } = useCall('sheet.copy');
  const [said, setSaid] = useState<Said | null>(null);
  /** Which value was copied last, and of which values: another step begins with its first. */
  const copied = useRef<{ readonly of: readonly SheetField[]; last: SheetField | null }>({ of: needs, last: null });
  useEffect(() => {
    if (said === null || said.shape === 'refused') return undefined;
    const timer = setTimeout(() => setSaid(null), SAID_FOR);
    return () => clearTimeout(timer);
  }, [said]);
  const next = async (): Promise<void> => {
    const place = ({ field }: { readonly field: SheetField }): number => needs.indexOf(field);
    const rows = transferSheet(site).filter((row) => needs.includes(row.field)).toSorted((one, other) => place(one) - place(other));
    if (copied.current.of !== needs) copied.current = { of: needs, last: null };
    const here = copied.current;
    const after = here.last === null ? -1 : needs.indexOf(here.last);
    const row = rows.find((one) => place(one) > after) ?? rows[0];
    if (!row) { setSaid({ shape: 'not-applicable', words: 'This step needs no value of the sheet.' }); return; }
    // Passed over without a word, the next value would be pasted into its field.
    if (row.value.kind === 'missing') {
      here.last = row.field;
      setSaid({ shape: 'refused', words: `Not copied: ${row.label} is not entered yet. The next press goes on behind it.` });
      return;
    }
    const result = await run({ siteId: site.id, field: row.field });
    // A press while another is under way does nothing: the value it would have taken is still the next.
    if (!result) return;
    if (!result.ok) { setSaid({ shape: 'refused', words: `Not copied: ${row.label}. ${result.fault.what} ${result.fault.why} ${result.fault.next}` }); return; }
    here.last = row.field;
    setSaid({ shape: 'done', words: `Copied: ${row.label}. The clipboard is cleared in ${result.value.clearsAfterSeconds} s.` });
  };
  return { next: () => void next(), said };
}
