// Where numbers and addresses stand, told to people: by hand, in the list of sites, in a notice; and why Twilio probably refused.
import { describe, expect, it } from 'vitest';
import { newsOf } from '../../../domain/emergency/news.ts';
import { refusalWords } from '../../../domain/emergency/refusal-words.ts';
import { emergencyPlan, type EmergencyPlan } from '../../../domain/emergency/registration.ts';
import { toTwilio } from '../../../domain/emergency/secondary.ts';
import type { NumberStanding } from '../../../domain/emergency/standing.ts';
import { emergencySummary } from '../../../domain/emergency/summary.ts';
import type { ReportedRegistration, TwilioAddress } from '../../../domain/site/emergency-record.ts';
import { type Site, withoutSecrets } from '../../../domain/site/record.ts';
import { readySite, STAMP } from '../make-site.ts';
import { entered, TYPED } from './address-kit.ts';

const NOW = Date.parse(STAMP.at) + 60_000;
const A = '+15125550142';
const FRENCH = '+33142685300';
const HQ = entered(TYPED.US);
const LAB = { ...HQ, id: crypto.randomUUID(), friendlyName: 'Lab' };

function byHand(address: string | null | undefined, report?: Pick<ReportedRegistration, 'state' | 'address'>): Site {
  const site = readySite({ account: { kind: 'by-hand' } });
  return {
    ...site, intent: { ...site.intent, emergency: { ...site.intent.emergency, addresses: [HQ, LAB], numbers: address === undefined ? [] : [{ phoneNumber: A, address, callBack: null }] } },
    observed: { ...site.observed, emergencyReported: report === undefined ? [] : [{ source: 'reported', ...STAMP, phoneNumber: A, ...report }] },
  };
}
const plan = (site: Site): EmergencyPlan => emergencyPlan(withoutSecrets(site), NOW);

describe('by hand', () => {
  it.each<[string, string | null | undefined, Pick<ReportedRegistration, 'state' | 'address'> | undefined, object]>([
    ['nobody spoke of it', undefined, undefined, { kind: 'unassigned', state: null }], ['nobody spoke of it, and the Console has one', undefined, { state: 'registered', address: null }, { kind: 'unassigned', state: 'registered' }],
    ['it shall have one, nothing reported', HQ.id, undefined, { kind: 'queued', why: expect.stringContaining('Addendum') }], ['it shall have none, nothing reported', null, undefined, { kind: 'not-read' }],
    ['reported registered with it', HQ.id, { state: 'registered', address: HQ.id }, { kind: 'reported', state: 'registered', who: STAMP.who }], ['reported as failed', HQ.id, { state: 'registration-failure', address: HQ.id }, { kind: 'reported', state: 'registration-failure' }],
    ['reported with another', HQ.id, { state: 'registered', address: LAB.id }, { kind: 'for-person', why: expect.stringContaining('“Lab”') }], ['reported with one that is none of these', HQ.id, { state: 'registered', address: null }, { kind: 'for-person', why: expect.stringContaining('none of these') }],
    ['shall have none and has one', null, { state: 'registered', address: HQ.id }, { kind: 'for-person', why: expect.stringContaining(`“${HQ.friendlyName}”`) }], ['shall have none and has one that is none of these', null, { state: 'registered', address: null }, { kind: 'for-person', why: expect.stringContaining('shall have none') }], ['shall have none and has none', null, { state: 'unregistered', address: null }, { kind: 'none' }],
    ['reported off, shall have one', HQ.id, { state: 'unregistered', address: null }, { kind: 'reported', state: 'unregistered' }],
  ])('%s', (_, address, report, standing) => {
    const { kind, numbers, actions, questions, unread } = plan(byHand(address, report));
    expect({ kind, actions, questions, unread }).toEqual({ kind: 'by-hand', actions: [], questions: [], unread: false });
    expect(numbers.get(A)).toMatchObject(standing);
    // A person's word proves nothing of Twilio's side.
    expect(numbers.get(A)?.kind).not.toBe('registered');
  });

  it('a number of a country that registers none is not asked about', () => {
    const site = byHand(HQ.id);
    const { numbers } = plan({ ...site, intent: { ...site.intent, emergency: { ...site.intent.emergency, numbers: [{ phoneNumber: FRENCH, address: HQ.id, callBack: null }] } } });
    expect(numbers.get(FRENCH)).toEqual({ kind: 'not-here' });
  });
});

