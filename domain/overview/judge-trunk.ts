import type { StepId } from '../site/step-ids.ts';
import type { Resource } from '../site/record.ts';
import { sameAccount } from '../site/same-account.ts';
import type { Work } from '../trunk/actions.ts';
import { trunkDomain } from '../trunk/edges.ts';
import { readingIsCurrent, readLedger } from '../trunk/ledger.ts';
import { matchTrunk } from '../trunk/match.ts';
import type { Draft } from '../trunk/drafting.ts';
import type { Plan } from '../trunk/plan.ts';
import { trunkDifferences, type TrunkDifference } from '../trunk/plan-trunk.ts';
import { checkIntent, type Requirements } from '../trunk/requirements.ts';
import type { Derivable } from './state.ts';

/** What Trunkbook can say of a step by itself. */
export type Verdict =
  | { readonly kind: 'yes'; readonly how: string; readonly at: string | null }
  /** Known not to be so. `lost`: it was so once, by what Trunkbook did. */
  | { readonly kind: 'no'; readonly why: string; readonly lost: boolean }
  | { readonly kind: 'decide'; readonly why: string }
  /** A tick says a part of it: so long as others are lacking, the step stays open. */
  | { readonly kind: 'part'; readonly why: string }
  /** Nothing that could be held against a person’s word. `why`: what is still missing, where that is known. */
  | { readonly kind: 'unknown'; readonly why?: string };

export const UNKNOWN: Verdict = { kind: 'unknown' };

interface TwilioStep {
  /** The plan's calls that belong to the step. */
  readonly calls: readonly Work['do'][];
  /** The settings of the trunk that belong to it. */
  readonly settings: readonly TrunkDifference['setting'][];
  /** How the plan's questions about it begin. */
  readonly questions: readonly string[];
  /** What Trunkbook has put there while the step was done, and takes off again in an undo: with one of them in the ledger, what is missing was lost. */
  readonly resources: readonly Resource[];
}

/** The steps that Trunkbook does in “Set up at Twilio”, and what of the plan each stands for. */
const TWILIO_STEPS: Partial<Record<StepId, TwilioStep>> = {
  'trunk.create': { calls: ['create-trunk'], settings: ['name', 'secure', 'transfer'], questions: ['use TK', 'trial AC'], resources: ['trunk'] },
  'trunk.termination': { calls: ['create-trunk'], settings: ['domain'], questions: [], resources: ['trunk'] },
  'security.access-list': {
    calls: ['create-access-list', 'rename-access-list', 'add-address', 'change-address', 'remove-address', 'put-access-list-on-trunk', 'take-access-list-off-trunk'], settings: [], questions: ['use AL', 'set IP'], resources: ['access-list-on-trunk'],
  },
  'security.credentials': {
    calls: ['create-credential-list', 'rename-credential-list', 'create-credential', 'set-password', 'remove-credential', 'put-credential-list-on-trunk', 'take-credential-list-off-trunk'], settings: [], questions: ['use CL', 'password CR'],
    resources: ['credential-list-on-trunk'],
  },
  'inbound.origination': { calls: ['create-origination-url', 'change-origination-url', 'remove-origination-url'], settings: [], questions: ['keep OU', 'set OU'], resources: ['origination-url'] },
  'inbound.cnam': { calls: ['create-trunk'], settings: ['cnam'], questions: [], resources: ['trunk'] },
  'numbers.attach': { calls: ['buy-number', 'attach-number', 'detach-number'], settings: [], questions: ['move PN'], resources: ['number-on-trunk'] },
};

/** The steps above by name. */
export const TWILIO_STEP_IDS = Object.keys(TWILIO_STEPS) as readonly StepId[];

function draftOf(plan: Plan): Draft | null {
  switch (plan.kind) {
    case 'ready': return plan;
    case 'blocked': return plan.draft;
    case 'not-read': return null;
  }
}

function settingsLeft({ intent, observed, ledger }: Derivable, wants: Requirements): readonly TrunkDifference[] {
  const account = observed.twilio?.value;
  if (!account) return [];
  const trunk = matchTrunk(account.trunks, wants.domainLabel, readLedger(ledger, account.accountSid), intent.agreed);
  return trunk.kind === 'none' ? [] : trunkDifferences(trunk.thing, wants);
}

/**
 * Judges a step of Twilio's side by what Twilio answered: it is done when the plan has nothing left of it. Without a reading of the very
 * account that the site works on, nothing is known.
 */
export function judgeTwilioStep(step: StepId, site: Derivable, plan: Plan): Verdict {
  const mine = TWILIO_STEPS[step];
  const reading = site.observed.twilio;
  const draft = draftOf(plan);
  const { value: wants } = checkIntent(site.intent);
  if (!mine || draft === null || wants === null || reading === null || !sameAccount(reading.account, site.intent.account)) return UNKNOWN;
  const question = draft.questions.find(({ id }) => mine.questions.some((beginning) => id.startsWith(beginning)));
  if (question) return { kind: 'decide', why: question.what };
  // A trunk that was made for somebody else proves nothing for this site before a person has agreed to use it.
  if (draft.questions.some(({ id }) => id.startsWith('use TK'))) return UNKNOWN;
  if (step === 'numbers.attach') {
    if (site.intent.numbers.length === 0) return UNKNOWN;
    // A number that the account does not have is no call of the plan: it stands among its problems.
    const problem = plan.kind === 'blocked' ? plan.problems.find(({ field }) => field === 'numbers') : undefined;
    if (problem) return { kind: 'decide', why: problem.why };
    // Nor is one that has to stay where it is.
    const [held] = draft.held;
    if (held) return { kind: 'decide', why: `${held.what} ${held.next}` };
  }
  const left = [
    ...draft.actions.filter(({ work }) => mine.calls.includes(work.do)).map(({ words }) => words),
    ...settingsLeft(site, wants).filter(({ setting }) => mine.settings.includes(setting)).map(({ words }) => `set ${words}`),
  ];
  if (left.length === 0) return { kind: 'yes', how: step === 'trunk.termination' ? `Twilio has ${trunkDomain(wants.domainLabel)}` : 'Twilio answered', at: reading.at };
  const { created } = readLedger(site.ledger, reading.value.accountSid);
  // While Trunkbook is at work, the reading is older than what it did.
  const lost = readingIsCurrent(site) && [...created.keys()].some((key) => mine.resources.some((resource) => key.startsWith(`${resource} `)));
  return { kind: 'no', why: `At Twilio still to do: ${left.join('; ')}.`, lost };
}
