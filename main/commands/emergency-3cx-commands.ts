import type { Evidence } from '../../domain/site/record.ts';
import { withoutSecrets } from '../../domain/site/record.ts';
import { changeIntent } from '../../domain/site/make.ts';
import { readRemark } from '../../domain/site/values.ts';
import { type Desk, newId } from '../desk.ts';
import { CommandFault, invalidValues } from '../fault.ts';
import type { Handlers } from '../ipc/answer.ts';
import { FieldReader } from './fields.ts';

/** What 3CX shall have for emergency calls, and the 933 calls that people make. Nothing is dialled here. */
export function emergency3cxCommands(desk: Desk): Pick<Handlers, 'emergency.saveRules' | 'emergency.record933'> {
  return {
    'emergency.saveRules': async ({ siteId, rules }) => {
      const { trunkNameIn3cx } = await import('../../domain/trunk/sheet.ts');
      await desk.change(siteId, (site) => {
        const ours = trunkNameIn3cx(site.intent);
        // This site's trunk by its name is this site's trunk, also once it has another name.
        const kept = rules?.map((rule) => (rule.trunk !== null && rule.trunk.trim() === ours ? { ...rule, trunk: null } : rule)) ?? null;
        return changeIntent(site, { emergency: { ...site.intent.emergency, rules: kept } }, desk.stamp(), newId());
      });
      return {};
    },
    'emergency.record933': async ({ siteId, extension, readNumber, readAddress, how }) => {
      const [{ emergencyPlan }, { coverageOf }, { compareReadBack }, { HAS_933 }, { emergencyCalls }, directory] = await Promise.all([
        import('../../domain/emergency/registration.ts'), import('../../domain/emergency/coverage.ts'), import('../../domain/emergency/read-back.ts'), import('../../domain/emergency/territory.ts'), import('../../domain/emergency/coverage-rules.ts'), desk.directory(siteId),
      ]);
      const fields = new FieldReader();
      const heard = {
        readNumber: fields.takeOptional('readNumber', readNumber, (text) => readRemark(text, 'the number')) ?? '', readAddress: fields.takeOptional('readAddress', readAddress, (text) => readRemark(text, 'the address')) ?? '',
      };
      fields.finish();
      const stamp = desk.stamp();
      await desk.change(siteId, (site) => {
        const known = withoutSecrets(site);
        if (!HAS_933.includes(site.intent.country)) throw notRecorded('933 exists in the United States and Canada only.', 'See the step “Prove emergency calling without a call”.');
        // What counts is what is registered at this moment, whatever the page showed.
        const cell = coverageOf({ ...known, directory, registration: emergencyPlan(known, Date.parse(stamp.at)) }).cells.find((one) => one.extension === extension);
        const row = directory.extensions.rows.find(({ number }) => number === extension);
        if (!cell || !row) throw notRecorded('This site has no such extension any more.', 'Open the step again.');
        if (cell.expected === null) throw notRecorded(`Nothing is registered with the number that extension ${extension} shows, so there is nothing to hold the answer against.`, 'Register the address first, then dial 933 again.');
        if (how === 'ticked' && compareReadBack(heard, cell.expected).kind !== 'matches') throw invalidValues([{ field: 'readAddress', why: 'What is registered has changed since the page was shown. Look again, and compare with what you heard.' }]);
        const entry: Evidence = { id: newId(), ...stamp, kind: 'test-933', extension, ...heard, how, expected: cell.expected, entries: emergencyCalls(site.intent).entriesOf(row) };
        return { ...site, evidence: [...site.evidence, entry] };
      });
      return {};
    },
  };
}

function notRecorded(why: string, next: string): CommandFault {
  return new CommandFault({ code: 'not-found', what: 'The call was not written down.', why, next });
}
