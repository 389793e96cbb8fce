import type { ReactNode } from 'react';
import { ActionButton } from '../../../ui/action-button.tsx';
import { count } from '../../../words.ts';
import type { NumberPicking } from './numbers-step.tsx';
import type { Pickable } from './pickable.ts';
import { PickList } from './pick-list.tsx';

/** A list to tick numbers in, and the button that chooses all that are ticked. */
export function PickNumbers({ label, numbers, shown, sought = '', acquire, chosen, busy, picked, onPick, onChoose, most }: NumberPicking & {
  readonly label: string; readonly numbers: readonly Pickable[];
  /** Those that are left by the filter. */
  readonly shown: readonly Pickable[];
  /** What the filter is. */
  readonly sought?: string;
  readonly acquire: 'take' | 'buy';
}): ReactNode {
  const ticked = numbers.filter(({ phoneNumber, can }) => can && picked.has(phoneNumber));
  const free = shown.filter(({ can }) => can);
  const away = ticked.length - free.filter(({ phoneNumber }) => picked.has(phoneNumber)).length;
  const full = chosen.length + ticked.length > most;
  const allTicked = free.length > 0 && free.every(({ phoneNumber }) => picked.has(phoneNumber));
  const without = (gone: readonly Pickable[]): ReadonlySet<string> => picked.difference(new Set(gone.map(({ phoneNumber }) => phoneNumber)));
  const choose = async (): Promise<void> => {
    if (await onChoose(ticked.map(({ phoneNumber }) => ({ phoneNumber, acquire })))) onPick(without(ticked));
  };
  return (
    <>
      {shown.length === 0
        ? <p className="empty is-small">No number is like that. Take away a part of the filter.</p>
        : <PickList label={label} numbers={shown} sought={sought} picked={picked} onPick={onPick} />}
      <div className="form-row pick-end">
        {allTicked
          ? <ActionButton look="quiet" onPress={() => onPick(without(numbers))}>Select none</ActionButton>
          : free.length > 0 && <ActionButton look="quiet" onPress={() => onPick(picked.union(new Set(free.map(({ phoneNumber }) => phoneNumber))))}>Select all {free.length} shown</ActionButton>}
        {away > 0 && <span className="aside">{away} of the selected are not shown.</span>}
        {full && <span className="field-why">A site takes at most {most} numbers.</span>}
        <ActionButton look={ticked.length > 0 ? 'primary' : 'plain'} isDisabled={ticked.length === 0 || full} busy={busy} onPress={() => void choose()}>{ticked.length === 0 ? 'Choose numbers' : `Choose ${count(ticked.length, 'number')}`}</ActionButton>
      </div>
    </>
  );
}
