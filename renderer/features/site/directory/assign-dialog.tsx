import { type ReactNode, useMemo, useState } from 'react';
import { Form, Label, Radio, RadioGroup, Switch } from 'react-aria-components';
import { freeDids } from '../../../../domain/numbers/extensions.ts';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import type { Output } from '../../../../preload/contract.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { useCall } from '../../../use-call.ts';
import { count } from '../../../words.ts';
import type { StepProps } from '../step-view.tsx';

/** So many DIDs are offered as the first: a list to choose from, not to scroll through. */
const OFFERED = 500;
const NONE = '';

/** Gives the selected extensions DIDs, one after the other, and caller IDs. */
export function AssignDialog({ site, directory, numbers, onClose }: Pick<StepProps, 'site' | 'directory'> & { readonly numbers: readonly string[]; readonly onClose: () => void }): ReactNode {
  const assign = useCall('extensions.assign');
  const [selected] = useState(numbers);
  /** Null until one was chosen: the first that is offered. */
  const [wanted, setWanted] = useState<string | null>(null);
  const [callerId, setCallerId] = useState<'did' | 'keep' | 'main'>('did');
  const [replace, setReplace] = useState(true);
  const [done, setDone] = useState<Output<'extensions.assign'> | null>(null);
  const main = site.intent.numbers[0]?.phoneNumber ?? null;
  // Where DIDs are replaced, those of the selection are free too: main hands them out in the same way.
  const free = useMemo(() => {
    const { rows } = directory.extensions;
    const chosen = new Set(selected);
    return freeDids(directory.numbers.dids, replace ? rows.filter(({ number }) => !chosen.has(number)) : rows);
  }, [directory, selected, replace]);
  const offered = free.slice(0, OFFERED);
  // What was chosen may belong to somebody again when the switch is turned.
  const first = wanted !== null && (wanted === NONE || offered.includes(wanted)) ? wanted : offered[0] ?? NONE;
  const enough = first === NONE ? 0 : free.length - free.indexOf(first);
  const hint = offered.length === 0 ? 'No DID is free for these extensions.'
    : first === NONE ? undefined
      : enough < selected.length ? `From here on ${count(enough, 'DID')} can be given, for ${selected.length} extensions.`
        : replace ? 'Each extension gets the next one, in the order of the grid. Those that they have now are given anew.' : 'Each extension gets the next free one, in the order of the grid.';
  const perform = async (): Promise<void> => {
    const result = await assign.run({
      siteId: site.id, numbers: [...selected], firstDid: first === NONE ? null : first, replace,
      callerId: callerId === 'main' && main !== null ? { kind: 'one', number: main } : { kind: callerId === 'did' ? 'did' : 'keep' },
    });
    if (result?.ok) setDone(result.value);
  };
  return (
    <ModalDialog title={`Assign numbers to ${count(selected.length, 'extension')}`} isOpen onClose={onClose} busy={assign.busy}>
      {done
        ? (
          <>
            <Note shape="done"><p>{count(done.changed, 'extension')} changed.</p></Note>
            {done.without.length > 0 && <Note shape="attention"><p>{count(done.without.length, 'extension')} got no DID, because there were too few: {done.without.slice(0, 20).join(', ')}{done.without.length > 20 && '…'}. Add DIDs in the step before, and assign again.</p></Note>}
            {done.moved.length > 0 && <Note shape="attention"><p>Taken from other extensions: {done.moved.slice(0, 20).join('; ')}.</p></Note>}
            <div className="form-end"><ActionButton look="primary" onPress={onClose} autoFocus>Close</ActionButton></div>
          </>
        )
        : (
          <Form className="form" onSubmit={(event) => { event.preventDefault(); void perform(); }}>
            <SelectField
              label="First DID" name="firstDid" value={first} onChange={setWanted}
              choices={[{ value: NONE, words: 'No DIDs: caller ID only' }, ...offered.map((did) => ({ value: did, words: spacedPhoneNumber(did) }))]}
              hint={hint}
            />
            <Switch className="switch" isSelected={replace} onChange={setReplace}><span className="switch-track" aria-hidden="true" />It takes the place of the DIDs that they have</Switch>
            <RadioGroup className="radio-row" value={callerId} onChange={(value) => setCallerId(value === 'keep' || value === 'main' ? value : 'did')}>
              <Label>Outbound caller ID</Label>
              <Radio className="radio" value="did"><span className="radio-dot" aria-hidden="true" />Their own DID</Radio>
              {main !== null && <Radio className="radio" value="main"><span className="radio-dot" aria-hidden="true" />The main number for all</Radio>}
              <Radio className="radio" value="keep"><span className="radio-dot" aria-hidden="true" />As it is</Radio>
            </RadioGroup>
            <FaultNote fault={assign.fault} />
            <div className="form-end">
              <ActionButton onPress={onClose} isDisabled={assign.busy}>Cancel</ActionButton>
              <ActionButton look="primary" type="submit" busy={assign.busy} busyWords="Assigning…">Assign</ActionButton>
            </div>
          </Form>
        )}
    </ModalDialog>
  );
}
