// The watch over registrations: it asks at the times of the schedule and not oftener, goes on after a lock and a restart, and is not fooled by a clock.
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextLook } from '../../domain/emergency/schedule.ts';
import { EmergencyWatch } from '../../main/emergency-watch.ts';
import { registrationNotice } from '../../main/notify.ts';
import { EMERGENCY_MINUTES, emergencyState } from '../../main/practice/emergency.ts';
import { PRACTICE_ADDRESSES } from '../../main/practice/address-book.ts';
import { EmergencyDesk } from './emergency-desk.ts';
import { EmergencyBench, entered } from './twilio/emergency-bench.ts';

// Words for a notice are made here, and none is shown.
vi.mock('electron', () => ({ Notification: null }));

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];
/** As often as the watch goes round. */
const ROUND = 5 * SECOND;
const READY = await EmergencyBench.ready();
const OFFLINE = (): Response => { throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('getaddrinfo ENOTFOUND api.twilio.com'), { code: 'ENOTFOUND' }) }); };

let desk: EmergencyDesk;
/** When the rounds began. */
let rounds: number[];
beforeEach(() => {
  rounds = [];
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: READY.now() + HOUR });
});
afterEach(async () => {
  vi.useRealTimers();
  await desk.close();
});

/** A site with three numbers and two addresses, in a vault. */
async function open(...streets: readonly string[]): Promise<EmergencyDesk> {
  const { bench } = entered(READY, ...streets);
  desk = await EmergencyDesk.open(bench);
  return desk;
}

/** A millisecond in which files are written and calls are answered. */
async function breathe(): Promise<void> {
  for (const start = performance.now(); performance.now() - start < 1;) await turn();
}

/** Lets something of main come to its end; so long as it takes, time goes on a little. */
async function finish<Value>(work: Promise<Value>): Promise<Value> {
  const ended = new AbortController();
  const done = work.finally(() => ended.abort());
  done.catch(() => { /* who awaits it hears of it */ });
  while (!ended.signal.aborted) { await breathe(); vi.advanceTimersByTime(10); }
  return done;
}

/** Lets the watch go round for so long. */
async function watchFor(milliseconds: number): Promise<void> {
  for (const end = Date.now() + milliseconds; Date.now() < end;) {
    vi.advanceTimersByTime(ROUND);
    rounds.push(Date.now());
    await finish(desk.round());
  }
}

/** Somebody sets the laptop's clock; at Twilio nothing is noticed of that. */
function setClock(by: number): void {
  vi.setSystemTime(Date.now() + by);
  desk.bench.world.data.clockAhead -= by;
}

/** Twilio takes so long for what is under way now. */
function takes(milliseconds: number): void {
  for (const { emergency } of desk.bench.world.data.numbers) if (emergency) emergency.settlesAt = emergency.askedAt + milliseconds;
}

const states = (): readonly string[] => desk.bench.world.data.numbers.filter(({ emergency }) => emergency !== null).map((number) => emergencyState(number, desk.bench.world.timeAt(Date.now())));
const kinds = async (): Promise<readonly string[]> => [...(await desk.plan()).numbers.values()].map(({ kind }) => kind);
const ALL = (kind: string): readonly string[] => [kind, kind, kind];

/** What is known on the laptop is what is at Twilio, each address and number was sent once. */
async function expectWhole(): Promise<void> {
  expect(await kinds()).toEqual(ALL('registered'));
  expect(states()).toEqual(ALL('registered'));
  expect(desk.bench.world.data.addresses).toHaveLength(2);
  expect(desk.said).toMatchObject({ underWay: 0, queued: 0, forPerson: 0, next: null });
}

