import { type ReactNode, useRef, useState } from 'react';
import type { Fault } from '../../../../preload/contract.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';

/** More than any list of numbers or users has, in bytes. */
const MOST_BYTES = 7_900_000;
const TOO_LARGE: Fault = { code: 'invalid-value', what: 'The file was not read.', why: 'It is far larger than a list of numbers or users.', next: 'Choose the file that 3CX or you made for this.', fields: [] };
const UNREADABLE: Fault = { code: 'io', what: 'The file was not read.', why: 'It may have been moved, deleted or changed, its drive may be gone, or another program has it open.', next: 'See that the file is there and closed, and choose it again.', fields: [] };

/** UTF-16 where the file says so, else UTF-8; what is no UTF-8 is taken for Windows-1252, as Excel's plain CSV is. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** A button that has a text file chosen. */
export function ChooseFile({ accept, label, children, onText }: { readonly accept: string; readonly label: string; readonly children: string; readonly onText: (text: string, name: string) => void }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const read = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    if (file.size > MOST_BYTES) { setFault(TOO_LARGE); return; }
    const bytes = await file.arrayBuffer().catch(() => null);
    if (bytes === null) { setFault(UNREADABLE); return; }
    setFault(null);
    onText(decoded(new Uint8Array(bytes)), file.name);
  };
  return (
    <>
      <ActionButton onPress={() => input.current?.click()}>{children}</ActionButton>
      <input ref={input} className="unseen" type="file" accept={accept} tabIndex={-1} aria-label={label} onChange={(event) => { void read(event.target.files?.[0]); event.target.value = ''; }} />
      <FaultNote fault={fault} />
    </>
  );
}
