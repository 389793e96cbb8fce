import { changeIntent } from '../../domain/site/make.ts';
import { type PbxField, withoutSecrets } from '../../domain/site/record.ts';
import { sameAccount } from '../../domain/site/same-account.ts';
import type { Desk } from '../desk.ts';
import { newId } from '../desk.ts';
import { CommandFault, invalidValues } from '../fault.ts';
import type { Handlers } from '../ipc/answer.ts';

/** What is done about differences on this side: taking over what Twilio or 3CX has. What is done at Twilio is a job. */
export function compareCommands(desk: Desk): Pick<Handlers, 'trunk.take' | 'trunk.adopt' | 'pbx.report'> {
  return {
    'trunk.take': async ({ siteId, row, from }) => {
      const [{ driftOf }, { plan }] = await Promise.all([import('../../domain/trunk/drift.ts'), import('../../domain/trunk/plan.ts')]);
      const directory = await desk.directory(siteId);
      await desk.change(siteId, (site) => {
        // Compared on what is on disk now: the row may be another one since the page showed it.
        const { intent, observed, ledger } = withoutSecrets(site);
        const now = Date.now();
        const drift = driftOf(intent, observed, ledger, directory, plan(intent, observed, ledger, now), now);
        const found = drift.kind === 'read' ? drift.rows.find(({ id }) => id === row) : undefined;
        const take = from === 'twilio' ? found?.toSite : from === '3cx' ? found?.pbxToSite : found?.ask;
        if (!take) throw outdated();
        return changeIntent(site, take.change(intent), desk.stamp(), newId());
      });
      return {};
    },
    'trunk.adopt': async ({ siteId, ...choice }) => {
      const { adopt } = await import('../../domain/trunk/adopt.ts');
      await desk.change(siteId, (site) => {
        const reading = site.observed.twilio;
        if (reading === null) throw outdated();
        if (!sameAccount(reading.account, site.intent.account)) throw outdated();
        const adoption = adopt(site.intent, reading.value, site.ledger, choice);
        if (!adoption.ok) throw new CommandFault({ code: 'invalid-value', what: 'The trunk was not taken over.', why: adoption.why, next: 'Choose another trunk, or settle it in the Twilio Console and look again.' });
        return changeIntent(site, adoption.value.change, desk.stamp(), newId());
      });
      return {};
    },
    'pbx.report': async ({ siteId, field, value }) => {
      const kept = value === null || value.trim() === '' ? null : await readReported(field, value, (await desk.site(siteId)).intent.country);
      await desk.change(siteId, (site) => {
        const { [field]: _, ...others } = site.observed.pbxTrunk;
        return { ...site, observed: { ...site.observed, pbxTrunk: kept === null ? others : { ...others, [field]: { source: 'reported', ...desk.stamp(), value: kept } } } };
      });
      return {};
    },
  };
}

function outdated(): CommandFault {
  return new CommandFault({ code: 'not-found', what: 'Nothing was taken over.', why: 'What was shown is not so any more.', next: 'Look at the comparison again.' });
}

/** A value of 3CX as a person saw it there: kept as it is, also where it is wrong, for that is what is to be settled. */
async function readReported(field: PbxField, value: string, country: string): Promise<string> {
  const refusing = (why: string): never => { throw invalidValues([{ field: `pbx.${field}`, why }]); };
  if (field === 'trunk.sipPassword') return refusing('A password is never typed here. Tick the step when it is entered in 3CX.');
  if (field === 'secure') return value === 'on' || value === 'off' ? value : refusing('It is on or off.');
  const { readSeen } = await import('../../domain/site/values.ts');
  const seen = readSeen(value);
  if (!seen.ok) return refusing(seen.why);
  if (field !== 'trunk.mainNumber') return seen.value;
  // A number is the same number however it is written.
  const { readPhoneNumber } = await import('../../domain/numbers/phone-number.ts');
  const number = readPhoneNumber(seen.value, country);
  return number.ok ? number.value : seen.value;
}
