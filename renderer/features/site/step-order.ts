import { STEPS } from '../../../domain/guide/chapters.ts';
import type { Step } from '../../../domain/guide/step.ts';
import { firstOpen, type Overview } from '../../../domain/overview/overview.ts';
import type { StepState } from '../../../domain/overview/state.ts';
import type { OpenSite } from '../../../domain/site/record.ts';
import type { StepId } from '../../../domain/site/step-ids.ts';
import type { SheetField } from '../../../domain/trunk/sheet.ts';
import type { Field } from '../../../domain/trunk/requirements.ts';
import type { Job } from '../../../preload/contract.ts';

/** A place on the site screen: a step, and a field of it where one is meant. */
export interface Place {
  readonly step: StepId;
  readonly field: string | null;
}

/** The step of this site's guide after or before another; null at either end. */
export function neighbour({ steps }: Pick<Overview, 'steps'>, id: StepId, by: 1 | -1): Step | null {
  const at = steps.findIndex((step) => step.id === id);
  if (at >= 0) return steps[at + by] ?? null;
  // The step does not belong to this site any more: go on from where it stood.
  const order = STEPS.map((step) => step.id);
  const place = order.indexOf(id);
  return (by === 1 ? steps.find((step) => order.indexOf(step.id) > place) : steps.findLast((step) => order.indexOf(step.id) < place)) ?? null;
}

const STEP_OF_FIELD: Readonly<Record<Field, StepId>> = {
  'pbx.fqdn': 'pbx.values', 'pbx.ipv4': 'pbx.values',
  account: 'account.choose',
  'trunk.friendlyName': 'trunk.values', 'trunk.domainLabel': 'trunk.values', 'trunk.secure': 'trunk.values', 'trunk.origination': 'trunk.values',
  'trunk.accessListName': 'security.values', 'trunk.credentialListName': 'security.values', 'trunk.sipUsername': 'security.values', sipPassword: 'security.values',
  numbers: 'numbers.choose',
};

/** Where a problem of the plan is mended. */
export function placeOfField(field: Field): Place {
  return { step: STEP_OF_FIELD[field], field };
}

const FIELD_OF_SHEET: Readonly<Record<SheetField, Place>> = {
  'pbx.loginUrl': { step: 'pbx.login', field: 'pbx.loginUrl' }, 'pbx.username': { step: 'pbx.login', field: 'pbx.username' }, 'pbx.password': { step: 'pbx.login', field: 'pbx.password' },
  'pbx.fqdn': placeOfField('pbx.fqdn'), 'pbx.ipv4': placeOfField('pbx.ipv4'), 'trunk.accessListEntry': placeOfField('pbx.ipv4'),
  'trunk.friendlyName': placeOfField('trunk.friendlyName'), 'trunk.domain': placeOfField('trunk.domainLabel'), 'trunk.terminationUri': placeOfField('trunk.domainLabel'),
  'trunk.accessListName': placeOfField('trunk.accessListName'), 'trunk.credentialListName': placeOfField('trunk.credentialListName'),
  'trunk.sipUsername': placeOfField('trunk.sipUsername'), 'trunk.authenticationId': placeOfField('trunk.sipUsername'), 'trunk.sipPassword': placeOfField('sipPassword'),
  'trunk.originationUrl': placeOfField('trunk.secure'), 'trunk.nameIn3cx': { step: 'trunk-in-3cx.enter', field: 'pbx.trunkName' }, 'trunk.mainNumber': placeOfField('numbers'), 'trunk.numbers': placeOfField('numbers'),
};

/** Where a value of the transfer sheet is entered. */
export function placeOfSheet(field: SheetField): Place {
  return FIELD_OF_SHEET[field];
}

/** Where a no to one of the plan's questions is carried out. The kind of thing shows in its SID's first letters. */
export function placeOfQuestion(question: string): Place {
  const [verb, name = ''] = question.split(' ');
  if (verb === 'trial') return placeOfField('account');
  if (verb === 'take' || (verb === 'set' && name.startsWith('PN')) || verb === 'make') return { step: 'emergency-twilio.addresses', field: 'emergency.numbers' };
  if (verb === 'address' || name.startsWith('IP')) return placeOfField('pbx.ipv4');
  if (verb === 'move' || verb === 'detach') return placeOfField('numbers');
  if (name.startsWith('OU')) return placeOfField('trunk.origination');
  if (name.startsWith('AL')) return placeOfField('trunk.accessListName');
  if (name.startsWith('CL')) return placeOfField('trunk.credentialListName');
  if (name.startsWith('CR')) return placeOfField('trunk.sipUsername');
  return placeOfField('trunk.domainLabel');
}

export const isUnderWay = (job: Job): boolean => job.state === 'reading' || job.state === 'running' || job.state === 'stopping';

/** Where a technician who opens the site goes on: at what was begun at Twilio (emergency addresses are submitted by themselves, and take nobody there), else at the first step that waits for a person. */
export function firstPlace(site: OpenSite, overview: Overview, job: Job | null): Place {
  if (job?.siteId === site.id && job.goal !== 'emergency' && isUnderWay(job)) return { step: job.goal === 'set-up' ? 'setup.run' : 'setup.compare', field: null };
  return { step: firstOpen(overview, site.intent.account)?.id ?? overview.steps[0]?.id ?? 'visit.plan', field: null };
}

export const STATE_WORDS: Readonly<Record<StepState['kind'], string>> = {
  open: 'Open', attention: 'Needs you', contradiction: 'Contradiction', blocked: 'Waits', done: 'Done', 'not-applicable': 'Not needed',
};
