import type { EmergencyAnswer } from '../../domain/emergency/keep-emergency.ts';
import { emergencyPlan, type EmergencyPlan } from '../../domain/emergency/registration.ts';
import { termsOf } from '../../domain/emergency/terms.ts';
import type { Stamp } from '../../domain/site/make.ts';
import { type AccountChoice, type Site, withoutSecrets } from '../../domain/site/record.ts';
import { sameAccount } from '../../domain/site/same-account.ts';
import { LAG } from '../../domain/trunk/lag.ts';
import type { Outcome } from './apply.ts';
import type { Twilio } from './client.ts';
import { toTwilioFault, type TwilioFault } from './errors.ts';
import { cancelled, execute, type ExecutePorts, otherAccount, recordFound } from './execute.ts';
import { readEmergency } from './read-emergency.ts';
import { retryBusy } from './retry.ts';

/** What submitting works with. Nothing of Electron is in it. */
export interface SubmitPorts extends ExecutePorts {
  /** For readings, which end at once when the job is stopped. */
  readonly reader: Twilio;
  /** The account that was chosen when the client was made for it. */
  readonly account: AccountChoice;
  /** Keeps what was read, with the account that was chosen then and the moment before it was asked. */
  readonly observe: (answer: EmergencyAnswer, account: AccountChoice, stamp: Stamp) => Promise<void>;
  readonly now: () => number;
}

/** Rounds of reading, planning and doing: the second reconciles answers that were lost in the first. */
const ROUNDS = 4;
/** Between two looks at what a lost answer left behind, in milliseconds. */
const PAUSE = 1000;
/** Looks until a call without an answer counts as never done. */
const LOOKS = Math.ceil(LAG / PAUSE) + 1;

/**
 * Submits what waits for the emergency addresses: reads, plans, does, and reads again until nothing is left that Trunkbook can do now.
 * Registration itself goes on at Twilio afterwards. What Twilio refuses, and what a person must decide, stops nothing else. Starting it
 * again after anything whatever is safe: nothing is made or registered twice.
 */
export async function submitEmergency(ports: SubmitPorts): Promise<Outcome> {
  let looks = 0;
  for (let round = 0; ;) {
    if (ports.signal.aborted) return { kind: 'fault', fault: cancelled() };
    const looked = await look(ports);
    if ('fault' in looked) return { kind: 'fault', fault: looked.fault };
    const { plan: { actions, settling }, site } = looked;
    if (actions.length === 0) {
      if (!settling) return { kind: 'done' };
      if (looks >= LOOKS) return { kind: 'unsettled' };
      looks += 1;
      await ports.sleep(PAUSE);
      continue;
    }
    if (round >= ROUNDS) return { kind: 'unsettled' };
    ports.report({ kind: 'planned', actions });
    const isWanted = (now: Site): boolean => sameWish(site, now);
    const fault = await execute(ports, actions, { isWanted });
    // The site wants something else since it was planned, or the terms were taken back: planned anew, which is no round of its own.
    if (fault === null && !isWanted(await ports.site())) continue;
    const mayLook = fault !== null && fault.outcomeUnknown && fault.code !== 'cancelled' && round + 1 < ROUNDS;
    if (fault !== null && !mayLook) return { kind: 'fault', fault };
    if (fault !== null) await ports.sleep(PAUSE * 2 ** round);
    round += 1;
  }
}

/** Whether what was planned from one state of the site is what the other wants. A site is never changed in place: what nobody saved anew is the same object. */
function sameWish(planned: Site, now: Site): boolean {
  const [before, after] = [planned.intent, now.intent];
  return before.emergency.addresses === after.emergency.addresses && before.emergency.numbers === after.emergency.numbers && sameAccount(before.account, after.account)
    && termsOf(planned.evidence, before.account).confirmed === termsOf(now.evidence, after.account).confirmed;
}

/** Reads, keeps what was read, and plans, with the site that was planned for. What became of calls whose answers were lost goes into the ledger. */
async function look(ports: SubmitPorts): Promise<{ readonly plan: EmergencyPlan; readonly site: Site } | { readonly fault: TwilioFault }> {
  ports.report({ kind: 'reading' });
  const before = await ports.site();
  if (!sameAccount(before.intent.account, ports.account)) return { fault: otherAccount() };
  const stamp = ports.stamp();
  let answer: EmergencyAnswer;
  try {
    answer = await retryBusy(() => readEmergency({ client: ports.reader, accountSid: ports.accountSid }, before), { doing: 'reading where the emergency addresses stand', retry: 'reading' }, ports);
  } catch (error) {
    return { fault: toTwilioFault(error, { doing: 'reading where the emergency addresses stand' }) };
  }
  await ports.observe(answer, before.intent.account, stamp);
  const planned = (site: Site): { readonly plan: EmergencyPlan; readonly site: Site } => ({ plan: emergencyPlan(withoutSecrets(site), ports.now()), site });
  const first = planned(await ports.site());
  const { found } = first.plan;
  if (found.length === 0) return first;
  await recordFound(ports, found);
  return planned(await ports.site());
}
