import type { ReactNode } from 'react';
import type { InterruptedUndo } from '../../../../domain/trunk/interrupted-undo.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Note } from '../../../ui/fault-note.tsx';
import { count } from '../../../words.ts';

/** What is said of an undo that did not come to its end. */
export function interruptedWords({ gone, left }: InterruptedUndo): string {
  return `Taking away was interrupted: ${count(gone, 'thing')} ${gone === 1 ? 'is' : 'are'} gone, ${left} ${left === 1 ? 'is' : 'are'} still there`;
}

/** The two ways on: to the end, or back. `headed`: the screen’s heading says already what happened. */
export function Interrupted({ undo, headed = false, onGoOn, onSetUp, busy = false }: {
  readonly undo: InterruptedUndo; readonly headed?: boolean; readonly onGoOn: () => void; 
  /** Null where something has to be answered or mended first. */
  readonly onSetUp: (() => void) | null; readonly busy?: boolean;
}): ReactNode {
  return (
    <Note shape="attention">
      {!headed && <p><strong>{interruptedWords(undo)}.</strong></p>}
      <p>With half of it gone, calls to and from this site fail or will fail. Go on until nothing is left; or set it up again, which puts back what is gone.</p>
      <div className="form-row">
        <ActionButton look="primary" onPress={onGoOn}>Go on taking away…</ActionButton>
        {onSetUp !== null && <ActionButton look="quiet" busy={busy} busyWords="Starting…" onPress={onSetUp}>Set it up again instead</ActionButton>}
      </div>
    </Note>
  );
}
