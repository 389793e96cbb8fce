import { useEffect, useRef, useState } from 'react';
import type { OpenSite } from '../../../../domain/site/record.ts';
import { type SheetField, transferSheet } from '../../../../domain/trunk/sheet.ts';
import { useCall } from '../../../use-call.ts';

/** So long it is said what was copied, in milliseconds. */
const SAID_FOR = 6000;

export interface CopyNext {
  /** Copies the next of the values that the step needs, the first after the last. */
  readonly next: () => void;
  /** What was just copied, in words; null a while later. */
  readonly said: string | null;
}

/** Copying by keyboard: each press takes the next value of the step. */
export function useCopyNext(site: OpenSite, needs: readonly SheetField[]): CopyNext {
  const { run } = useCall('sheet.copy');
  const [said, setSaid] = useState<string | null>(null);
  /** How many were copied, and of which values: another step begins with its first. */
  const copied = useRef({ of: needs, times: 0 });
  useEffect(() => {
    if (said === null) return undefined;
    const timer = setTimeout(() => setSaid(null), SAID_FOR);
    return () => clearTimeout(timer);
  }, [said]);
  const next = async (): Promise<void> => {
    const rows = transferSheet(site).filter((row) => needs.includes(row.field) && row.value.kind !== 'missing').toSorted((one, other) => needs.indexOf(one.field) - needs.indexOf(other.field));
    if (copied.current.of !== needs) copied.current = { of: needs, times: 0 };
    const row = rows[copied.current.times % Math.max(1, rows.length)];
    if (!row) { setSaid('This step needs no value that is entered.'); return; }
    copied.current.times += 1;
    const result = await run({ siteId: site.id, field: row.field });
    if (result) setSaid(result.ok ? `Copied: ${row.label}. The clipboard is cleared in ${result.value.clearsAfterSeconds} s.` : result.fault.what);
  };
  return { next: () => void next(), said };
}
