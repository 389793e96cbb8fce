// Undo, repair and the reading of large and limited accounts, through the real SDK against the practice account.
import { describe, expect, it } from 'vitest';
import { readLedger } from '../../../domain/trunk/ledger.ts';
import type { Fault } from '../../../main/practice/faults.ts';
import { disturb } from '../../../main/practice/disturb.ts';
import { numbersForSale } from '../../../main/practice/inventory.ts';
import { tell } from '../practice/support.ts';
import { Bench, CNAM, NONE_OF_ANY, ONE_OF_EACH } from './harness.ts';

const FAULTS: readonly Fault[] = [
  { kind: 'cut' }, { kind: 'lost-answer' }, { kind: 'server-error', work: 'none' }, { kind: 'server-error', work: 'done' }, { kind: 'truncated' }, { kind: 'html', status: 200 }, { kind: 'too-many-requests' }, { kind: 'unauthorized' },
];
const named = FAULTS.map((fault) => ({ name: 'work' in fault ? `${fault.kind}, work ${fault.work}` : fault.kind, fault }));

/** A bench whose site is set up, with a number that it bought. */
async function setUp(): Promise<{ readonly bench: Bench; readonly bought: string }> {
  const bench = new Bench();
  const bought = numbersForSale(bench.world.data, ({ areaCode }) => areaCode === '512')[0]?.phoneNumber ?? '';
  bench.intend({ numbers: [...bench.site.intent.numbers, { phoneNumber: bought, acquire: 'buy' }] });
  expect(await bench.setUp({ confirmed: [CNAM, `buy-number ${bought}`] })).toEqual({ kind: 'done' });
  return { bench, bought };
}

/** @param gone what somebody else took away: the ledger knows only that Trunkbook made it */
function expectNothingLeft({ world, site, count }: Bench, bought: string, gone: readonly string[] = []): void {
  expect(count.call({ world } as Bench)).toEqual(NONE_OF_ANY);
  expect(world.data.numbers.filter(({ trunkSid }) => trunkSid !== null)).toEqual([]);
  // What was bought stays, unless a person gives it back.
  expect(world.data.numbers.map(({ phoneNumber }) => phoneNumber)).toContain(bought);
  const { created, unanswered, openRemovals } = readLedger(site.ledger, world.data.account.sid);
  expect([...created.keys()].map((key) => key.split(' ')[0]).filter((resource) => !gone.includes(resource ?? ''))).toEqual(['number']);
  expect([...unanswered, ...openRemovals]).toEqual([]);
}

describe('undo', () => {
  it('takes away what was made and leaves the rest, gives back only what was confirmed, and rests', async () => {
    const { bench, bought } = await setUp();
    const owned = bench.world.data.numbers.length;
    expect(await bench.undo()).toEqual({ kind: 'done' });
    expectNothingLeft(bench, bought);
    expect(bench.world.data.numbers).toHaveLength(owned);
    expect(await bench.undo({ confirmed: [`release-number ${bought}`] })).toEqual({ kind: 'done' });
    expect(bench.world.data.numbers).toHaveLength(owned - 1);
    const writes = bench.calls.filter((call) => !call.startsWith('GET')).length;
    expect(await bench.undo({ confirmed: [`release-number ${bought}`] })).toEqual({ kind: 'done' });
    expect(bench.calls.filter((call) => !call.startsWith('GET'))).toHaveLength(writes);
  });

  it('and then a new set-up at once makes everything again', async () => {
    const { bench, bought } = await setUp();
    await bench.undo();
    expect(await bench.setUp({ confirmed: [CNAM, `buy-number ${bought}`] })).toEqual({ kind: 'done' });
    expect(bench.count()).toEqual(ONE_OF_EACH);
    expect(bench.todo()).toEqual([]);
  });

  it('stops where a number has emergency calling, touches nothing there, and says so', async () => {
    const { bench, bought } = await setUp();
    const { world } = bench;
    const sid = String(tell(world, 'POST', 'https://api.twilio.com/2010-04-01/Accounts/{AC}/Addresses.json', {
      CustomerName: 'Lakeside', Street: '500 Main St', City: 'Austin', Region: 'TX', PostalCode: '78701', IsoCountry: 'US', EmergencyEnabled: 'true', FriendlyName: 'Door',
    }).body['sid']);
    const number = world.data.numbers.find(({ phoneNumber }) => phoneNumber === bought)!;
    expect(tell(world, 'POST', `https://api.twilio.com/2010-04-01/Accounts/{AC}/IncomingPhoneNumbers/${number.sid}.json`, { EmergencyAddressSid: sid }).status).toBe(200);
    const before = bench.calls.filter((call) => !call.startsWith('GET')).length;
    expect(await bench.undo()).toEqual({ kind: 'done' });
    expect(bench.calls.filter((call) => !call.startsWith('GET'))).toHaveLength(before);
    expect(bench.count()).toEqual(ONE_OF_EACH);
    expect(bench.held({ kind: 'undo', confirmed: [] })).toEqual([expect.objectContaining({ because: 'emergency-calling' })]);
  });

  it.each(named)('with $name at every single call: the next start leaves nothing', async ({ fault }) => {
    const clean = await setUp();
    const from = clean.bench.calls.length;
    await clean.bench.undo();
    const calls = clean.bench.calls.length - from;
    expect(calls).toBeGreaterThan(15);
    for (let nth = 1; nth <= calls; nth += 1) {
      const { bench, bought } = await setUp();
      await bench.undo({ faults: { rules: [{ nth, fault }] } });
      expect(await bench.undo(), `${fault.kind} at call ${nth}`).toEqual({ kind: 'done' });
      expectNothingLeft(bench, bought);
    }
  });

  it('the laptop dies at every durable record: the next start leaves nothing', async () => {
    const clean = await setUp();
    let records = 0;
    await clean.bench.undo({ atRecord: () => { records += 1; } });
    expect(records).toBeGreaterThan(15);
    for (let at = 1; at <= records; at += 1) {
      const { bench, bought } = await setUp();
      await bench.undo({ atRecord: (nth) => { if (nth >= at) throw new Error('dead'); } }).catch(() => undefined);
      expect(await bench.undo(), `dead at record ${at}`).toEqual({ kind: 'done' });
      expectNothingLeft(bench, bought);
    }
  });
});

