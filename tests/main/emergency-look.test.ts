// A reading of emergency addresses settles at once what became of calls without an answer: a later one may not show it any more.
import { afterEach, expect, it, vi } from 'vitest';
import { disturb } from '../../main/practice/disturb.ts';
import { EmergencyDesk } from './emergency-desk.ts';
import { EmergencyBench, entered } from './twilio/emergency-bench.ts';

const HOUR = 3_600_000;
const READY = await EmergencyBench.ready();

let desk: EmergencyDesk | null = null;
afterEach(async () => {
  await desk?.close();
  desk = null;
  vi.useRealTimers();
});

it('whenever the laptop died: what Twilio did is in the ledger after the first look, and is asked about when somebody undoes it', async () => {
  let found = 0;
  for (let at = 1; ; at += 1) {
    const { bench } = entered(READY);
    let died = false;
    await bench.submit({ atRecord: (nth) => { if (nth >= at) { died = true; throw new Error('dead'); } } }).catch(() => undefined);
    if (!died) break;
    bench.pass(HOUR);
    vi.useFakeTimers({ toFake: ['Date'], now: bench.now() });
    desk = await EmergencyDesk.open(bench);
    const before = (await desk.site).ledger.length;
    await desk.place.done('emergency.read', { siteId: desk.siteId });
    found += (await desk.site).ledger.slice(before).filter(({ kind }) => kind === 'found').length;
    expect((await desk.plan()).found).toEqual([]);
    const done = [...(await desk.plan()).numbers.values()].filter(({ kind }) => kind === 'registered').length;
    if (done > 0) {
      expect(disturb(bench.world, bench.world.data.trunks[0]?.sid ?? '', 'emergency-taken-off', bench.world.timeAt(bench.now()))).toBe(true);
      vi.setSystemTime(bench.now() + HOUR);
      await desk.place.done('emergency.read', { siteId: desk.siteId });
      expect((await desk.plan()).questions, `died at ${at}`).toMatchObject([{ what: expect.stringContaining('Somebody took the address off') }]);
    }
    await desk.close();
    desk = null;
    vi.useRealTimers();
  }
  expect(found).toBeGreaterThan(0);
});
