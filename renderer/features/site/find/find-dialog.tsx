import './find.css';
import { type ReactNode, useMemo, useState } from 'react';
import { Autocomplete, Input, Label, ListBox, ListBoxItem, SearchField } from 'react-aria-components';
import type { Overview } from '../../../../domain/overview/overview.ts';
import { searchTroubles } from '../../../../domain/proof/search.ts';
import type { Trouble } from '../../../../domain/proof/trouble.ts';
import { findTrouble } from '../../../../domain/proof/troubles.ts';
import type { StepId } from '../../../../domain/site/step-ids.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { LeftIcon } from '../../../ui/icons.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { StateShape } from '../../../ui/state-mark.tsx';
import { STATE_WORDS } from '../step-order.ts';
import { codeWords, TroubleView } from '../trouble/trouble-view.tsx';
import { searchSteps } from './search-steps.ts';

const MOST_TROUBLES = 60;

/** One place to find anything: a step, a symptom, or a code that a log shows. */
export function FindDialog({ overview, onGo, onClose }: { readonly overview: Overview; readonly onGo: (step: StepId, field?: string | null) => void; readonly onClose: () => void }): ReactNode {
  const [typed, setTyped] = useState('');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const steps = useMemo(() => searchSteps(overview.steps, typed), [overview, typed]);
  const troubles = useMemo(() => searchTroubles(typed).slice(0, MOST_TROUBLES), [typed]);
  if (trouble !== null) {
    return (
      <ModalDialog title={trouble.symptom} isOpen wide onClose={onClose}>
        <p className="form-row"><ActionButton look="quiet" onPress={() => setTrouble(null)} autoFocus><LeftIcon />Back to the search</ActionButton>{trouble.codes.length > 0 && <span className="mono">{codeWords(trouble)}</span>}</p>
        <TroubleView trouble={trouble} go={onGo} />
      </ModalDialog>
    );
  }
  const stepItems = steps.map((step) => {
    const state = overview.stateOf(step.id);
    return (
      <ListBoxItem key={step.id} id={step.id} className="find-item" textValue={step.title}>
        <StateShape shape={state.kind} />
        <span>{step.title}</span>
        <span className="find-kind">Step, {STATE_WORDS[state.kind].toLowerCase()}</span>
      </ListBoxItem>
    );
  });
  const troubleItems = troubles.map((one) => (
    <ListBoxItem key={one.id} id={`trouble ${one.id}`} className="find-item" textValue={one.symptom}>
      <StateShape shape="unknown" />
      <span>{one.symptom}</span>
      <span className="find-kind">{one.codes.length === 0 ? 'Symptom' : codeWords(one)}</span>
    </ListBoxItem>
  ));
  const choose = (key: string): void => {
    if (key.startsWith('trouble ')) setTrouble(findTrouble(key.slice('trouble '.length)));
    else onGo(key as StepId);
  };
  return (
    <ModalDialog title="Find" isOpen wide onClose={onClose}>
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <SearchField className="field" autoFocus>
          <Label>A step, a symptom, or a code such as 32201, 30052 or 403</Label>
          <Input className="input" maxLength={10_000} />
        </SearchField>
        <div className="find-results" role="group" aria-label="Results" tabIndex={0}>
          <ListBox className="find-list" aria-label="Found" selectionMode="none" onAction={(key) => choose(String(key))} renderEmptyState={() => <p className="empty is-small">Nothing has all of these words. Try fewer words, or the code alone.</p>}>
            {/* Whoever types a code has a failure before them, not a step. */}
            {/\d{3}/.test(typed) ? [...troubleItems, ...stepItems] : [...stepItems, ...troubleItems]}
          </ListBox>
        </div>
      </Autocomplete>
    </ModalDialog>
  );
}
