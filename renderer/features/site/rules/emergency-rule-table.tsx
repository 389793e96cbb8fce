import { Fragment, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { EMERGENCY_RULE_LABELS, type EmergencyRuleField, emergencyRuleValue } from '../../../../domain/emergency/rule-values.ts';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import type { EmergencyRuleEntry } from '../../../../domain/site/emergency-record.ts';
import { ActionButton, IconButton } from '../../../ui/action-button.tsx';
import { CrossIcon, DownIcon, UpIcon } from '../../../ui/icons.tsx';

/** An entry by name, number and for whom: places may have entries of one name. */
export function entryLabel({ name, number, extensions, departments }: EmergencyRuleEntry): string {
  const limits = [extensions, departments].filter((text) => text.trim() !== '').join('; ');
  return `“${name}” (${number}${limits === '' ? '' : `, for ${limits}`})`;
}

/** The entries of 3CX's page “Emergency Numbers” in its order. Each value can be copied by pressing it; a value that stays empty there is written in grey. */
export function EmergencyRuleTable({ rules, trunkName, findingsOf, busy, onCopy, onMove, onChange, onRemove }: {
  readonly rules: readonly EmergencyRuleEntry[]; readonly trunkName: string; readonly findingsOf: (id: string) => number; readonly busy: boolean;
  readonly onCopy: (rule: EmergencyRuleEntry, field: EmergencyRuleField) => void; readonly onMove: (rule: EmergencyRuleEntry, by: 1 | -1) => void; readonly onChange: (rule: EmergencyRuleEntry) => void; readonly onRemove: (rule: EmergencyRuleEntry) => void;
}): ReactNode {
  const value = (rule: EmergencyRuleEntry, field: EmergencyRuleField, shown: string, mono = false): ReactNode => (
    <Button className={mono ? 'copy-cell mono' : 'copy-cell'} aria-label={`Copy ${EMERGENCY_RULE_LABELS[field]} of ${entryLabel(rule)}: ${shown}`} onPress={() => onCopy(rule, field)}>{shown}</Button>
  );
  const orWords = (rule: EmergencyRuleEntry, field: EmergencyRuleField, empty: string, mono = false): ReactNode => {
    const text = emergencyRuleValue(rule, field, trunkName);
    return text === '' ? <span className="aside">{empty}</span> : value(rule, field, field === 'callerId' ? spacedPhoneNumber(text) : text, mono);
  };
  return (
    <div className="rule-scroll">
      <table className="rule-table is-emergency">
        <thead><tr><th scope="col">Rule name</th><th scope="col">Number</th><th scope="col">Outbound caller ID</th><th scope="col"><span className="unseen">Change</span></th></tr></thead>
        <tbody>
          {rules.map((rule, index) => {
            const finding = findingsOf(rule.id) > 0 || undefined;
            const everybody = rule.extensions.trim() === '' && rule.departments.trim() === '';
            return (
              <Fragment key={rule.id}>
                <tr data-finding={finding} data-noted>
                  <th scope="row">{value(rule, 'name', rule.name || 'without a name')}</th>
                  <td>{value(rule, 'number', rule.number, true)}</td>
                  <td>{orWords(rule, 'callerId', 'each phone’s own', true)}</td>
                  <td>
                    <span className="rule-tools">
                      <IconButton label={`Move ${entryLabel(rule)} up`} isDisabled={busy || index === 0} onPress={() => onMove(rule, -1)}><UpIcon /></IconButton>
                      <IconButton label={`Move ${entryLabel(rule)} down`} isDisabled={busy || index === rules.length - 1} onPress={() => onMove(rule, 1)}><DownIcon /></IconButton>
                      <ActionButton look="quiet" isDisabled={busy} onPress={() => onChange(rule)} label={`Change ${entryLabel(rule)}`}>Change</ActionButton>
                      <IconButton label={`Remove ${entryLabel(rule)}`} isDisabled={busy} onPress={() => onRemove(rule)}><CrossIcon /></IconButton>
                    </span>
                  </td>
                </tr>
                <tr className="rule-note" data-finding={finding}>
                  <td colSpan={4}>
                    <dl className="rule-parts">
                      {everybody && <div><dt>Calls from</dt><dd>everybody</dd></div>}
                      {rule.extensions.trim() !== '' && <div><dt>Calls from</dt><dd>{value(rule, 'extensions', rule.extensions, true)}</dd></div>}
                      {rule.departments.trim() !== '' && <div><dt>Departments</dt><dd>{value(rule, 'departments', rule.departments)}</dd></div>}
                      <div><dt>Route 1</dt><dd>{orWords(rule, 'trunk', 'the Twilio trunk')}</dd></div>
                      <div><dt>Strip</dt><dd>{orWords(rule, 'stripDigits', 'nothing', true)}</dd></div>
                      <div><dt>Prepend</dt><dd>{orWords(rule, 'prepend', 'nothing', true)}</dd></div>
                    </dl>
                  </td>
                </tr>
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
