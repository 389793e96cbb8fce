import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import type { OutboundRoute, OutboundRule } from '../../../../domain/site/outbound-rule.ts';
import type { Fault } from '../../../../preload/contract.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { readLine, readRuleCondition, readRuleName, readStrip } from './rule-fields.ts';

const MOST_ROUTES = 5;
const EMPTY_ROUTE: OutboundRoute = { trunk: null, stripDigits: 0, prepend: '', append: '', callerId: '' };

/** One outbound rule with the fields of 3CX's page. */
export function RuleDialog({ rule, trunkName, busy, fault, onSave, onClose }: {
  readonly rule: OutboundRule | null; readonly trunkName: string; readonly busy: boolean; readonly fault: Fault | null;
  readonly onSave: (rule: OutboundRule) => Promise<void>; readonly onClose: () => void;
}): ReactNode {
  const [routes, setRoutes] = useState(rule?.routes.length ?? 1);
  const routeFields = Array.from({ length: MOST_ROUTES }, (_, index) => rule?.routes[index] ?? EMPTY_ROUTE);
  const form = useForm(
    {
      name: rule?.name ?? '', prefixes: rule?.prefixes ?? '', lengths: rule?.lengths ?? '', extensions: rule?.extensions ?? '', departments: rule?.departments ?? '',
      ...Object.fromEntries(routeFields.flatMap((route, at) => [
        [`trunk.${at}`, route.trunk ?? ''], [`strip.${at}`, route.stripDigits === 0 ? '' : String(route.stripDigits)], [`prepend.${at}`, route.prepend], [`append.${at}`, route.append], [`callerId.${at}`, route.callerId],
      ])),
    } as Record<string, string>,
    {
      name: readRuleName, prefixes: readRuleCondition('prefixes'), lengths: readRuleCondition('lengths'), extensions: readRuleCondition('extensions'), departments: readRuleCondition('departments'),
      // Only the routes that are there: a mistake in one that was removed shall not hold the rule back.
      ...Object.fromEntries(routeFields.slice(0, routes).flatMap((_, at) => [[`strip.${at}`, readStrip], ...['trunk', 'prepend', 'append', 'callerId'].map((name) => [`${name}.${at}`, readLine] as const)])),
    },
    fault,
  );
  const value = (name: string): string => (form.values[name] ?? '').trim();
  const perform = async (): Promise<void> => {
    if (!form.check()) return;
    await onSave({
      id: rule?.id ?? crypto.randomUUID(), name: value('name'), prefixes: value('prefixes'), lengths: value('lengths'), extensions: value('extensions'), departments: value('departments'),
      routes: Array.from({ length: routes }, (_, at) => ({ trunk: value(`trunk.${at}`) || null, stripDigits: Number(value(`strip.${at}`) || 0), prepend: value(`prepend.${at}`), append: value(`append.${at}`), callerId: value(`callerId.${at}`) })),
    });
  };
  return (
    <ModalDialog title={rule === null ? 'A new outbound rule' : `Change “${rule.name}”`} isOpen wide onClose={onClose} busy={busy}>
      <Form className="form" onSubmit={(event) => { event.preventDefault(); void perform(); }}>
        <Field label="Rule name" {...form.field('name')} autoFocus />
        <div className="form-pair">
          <Field label="Calls to numbers starting with prefix" mono optional {...form.field('prefixes')} hint="Commas between several." />
          <Field label="Calls to numbers with a length of" mono optional {...form.field('lengths')} hint="10, or 9,10, or 10-11." />
          <Field label="Calls from extension(s)" mono optional {...form.field('extensions')} hint="100, 102-120." />
          <Field label="Calls from department(s)" optional {...form.field('departments')} />
        </div>
        {Array.from({ length: routes }, (_, at) => (
          <fieldset key={at} className="route">
            <legend>Route {at + 1}</legend>
            <div className="form-pair is-tight">
              <Field label="Strip digits" mono numeric optional {...form.field(`strip.${at}`)} />
              <Field label="Prepend" mono optional {...form.field(`prepend.${at}`)} />
              <Field label="Append" mono optional {...form.field(`append.${at}`)} />
              <Field label="Caller ID" mono optional {...form.field(`callerId.${at}`)} hint="Empty: the extension’s." />
              <Field label="Another trunk" optional {...form.field(`trunk.${at}`)} hint={`Empty: ${trunkName}.`} />
            </div>
          </fieldset>
        ))}
        <div className="form-row">
          {routes < MOST_ROUTES && <ActionButton look="quiet" onPress={() => setRoutes(routes + 1)}>Add a route</ActionButton>}
          {routes > 1 && <ActionButton look="quiet" onPress={() => setRoutes(routes - 1)}>Remove the last route</ActionButton>}
        </div>
        <FaultNote fault={fault} />
        <div className="form-end">
          <ActionButton onPress={onClose} isDisabled={busy}>Cancel</ActionButton>
          <ActionButton look="primary" type="submit" busy={busy} busyWords="Saving…">{rule === null ? 'Add the rule' : 'Save the rule'}</ActionButton>
        </div>
      </Form>
    </ModalDialog>
  );
}
