import { describe, expect, it } from 'vitest';
import { readLedger } from '../../../domain/trunk/ledger.ts';
import type { Fault, FaultPlan } from '../../../main/practice/faults.ts';
import { TAKEN_DOMAINS } from '../../../main/practice/seeds.ts';
import { Bench, CNAM, ONE_OF_EACH } from './harness.ts';

/** The account is as planned, without anything twice, and the ledger knows all that is there as ours. */
function expectWhole(bench: Bench): void {
  const { data } = bench.world;
  expect(bench.count()).toEqual(ONE_OF_EACH);
  const [trunk] = data.trunks;
  expect(trunk).toMatchObject({ secure: true, domainName: 'lakeside-dental-k7m2p.pstn.twilio.com' });
  expect(trunk?.accessLists).toHaveLength(1);
  expect(trunk?.credentialLists).toHaveLength(1);
  expect(data.numbers.filter((number) => number.trunkSid === trunk?.sid)).toHaveLength(1);
  expect(bench.todo()).toEqual([]);
  const { created, secretSent, unanswered } = readLedger(bench.site.ledger, data.account.sid);
  expect([...created.keys()]).toContain(`trunk ${trunk?.sid ?? ''}`);
  expect([...secretSent.values()]).toEqual([bench.site.secrets.sipPassword?.revision]);
  expect([...unanswered]).toEqual([]);
}

describe('a set-up', () => {
  it('brings a fresh account to the plan through the real SDK, and rests when asked again', async () => {
    const bench = new Bench();
    expect(await bench.setUp()).toEqual({ kind: 'done' });
    expectWhole(bench);
    const writes = () => bench.calls.filter((call) => !call.startsWith('GET')).length;
    const before = writes();
    expect(await bench.setUp()).toEqual({ kind: 'done' });
    expect(writes()).toBe(before);
  });

  it('writes each call into the ledger before it is sent', async () => {
    const bench = new Bench();
    await expect(bench.setUp({ atRecord: () => { throw new Error('no room on the disk'); } })).rejects.toThrow('no room');
    expect(bench.calls.filter((call) => call.startsWith('POST'))).toEqual([]);
  });

  it('that meets a taken domain leaves nothing behind and says which field', async () => {
    const bench = new Bench((site) => ({ trunk: { ...site.intent.trunk, domainLabel: TAKEN_DOMAINS[0].replace('.pstn.twilio.com', '') } }));
    expect(await bench.setUp()).toMatchObject({ kind: 'fault', fault: { code: 'taken', twilioCode: 21248 } });
    expect(bench.count()).toEqual({ trunks: 0, accessLists: 0, ipAddresses: 0, credentialLists: 0, credentials: 0, originationUrls: 0 });
    expect(await bench.setUp()).toMatchObject({ kind: 'blocked', problems: [{ field: 'trunk.domainLabel' }] });
    bench.intend({ trunk: { ...bench.site.intent.trunk, domainLabel: 'lakeside-dental-k7m2p' } });
    expect(await bench.setUp()).toEqual({ kind: 'done' });
    expectWhole(bench);
  });

  it('buys nothing that was not confirmed, and exactly what was', async () => {
    const bench = new Bench(() => ({ numbers: [] }));
    const offer = '+15125550199';
    const listed = (await import('../../../main/practice/inventory.ts')).numbersForSale(bench.world.data, (place) => place.areaCode === '512')[0]?.phoneNumber ?? offer;
    bench.intend({ numbers: [{ phoneNumber: listed, acquire: 'buy' }] });
    const owned = bench.world.data.numbers.length;
    expect(await bench.setUp({ confirmed: [] })).toEqual({ kind: 'unconfirmed', costs: [CNAM, `buy-number ${listed}`] });
    expect(bench.world.data.numbers).toHaveLength(owned);
    expect(await bench.setUp({ confirmed: [CNAM] })).toEqual({ kind: 'unconfirmed', costs: [`buy-number ${listed}`] });
    expect(bench.count().trunks).toBe(0);
    expect(await bench.setUp({ confirmed: [CNAM, `buy-number ${listed}`] })).toEqual({ kind: 'done' });
    expect(bench.world.data.numbers).toHaveLength(owned + 1);
    expectWhole(bench);
  });

  it('changes what is ours when the site shall have something else', async () => {
    const bench = new Bench();
    await bench.setUp();
    bench.intend({ pbx: { ...bench.site.intent.pbx, fqdn: 'other.my3cx.us', ipv4: ['34.1.2.3'] }, trunk: { ...bench.site.intent.trunk, secure: false } });
    expect(await bench.setUp()).toEqual({ kind: 'done' });
    expect(bench.count()).toEqual(ONE_OF_EACH);
    expect(bench.world.data.trunks[0]?.secure).toBe(false);
    expect(bench.world.data.originationUrls[0]?.sipUrl).toBe('sip:other.my3cx.us');
    expect(bench.world.data.ipAddresses[0]?.ipAddress).toBe('34.1.2.3');
  });

  it('that is stopped finishes no new call, and goes on later', async () => {
    const bench = new Bench();
    const stop = new AbortController();
    expect(await bench.setUp({ stop, atRecord: (nth) => { if (nth === 5) stop.abort(); } })).toMatchObject({ kind: 'fault', fault: { code: 'cancelled' } });
    expect(await bench.setUp()).toEqual({ kind: 'done' });
    expectWhole(bench);
  });

  it('waits as long as Twilio asks after a 429, sends one at a time, and is done in one go', async () => {
    const bench = new Bench();
    expect(await bench.setUp({ faults: { rules: [{ method: 'POST', nth: 2, fault: { kind: 'too-many-requests', retryAfterSeconds: 3 } }] } })).toEqual({ kind: 'done' });
    // As long as was asked, and a little more, so that those refused together do not come back together.
    expect(bench.waits.filter((wait) => wait > 3000 && wait < 3500)).toHaveLength(1);
    expectWhole(bench);
  });

  it('is not fooled by lists that lag behind', async () => {
    for (const readLag of [{ reads: 1 }, { reads: 3 }]) {
      const bench = new Bench();
      expect(await bench.setUp({ faults: { readLag } })).toEqual({ kind: 'done' });
      expectWhole(bench);
    }
  });

  it('with wrong credentials says so at once and writes nothing', async () => {
    const bench = new Bench();
    expect(await bench.setUp({ faults: { rules: [{ fault: { kind: 'unauthorized' } }] } })).toMatchObject({ kind: 'fault', fault: { code: 'credentials', status: 401 } });
    expect(bench.site.ledger).toEqual([]);
  });

  it('reads the sign-in page of a network as one, and does not take it for Twilio', async () => {
    const bench = new Bench();
    expect(await bench.setUp({ faults: { rules: [{ fault: { kind: 'html', status: 200 } }] } })).toMatchObject({ kind: 'fault', fault: { code: 'not-twilio' } });
  });
});

