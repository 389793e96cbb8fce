import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STEPS } from '../../domain/guide/chapters.ts';
import { EMPTY_DIRECTORY } from '../../domain/numbers/empty-directory.ts';
import { type Overview, overviewOf } from '../../domain/overview/overview.ts';
import { GUIDE_VERSION } from '../../domain/site/guide-version.ts';
import { STEP_IDS, type StepId } from '../../domain/site/step-ids.ts';
import { SHEET_FIELDS } from '../../domain/trunk/sheet.ts';
import { refuse } from '../../domain/judgement.ts';
import type { OpenSite, SiteSummary } from '../../domain/site/record.ts';
import { readFqdn } from '../../domain/site/addresses.ts';
import { type Action, action, madeBy } from '../../domain/trunk/actions.ts';
import type { Plan } from '../../domain/trunk/plan.ts';
import { checkIntent } from '../../domain/trunk/requirements.ts';
import type { Job } from '../../preload/contract.ts';
import { countries } from '../../renderer/countries.ts';
import { readingIsCurrent } from '../../domain/trunk/ledger.ts';
import { consentLines } from '../../renderer/features/site/setup/consent-lines.ts';
import { asTheyCame, drawnLines, leftOut } from '../../renderer/features/site/setup/drawn-lines.ts';
import { pageOf } from '../../renderer/features/site/setup/held-items.tsx';
import { consentsOf, isReadSince, setUpView } from '../../renderer/features/site/setup/set-up-state.ts';
import { numberWords } from '../../renderer/features/site/emergency/standing-words.ts';
import { marksOf } from '../../renderer/features/site/compare/compare-words.ts';
import { firstPlace, neighbour, placeOfField, placeOfQuestion, placeOfSheet } from '../../renderer/features/site/step-order.ts';
import { momentOf } from '../../renderer/features/site/use-overview.ts';
import { listed } from '../../renderer/features/sites/listed.ts';
import { firstRefused, orEmpty } from '../../renderer/ui/form-rules.ts';
import { ago, count, matches } from '../../renderer/words.ts';
import { FakeMain } from './fake-main.ts';

const at = '2026-11-23T10:00:00.000Z';
const since = (milliseconds: number): number => Date.parse(at) + milliseconds;

describe('the moment that a site is judged at', () => {
  const minutes = (many: number): number => since(many * 60_000);

  test('moves on every five minutes, and at once when the site changes: what was just done does not lie in the future', () => {
    expect(momentOf(minutes(1), minutes(4))).toBe(minutes(1));
    expect(momentOf(minutes(1), minutes(6))).toBe(minutes(5));
    expect(momentOf(minutes(8), minutes(8) - 30_000)).toBe(minutes(8));
    fc.assert(fc.property(fc.nat(10_000), fc.nat(299_999), (after, behind) => {
      const siteAt = minutes(after);
      expect(momentOf(siteAt, siteAt - behind)).toBeGreaterThanOrEqual(siteAt);
      const later = momentOf(siteAt, siteAt + behind);
      expect(later).toBeGreaterThanOrEqual(siteAt);
      expect(later).toBeLessThanOrEqual(siteAt + behind);
    }));
  });

  test('goes by the clock where that was put back since the site changed', () => {
    expect(momentOf(minutes(24 * 60), minutes(7))).toBe(minutes(5));
  });
});

describe('words', () => {
  test.each([[0, 'just now'], [59_000, 'just now'], [60_000, '1 minute ago'], [3_600_000 * 5, '5 hours ago'], [86_400_000, 'yesterday'], [86_400_000 * 12, '12 days ago'], [86_400_000 * 45, 'Nov 23, 2026']])(
    'says how long ago something was: %i ms', (milliseconds, words) => expect(ago(at, since(milliseconds))).toBe(words),
  );
  test('a clock that was set back says “just now”, not the future', () => expect(ago(at, since(-9_000_000))).toBe('just now'));
  test('counts one and many', () => expect([count(1, 'site'), count(0, 'site'), count(2, 'entry', 'entries')]).toEqual(['1 site', '0 sites', '2 entries']));
  test('search finds words in any order, whatever their case and accents', () => {
    expect(matches('Café Östra, Malmö', 'malmo CAFE')).toBe(true);
    expect(matches('Café Östra, Malmö', 'cafe lund')).toBe(false);
  });
  test('searching for any part of a name finds it', () => {
    fc.assert(fc.property(fc.string(), fc.nat(), fc.nat(), (name, from, length) => matches(name, name.slice(from, from + length))));
  });
});

