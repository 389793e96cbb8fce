import type { EmergencyAnswer } from '../../domain/emergency/keep-emergency.ts';
import { emergencyPlan, type EmergencyPlan } from '../../domain/emergency/registration.ts';
import type { Stamp } from '../../domain/site/make.ts';
import { type AccountChoice, type Site, withoutSecrets } from '../../domain/site/record.ts';
import { sameAccount } from '../../domain/site/same-account.ts';
import { LAG } from '../../domain/trunk/lag.ts';
import type { Outcome } from './apply.ts';
import type { Twilio } from './client.ts';
import { toTwilioFault, type TwilioFault } from './errors.ts';
import { cancelled, execute, type ExecutePorts, otherAccount } from './execute.ts';
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
    const plan = await look(ports);
    if ('fault' in plan) return { kind: 'fault', fault: plan.fault };
    const { actions, settling } = plan;
    if (actions.length === 0) {
      if (!settling) return { kind: 'done' };
      if (looks >= LOOKS) return { kind: 'unsettled' };
      looks += 1;
      await ports.sleep(PAUSE);
      continue;
    }
    if (round >= ROUNDS) return { kind: 'unsettled' };
    ports.report({ kind: 'planned', actions });
    const fault = await execute(ports, actions);
    const mayLook = fault !== null && fault.outcomeUnknown && fault.code !== 'cancelled' && round + 1 < ROUNDS;
    if (fault !== null && !mayLook) return { kind: 'fault', fault };
    if (fault !== null) await ports.sleep(PAUSE * 2 ** round);
    round += 1;
  }
}

/** Reads, keeps what was read, and plans. What became of calls whose answers were lost goes into the ledger. */
async function look(ports: SubmitPorts): Promise<EmergencyPlan | { readonly fault: TwilioFault }> {
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
  const planned = (site: Site): EmergencyPlan => emergencyPlan(withoutSecrets(site), ports.now());
  const first = planned(await ports.site());
  if (first.found.length === 0) return first;
  await ports.record(first.found.map(({ call, sid }) => ({ id: ports.newId(), ...ports.stamp(), kind: 'found', call, sid })));
  return planned(await ports.site());
}
