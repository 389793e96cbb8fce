import type { StepId } from '../site/step-ids.ts';
import { readFqdn, readPublicIpv4 } from '../site/addresses.ts';
import { sameAccount } from '../site/same-account.ts';
import { readDomainLabel, readFriendlyName, readSipUsername } from '../site/values.ts';
import { driftOf } from '../trunk/drift.ts';
import { readingIsCurrent, readLedger } from '../trunk/ledger.ts';
import { compareAddress } from '../trunk/pbx-address.ts';
import { outdatedUsers } from '../emergency/coverage-3cx.ts';
import type { Coverage } from '../emergency/coverage-cell.ts';
import { outdatedReading } from '../emergency/coverage-reading.ts';
import type { EmergencyPlan } from '../emergency/registration.ts';
import type { Plan } from '../trunk/plan.ts';
import { outdatedIn3cx } from '../trunk/reported.ts';
import type { RuleFindings } from './findings.ts';
import { judgeEmergencyStep } from './judge-emergency.ts';
import { judgeTwilioStep, UNKNOWN, type Verdict } from './judge-trunk.ts';
import type { Derivable } from './state.ts';

const yesWhen = (done: boolean, how: string, at: string | null = null): Verdict => (done ? { kind: 'yes', how, at } : UNKNOWN);
const decide = (why: string): Verdict => ({ kind: 'decide', why });

/** What a step is judged by, beside the site itself. `coverage` is made when it is first asked for. */
export interface Judged {
  readonly plan: Plan;
  readonly findings: RuleFindings;
  readonly emergency: EmergencyPlan;
  readonly coverage: () => Coverage;
}

/** What Trunkbook can say of a step from what was entered, read and imported. A step that only a person can judge is `unknown`. */
export function judge(step: StepId, site: Derivable, judged: Judged): Verdict {
  const { plan, findings } = judged;
  const { intent, observed, known } = site;
  const { pbx, trunk } = intent;
  switch (step) {
    case 'visit.plan':
      return yesWhen(intent.hosting !== null, intent.hosting === 'hosted' ? 'Hosted by 3CX' : 'Run by the customer');
    case 'pbx.login':
      return yesWhen(pbx.loginUrl !== null && pbx.username !== null && known.pbxPassword, 'Entered');
    case 'pbx.values': {
      const finding = compareAddress(intent, observed.pbxName);
      if (finding.kind === 'contradiction' && !finding.settled) return decide('The name and the address do not agree.');
      return yesWhen(readFqdn(pbx.fqdn ?? '').ok && readPublicIpv4(pbx.ipv4[0] ?? '').ok, finding.kind !== 'agrees' ? 'Entered' : finding.unconfirmed.length === 0 ? 'Entered, and the name agrees' : `Entered; the name confirms ${finding.confirmed.length} of ${pbx.ipv4.length} addresses`);
    }
    case 'account.choose':
      if (intent.account.kind === 'by-hand') return yesWhen(true, 'By hand in the Twilio Console');
      if (observed.twilio === null || !sameAccount(observed.twilio.account, intent.account)) return UNKNOWN;
      return yesWhen(true, intent.account.kind === 'practice' ? 'The practice account answered' : 'The account answered', observed.twilio.at);
    case 'trunk.values': {
      const chosen = readFriendlyName(trunk.friendlyName ?? '').ok && readDomainLabel(trunk.domainLabel ?? '').ok && trunk.secure !== null;
      const refused = chosen && plan.kind === 'blocked' ? plan.problems.find(({ field }) => field === 'trunk.domainLabel') : undefined;
      return refused ? decide(refused.why) : yesWhen(chosen, 'Chosen');
    }
    case 'security.values':
      return yesWhen([trunk.accessListName, trunk.credentialListName].every((name) => readFriendlyName(name ?? '').ok) && readSipUsername(trunk.sipUsername ?? '').ok && (trunk.sipPassword !== null || passwordAtTwilio(plan)), trunk.sipPassword === null ? 'Chosen; the SIP password is not known here' : 'Chosen');
    case 'numbers.choose':
      return yesWhen(intent.numbers.length > 0, `${intent.numbers.length} chosen`);
    case 'setup.run':
      if (plan.kind !== 'ready') return UNKNOWN;
      if (plan.questions.length > 0) return decide('Something at Twilio needs your decision.');
      if (plan.held.length > 0 && plan.actions.length === 0) return decide(`${plan.held.slice(0, 2).map(({ what }) => what).join(' ')}${plan.held.length > 2 ? ` And ${plan.held.length - 2} more.` : ''}`);
      return yesWhen(plan.actions.length === 0 && plan.found.length === 0, 'Twilio answered', observed.twilio?.at ?? null);
    case 'setup.compare': {
      const drift = driftOf(intent, observed, site.ledger, site.directory, plan, 0);
      // Before a set-up, and after an undo, everything differs, and that is no news.
      if (drift.kind === 'not-read' || !readingIsCurrent(site) || (drift.rows.some(({ id, state }) => id === 'trunk.name' && state === 'missing') && !hasMadeTrunk(site))) return UNKNOWN;
      return drift.differing > 0 ? decide(drift.differing === 1 ? 'One thing differs.' : `${drift.differing} things differ.`) : yesWhen(true, 'Nothing differs', drift.at);
    }
    case 'trunk-in-3cx.enter':
    case 'trunk-in-3cx.encryption': {
      const outdated = outdatedIn3cx(step, intent, observed.pbxTrunk);
      return outdated.length === 0 ? UNKNOWN : { kind: 'no', lost: false, why: `Changed here since: ${outdated.join(', ')}. Enter it in 3CX anew.` };
    }
    case 'rules.enter':
      return findings.rules.length > 0 ? decide(findings.rules.join(' ')) : UNKNOWN;
    case 'extensions.users':
      return findings.extensions.length > 0 ? decide(findings.extensions.join(' ')) : judgeTick(outdatedUsers(site.evidence, site.directory));
    case 'test-933.elsewhere':
      return judgeTick(outdatedReading(site, site.directory));
    default:
      return judgeEmergencyStep(step, site, judged) ?? judgeTwilioStep(step, site, plan);
  }
}

/** A tick holds for what stood here when it was made: what was changed since is gone over anew, and the step is open for that. @param outdated why it does not hold any more */
function judgeTick(outdated: string | null): Verdict {
  return outdated === null ? UNKNOWN : { kind: 'part', why: outdated };
}

/** Whether the ledger shows a trunk as ours that was not taken away again. */
function hasMadeTrunk({ observed, ledger }: Derivable): boolean {
  const accountSid = observed.twilio?.value.accountSid;
  return accountSid !== undefined && [...readLedger(ledger, accountSid).created.keys()].some((key) => key.startsWith('trunk '));
}

/** A password that Trunkbook does not know is enough where the user is there already: the plan then asks for none. */
function passwordAtTwilio(plan: Plan): boolean {
  return plan.kind === 'ready' || (plan.kind === 'blocked' && plan.draft !== null && !plan.problems.some(({ field }) => field === 'sipPassword'));
}

/** Steps that nobody ticks: they are done when their values are entered, read or settled. */
const JUDGED_ONLY: ReadonlySet<StepId> = new Set(['visit.plan', 'pbx.login', 'pbx.values', 'account.choose', 'trunk.values', 'security.values', 'numbers.choose', 'setup.run', 'setup.compare', 'hand-over.leave']);

export function isJudgedOnly(step: StepId): boolean {
  return JUDGED_ONLY.has(step);
}