describe('a registration under way', () => {
  const under = (next: string) => numberWords({ kind: 'under-way', state: 'pending-registration', since: '2026-11-24T09:00:00.000Z', at: '2026-11-24T09:10:00.000Z', next, late: false, withoutAddress: true }, Date.parse('2026-11-24T09:20:00.000Z')).more;
  test('says when it is looked after again, and never a time that is past', () => {
    expect(under('2026-11-24T09:40:00.000Z')).toMatch(/next look \d/);
    expect(under('2026-11-24T09:15:00.000Z')).toContain('the next look is due.');
  });
});

describe('where a number stands, in a row that may be too short for all of it', () => {
  const more = (address: string | null) => numberWords({ kind: 'for-person', why: 'Why.', next: 'What next.', question: null, shown: { address } }, 0).more;
  test('begins with what an emergency call shows now', () => {
    expect(more('16 Ground Ct')).toMatch(/^An emergency call that shows it still has “16 Ground Ct”\..*Why\. What next\.$/);
    expect(more(null)).toMatch(/^An emergency call that shows it has no address now\./);
  });
  test('an address that is coming off is not said to be followed by another', () => {
    expect(numberWords({ kind: 'under-way', state: 'pending-unregistration', since: at, at, next: at, late: false, withoutAddress: true }, 0).more).toMatch(/Calls show no address now\.$/);
  });
});

describe('the list of sites', () => {
  const site = (name: string, touchedAt: string, archivedAt: string | null = null): SiteSummary => ({ id: crypto.randomUUID(), name, createdAt: at, touchedAt, archivedAt, practice: true, byHand: false, stepsDone: 0, steps: 7, openPoints: 0, trunk: null, emergency: null, guide: GUIDE_VERSION });
  const sites = [site('Old', '2026-01-01T00:00:00Z'), site('New', '2026-02-01T00:00:00Z'), site('Gone', '2026-03-01T00:00:00Z', at)];
  test('shows the last touched first and hides the archive', () => expect(listed(sites, { typed: '', archived: false }).map(({ name }) => name)).toEqual(['New', 'Old']));
  test('shows archived sites behind the others', () => expect(listed(sites, { typed: '', archived: true }).map(({ name }) => name)).toEqual(['New', 'Old', 'Gone']));
});

describe('forms', () => {
  test('an optional value may be empty, and is judged otherwise', () => {
    expect(orEmpty(readFqdn)('  ').ok).toBe(true);
    expect(orEmpty(readFqdn)('not a name').ok).toBe(false);
  });
  test('the first refused field is found in the order of the form', () => {
    expect(firstRefused({ b: () => refuse('no'), c: () => refuse('no') }, ['a', 'b', 'c'], { a: '', b: '', c: '' })).toBe('b');
  });
});