describe('a repair', () => {
  it('mends its own row and nothing else', async () => {
    const { bench } = await setUp();
    const trunk = bench.world.data.trunks[0]!;
    for (const what of ['secure-flipped', 'trunk-renamed', 'number-detached'] as const) expect(disturb(bench.world, trunk.sid, what, Date.now())).toBe(true);
    const from = bench.calls.length;
    expect(await bench.run({ kind: 'repair', row: 'trunk.secure', confirmed: [] })).toEqual({ kind: 'done' });
    expect(bench.calls.slice(from).filter((call) => !call.startsWith('GET'))).toEqual([`POST /v1/Trunks/${trunk.sid}`]);
    expect(bench.world.data.trunks[0]).toMatchObject({ secure: true, friendlyName: expect.stringContaining('(old)') as string });
    expect(bench.todo()).toEqual(['update-trunk', expect.stringContaining('attach-number') as string]);
  });

  it('of a row that costs money waits for a yes', async () => {
    const { bench } = await setUp();
    bench.intend({ trunk: { ...bench.site.intent.trunk, cnamLookup: false } });
    expect(await bench.setUp()).toEqual({ kind: 'done' });
    bench.intend({ trunk: { ...bench.site.intent.trunk, cnamLookup: true } });
    expect(await bench.run({ kind: 'repair', row: 'trunk.cnam', confirmed: [] })).toMatchObject({ kind: 'unconfirmed' });
    expect(bench.world.data.trunks[0]?.cnamLookupEnabled).toBe(false);
    expect(await bench.run({ kind: 'repair', row: 'trunk.cnam', confirmed: ['update-trunk'] })).toEqual({ kind: 'done' });
    expect(bench.world.data.trunks[0]?.cnamLookupEnabled).toBe(true);
  });
});