it('has at most four calls in flight, readings and writes together, and one after a 429', async () => {
  const bench = new Bench();
  await bench.setUp({ faults: { rules: [{ method: 'POST', nth: 3, fault: { kind: 'too-many-requests' } }] } });
  expect(Math.max(...bench.begun)).toBe(4);
  const at = bench.statuses.indexOf(429);
  expect(at).toBeGreaterThan(0);
  // What was in flight when it came is answered; from then on it is one at a time, until five answers have come.
  const begunAfter = bench.begun.slice(bench.begunWhenAnswered[at]!);
  expect(begunAfter.slice(0, 4)).toEqual([1, 1, 1, 1]);
});

it('a site whose name is all emoji is set up like any other', async () => {
  const bench = new Bench();
  bench.site = { ...bench.site, name: '😀'.repeat(90) };
  expect(await bench.setUp()).toEqual({ kind: 'done' });
  expectWhole(bench);
});

describe('a fault at every single call', () => {
  const faults: readonly Fault[] = [
    { kind: 'cut' }, { kind: 'lost-answer' }, { kind: 'server-error', work: 'none' }, { kind: 'server-error', work: 'done' }, { kind: 'truncated' }, { kind: 'html', status: 200 }, { kind: 'too-many-requests' }, { kind: 'unauthorized' },
  ];

  it.each(faults.map((fault) => ({ name: 'work' in fault ? `${fault.kind}, work ${fault.work}` : fault.kind, fault })))('$name: the next start ends as planned, nothing twice', async ({ fault }) => {
    const clean = new Bench();
    await clean.setUp();
    for (let nth = 1; nth <= clean.calls.length; nth += 1) {
      const bench = new Bench();
      const plan: FaultPlan = { rules: [{ nth, fault }] };
      await bench.setUp({ faults: plan });
      expect(await bench.setUp(), `${fault.kind} at call ${nth}: ${bench.calls[nth - 1] ?? ''}`).toEqual({ kind: 'done' });
      expectWhole(bench);
    }
  });

  it.each<Fault>([{ kind: 'lost-answer' }, { kind: 'server-error', work: 'done' }])('%j while lists lag behind: waited for, not sent again', async (fault) => {
    const clean = new Bench();
    await clean.setUp();
    const posts = clean.calls.filter((call) => call.startsWith('POST')).length;
    for (const reads of [1, 3]) {
      for (let nth = 1; nth <= posts; nth += 1) {
        const bench = new Bench();
        await bench.setUp({ faults: { rules: [{ method: 'POST', nth, fault }], readLag: { reads } } });
        expect(await bench.setUp(), `${fault.kind} at write ${nth}, lag ${reads}`).toEqual({ kind: 'done' });
        expectWhole(bench);
      }
    }
  });

  it('the laptop dies at every durable record: the next start ends as planned, nothing twice', async () => {
    const clean = new Bench();
    let records = 0;
    await clean.setUp({ atRecord: () => { records += 1; } });
    expect(records).toBeGreaterThan(10);
    for (let at = 1; at <= records; at += 1) {
      const bench = new Bench();
      await bench.setUp({ atRecord: (nth) => { if (nth >= at) throw new Error('dead'); } }).catch(() => undefined);
      expect(await bench.setUp(), `dead at record ${at}`).toEqual({ kind: 'done' });
      expectWhole(bench);
    }
  });
});

it('nothing that a set-up reports or writes down holds the password', async () => {
  const bench = new Bench();
  await bench.setUp({ faults: { rules: [{ method: 'POST', nth: 5, fault: { kind: 'lost-answer' } }] } });
  const { secrets, ...rest } = bench.site;
  const password = secrets.sipPassword?.value ?? '';
  expect(password.length).toBeGreaterThan(11);
  expect(JSON.stringify([rest, bench.progress, bench.calls])).not.toContain(password);
});