describe('places on the site screen', () => {
  const overview = overviewFor(siteOf(new FakeMain()));
  test('every step of the site’s guide can be reached by next and previous', () => {
    const reached: StepId[] = [];
    for (let step = overview.steps[0] ?? null; step !== null; step = neighbour(overview, step.id, 1)) reached.push(step.id);
    expect(reached).toEqual(overview.steps.map(({ id }) => id));
    expect(reached.toReversed().map((id) => neighbour(overview, id, -1)?.id ?? null)).toEqual([...reached.toReversed().slice(1), null]);
  });
  test('from a step that does not apply any more, next and previous lead to those around it', () => {
    const without: Pick<Overview, 'steps'> = { steps: overview.steps.filter(({ id }) => id !== 'pbx.values') };
    const at = overview.steps.findIndex(({ id }) => id === 'pbx.values');
    expect([neighbour(without, 'pbx.values', -1)?.id, neighbour(without, 'pbx.values', 1)?.id]).toEqual([overview.steps[at - 1]?.id, overview.steps[at + 1]?.id]);
  });
  test('every value of the transfer sheet leads to a step of the guide', () => {
    for (const field of SHEET_FIELDS) expect(STEPS.map(({ id }) => id)).toContain(placeOfSheet(field).step);
  });
  test('every problem of an empty intent leads to a step', () => {
    const main = new FakeMain();
    const intent = siteOf(main).intent;
    const checked = checkIntent({ ...intent, trunk: { ...intent.trunk, friendlyName: null, domainLabel: null, accessListName: null, credentialListName: null, sipUsername: null, sipPassword: null } });
    expect(checked.ok).toBe(false);
    if (!checked.ok) for (const { field } of checked.problems) expect(STEP_IDS).toContain(placeOfField(field).step);
  });
  test.each([
    [`use TK${'0'.repeat(32)}`, 'trunk.domainLabel'], [`use AL${'0'.repeat(32)}`, 'trunk.accessListName'], [`use CL${'0'.repeat(32)}`, 'trunk.credentialListName'],
    [`move PN${'0'.repeat(32)} from its voice URL #0`, 'numbers'], [`detach PN${'0'.repeat(32)} #0`, 'numbers'], ['address 1.2.3.4 not 5.6.7.8', 'pbx.ipv4'], [`set IP${'0'.repeat(32)}`, 'pbx.ipv4'],
    [`set OU${'0'.repeat(32)}`, 'trunk.origination'], [`keep OU${'0'.repeat(32)}`, 'trunk.origination'], [`keep AL${'0'.repeat(32)}`, 'trunk.accessListName'], [`keep CL${'0'.repeat(32)}`, 'trunk.credentialListName'],
    [`keep IP${'0'.repeat(32)}`, 'pbx.ipv4'], [`password CR${'0'.repeat(32)}`, 'trunk.sipUsername'], [`keep CR${'0'.repeat(32)}`, 'trunk.sipUsername'], [`trial AC${'0'.repeat(32)}`, 'account'],
  ])('a no to “%s” leads to the field that mends it', (question, field) => expect(placeOfQuestion(question).field).toBe(field));
});

function overviewFor(site: OpenSite): Overview {
  return overviewOf({ ...site, directory: EMPTY_DIRECTORY }, since(0));
}

function purchase(index: number): Action {
  const phoneNumber = `+151255501${String(index).padStart(2, '0')}`;
  return action(`buy-number ${phoneNumber}`, { do: 'buy-number', phoneNumber }, { naturalKey: phoneNumber, words: 'Buy it', why: 'x', consent: { to: 'cost', what: `The number ${index}`, words: 'A monthly price.' } });
}

function siteOf(main: FakeMain): OpenSite {
  const id = main.addSite('Lakeside');
  void main.invoke('site.open', { siteId: id });
  const { site } = main.mirror;
  if (!site) throw new Error('The fake main did not open its site.');
  return site;
}