describe('a second technician in between', () => {
  const changes = ['secure-flipped', 'trunk-renamed', 'address-removed', 'foreign-address-added', 'origination-disabled', 'list-taken-off', 'number-detached'] as const;

  it.each(changes)('%s before any call of a set-up: the next start ends as planned, nothing twice', async (what) => {
    const clean = new Bench();
    await clean.setUp();
    for (let nth = 2; nth <= clean.calls.length; nth += 1) {
      const bench = new Bench();
      await bench.setUp({ beforeCall: (call) => { if (call === nth) for (const { sid } of bench.world.data.trunks) disturb(bench.world, sid, what, Date.now()); } });
      const outcome = await bench.setUp();
      expect(outcome, `${what} before call ${nth}`).toEqual({ kind: 'done' });
      expect(bench.todo()).toEqual([]);
      expect({ ...bench.count(), ipAddresses: 1 }).toEqual(ONE_OF_EACH);
      expect(readLedger(bench.site.ledger, bench.world.data.account.sid).unanswered.size).toBe(0);
    }
  });

  it('who adds an origination URL before any call of a set-up: it is asked about once, and stays', async () => {
    const clean = new Bench();
    await clean.setUp();
    for (let nth = 2; nth <= clean.calls.length; nth += 1) {
      const bench = new Bench();
      await bench.setUp({ beforeCall: (call) => { if (call === nth) for (const { sid } of bench.world.data.trunks) disturb(bench.world, sid, 'foreign-origination-added', Date.now()); } });
      const theirs = bench.world.data.originationUrls.find(({ sipUrl }) => !sipUrl.includes('lakeside'));
      expect(await bench.setUp(), `before call ${nth}`).toEqual({ kind: theirs ? 'questions' : 'done' });
      bench.intend({ agreed: [`keep ${theirs?.sid ?? ''}`] });
      expect(await bench.setUp()).toEqual({ kind: 'done' });
      expect(bench.world.data.originationUrls).toHaveLength(theirs ? 2 : 1);
    }
  });

  it.each(['secure-flipped', 'trunk-renamed', 'address-removed', 'origination-disabled', 'list-taken-off', 'number-detached'] as const)('%s before any call of an undo: the next start leaves nothing', async (what) => {
    const clean = await setUp();
    const from = clean.bench.calls.length;
    await clean.bench.undo();
    for (let nth = from + 1; nth <= clean.bench.calls.length; nth += 1) {
      const { bench, bought } = await setUp();
      await bench.undo({ beforeCall: (call) => { if (call === nth) for (const { sid } of bench.world.data.trunks) disturb(bench.world, sid, what, Date.now()); } });
      expect(await bench.undo(), `${what} before call ${nth - from}`).toEqual({ kind: 'done' });
      expectNothingLeft(bench, bought, ['ip-address', 'access-list-on-trunk', 'number-on-trunk']);
    }
  });

  it('who puts something of their own on the trunk during an undo: it stays, with what it needs, and is named', async () => {
    const clean = await setUp();
    const from = clean.bench.calls.length;
    await clean.bench.undo();
    for (let nth = from + 1; nth <= clean.bench.calls.length; nth += 1) {
      const { bench } = await setUp();
      let added = false;
      await bench.undo({ beforeCall: (call) => { if (call === nth) for (const { sid } of bench.world.data.trunks) added = disturb(bench.world, sid, 'foreign-origination-added', Date.now()); } });
      expect(await bench.undo(), `before call ${nth - from}`).toEqual({ kind: 'done' });
      const [trunk] = bench.world.data.trunks;
      // Twilio takes a trunk away with what is on it: only what came before the last reading can be seen.
      if (trunk === undefined || !added) continue;
      expect(bench.held({ kind: 'undo', confirmed: [] }).map(({ because }) => because)).toContain('not-ours');
    }
  });

  it('who takes the whole trunk away: it is made again, the lists are used again', async () => {
    const clean = new Bench();
    await clean.setUp();
    for (let nth = 3; nth <= clean.calls.length; nth += 1) {
      const bench = new Bench();
      await bench.setUp({
        beforeCall: (call) => {
          if (call !== nth) return;
          for (const { sid } of bench.world.data.trunks) expect(tell(bench.world, 'DELETE', `https://trunking.twilio.com/v1/Trunks/${sid}`).status).toBe(204);
        },
      });
      bench.age();
      expect(await bench.setUp(), `gone before call ${nth}`).toEqual({ kind: 'done' });
      expect(bench.todo()).toEqual([]);
      expect(bench.count()).toEqual(ONE_OF_EACH);
    }
  });

  it('who was quicker with the same names: it is asked, and nothing of theirs is used before', async () => {
    const bench = new Bench();
    const { accessListName } = bench.site.intent.trunk;
    await bench.setUp({ beforeCall: (call) => { if (call === 5) tell(bench.world, 'POST', 'https://api.twilio.com/2010-04-01/Accounts/{AC}/SIP/IpAccessControlLists.json', { FriendlyName: accessListName ?? '' }); } });
    expect(await bench.setUp()).toEqual({ kind: 'questions' });
    const [list] = bench.world.data.accessLists;
    expect(bench.world.data.ipAddresses).toEqual([]);
    bench.intend({ agreed: [`use ${list?.sid ?? ''}`] });
    expect(await bench.setUp()).toEqual({ kind: 'done' });
    expect(bench.count()).toEqual(ONE_OF_EACH);
  });
});