/** A plan in which numbers stand so. */
const standing = (...numbers: readonly NumberStanding[]): EmergencyPlan => ({ ...plan(byHand(HQ.id)), kind: 'ready', numbers: new Map(numbers.map((one, at) => [`+1512555${1000 + at}`, one])) });
const [EARLY, LATE] = ['2026-11-23T10:05:00.000Z', '2026-11-23T10:20:00.000Z'];
const underWay = (next = EARLY): NumberStanding => ({ kind: 'under-way', state: 'pending-registration', since: STAMP.at, at: STAMP.at, next, late: false, withoutAddress: true });
const QUEUED: NumberStanding = { kind: 'queued', why: 'It is sent next.' };
const REGISTERED: NumberStanding = { kind: 'registered', addressSid: `AD${'1'.repeat(32)}`, since: STAMP.at, at: STAMP.at };
const FAILED: NumberStanding = { kind: 'for-person', why: 'Twilio could not register its address.', next: 'Correct it.', question: null };

describe('the list of sites', () => {
  const site = (count: number): Site => {
    const one = byHand(undefined);
    return { ...one, intent: { ...one.intent, emergency: { ...one.intent.emergency, numbers: Array.from({ length: count }, (_, at) => ({ phoneNumber: `+1512555${1000 + at}`, address: HQ.id, callBack: null })) } } };
  };
  it('counts what is under way, waits, and is for a person, and says when the first is looked at again', () => {
    expect(emergencySummary(site(5), standing(underWay(LATE), underWay(EARLY), QUEUED, FAILED, REGISTERED))).toEqual({ underWay: 2, queued: 1, forPerson: 1, seen: null, next: EARLY });
  });
  it('says nothing of a site without numbers for emergency calls', () => expect(emergencySummary(site(0), standing())).toBeNull());
  it('has nothing waiting where all is done by hand: nobody submits it', () => expect(emergencySummary(byHand(HQ.id), plan(byHand(HQ.id)))).toMatchObject({ queued: 0, next: null }));
});

describe('a notice', () => {
  it('comes when the last one is registered, and not before', () => {
    expect(newsOf(standing(underWay(), underWay()), standing(REGISTERED, underWay()))).toBeNull();
    expect(newsOf(standing(REGISTERED, underWay(), QUEUED), standing(REGISTERED, REGISTERED, QUEUED))).toBeNull();
    expect(newsOf(standing(REGISTERED, underWay()), standing(REGISTERED, REGISTERED))).toEqual({ kind: 'done', registered: 2 });
  });
  it('does not come again for what was so before', () => expect(newsOf(standing(REGISTERED, REGISTERED), standing(REGISTERED, REGISTERED))).toBeNull());
  it('comes at once when one that was under way needs a person', () => expect(newsOf(standing(underWay(), underWay()), standing(FAILED, underWay()))).toEqual({ kind: 'failed', failed: 1 }));
  it('does not come for what needed a person before', () => expect(newsOf(standing(FAILED, underWay()), standing(FAILED, underWay()))).toBeNull());
});

describe('a refusal', () => {
  const words = (change: Partial<TwilioAddress>): string => refusalWords({ twilioCode: 21628, sentence: '' }, { ...toTwilio(HQ), street: '645 Harrison St', ...change }).why;
  it.each<[string, Partial<TwilioAddress>, RegExp]>([
    ['a sign', { street: '645 Harrison St #4' }, /sign such as/], ['a state by its name', { region: 'California' }, /two letters/], ['a suite in the street', { street: '645 Harrison St Suite 4' }, /field of its own/], ['no house number', { street: 'Harrison St' }, /house number/],
    ['a ZIP code that is none', { postalCode: '9410' }, /ZIP code/], ['punctuation', { street: '645 Harrison St.' }, /punctuation/], ['none of these', {}, /MSAG/], ['abroad, none of these', { country: 'GB', region: 'Kent' }, /do not belong together/],
  ])('21628 says which rule probably failed: %s', (_, change, why) => {
    expect(words(change)).toContain('(21628)');
    expect(words(change)).toMatch(why);
    expect(words(change)).toMatch(/[Pp]robably|likeliest/);
  });
  it('of another code is told in its own words, and nothing is guessed', () => expect(refusalWords({ twilioCode: 21238, sentence: 'Twilio does not accept a part of the address.' }, null)).toMatchObject({ why: 'Twilio does not accept a part of the address.' }));
  it('without what was sent guesses no rule', () => expect(refusalWords({ twilioCode: 21628, sentence: '' }, null).why).toContain('do not belong together'));
});