describe('the set-up step', () => {
  const site = siteOf(new FakeMain());
  const job = (state: Job['state'], siteId = site.id, goal: Job['goal'] = 'set-up'): Job => ({ id: crypto.randomUUID(), siteId, goal, startedAt: at, state, lines: [], fault: null, endedAt: state === 'done' || state === 'stopped' ? '2026-11-23T10:00:03.000Z' : null });
  const nothing = { twilio: null, pbxTrunk: {}, pbxName: null, clock: null, emergency: null, emergencyReported: [] };
  const reading = (when: string) => ({ source: 'api' as const, account: { kind: 'practice' as const }, at: when, who: 'x', device: 'y', value: { accountSid: `AC${'0'.repeat(32)}`, account: null, accessLists: [], credentialLists: [], trunks: [], askedNumbers: [], numbers: [] } });
  const call = (when: string) => ({ id: crypto.randomUUID(), at: when, who: 'x', device: 'y', kind: 'done' as const, call: crypto.randomUUID(), sid: `TK${'0'.repeat(32)}` });

  test('a reading from before the last call is not current: a plan over it would name what is done', () => {
    expect(readingIsCurrent({ observed: nothing, ledger: [] })).toBe(false);
    expect(readingIsCurrent({ observed: { ...nothing, twilio: reading('2026-11-23T10:00:00.000Z') }, ledger: [call('2026-11-23T10:00:01.000Z')] })).toBe(false);
    expect(readingIsCurrent({ observed: { ...nothing, twilio: reading('2026-11-23T10:00:02.000Z') }, ledger: [call('2026-11-23T10:00:01.000Z')] })).toBe(true);
  });
  test('a job of this site that is under way is shown, whatever else is known', () => {
    expect(setUpView(site, job('running')).kind).toBe('working');
    expect(setUpView(site, job('stopping')).kind).toBe('working');
  });
  test('a job of another site does not cover this one’s plan', () => expect(setUpView(site, job('running', crypto.randomUUID()))).toEqual({ kind: 'plan', stoppedBy: null }));
  test('after a stop the job’s own lines are shown until the account was read again', () => {
    const stopped = job('stopped');
    expect(setUpView({ ...site, ledger: [call('2026-11-23T10:00:01.000Z')] }, stopped)).toEqual({ kind: 'stopped', job: stopped });
    expect(setUpView({ ...site, observed: { ...nothing, twilio: reading('2026-11-23T10:00:02.000Z') } }, stopped)).toEqual({ kind: 'plan', stoppedBy: stopped });
  });
  test('why a set-up stopped is not said any more once the account was read after its end', () => {
    expect(setUpView({ ...site, observed: { ...nothing, twilio: reading('2026-11-23T10:00:04.000Z') } }, job('stopped'))).toEqual({ kind: 'plan', stoppedBy: null });
    expect(isReadSince({ observed: { ...nothing, twilio: reading('2026-11-23T10:00:03.000Z') } }, job('stopped'))).toBe(false);
    expect(isReadSince({ observed: nothing }, job('stopped'))).toBe(false);
  });
  test('what costs money is asked again where an earlier job did it, and it was lost since', () => {
    const plan: Plan = { kind: 'ready', age: 0, actions: [purchase(0), action('attach-number +15125550100', { do: 'attach-number', number: madeBy('x'), phoneNumber: '+15125550100', trunk: madeBy('y') }, { naturalKey: 'x', words: 'x', why: 'x' })], questions: [], found: [], held: [] };
    expect(consentsOf(plan).map(({ id }) => id)).toEqual(['buy-number +15125550100']);
    expect(consentsOf({ kind: 'not-read' })).toEqual([]);
  });
  test('of what is asked, more than three alike are one line; what costs stands before what would be done', () => {
    const cnam = action('create-trunk', { do: 'create-trunk', friendlyName: 'x', domainName: 'x', secure: true, cnamLookup: true, transferMode: 'disable-all' }, { naturalKey: 'x', words: 'Create the trunk', why: 'x', consent: { to: 'cost', what: 'CNAM lookup', words: 'Twilio charges for every lookup.' } });
    const many = consentLines([cnam, ...Array.from({ length: 100 }, (_, index) => purchase(index))]);
    expect(many).toEqual([
      { key: 'create-trunk', what: 'CNAM lookup', words: 'Twilio charges for every lookup.', doing: 'Create the trunk' },
      { key: 'buy-number +15125550100', what: '100 numbers', words: 'For each: A monthly price.', doing: '+1 512 555 0100, +1 512 555 0101, +1 512 555 0102 and 97 more' },
    ]);
    expect(consentLines([0, 1, 2].map(purchase)).map(({ what }) => what)).toEqual(['The number 0', 'The number 1', 'The number 2']);
  });
  test('of thousands of lines a hundred are drawn, and none that went wrong or is under way is left out', () => {
    const states = ['waiting', 'running', 'done', 'refused', 'unknown'] as const;
    fc.assert(fc.property(fc.array(fc.constantFrom(...states), { maxLength: 60 }), fc.integer({ min: 1, max: 30 }), (given, most) => {
      const lines: Job['lines'] = given.map((state, index) => ({ action: String(index), words: '', state, note: null }));
      const drawn = drawnLines(lines, most);
      const places = drawn.map(({ action }) => Number(action));
      expect(places).toEqual(places.toSorted((one, other) => one - other));
      expect(drawn).toHaveLength(Math.min(most, lines.length));
      const urgent = lines.filter(({ state }) => state !== 'waiting' && state !== 'done');
      expect(drawn.filter((line) => urgent.includes(line))).toEqual(urgent.slice(0, most));
      if (drawn.some(({ state }) => state === 'done')) expect(drawn.filter(({ state }) => state === 'waiting')).toEqual(lines.filter(({ state }) => state === 'waiting'));
      expect(leftOut(lines, drawn).reduce((sum, { many }) => sum + many, 0)).toBe(lines.length - drawn.length);
    }));
  });
  test('of a job that stopped, what was done stands first and what was not begun last, each in the job’s order, and nothing is left out', () => {
    const states = ['waiting', 'running', 'done', 'refused', 'unknown'] as const;
    fc.assert(fc.property(fc.array(fc.constantFrom(...states), { maxLength: 60 }), (given) => {
      const lines: Job['lines'] = given.map((state, index) => ({ action: String(index), words: '', state, note: null }));
      const stood = asTheyCame(lines);
      expect(new Set(stood)).toEqual(new Set(lines));
      const done = lines.filter(({ state }) => state === 'done');
      const waiting = lines.filter(({ state }) => state === 'waiting');
      expect(stood.slice(0, done.length)).toEqual(done);
      expect(stood.slice(stood.length - waiting.length)).toEqual(waiting);
    }));
  });
  test('why a repair stopped is not said in the set-up step, unless the account has to be read first', () => {
    const stopped = job('stopped', site.id, 'repair');
    expect(setUpView({ ...site, observed: { ...nothing, twilio: reading('2026-11-23T10:00:02.000Z') } }, stopped)).toEqual({ kind: 'plan', stoppedBy: null });
    expect(setUpView({ ...site, ledger: [call('2026-11-23T10:00:01.000Z')] }, stopped)).toEqual({ kind: 'stopped', job: stopped });
  });
  test('a technician who opens a site with something under way at Twilio lands there', () => {
    expect(firstPlace(site, overviewFor(site), job('running')).step).toBe('setup.run');
    expect(firstPlace(site, overviewFor(site), job('running', site.id, 'undo')).step).toBe('setup.compare');
    expect(firstPlace(site, overviewFor(site), null).step).toBe('visit.plan');
  });
});

describe('the comparison', () => {
  test('of a password at Twilio nobody knows that it differs', () => {
    const row = { id: 'credential.password', state: 'differs' as const, pbxState: 'unknown' as const, twilio: { kind: 'unknown' as const } };
    expect(marksOf(row).map(({ word }) => word)).toEqual(['Not known to be this one']);
    expect(marksOf({ ...row, id: 'trunk.name' }).map(({ word }) => word)).toEqual(['Differs']);
  });
  test('what stays has the page where the way out begins', () => {
    expect(['trunk TK1', 'access-list AL1', 'credential-list CL1'].map((id) => pageOf({ id, because: 'not-ours' }))).toEqual(['twilio-trunks', 'twilio-ip-access-lists', 'twilio-credential-lists']);
    expect(pageOf({ id: 'trunk TK1', because: 'emergency-calling' })).toBe('twilio-emergency-calling');
  });
});

describe('countries', () => {
  test('the United States come first, and none is there twice', () => {
    const list = countries();
    expect(list[0]?.code).toBe('US');
    expect(new Set(list.map(({ code }) => code)).size).toBe(list.length);
    expect(list.every(({ name }) => name.length > 2)).toBe(true);
  });
});