describe('what is under way', () => {
  it('is looked at when the schedule says, and at no other time; only those numbers are asked about', async () => {
    await open();
    await watchFor(ROUND);
    expect(desk.said).toMatchObject({ underWay: 3, queued: 0 });
    takes(3 * DAY);
    const { observed: { emergency } } = await desk.site;
    const [since, first] = [Date.parse(emergency?.numbers[0]?.since ?? ''), Date.parse(emergency?.at ?? '')];
    desk.calls.length = 0;
    rounds = [];
    const looks: number[] = [];
    desk.beforeCall = (call) => { if (/Addresses\.json/.test(call)) looks.push(rounds.at(-1) ?? 0); };
    await watchFor(2 * HOUR);
    const due: number[] = [];
    for (let last = first; ;) {
      const at = rounds.find((round) => round >= nextLook(since, 'US', last));
      if (at === undefined) break;
      due.push(at);
      // By the clock the look itself is a moment later than its round.
      last = at;
    }
    expect(looks.length).toBeGreaterThan(30);
    expect(looks).toEqual(due);
    expect(desk.posts).toEqual([]);
    expect(new Set(desk.calls.map((call) => call.replace(/PN[0-9a-f]+/, 'PN').trim()))).toEqual(new Set([`GET /2010-04-01/Accounts/${desk.bench.world.data.account.sid}/Addresses.json`, `GET /2010-04-01/Accounts/${desk.bench.world.data.account.sid}/IncomingPhoneNumbers/PN.json`]));
    // Longer than Twilio says: parked, said to be late, and when it is looked at again.
    const standing = [...(await desk.plan()).numbers.values()][0];
    expect(standing).toMatchObject({ kind: 'under-way', late: true, next: desk.said?.next });
    expect(Date.parse(desk.said?.next ?? '') - (looks.at(-1) ?? 0)).toBeGreaterThanOrEqual(30 * MINUTE);
  });

  it('becomes registered by Twilio’s word within a look', async () => {
    await open();
    await watchFor(ROUND);
    await watchFor(EMERGENCY_MINUTES.US.register * MINUTE - 15 * SECOND);
    expect(await kinds()).toEqual(ALL('under-way'));
    await watchFor(MINUTE);
    await expectWhole();
    const { length } = desk.calls;
    await watchFor(DAY / 24);
    // What is registered is not asked about for ever.
    expect(desk.calls).toHaveLength(length);
  });

  it('is looked at in the archive too, where nothing is submitted any more', async () => {
    await open(PRACTICE_ADDRESSES.near.street);
    await watchFor(ROUND);
    await desk.place.desk.change(desk.siteId, (site) => ({ ...site, archivedAt: new Date().toISOString() }));
    await watchFor(10 * MINUTE);
    expect(await kinds()).toEqual(['for-person', 'registered', 'registered']);
  });
});

/** Locked and unlocked: nothing is left of what was in memory. */
async function lockAndUnlock(): Promise<void> {
  await desk.watch.stop();
  await desk.jobs.stop();
  const { desk: sites } = desk.place;
  const vault = sites.clear();
  if (vault === null) throw new Error('the vault is open');
  sites.open(vault, { name: 'Sam Doe' }, 'off');
}

/** The rounds of a watch that was started go by, until so much has come of it; an hour at most. */
async function driveUntil(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + HOUR; Date.now() < end && !isSo();) { await breathe(); vi.advanceTimersByTime(20); }
  expect(isSo()).toBe(true);
}

/** So many rounds of it go by, or would. */
async function driveRounds(count: number): Promise<void> {
  const end = Date.now() + count * ROUND;
  await driveUntil(() => Date.now() >= end);
}

describe('a lock', () => {
  it('ends the rounds; after unlocking each site is looked at once at once, and it goes on where it was', async () => {
    await open();
    desk.watch.start();
    await driveUntil(() => desk.said?.underWay === 3);
    await finish(lockAndUnlock());
    desk.calls.length = 0;
    vi.advanceTimersByTime(10 * MINUTE);
    await driveRounds(2);
    expect(desk.calls).toEqual([]);
    expect(states()).toEqual(ALL('registered'));
    // Unlocked, and not due by the schedule.
    setClock(10 * SECOND - 10 * MINUTE);
    desk.watch.start();
    desk.watch.start();
    await driveUntil(() => desk.said?.underWay === 0);
    await expectWhole();
    expect(desk.posts).toEqual([]);
    await finish(desk.watch.stop());
    const { length } = desk.calls;
    await driveRounds(3);
    expect(desk.calls).toHaveLength(length);
  });

  it('in every state of a change loses nothing: a new watch over the same vault goes on', async () => {
    await open();
    await watchFor(4 * MINUTE);
    await expectWhole();
    const { desk: sites } = desk.place;
    await sites.change(desk.siteId, (site) => ({ ...site, intent: { ...site.intent, emergency: { ...site.intent.emergency, addresses: site.intent.emergency.addresses.map((one) => (one.friendlyName === 'Lab' ? { ...one, street: '9 Elm St' } : one)) } } }));
    const seen = new Set<string>();
    for (let step = 0; step < 60 && !(seen.has('pending-registration') && (await kinds()).every((kind) => kind === 'registered')); step += 1) {
      await finish(lockAndUnlock());
      const watch = new EmergencyWatch({ desk: sites, jobs: desk.jobs, connect: desk.connect, tell: () => {}, now: Date.now });
      watch.start();
      await driveRounds(2);
      await finish(watch.stop());
      for (const state of states()) seen.add(state);
      const { questions } = await desk.plan();
      if (questions.length > 0) await sites.change(desk.siteId, (site) => ({ ...site, intent: { ...site.intent, agreed: [...site.intent.agreed, ...questions.flatMap(({ names }) => names)] } }));
    }
    expect(seen).toEqual(new Set(['registered', 'pending-unregistration', 'pending-registration', ...(seen.has('unregistered') ? ['unregistered'] : [])]));
    expect(states()).toEqual(ALL('registered'));
    expect(desk.bench.world.data.addresses.map(({ street }) => street).sort()).toEqual(['1 Main St', '2 Oak Ave', '9 Elm St']);
    // 2 and 1 addresses; each number set once, two of them taken off and set once more.
    expect(desk.posts).toHaveLength(3 + 3 + 2 * 2);
  });
});

