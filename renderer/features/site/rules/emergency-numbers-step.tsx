import './rules.css';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { emergencyNumbers, notEmergencyCodes } from '../../../../domain/dialplan/emergency-numbers.ts';
import { withEntry } from '../../../../domain/emergency/rule-order.ts';
import { emergencyRulesOf } from '../../../../domain/emergency/rules.ts';
import { territoryOf, TERRITORY_WORDS } from '../../../../domain/emergency/territory.ts';
import { siteFindings } from '../../../../domain/overview/findings.ts';
import type { EmergencyRuleEntry } from '../../../../domain/site/emergency-record.ts';
import { trunkNameIn3cx } from '../../../../domain/trunk/sheet.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { AndMore, MOST_DRAWN } from '../../../ui/and-more.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { CopyIcon, PlusIcon } from '../../../ui/icons.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { useCall } from '../../../use-call.ts';
import { matches } from '../../../words.ts';
import type { StepProps } from '../step-view.tsx';
import { EmergencyRuleDialog } from './emergency-rule-dialog.tsx';
import { EmergencyRuleTable, entryLabel } from './emergency-rule-table.tsx';
import { Findings } from './findings.tsx';
import { useCopyRules } from './use-copy-rules.ts';

type Editing = { readonly kind: 'change'; readonly rule: EmergencyRuleEntry } | { readonly kind: 'add' } | null;

