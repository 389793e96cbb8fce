import { copiedValue } from '../clipboard.ts';
import { CLIPBOARD_SECONDS } from '../copied-value.ts';
import type { Desk } from '../desk.ts';
import { CommandFault } from '../fault.ts';
import type { Handlers } from '../ipc/answer.ts';

/** Copies what 3CX's page “Emergency Numbers” shall have. Main makes the text; the page names only the entry and the field. */
export function emergencyCopyCommands(desk: Desk): Pick<Handlers, 'emergency.copyRules'> {
  return {
    'emergency.copyRules': async ({ siteId, only }) => {
      const { intent } = await desk.site(siteId);
      const [{ emergencyRulesOf }, { emergencyRuleTable, emergencyRuleValue }, { trunkNameIn3cx }] = await Promise.all([
        import('../../domain/emergency/rules.ts'), import('../../domain/emergency/rule-values.ts'), import('../../domain/trunk/sheet.ts'),
      ]);
      const rules = emergencyRulesOf(intent);
      const trunkName = trunkNameIn3cx(intent) ?? '';
      const rule = only === null ? null : rules.find(({ id }) => id === only.rule) ?? null;
      const text = only === null ? emergencyRuleTable(rules, trunkName).map((cells) => cells.join('\t')).join('\n') : rule === null ? '' : emergencyRuleValue(rule, only.field, trunkName);
      if (text === '') throw new CommandFault({ code: 'not-found', what: 'There is nothing to copy.', why: 'This field stays empty in 3CX, or the entry is not there any more.', next: 'Look at the entry again.' });
      await copiedValue.copy(text);
      return { clearsAfterSeconds: CLIPBOARD_SECONDS };
    },
  };
}