describe('a clock that is wrong', () => {
  it.each([['a day ahead', DAY], ['a day back', -DAY]])('by %s, from the beginning and put right while it runs: looked at all the same, nothing is sent twice, and nothing is registered before Twilio says so', async (_, by) => {
    await open();
    setClock(by);
    await watchFor(30 * SECOND);
    expect(await kinds()).toEqual(ALL('under-way'));
    setClock(-by);
    await watchFor(MINUTE);
    expect(await kinds()).toEqual(ALL('under-way'));
    // A clock that was a day back makes it seem long on its way: parked, and not longer than that.
    await watchFor(31 * MINUTE);
    await expectWhole();
    expect(desk.posts).toHaveLength(5);
  });

  it.each([DAY, -DAY, 40 * SECOND])('that jumps by %i again and again is no reason to hammer at Twilio, nor to stop looking', async (by) => {
    await open();
    await watchFor(ROUND);
    takes(8 * MINUTE);
    const sent = desk.posts.length;
    desk.calls.length = 0;
    for (let jump = 0; jump < 12; jump += 1) {
      setClock(jump % 2 === 0 ? by : -by);
      await watchFor(30 * SECOND);
    }
    // A look is one listing of addresses: as many as the jumps and the schedule want, at most.
    const looks = desk.calls.filter((call) => call.includes('Addresses.json')).length;
    expect(looks).toBeGreaterThan(2);
    expect(looks).toBeLessThanOrEqual(2 * 12 + 12);
    await watchFor(33 * MINUTE);
    await expectWhole();
    expect([sent, desk.posts]).toEqual([5, []]);
  });
});

