import { useEffect, useState } from 'react';
import type { SheetField } from '../../../../domain/trunk/sheet.ts';
import type { Fault } from '../../../../preload/contract.ts';
import { useCall } from '../../../use-call.ts';

/** So long the row says that its value was copied, in milliseconds. */
const SAID_FOR = 6000;

export interface Copy {
  readonly copy: () => void;
  readonly busy: boolean;
  readonly fault: Fault | null;
  /** Just after copying: in how many seconds main clears the clipboard. */
  readonly clearsAfter: number | null;
}

/** Copies one value of the sheet, by main. */
export function useCopy(siteId: string, field: SheetField): Copy {
  const { run, busy, fault } = useCall('sheet.copy');
  const [copied, setCopied] = useState<{ readonly clearsAfter: number } | null>(null);
  useEffect(() => {
    if (copied === null) return undefined;
    const timer = setTimeout(() => setCopied(null), SAID_FOR);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    const result = await run({ siteId, field });
    if (result?.ok) setCopied({ clearsAfter: result.value.clearsAfterSeconds });
  };
  return { copy: () => void copy(), busy, fault, clearsAfter: copied?.clearsAfter ?? null };
}
