// Every single call of a registration and of a change goes wrong in every way, the laptop dies, somebody else is at work: nothing is lost, nothing is there twice.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EmergencyAddress } from '../../../domain/site/emergency-record.ts';
import { disturb } from '../../../main/practice/disturb.ts';
import type { Fault } from '../../../main/practice/faults.ts';
import { TIMEOUT_MILLISECONDS } from '../../../main/twilio/http-client.ts';
import { EmergencyBench, entered, registered } from './emergency-bench.ts';

const READY = await EmergencyBench.ready();
const { bench: WHOLE } = await registered(READY);

/** A site of which all is registered. */
function alreadyRegistered(): ReturnType<typeof entered> {
  const bench = WHOLE.copy();
  const [hq, lab] = bench.site.intent.emergency.addresses;
  if (!hq || !lab) throw new Error('two addresses');
  return { bench, hq, lab };
}

/** Every way in which one call can go wrong. */
const FAULTS: readonly (readonly [name: string, fault: Fault])[] = [
  ['cut', { kind: 'cut' }], ['the answer is lost', { kind: 'lost-answer' }], ['500, not done', { kind: 'server-error', work: 'none' }], ['500, done', { kind: 'server-error', work: 'done' }], ['503, not done', { kind: 'server-error', work: 'none', status: 503 }],
  ['half an answer', { kind: 'truncated' }], ['a sign-in page', { kind: 'html', status: 200 }], ['429', { kind: 'too-many-requests' }], ['401', { kind: 'unauthorized' }], ['no answer, not done', { kind: 'hang', work: 'none' }], ['no answer, done', { kind: 'hang', work: 'done' }],
];

/** Works at a site as a technician and the watch do, until all is registered: submits, says yes to what is asked, and lets Twilio come to an end. The nth call goes wrong. */
async function live(bench: EmergencyBench, nth: number, fault: Fault): Promise<void> {
  const start = bench.calls.length;
  const isHung = (call: number): boolean => fault.kind === 'hang' && call === start + nth;
  for (let step = 0; step < 10 && bench.kinds().some((kind) => kind !== 'registered'); step += 1) {
    const left = nth - (bench.calls.length - start);
    await bench.submit(left < 1 ? {} : {
      faults: { rules: [{ nth: left, fault }] }, beforeCall: (call) => { if (isHung(call)) setImmediate(() => setImmediate(() => vi.advanceTimersByTime(TIMEOUT_MILLISECONDS))); },
    });
    bench.agree();
    bench.settle();
  }
}

describe.each(FAULTS)('at every single call: %s', (_, fault) => {
  afterEach(() => { vi.useRealTimers(); });

  it.each<[string, () => { readonly bench: EmergencyBench; readonly addresses: readonly EmergencyAddress[]; readonly writes: number }]>([
    ['of a first registration of three numbers with two addresses', () => { const { bench, hq, lab } = entered(READY); return { bench, addresses: [hq, lab], writes: 5 }; }],
    ['of a change: the new address, off, unregistered, on, registered', () => {
      const { bench, hq, lab } = alreadyRegistered();
      const moved = { ...hq, street: '9 Elm St' };
      bench.edit(hq, moved);
      bench.assign(moved, moved, lab);
      return { bench, addresses: [hq, moved, lab], writes: 5 };
    }],
  ])('%s: nothing is there twice or lost, and in the end all is registered', async (_name, make) => {
    const clean = make();
    const from = clean.bench.calls.length;
    await live(clean.bench, Number.POSITIVE_INFINITY, fault);
    await clean.bench.expectWhole(clean.addresses);
    expect(clean.bench.worked).toBe(clean.writes);
    const calls = clean.bench.calls.length - from;
    expect(calls).toBeGreaterThan(10);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    for (let nth = 1; nth <= calls; nth += 1) {
      const { bench, addresses, writes } = make();
      await live(bench, nth, fault);
      expect(bench.kinds(), `call ${nth}: ${bench.calls[nth - 1] ?? ''}`).toEqual(['registered', 'registered', 'registered']);
      await bench.expectWhole(addresses);
      // Each address was made once, each number set and taken off once, whatever was answered.
      expect(bench.worked, `call ${nth}`).toBe(writes);
    }
  });
});

describe('somebody else at work in the Console before any call', () => {
  it.each(['emergency-taken-off', 'emergency-exchanged', 'emergency-deleted'] as const)('%s: it is asked about, and in the end all is registered; theirs is not removed', async (what) => {
    const clean = alreadyRegistered();
    const change = (bench: EmergencyBench, hq: EmergencyAddress): void => bench.edit(hq, { street: '9 Elm St' });
    change(clean.bench, clean.hq);
    await live(clean.bench, Number.POSITIVE_INFINITY, { kind: 'cut' });
    let changed = 0;
    for (let nth = 1; nth <= clean.bench.calls.length; nth += 1) {
      const { bench, hq } = alreadyRegistered();
      change(bench, hq);
      bench.othersAtWork = true;
      for (let step = 0; step < 12; step += 1) {
        await bench.submit({ beforeCall: (call) => { if (call === nth && disturb(bench.world, bench.world.data.trunks[0]?.sid ?? '', what, bench.world.timeAt(bench.now()))) changed += 1; } });
        bench.agree();
        bench.settle();
      }
      bench.expectHonest();
      expect(bench.kinds(), `before call ${nth}`).toEqual(['registered', 'registered', 'registered']);
      expect(bench.plan()).toMatchObject({ actions: [], questions: [] });
      if (what === 'emergency-exchanged') expect(bench.streets()).toContain('9 Somebody Else Rd, ');
    }
    expect(changed).toBeGreaterThan(2);
  });
});

describe('the laptop dies', () => {
  it('at every durable record of a first registration: the next start ends as it shall, nothing twice', async () => {
    const clean = entered(READY);
    let records = 0;
    await clean.bench.submit({ atRecord: () => { records += 1; } });
    expect(records).toBeGreaterThan(5);
    for (let at = 1; at <= records; at += 1) {
      const { bench, hq, lab } = entered(READY);
      await bench.submit({ atRecord: (nth) => { if (nth >= at) throw new Error('dead'); } }).catch(() => undefined);
      await live(bench, Number.POSITIVE_INFINITY, { kind: 'cut' });
      await bench.expectWhole([hq, lab]);
      expect(bench.worked, `dead at record ${at}`).toBe(5);
    }
  });
});

describe('readings that lag behind', () => {
  it.each([{ reads: 1 }, { reads: 3 }, { milliseconds: 5000 }])('%j: nothing is sent again because of it, also where an answer is lost', async (emergencyLag) => {
    for (let nth = 0; nth <= 5; nth += 1) {
      const { bench, hq, lab } = entered(READY);
      await bench.submit({ faults: { emergencyLag, rules: nth === 0 ? [] : [{ method: 'POST', nth, fault: { kind: 'lost-answer' } }] } });
      await live(bench, Number.POSITIVE_INFINITY, { kind: 'cut' });
      await bench.expectWhole([hq, lab]);
      expect(bench.worked, `lost answer ${nth}`).toBe(5);
    }
  });
});
