// Reading an account for a site, over a real vault and the practice account.
import { afterEach, describe, expect, it } from 'vitest';
import { EmergencyDesk } from '../emergency-desk.ts';
import { EmergencyBench, place } from '../twilio/emergency-bench.ts';

const READY = await EmergencyBench.ready(1);

let desk: EmergencyDesk;
afterEach(() => desk.close());

async function open(): Promise<EmergencyDesk> {
  const bench = READY.copy();
  bench.assign(place());
  desk = await EmergencyDesk.open(bench);
  return desk;
}

describe('reading the account', () => {
  it('reads the trunk, and where the emergency addresses stand', async () => {
    const { siteId } = await open();
    const before = (await desk.site).observed;
    await desk.place.done('trunk.read', { siteId, inside: null });
    const { twilio, emergency } = (await desk.site).observed;
    expect(twilio?.at).not.toBe(before.twilio?.at);
    expect(emergency?.numbers).toHaveLength(1);
  });

  it('keeps what it read of the trunk where the key may not read addresses, and says so', async () => {
    const { siteId } = await open();
    const before = (await desk.site).observed.twilio;
    desk.beforeCall = (call) => (call.includes('/Addresses.json') ? Response.json({ code: 70051, message: 'Authorization error', status: 403 }, { status: 403 }) : undefined);
    const fault = await desk.place.refused('trunk.read', { siteId, inside: null });
    expect(fault).toMatchObject({ what: 'This did not work: reading where the emergency addresses stand.', link: 'twilio-api-keys' });
    const { twilio, emergency } = (await desk.site).observed;
    expect(twilio?.at).not.toBe(before?.at);
    expect(emergency).toBeNull();
  });

  it.each(['trunk.read', 'emergency.read'] as const)('says that the disk is full where it is, and nothing of Twilio: %s', async (channel) => {
    const { siteId } = await open();
    desk.place.full = /site\.age$/;
    const fault = channel === 'trunk.read' ? await desk.place.refused(channel, { siteId, inside: null }) : await desk.place.refused(channel, { siteId });
    expect(fault).toMatchObject({ code: 'io', why: 'The disk is full.' });
  });
});
