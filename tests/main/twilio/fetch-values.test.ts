// “Forgot the values?” against the practice account, through the real SDK.
import { describe, expect, it } from 'vitest';
import { FetchedValues } from '../../../preload/contract.ts';
import { connect } from '../../../main/twilio/connection.ts';
import { toTwilioFault } from '../../../main/twilio/errors.ts';
import { fetchValues } from '../../../main/twilio/fetch-values.ts';
import { practiceCredentials } from '../../../main/practice/credentials.ts';
import { toFault } from '../../../main/fault.ts';
import { createVault } from '../../../main/vault/vault.ts';
import { readySite } from '../../domain/make-site.ts';
import { expectWords } from '../commands/workplace.ts';
import { clientOf } from '../practice/support.ts';
import { PASSPHRASE, QUICK, temporaryFolder } from '../vault/temporary-vault.ts';
import { Bench } from './harness.ts';

async function withTrunk(): Promise<Bench> {
  const bench = new Bench();
  expect((await bench.setUp()).kind).toBe('done');
  return bench;
}
async function fetched(bench: Bench, trunkSid: string | null): Promise<FetchedValues> {
  return FetchedValues.parse(await fetchValues(await clientOf(bench.world), bench.world.data.account.sid, trunkSid));
}
async function anotherTrunk(bench: Bench): Promise<string> {
  const client = await clientOf(bench.world);
  return (await client.trunking.v1.trunks.create({ friendlyName: 'Another', domainName: 'another-one.pstn.twilio.com' })).sid;
}

describe('what Twilio still has', () => {
  it('of no trunk at all is nothing', async () => {
    expect(await fetched(new Bench(), null)).toEqual({ trunks: [], trunk: null });
  });

  it('of the one trunk that there is, is all that was set up', async () => {
    const bench = await withTrunk();
    const { pbx, trunk: { friendlyName, domainLabel, secure, cnamLookup, accessListName, credentialListName, sipUsername }, numbers } = bench.site.intent;
    const { trunks, trunk } = await fetched(bench, null);
    const [listed] = bench.world.data.trunks;
    expect(trunks).toEqual([{ sid: listed?.sid, name: friendlyName, domainName: `${domainLabel}.pstn.twilio.com` }]);
    expect(trunk).toMatchObject({
      sid: listed?.sid, name: friendlyName, domainName: `${domainLabel}.pstn.twilio.com`, secure, cnamLookup, accessLists: [{ name: accessListName, addresses: pbx.ipv4.map((address) => `${address}/32`) }],
      credentialLists: [{ name: credentialListName, usernames: [sipUsername] }], phoneNumbers: numbers.map(({ phoneNumber }) => phoneNumber),
    });
    expect(trunk?.originationUrls).toEqual([expect.stringContaining(pbx.fqdn ?? '-')]);
  });

  it('of several trunks is the choice; of the chosen one, its own values and no other’s', async () => {
    const bench = await withTrunk();
    const other = await anotherTrunk(bench);
    const { trunks, trunk } = await fetched(bench, null);
    expect([trunks.map(({ sid }) => sid).toSorted(), trunk]).toEqual([bench.world.data.trunks.map(({ sid }) => sid).toSorted(), null]);
    expect((await fetched(bench, other)).trunk).toMatchObject({ sid: other, name: 'Another', accessLists: [], credentialLists: [], originationUrls: [], phoneNumbers: [] });
    const own = trunks.find(({ sid }) => sid !== other)?.sid ?? '';
    expect((await fetched(bench, own)).trunk).toMatchObject({ sid: own, name: bench.site.intent.trunk.friendlyName });
  });

  it('of a trunk that is not there any more is nothing, also where one other is left', async () => {
    const bench = await withTrunk();
    const { trunks, trunk } = await fetched(bench, `TK${'0'.repeat(32)}`);
    expect([trunks.length, trunk]).toEqual([1, null]);
  });

  it('has no password in it', async () => {
    const bench = await withTrunk();
    expect(JSON.stringify(await fetched(bench, null))).not.toContain(bench.site.secrets.sipPassword?.value);
  });

  it('changes nothing at Twilio', async () => {
    const bench = await withTrunk();
    const before = structuredClone(bench.world.toJSON());
    await fetched(bench, null);
    expect(bench.world.toJSON()).toEqual(before);
  });
});

it.each([['a refusal', { kind: 'unauthorized' }], ['a cut connection', { kind: 'cut' }], ['a sign-in page', { kind: 'html', status: 200 }], ['half an answer', { kind: 'truncated' }]] as const)('%s on the way is told in words', async (_, fault) => {
  const bench = await withTrunk();
  const client = await clientOf(bench.world, { faults: { rules: [{ path: /IpAddresses|PhoneNumbers$/, fault }] } });
  const error: unknown = await fetchValues(client, bench.world.data.account.sid, null).then(() => null, (reason: unknown) => reason);
  const told = toFault(toTwilioFault(error, { doing: 'looking for the values at Twilio' }));
  expectWords(told);
  const { secret, username } = practiceCredentials(bench.world);
  for (const kept of [secret, Buffer.from(`${username}:${secret}`).toString('base64')]) expect(JSON.stringify(told)).not.toContain(kept);
});

it('a site that is worked on by hand has no way to Twilio: whoever asks is told so, and no fetch is made', async () => {
  const vault = await createVault(await temporaryFolder(), PASSPHRASE, QUICK);
  const asked = (): never => { throw new Error('asked'); };
  const { client, accountSid } = await connect(readySite({ account: { kind: 'by-hand' } }).intent, { vault, fetch: asked, practice: asked });
  const fault = await client().then(() => null, toFault);
  expect(fault?.code).toBe('not-found');
  if (fault) expectWords(fault);
  expect(accountSid).toBe('');
  await vault.close();
});
