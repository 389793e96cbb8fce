// Jobs at Twilio as main runs them, over a real vault and the practice account.
import { afterEach, describe, expect, it } from 'vitest';
import type { Site } from '../../domain/site/record.ts';
import { MOST_IN_FLIGHT } from '../../main/twilio/throttle.ts';
import { EmergencyDesk } from './emergency-desk.ts';
import { EmergencyBench, place } from './twilio/emergency-bench.ts';

const MANY = 20;
const READY = await EmergencyBench.ready(MANY);
const [hq, lab] = [place(), place({ street: '2 Oak Ave', friendlyName: 'Lab' })];

let desk: EmergencyDesk;
afterEach(() => desk.close());

/** All numbers shall have the headquarters' address. */
async function open(): Promise<EmergencyDesk> {
  const bench = READY.copy();
  bench.assign(...Array<typeof hq>(MANY).fill(hq));
  bench.want({ addresses: [hq, lab] });
  desk = await EmergencyDesk.open(bench);
  return desk;
}

/** Does something once, before the so-manieth call that changes something. */
function beforePost(nth: number, act: () => Promise<unknown>): void {
  desk.beforeCall = async () => { if (desk.posts.length === nth) { desk.beforeCall = () => {}; await act(); } };
}

describe('submitting emergency addresses', () => {
  it('sends nothing further of a plan that the site does not want any more, and goes on with what it wants', async () => {
    const { place: { desk: sites }, siteId } = await open();
    let sentBefore = 0;
    beforePost(3, async () => {
      await sites.change(siteId, (site) => ({ ...site, intent: { ...site.intent, emergency: { ...site.intent.emergency, numbers: site.intent.emergency.numbers.map((one) => ({ ...one, address: lab.id })) } } }));
      sentBefore = desk.posts.length;
    });
    expect(await desk.jobs.submit(siteId)).toBeNull();
    const sidOf = (street: string): string => desk.bench.world.data.addresses.find((one) => one.street === street)?.sid ?? '';
    const given = (calls: readonly string[], { street }: typeof hq): number => calls.filter((call) => call.includes(`EmergencyAddressSid=${sidOf(street)}`)).length;
    // What was in flight by then is finished, and asked about; all others have the new one at once.
    expect(given(desk.posts.slice(sentBefore), hq)).toBeLessThan(MOST_IN_FLIGHT);
    expect(given(desk.posts, hq) + given(desk.posts, lab)).toBe(MANY);
    const { numbers: standings } = await desk.plan();
    expect([...standings.values()].every(({ kind }) => kind === 'under-way' || kind === 'for-person')).toBe(true);
  });

  it('sends nothing further once the terms are taken back', async () => {
    const { place: { desk: sites }, siteId } = await open();
    let sentBefore = 0;
    beforePost(3, async () => {
      await sites.change(siteId, (site): Site => ({ ...site, evidence: [...site.evidence, { id: crypto.randomUUID(), ...sites.stamp(), kind: 'step-reopened', step: 'emergency-twilio.terms', note: '' }] }));
      sentBefore = desk.posts.length;
    });
    expect(await desk.jobs.submit(siteId)).toBeNull();
    expect(desk.posts).toHaveLength(sentBefore);
    const { ledger } = await desk.site;
    const answered = new Set(ledger.flatMap((entry) => ('call' in entry ? [entry.call] : [])));
    expect(ledger.filter((entry) => entry.kind === 'call' && !answered.has(entry.id))).toEqual([]);
  });

  it('that a person stopped does not go on by itself, whatever the watch is asked to look at; only who starts it again has it go on', async () => {
    await open();
    const { siteId } = desk;
    beforePost(5, () => desk.place.done('job.cancel', { jobId: desk.job?.id ?? '' }));
    await desk.round();
    expect(desk.job).toMatchObject({ state: 'stopped', fault: { code: 'cancelled' } });
    const sent = desk.posts.length;
    expect(sent).toBeLessThan(MANY);
    await desk.place.done('emergency.read', { siteId });
    for (let nth = 0; nth < 3; nth += 1) await desk.round();
    expect(desk.posts).toHaveLength(sent);
    // Another job takes its place on the screen; what main goes by is in the mirror all the same.
    await desk.place.done('trunk.apply', { siteId, goal: { kind: 'repair', row: 'none', confirmed: [] } });
    await desk.jobs.ended();
    await desk.round();
    expect([desk.job?.goal, desk.posts.length, desk.place.desk.mirror.get().halted]).toEqual(['repair', sent, [siteId]]);
    await desk.place.done('trunk.apply', { siteId, goal: { kind: 'emergency', confirmed: [] } });
    expect(desk.place.desk.mirror.get().halted).toEqual([]);
    await desk.jobs.ended();
    expect(desk.said).toMatchObject({ queued: 0, underWay: MANY });
  });

  it('that a person stopped goes on after the next unlocking, as the page says', async () => {
    await open();
    beforePost(5, () => desk.place.done('job.cancel', { jobId: desk.job?.id ?? '' }));
    await desk.round();
    expect(desk.said?.queued).toBeGreaterThan(0);
    await desk.jobs.stop();
    await desk.round();
    expect(desk.said).toMatchObject({ queued: 0, underWay: MANY });
  });

  it('that steps aside for what a person starts goes on by itself afterwards', async () => {
    await open();
    beforePost(5, async () => { void desk.place.ask('trunk.apply', { siteId: desk.siteId, goal: { kind: 'repair', row: 'none', confirmed: [] } }); });
    await desk.round();
    expect(desk.said?.queued).toBeGreaterThan(0);
    await desk.jobs.ended();
    await desk.round();
    expect(desk.said).toMatchObject({ queued: 0, underWay: MANY });
  });
});