/** What 3CX's page “Emergency Numbers” shall have: proposed for the country and the places of the site, changed here, checked, and copied from here into 3CX. */
export function EmergencyNumbersStep({ site, directory }: StepProps): ReactNode {
  const save = useCall('emergency.saveRules');
  const copies = useCopyRules(site.id);
  const [editing, setEditing] = useState<Editing>(null);
  const [resetting, setResetting] = useState(false);
  const [typed, setTyped] = useState('');
  const { intent } = site;
  const { country } = intent;
  const rules = emergencyRulesOf(intent);
  const own = intent.emergency.rules !== null;
  const shown = typed.trim() === '' ? rules : rules.filter((rule) => matches([rule.name, rule.number, rule.extensions, rule.departments, rule.callerId].join(' '), typed));
  const findings = useMemo(() => {
    const ids = new Set(emergencyRulesOf(site.intent).map(({ id }) => id));
    return siteFindings({ ...site, directory }).filter(({ kind, rules: about }) => kind.startsWith('emergency-') || about.some((id) => ids.has(id)));
  }, [site, directory]);
  const trunkName = trunkNameIn3cx(intent) ?? '';
  const territory = territoryOf(country);
  const unsure = emergencyNumbers(country).filter(({ twilio }) => twilio === 'NC');
  const keep = async (next: readonly EmergencyRuleEntry[] | null): Promise<boolean> => (await save.run({ siteId: site.id, rules: next === null ? null : structuredClone([...next]) }))?.ok ?? false;
  const section = useRef<HTMLElement>(null);
  /** The entry that is being moved or removed, and its place: its button is disabled meanwhile, or gone, and the focus must not be lost with it. */
  const changing = useRef<{ readonly id: string; readonly at: number; readonly by: 1 | -1 | 0 } | null>(null);
  const move = (rule: EmergencyRuleEntry, by: 1 | -1): void => {
    const at = shown.indexOf(rule);
    const neighbour = shown[at + by];
    if (neighbour === undefined) return;
    changing.current = { id: rule.id, at, by };
    const others = rules.filter((one) => one !== rule);
    void keep(others.toSpliced(others.indexOf(neighbour) + (by === 1 ? 1 : 0), 0, rule));
  };
  const remove = (rule: EmergencyRuleEntry): void => {
    changing.current = { id: rule.id, at: shown.indexOf(rule), by: 0 };
    void keep(rules.filter((one) => one !== rule));
  };
  useEffect(() => {
    const change = changing.current;
    if (change === null || save.busy) return;
    const place = shown.findIndex(({ id }) => id === change.id);
    if (save.fault === null && place !== (change.by === 0 ? -1 : change.at + change.by)) return;
    changing.current = null;
    const has = document.activeElement;
    // Whoever went on meanwhile is left alone.
    if (has !== null && has !== document.body && !has.closest('.rule-tools')) return;
    const button = (words: string): HTMLElement | null => section.current?.querySelector<HTMLElement>(`[aria-label="${CSS.escape(words)}"]:not(:disabled)`) ?? null;
    // The moved entry's button for the same way, or the other one where it has reached the end; the remove button of the one that came into the place.
    const next = shown[change.by === 0 ? Math.min(change.at, shown.length - 1) : place];
    const [way, other] = change.by === 1 ? ['down', 'up'] : ['up', 'down'];
    const found = next && (change.by === 0 ? button(`Remove ${entryLabel(next)}`) : button(`Move ${entryLabel(next)} ${way}`) ?? button(`Move ${entryLabel(next)} ${other}`));
    (found ?? section.current?.querySelector<HTMLElement>('h3'))?.focus();
  });
  return (
    <section ref={section} aria-labelledby="emergency-rules-title" className="rules">
      <div className="rules-head">
        <h3 id="emergency-rules-title" tabIndex={-1}>3CX’s page “Emergency Numbers”</h3>
        <div className="form-row">
          {own && <ActionButton look="quiet" onPress={() => setResetting(true)}>Back to the proposal</ActionButton>}
          <ActionButton onPress={() => setEditing({ kind: 'add' })}><PlusIcon />Add a number</ActionButton>
        </div>
      </div>
      {territory === 'none' && <Note shape="attention"><p><strong>{TERRITORY_WORDS.none.short}.</strong> {TERRITORY_WORDS.none.means}</p></Note>}
      {rules.length === 0
        ? <p className="empty is-small">{territory === 'none' ? 'Trunkbook has no list of this country’s emergency numbers. Add those that people here know by heart, with the trunk or line that carries them as route 1.' : 'No emergency number: nobody here could call for help. Add them, or put the proposal back.'}</p>
        : (
          <>
            <p className="aside">{own ? 'These entries were changed here.' : 'Proposed by Trunkbook for the country and the places of this site.'} Enter them in 3CX one by one. Press a value to copy it.</p>
            {rules.length > MOST_DRAWN && <Field label="Find an entry" name="emergencyRules.find" type="search" value={typed} onChange={setTyped} />}
            <EmergencyRuleTable rules={shown.slice(0, MOST_DRAWN)} trunkName={trunkName} findingsOf={(id) => findings.filter((finding) => finding.rules.includes(id)).length} busy={save.busy} onCopy={copies.copy} onMove={move} onChange={(rule) => setEditing({ kind: 'change', rule })} onRemove={remove} />
            <AndMore of={shown.length}>: find them above</AndMore>
            <div className="form-row">
              <ActionButton look="quiet" busy={copies.busy} onPress={copies.copyAll}><CopyIcon />Copy the table</ActionButton>
              <span role="status">{copies.said !== null && <StateMark shape="done">{copies.said}</StateMark>}</span>
            </div>
          </>
        )}
      <FaultNote fault={copies.fault ?? (editing === null ? save.fault : null)} />
      {unsure.length > 0 && <Note shape="unknown"><p>{[...new Set(unsure.map(({ note }) => note))].join(' ')} This is so for {unsure.map(({ number }) => number).join(', ')}.</p></Note>}
      {notEmergencyCodes(country).map(({ number, what }) => <p key={number} className="aside"><span className="mono">{number}</span> ({what}) is no emergency number and does not belong here.</p>)}
      {(rules.length > 0 || findings.length > 0) && <Findings findings={findings} />}
      {editing && (
        <EmergencyRuleDialog
          rule={editing.kind === 'change' ? editing.rule : null} trunkName={trunkName || 'the Twilio trunk'} country={country} busy={save.busy} fault={save.fault} onClose={() => { save.clear(); setEditing(null); }}
          onSave={async (rule) => { if (await keep(editing.kind === 'change' ? rules.map((one) => (one.id === rule.id ? rule : one)) : withEntry(rules, rule))) setEditing(null); }}
        />
      )}
      <ModalDialog title="Put the proposed entries back?" isOpen={resetting} alert onClose={() => setResetting(false)} busy={save.busy}>
        <p>Your changes to the emergency numbers of this site are lost. Nothing changes in 3CX.</p>
        <FaultNote fault={save.fault} />
        <div className="form-end">
          <ActionButton onPress={() => setResetting(false)} isDisabled={save.busy}>Keep my entries</ActionButton>
          <ActionButton look="danger" busy={save.busy} busyWords="Saving…" onPress={async () => { if (await keep(null)) setResetting(false); }}>Put the proposal back</ActionButton>
        </div>
      </ModalDialog>
    </section>
  );
}
