import './rules.css';
import { Fragment, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { DEFAULT_SWITCHES, type Switches } from '../../../../domain/dialplan/outcome.ts';
import { aboutProposal, originOf } from '../../../../domain/dialplan/tables.ts';
import { rulesOf, siteFindings } from '../../../../domain/overview/findings.ts';
import type { OutboundRoute, OutboundRule } from '../../../../domain/site/outbound-rule.ts';
import { trunkNameIn3cx } from '../../../../domain/trunk/sheet.ts';
import { ActionButton, IconButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { CrossIcon, DownIcon, PlusIcon, UpIcon } from '../../../ui/icons.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { useCall } from '../../../use-call.ts';
import type { StepProps } from '../step-view.tsx';
import { Findings } from './findings.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { Simulator } from './simulator.tsx';

type Editing = { readonly kind: 'change'; readonly rule: OutboundRule } | { readonly kind: 'add' } | null;

/** The outbound rules to enter in 3CX: proposed for the country, changed and ordered here, checked, and tried with any number. */
export function RulesStep({ site, directory }: StepProps): ReactNode {
  const save = useCall('site.saveRules');
  const [editing, setEditing] = useState<Editing>(null);
  const [resetting, setResetting] = useState(false);
  const [switches, setSwitches] = useState<Switches>(DEFAULT_SWITCHES);
  const { intent } = site;
  const rules = rulesOf(intent);
  const own = intent.outboundRules !== null;
  const findings = useMemo(() => siteFindings({ ...site, directory }, switches).filter((finding) => finding.extensions.length === 0), [site, directory, switches]);
  const keep = async (next: readonly OutboundRule[] | null): Promise<boolean> => (await save.run({ siteId: site.id, rules: next === null ? null : structuredClone([...next]) }))?.ok ?? false;
  const section = useRef<HTMLElement>(null);
  /** What is being done with a rule: its button is disabled meanwhile, or gone, and the focus must not be lost with it. */
  const changing = useRef<{ readonly id: string; readonly at: number; readonly to: number | null } | null>(null);
  const move = (rule: OutboundRule, by: 1 | -1): void => {
    const at = rules.indexOf(rule);
    const next = [...rules];
    next.splice(at, 1);
    next.splice(at + by, 0, rule);
    changing.current = { id: rule.id, at, to: at + by };
    void keep(next);
  };
  const remove = (rule: OutboundRule): void => {
    changing.current = { id: rule.id, at: rules.indexOf(rule), to: null };
    void keep(rules.filter((one) => one !== rule));
  };
  useEffect(() => {
    const change = changing.current;
    if (change === null || save.busy) return;
    const place = rules.findIndex(({ id }) => id === change.id);
    if (save.fault === null && place !== (change.to ?? -1)) return;
    changing.current = null;
    const has = document.activeElement;
    // Whoever went on meanwhile is left alone.
    if (has !== null && has !== document.body && !has.closest('.rule-tools')) return;
    const button = (label: string): HTMLElement | null => section.current?.querySelector<HTMLElement>(`[aria-label="${label}"]:not(:disabled)`) ?? null;
    // The moved rule's button for the same way, or the other one where it has reached the end; the remove button of the rule that came up.
    const [way, other] = change.to !== null && change.to < change.at ? ['up', 'down'] : ['down', 'up'];
    const next = change.to === null ? button(`Remove rule ${Math.min(change.at, rules.length - 1) + 1}`) : button(`Move rule ${place + 1} ${way}`) ?? button(`Move rule ${place + 1} ${other}`);
    (next ?? section.current?.querySelector<HTMLElement>('h3'))?.focus();
  });
  const trunkName = trunkNameIn3cx(intent) ?? 'the Twilio trunk';
  return (
    <>
      <section ref={section} aria-labelledby="rules-title" className="rules">
        <div className="rules-head">
          <h3 id="rules-title" tabIndex={-1}>Outbound rules, in 3CX’s order</h3>
          <div className="form-row">
            {own && <ActionButton look="quiet" onPress={() => setResetting(true)}>Back to the proposal</ActionButton>}
            <ActionButton onPress={() => setEditing({ kind: 'add' })}><PlusIcon />Add a rule</ActionButton>
          </div>
        </div>
        <p className="aside">{own ? 'These rules were changed here.' : aboutProposal(intent.country)} The first rule that fits has the call. Where nothing else is said, Route 1 is “{trunkName}”.</p>
        <RuleTable rules={rules} findingsOf={(id) => findings.filter((finding) => finding.rules.includes(id)).length} busy={save.busy} onMove={move} onChange={(rule) => setEditing({ kind: 'change', rule })} onRemove={remove} />
        <FaultNote fault={save.fault} />
        <Findings findings={findings} />
      </section>
      <Simulator site={site} directory={directory} rules={rules} switches={switches} onSwitches={setSwitches} />
      {editing && (
        <RuleDialog
          rule={editing.kind === 'change' ? editing.rule : null} trunkName={trunkName} busy={save.busy} fault={save.fault} onClose={() => { save.clear(); setEditing(null); }}
          onSave={async (rule) => { if (await keep(editing.kind === 'change' ? rules.map((one) => (one.id === rule.id ? rule : one)) : [...rules, rule])) setEditing(null); }}
        />
      )}
      <ModalDialog title="Put the proposed rules back?" isOpen={resetting} alert onClose={() => setResetting(false)} busy={save.busy}>
        <p>Your changes to the rules of this site are lost. Nothing changes in 3CX.</p>
        <div className="form-end">
          <ActionButton onPress={() => setResetting(false)}>Keep my rules</ActionButton>
          <ActionButton look="danger" busy={save.busy} busyWords="Saving…" onPress={async () => { if (await keep(null)) setResetting(false); }}>Put the proposal back</ActionButton>
        </div>
      </ModalDialog>
    </>
  );
}

/** What a route has beside the columns of the table: it is entered in 3CX too. */
function beside({ trunk, append, callerId }: OutboundRoute): readonly string[] {
  return [
    ...(trunk === null ? [] : [`Route 1 is “${trunk || 'none'}”.`]),
    ...(append.trim() === '' ? [] : [`Appends ${append.trim()}.`]),
    ...(callerId.trim() === '' ? [] : [`Shows the caller ID ${callerId.trim()}.`]),
  ];
}

function RuleTable({ rules, findingsOf, busy, onMove, onChange, onRemove }: {
  readonly rules: readonly OutboundRule[]; readonly findingsOf: (id: string) => number; readonly busy: boolean;
  readonly onMove: (rule: OutboundRule, by: 1 | -1) => void; readonly onChange: (rule: OutboundRule) => void; readonly onRemove: (rule: OutboundRule) => void;
}): ReactNode {
  if (rules.length === 0) return <p className="empty is-small">No rules: 3CX would refuse every call outside. Add one.</p>;
  return (
    <div className="rule-scroll">
      <table className="rule-table">
        <thead><tr><th scope="col">Nr.</th><th scope="col">Rule name</th><th scope="col">Prefix</th><th scope="col">Length</th><th scope="col">Strip</th><th scope="col">Prepend</th><th scope="col"><span className="unseen">Change</span></th></tr></thead>
        <tbody>
          {rules.map((rule, index) => {
            const [route] = rule.routes;
            const origin = originOf(rule.id);
            const limits = [rule.extensions, rule.departments].filter((text) => text.trim() !== '').join('; ');
            const notes = [
              ...(limits === '' ? [] : [`Only for ${limits}.`]),
              ...(route === undefined ? [] : beside(route)),
              ...(rule.routes.length > 1 ? [`${rule.routes.length} routes; “Change” shows them.`] : []),
              ...(origin?.origin === 'trunkbook' ? [`Added by Trunkbook. ${origin.why}`] : []),
            ];
            const finding = findingsOf(rule.id) > 0 || undefined;
            return (
              <Fragment key={rule.id}>
                <tr data-finding={finding} data-noted={notes.length > 0 || undefined}>
                  <td>{index + 1}</td>
                  <th scope="row">{rule.name || 'without a name'}</th>
                  <td className="mono">{rule.prefixes || 'any'}</td>
                  <td className="mono">{rule.lengths || 'any'}</td>
                  <td className="mono">{route?.stripDigits === 0 ? '' : route?.stripDigits}</td>
                  <td className="mono">{route?.prepend}</td>
                  <td>
                    <span className="rule-tools">
                      <IconButton label={`Move rule ${index + 1} up`} isDisabled={busy || index === 0} onPress={() => onMove(rule, -1)}><UpIcon /></IconButton>
                      <IconButton label={`Move rule ${index + 1} down`} isDisabled={busy || index === rules.length - 1} onPress={() => onMove(rule, 1)}><DownIcon /></IconButton>
                      <ActionButton look="quiet" isDisabled={busy} onPress={() => onChange(rule)} label={`Change rule ${index + 1}`}>Change</ActionButton>
                      <IconButton label={`Remove rule ${index + 1}`} isDisabled={busy} onPress={() => onRemove(rule)}><CrossIcon /></IconButton>
                    </span>
                  </td>
                </tr>
                {notes.length > 0 && <tr className="rule-note" data-finding={finding}><td /><td colSpan={6}>{notes.join(' ')}</td></tr>}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
