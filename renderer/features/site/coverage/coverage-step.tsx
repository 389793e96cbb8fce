import './coverage.css';
import { type ReactNode, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { type CellState, CELL_STATES } from '../../../../domain/emergency/coverage-cell.ts';
import { TERRITORY_WORDS, territoryOf } from '../../../../domain/emergency/territory.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Note } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { StateShape } from '../../../ui/state-mark.tsx';
import { count } from '../../../words.ts';
import type { StepProps } from '../step-view.tsx';
import { CallBackDialog } from './call-back-dialog.tsx';
import { CoverageDetails } from './coverage-details.tsx';
import { CoverageGrid } from './coverage-grid.tsx';
import { shownCells } from './coverage-rows.ts';
import { CELL_WORDS } from './coverage-words.ts';
import { ScopeDialog, type ScopeTopic } from './scope-dialog.tsx';
import { shownNumbers } from './shown-numbers.ts';

type Over = { readonly kind: 'call-back'; readonly number: string | null } | { readonly kind: 'scope'; readonly topic: ScopeTopic } | null;

/** The coverage matrix: of every extension, what its emergency call shows, whether help would find the door, and the one thing to do about it. */
export function CoverageStep({ site, overview, go }: StepProps): ReactNode {
  const coverage = overview.coverage();
  const { cells, counts } = coverage;
  const [typed, setTyped] = useState('');
  const [states, setStates] = useState<ReadonlySet<CellState>>(new Set());
  const [detailed, setDetailed] = useState<string | null>(null);
  const [over, setOver] = useState<Over>(null);
  const onWord = useMemo(() => cells.filter((one) => one.onWord).length, [cells]);
  const late = useDeferredValue(typed);
  const shown = useMemo(() => shownCells(cells, late, states), [cells, late, states]);
  const cell = detailed === null ? undefined : cells.find(({ extension }) => extension === detailed);
  const heading = useRef<HTMLHeadingElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const showDetails = useCallback((extension: string, focus: boolean): void => {
    setDetailed(extension);
    // Once they are drawn: the heading brings them into sight.
    if (focus) setTimeout(() => { heading.current?.focus({ preventScroll: true }); heading.current?.scrollIntoView({ block: 'nearest' }); heading.current?.closest('section')?.scrollIntoView({ block: 'nearest' }); });
  }, []);
  const sayCallBack = useCallback((number: string): void => setOver({ kind: 'call-back', number }), []);
  const closeDetails = (): void => {
    setDetailed(null);
    frame.current?.querySelector<HTMLElement>('[data-active]')?.focus();
  };
  const territory = territoryOf(site.intent.country);
  if (cells.length === 0) {
    return (
      <section aria-label="Coverage" className="coverage">
        <Note shape="attention">
          <p>No extensions are known yet, so nothing can be said of their emergency calls. Import 3CX’s users, or add the extensions one by one.</p>
          <div className="form-row"><ActionButton onPress={() => go('extensions.users')}>Go to the extensions</ActionButton></div>
        </Note>
      </section>
    );
  }
  return (
    <section aria-label="Coverage" className="coverage">
      {territory !== 'registers' && <Note shape={territory === 'none' ? 'attention' : 'open'}><p><strong>{TERRITORY_WORDS[territory].short}.</strong> {TERRITORY_WORDS[territory].means}</p></Note>}
      <div className="coverage-counts" role="group" aria-label="Show only">
        {CELL_STATES.filter((state) => counts[state] > 0 || states.has(state)).map((state) => (
          <ToggleButton
            key={state} className="count-toggle" isSelected={states.has(state)}
            onChange={(on) => setStates((before) => { const next = new Set(before); if (on) next.add(state); else next.delete(state); return next; })}
          >
            <StateShape shape={CELL_WORDS[state].shape} /><strong>{counts[state]}</strong> {CELL_WORDS[state].words.toLowerCase()}{state === 'proven' && onWord > 0 && ` (${onWord} reported)`}
          </ToggleButton>
        ))}
      </div>
      <div className="grid-tools">
        <Field label="Filter" name="coverage.filter" type="search" value={typed} onChange={setTyped} />
        <p className="aside" role="status">{shown.length === cells.length ? count(cells.length, 'extension') : `${shown.length} of ${count(cells.length, 'extension')}`}</p>
      </div>
      {shown.length === 0
        ? <p className="empty is-small">No extension has this. Change the filter.</p>
        : <CoverageGrid cells={shown} sought={[late, ...states].join(' ')} detailed={detailed} onDetails={showDetails} go={go} onCallBack={sayCallBack} frame={frame} />}
      {cell && (
        <CoverageDetails
          cell={cell} heading={heading} go={go} onClose={closeDetails} onCallBack={() => sayCallBack(cell.callerId.number)}
          onLeaveOut={() => setOver({ kind: 'scope', topic: { kind: 'leave-out', extension: cell.extension } })} onBarred={() => setOver({ kind: 'scope', topic: { kind: 'barred', extension: cell.extension } })}
        />
      )}
      <div className="form-row">
        <ActionButton onPress={() => setOver({ kind: 'call-back', number: null })}>Who answers call-backs…</ActionButton>
        <ActionButton onPress={() => setOver({ kind: 'scope', topic: { kind: 'leave-out', extension: null } })}>Left out and barred extensions…</ActionButton>
      </div>
      {over?.kind === 'call-back' && <CallBackDialog siteId={site.id} country={site.intent.country} users={cells} numbers={shownNumbers(cells, site.intent.emergency.numbers)} chosen={over.number} onClose={() => setOver(null)} />}
      {over?.kind === 'scope' && <ScopeDialog siteId={site.id} emergency={site.intent.emergency} topic={over.topic} onClose={() => setOver(null)} />}
    </section>
  );
}