describe('a reading', () => {
  const readings = (bench: Bench): string[] => bench.calls.filter((call) => call.startsWith('GET') && call.includes('IncomingPhoneNumbers'));

  it('of an account with 10,000 numbers finds a few of them in few calls, and many by going through its pages', async () => {
    const bench = new Bench(() => ({ numbers: [] }));
    bench.world.addOwnedNumbers(10_000);
    const all = bench.world.data.numbers.map(({ phoneNumber }) => phoneNumber);
    const oldest = all.slice(0, 3);
    bench.intend({ numbers: oldest.map((phoneNumber) => ({ phoneNumber, acquire: 'take' })) });
    expect(await bench.look()).toBe('ready');
    expect(readings(bench)).toHaveLength(1 + oldest.length);
    bench.calls.length = 0;
    bench.intend({ numbers: all.filter((_, index) => index % 100 === 0).map((phoneNumber) => ({ phoneNumber, acquire: 'take' })) });
    expect(await bench.look()).toBe('ready');
    expect(readings(bench).length).toBeLessThanOrEqual(Math.ceil(all.length / 1000));
    expect(bench.site.observed.twilio?.value.numbers).toHaveLength(bench.site.intent.numbers.length);
  });

  it('says of the account what it is where the credential may ask, and keeps nothing else of the answer', async () => {
    const bench = new Bench({ credentials: 'auth-token' });
    await bench.look();
    expect(bench.site.observed.twilio?.value.account).toEqual({ type: 'full', status: 'active', ownerSid: bench.world.data.account.sid });
    expect(JSON.stringify(bench.site)).not.toContain(bench.world.data.account.authToken);
    const key = new Bench();
    await key.look();
    expect(key.site.observed.twilio?.value.account).toBeNull();
  });

  it('of a trial account asks before the first create; refused, it says to upgrade', async () => {
    const bench = new Bench({ credentials: 'auth-token', accountType: 'Trial' });
    expect(await bench.setUp()).toEqual({ kind: 'questions' });
    expect(bench.calls.filter((call) => call.startsWith('POST'))).toEqual([]);
    const blind = new Bench({ accountType: 'Trial' });
    expect(await blind.setUp()).toMatchObject({ kind: 'fault', fault: { code: 'trial', link: 'twilio-upgrade' } });
    expect(await blind.setUp()).toEqual({ kind: 'questions' });
  });
});

it('a password that was changed while Trunkbook was at work is not sent in the place of the planned one', async () => {
  const bench = new Bench();
  await bench.setUp({ beforeCall: (nth, method) => { if (method === 'POST' && nth === 5) bench.site = { ...bench.site, secrets: { ...bench.site.secrets, sipPassword: { value: 'Another-Password-1', revision: crypto.randomUUID(), at: new Date().toISOString() } } }; } });
  const { secretSent } = readLedger(bench.site.ledger, bench.world.data.account.sid);
  expect([...secretSent.values()]).toEqual([]);
  expect(bench.count().credentials).toBe(0);
});

it('an answer of a form that the vault could not hold is refused before anything is kept: the site stays one that opens', async () => {
  const bench = new Bench();
  await bench.setUp();
  bench.world.data.trunks[0]!.domainName = 'x'.repeat(20_000);
  const before = bench.site.observed.twilio;
  expect(await bench.setUp()).toMatchObject({ kind: 'fault', fault: { code: 'unexpected' } });
  expect(bench.site.observed.twilio).toBe(before);
});

it('a job that is stopped sends nothing further, whatever waits', async () => {
  const bench = new Bench();
  const stop = new AbortController();
  let stoppedAt = 0;
  await bench.setUp({ stop, beforeCall: (nth, method) => { if (method === 'POST' && stoppedAt === 0) { stoppedAt = nth; stop.abort(); } } });
  expect(bench.calls.slice(stoppedAt)).toEqual([]);
});

it('a number that needs a regulatory bundle is refused with a word and the page where the papers are handed in', async () => {
  const bench = new Bench(() => ({ numbers: [] }));
  const german = numbersForSale(bench.world.data, ({ country }) => country === 'DE')[0]?.phoneNumber ?? '';
  bench.intend({ numbers: [{ phoneNumber: german, acquire: 'buy' }] });
  expect(await bench.setUp({ confirmed: [CNAM, `buy-number ${german}`] })).toMatchObject({ kind: 'fault', fault: { code: 'dependency', link: 'twilio-regulatory' } });
});
