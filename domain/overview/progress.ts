import { CHAPTERS, type Step, type StepId } from '../guide/steps.ts';
import { readFqdn, readPublicIpv4 } from '../site/addresses.ts';
import type { Evidence, OpenSite, Site } from '../site/record.ts';
import { readDomainLabel, readFriendlyName, readSipUsername } from '../site/values.ts';
import { compareAddress } from '../trunk/pbx-address.ts';
import { plan, problemOf } from '../trunk/plan.ts';

type Derivable = Pick<OpenSite, 'intent' | 'observed' | 'evidence' | 'ledger'>;

/** `open`: still to do. `attention`: a person must decide something. `done`: judged or ticked, `at` (ISO 8601) where a moment belongs to it. */
export type StepState = { readonly kind: 'open' } | { readonly kind: 'attention'; readonly why: string } | { readonly kind: 'done'; readonly how: string; readonly at: string | null };

function tick(evidence: readonly Evidence[], step: StepId): StepState {
  const last = evidence.findLast((entry) => entry.step === step);
  if (last?.kind !== 'step-done') return { kind: 'open' };
  return { kind: 'done', how: `Reported by ${last.who}`, at: last.at };
}

/** The state of one step: a pure function of the site. `now` in milliseconds since 1970. */
export function stepState({ intent, observed, evidence, ledger }: Derivable, step: Step, now: number): StepState {
  const { pbx, trunk } = intent;
  const doneWhen = (done: boolean, how: string, at: string | null = null): StepState => (done ? { kind: 'done', how, at } : { kind: 'open' });
  switch (step.id) {
    case 'pbx.values': {
      const finding = compareAddress(intent, observed.pbxName);
      if (finding.kind === 'contradiction' && !finding.settled) return { kind: 'attention', why: 'The name and the address do not agree.' };
      return doneWhen(readFqdn(pbx.fqdn ?? '').ok && readPublicIpv4(pbx.ipv4[0] ?? '').ok, finding.kind === 'agrees' ? 'Entered, and the name agrees' : 'Entered');
    }
    case 'account.choose':
      if (observed.twilio === null) return { kind: 'open' };
      return doneWhen(true, intent.account.kind === 'practice' ? 'The practice account answered' : 'The account answered', observed.twilio.at);
    case 'trunk.values': {
      const chosen = readFriendlyName(trunk.friendlyName ?? '').ok && readDomainLabel(trunk.domainLabel ?? '').ok && trunk.secure !== null;
      const refused = chosen ? problemOf('trunk.domainLabel', { intent, observed, ledger }, now) : null;
      return refused === null ? doneWhen(chosen, 'Chosen') : { kind: 'attention', why: refused };
    }
    case 'security.values':
      return doneWhen([trunk.accessListName, trunk.credentialListName].every((name) => readFriendlyName(name ?? '').ok) && readSipUsername(trunk.sipUsername ?? '').ok && trunk.sipPassword !== null, 'Chosen');
    case 'numbers.choose':
      return doneWhen(intent.numbers.length > 0, `${intent.numbers.length} chosen`);
    case 'setup.run': {
      const todo = plan(intent, observed, ledger, now);
      if (todo.kind !== 'ready') return { kind: 'open' };
      if (todo.questions.length > 0) return { kind: 'attention', why: 'Something at Twilio needs your decision.' };
      return doneWhen(todo.actions.length === 0 && todo.found.length === 0, 'Twilio answered', observed.twilio?.at);
    }
    case 'trunk-in-3cx.enter':
      return tick(evidence, step.id);
  }
}

/** How many steps of a site are done. `now` in milliseconds since 1970. */
export function progress(site: Derivable | Site, now: number): { readonly done: number; readonly all: number } {
  const steps = CHAPTERS.flatMap((chapter) => chapter.steps);
  return { done: steps.filter((step) => stepState(site, step, now).kind === 'done').length, all: steps.length };
}