describe('a network', () => {
  it('that is not there: it is tried in each round, without a job on the screen, and nothing of it is lost', async () => {
    await open();
    desk.beforeCall = OFFLINE;
    await watchFor(2 * MINUTE);
    expect(desk.calls.length).toBeGreaterThanOrEqual(24);
    expect(desk.job).toBeNull();
    expect(desk.posts).toEqual([]);
    expect(desk.said).toMatchObject({ queued: 3 });
    desk.beforeCall = () => {};
    await watchFor(ROUND);
    expect(desk.said).toMatchObject({ queued: 0, underWay: 3 });
  });

  it('that comes for ten seconds now and then, and takes the last answer with it, brings all to registered with nothing sent twice that was done', async () => {
    await open();
    const { bench: { world } } = desk;
    let [up, done] = [0, 0];
    // So many calls get through while it is there; the last one is done and its answer is lost.
    for (let calls = 1; calls < 14; calls += 1) {
      up = calls;
      desk.beforeCall = () => { if (up <= 0) OFFLINE(); up -= 1; };
      desk.afterCall = (call) => { if (call.startsWith('POST')) done += 1; if (up <= 0) throw new TypeError('fetch failed'); };
      await watchFor(10 * SECOND);
      desk.beforeCall = OFFLINE;
      await watchFor(30 * SECOND);
    }
    desk.beforeCall = () => {};
    desk.afterCall = (call) => { if (call.startsWith('POST')) done += 1; };
    await watchFor(5 * MINUTE);
    await expectWhole();
    expect(world.data.addresses).toHaveLength(2);
    expect(done).toBe(5);
  });

  it('whose account refuses the key is not hammered at: a pause, and somebody who does something ends it', async () => {
    await open();
    desk.beforeCall = () => Response.json({ code: 20003, message: 'Authenticate', status: 401 }, { status: 401 });
    await watchFor(5 * MINUTE);
    const tries = desk.calls.length;
    expect(tries).toBeLessThanOrEqual(4);
    desk.beforeCall = () => {};
    desk.watch.lookSoon(desk.siteId);
    await watchFor(ROUND);
    expect(desk.said).toMatchObject({ underWay: 3 });
    // Nor is it while something is under way, which it asks about.
    desk.calls.length = 0;
    desk.beforeCall = () => Response.json({ code: 20003, message: 'Authenticate', status: 401 }, { status: 401 });
    await watchFor(5 * MINUTE);
    expect(desk.calls.length).toBeGreaterThan(0);
    expect(desk.calls.length).toBeLessThanOrEqual(4);
  });

  it('whose account has a new key, or whose site was changed, does not go on resting', async () => {
    await open();
    const { mirror } = desk.place.desk;
    const refuses = (): Response => Response.json({ code: 20003, message: 'Authenticate', status: 401 }, { status: 401 });
    desk.beforeCall = refuses;
    await watchFor(MINUTE);
    const triesIn = async (change: () => unknown): Promise<number> => {
      desk.calls.length = 0;
      await change();
      await watchFor(MINUTE);
      return desk.calls.length;
    };
    expect(await triesIn(() => {})).toBe(0);
    const once = await triesIn(() => mirror.patch({ what: 'accounts', value: [] }));
    expect(once).toBeGreaterThan(0);
    expect(await triesIn(() => finish(desk.place.desk.change(desk.siteId, (site) => ({ ...site, name: 'Lakeside Dental North' }))))).toBe(once);
    expect(await triesIn(() => {})).toBe(0);
    desk.beforeCall = () => {};
    mirror.patch({ what: 'accounts', value: [] });
    await watchFor(ROUND);
    expect(desk.said).toMatchObject({ underWay: 3 });
  });
});

describe('the notice on the desktop', () => {
  it('comes once when the last one is registered, also over a restart just then', async () => {
    await open();
    await watchFor(ROUND);
    vi.setSystemTime(Date.now() + 3 * MINUTE);
    await finish(lockAndUnlock());
    expect(desk.news).toEqual([]);
    await watchFor(MINUTE);
    expect(desk.news).toEqual([{ kind: 'done', registered: 3 }]);
    await finish(lockAndUnlock());
    desk.watch.start();
    await driveRounds(2);
    await finish(desk.watch.stop());
    await finish(desk.place.done('emergency.read', { siteId: desk.siteId }));
    expect(desk.news).toHaveLength(1);
  });

  it('comes once for one that failed, and once more when what is left is registered', async () => {
    await open(PRACTICE_ADDRESSES.notRegistered.street);
    await watchFor(10 * MINUTE);
    expect(desk.news).toEqual([{ kind: 'failed', failed: 1 }]);
    await finish(desk.place.done('emergency.read', { siteId: desk.siteId }));
    expect(desk.news).toHaveLength(1);
  });

  it('says how many numbers of which site, and no number, address or name of a person', async () => {
    const { bench: { site } } = entered(READY);
    const { intent: { emergency, numbers } } = site;
    const of = emergency.addresses.flatMap(({ friendlyName, street, city, postalCode, confirmedBy, secondary }) => [friendlyName, street, city, postalCode, confirmedBy, ...secondary.map(({ value }) => `floor ${value}`)]);
    const kept = [...of, ...numbers.map(({ phoneNumber }) => phoneNumber), 'Sam Doe'];
    expect(kept).toContain('1 Main St');
    for (const news of [{ kind: 'done', registered: 1 }, { kind: 'done', registered: 3 }, { kind: 'failed', failed: 1 }, { kind: 'failed', failed: 2 }] as const) {
      const words = registrationNotice('Lakeside', news).join(' ');
      expect(words).toContain('Lakeside: ');
      if (news.kind === 'failed' || news.registered > 1) expect(words).toContain(String(news.kind === 'done' ? news.registered : news.failed));
      for (const value of kept) expect(words).not.toContain(value);
    }
    desk = await EmergencyDesk.open(READY.copy());
  });
});
