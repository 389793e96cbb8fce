import { afterEach, describe, expect, it } from 'vitest';
import { accountCommands } from '../../../main/commands/account-commands.ts';
import { practiceCredentials } from '../../../main/practice/credentials.ts';
import { createPracticeFetch } from '../../../main/practice/fetch.ts';
import { PracticeWorld } from '../../../main/practice/world.ts';
import type { TwilioFetch } from '../../../main/twilio/http-client.ts';
import { readySite } from '../../domain/make-site.ts';
import { fieldsOf, Workplace } from './workplace.ts';

let workplace: Workplace;
afterEach(() => workplace.close());

async function prepare(world: PracticeWorld, network: (practice: TwilioFetch) => TwilioFetch = (practice) => practice): Promise<PracticeWorld> {
  const practice = network(createPracticeFetch(world, { save: async () => {}, now: Date.now }));
  workplace = await Workplace.open((desk) => accountCommands(desk, practice, () => new AbortController().signal));
  return world;
}

const entered = (world: PracticeWorld, kind: 'api-key' | 'auth-token' | 'restricted-key' = 'api-key') => {
  const { accountSid, username, secret } = practiceCredentials(world, kind);
  return { name: 'Lakeside’s own', accountSid, username, secret, confirmed: false };
};
const account = () => workplace.page().accounts[0]!;

describe('a credential', () => {
  it('is tried at each thing that Trunkbook needs, kept with what came of it, and never comes back', async () => {
    const world = await prepare(PracticeWorld.fresh());
    const { secret, ...rest } = entered(world);
    await workplace.done('account.add', { ...rest, secret });
    expect(account()).toMatchObject({ name: 'Lakeside’s own', check: { refused: [], type: null, status: null, parentSid: null } });
    expect(JSON.stringify([workplace.pushes, workplace.log])).not.toContain(secret);
  });

  it('that may ask says what kind of account it is: full, trial, suspended, a sub-account', async () => {
    const parent = `AC${'9'.repeat(32)}`;
    for (const [options, check] of [
      [{}, { type: 'full', status: 'active', parentSid: null }], [{ accountType: 'Trial' }, { type: 'trial', status: 'active' }], [{ ownerSid: parent }, { type: 'full', parentSid: parent }],
    ] as const) {
      const world = await prepare(PracticeWorld.fresh(options));
      await workplace.done('account.add', entered(world, 'auth-token'));
      expect(account().check).toMatchObject(check);
      await workplace.close();
    }
    const world = await prepare(PracticeWorld.fresh({ status: 'suspended' }));
    expect(await workplace.refused('account.add', entered(world))).toMatchObject({ code: 'twilio', next: expect.stringContaining('Nothing was saved') as string });
    expect(workplace.page().accounts).toEqual([]);
  });

  it('that may use only some things is kept, with the name of each that is refused', async () => {
    const world = await prepare(PracticeWorld.fresh({ denied: ['addresses', 'available-numbers'] }));
    await workplace.done('account.add', entered(world, 'restricted-key'));
    expect(account().check?.refused.map(({ what }) => what).sort()).toEqual(['addresses', 'numbers for sale']);
    expect(account().check?.refused.every(({ why }) => why.endsWith('.'))).toBe(true);
  });

  it('that may use nothing, or that nobody could try, is not kept', async () => {
    const world = await prepare(PracticeWorld.fresh());
    const fault = await workplace.refused('account.add', { ...entered(world), secret: 'CANARY-of-the-right-length' });
    expect(fault).toMatchObject({ code: 'twilio', link: 'twilio-api-keys' });
    expect(JSON.stringify(fault)).not.toContain('CANARY');
    await workplace.close();
    await prepare(world, () => () => Promise.reject(new TypeError('fetch failed')));
    expect((await workplace.refused('account.add', entered(world))).code).toBe('network');
    expect(workplace.page().accounts).toEqual([]);
  });

  it('is refused beside its field where it cannot be one', async () => {
    const world = await prepare(PracticeWorld.fresh());
    expect(fieldsOf(await workplace.refused('account.add', { name: '', accountSid: 'x', username: 'y', secret: '', confirmed: false }))).toEqual(['name', 'accountSid', 'username', 'secret']);
    expect(fieldsOf(await workplace.refused('account.add', { ...entered(world), username: `AC${'1'.repeat(32)}` }))).toEqual(['username']);
    await workplace.done('account.add', entered(world));
    expect(fieldsOf(await workplace.refused('account.add', entered(world)))).toEqual(['username']);
  });
});

describe('an account in the vault', () => {
  it('is looked at again, and shows what has changed since', async () => {
    const world = await prepare(PracticeWorld.fresh({ denied: ['addresses'] }));
    await workplace.done('account.add', entered(world, 'restricted-key'));
    world.restrictKey([]);
    await workplace.done('account.check', { accountId: account().id });
    expect(account().check?.refused).toEqual([]);
  });

  it('keeps what was known of it where the network fails', async () => {
    let cut = false;
    const world = await prepare(PracticeWorld.fresh(), (practice) => (url, init) => (cut ? Promise.reject(new TypeError('fetch failed')) : practice(url, init)));
    await workplace.done('account.add', entered(world));
    const before = account();
    cut = true;
    expect((await workplace.refused('account.check', { accountId: before.id })).code).toBe('network');
    expect(account()).toEqual(before);
  });

  it('gets another key, which is tried first; its sites stay with it', async () => {
    const world = await prepare(PracticeWorld.fresh());
    const { accountId } = await workplace.done('account.add', entered(world));
    await workplace.place(readySite({ account: { kind: 'twilio', accountId } }));
    const { username, secret } = practiceCredentials(world, 'auth-token');
    expect((await workplace.refused('account.rotate', { accountId, username, secret: 'CANARY-of-the-right-length', confirmed: false })).next).toContain('Nothing was saved');
    expect(account().username).toBe(entered(world).username);
    await workplace.done('account.rotate', { accountId, username, secret, confirmed: false });
    expect(workplace.page().accounts).toEqual([expect.objectContaining({ id: accountId, username, check: expect.objectContaining({ type: 'full' }) as unknown })]);
    expect(fieldsOf(await workplace.refused('account.rotate', { accountId, username: `AC${'1'.repeat(32)}`, secret, confirmed: false }))).toEqual(['username']);
    expect(JSON.stringify([workplace.pushes, workplace.log])).not.toContain(secret);
    expect((await workplace.refused('account.remove', { accountId })).why).toContain('Lakeside Dental');
  });

  it('takes no key of another account, although that may read some trunks: the one that works stays', async () => {
    const other = PracticeWorld.fresh();
    const world = PracticeWorld.fresh();
    const [here, there] = [world, other].map((one) => createPracticeFetch(one, { save: async () => {}, now: Date.now }));
    const keyOfOther = practiceCredentials(other);
    // As Twilio does: whoever has a key, reads with it what has no account in its address.
    await prepare(world, () => (url, init) => (init.headers['Authorization'] === `Basic ${Buffer.from(`${keyOfOther.username}:${keyOfOther.secret}`).toString('base64')}` ? there! : here!)(url, init));
    const { accountId } = await workplace.done('account.add', entered(world));
    const fault = await workplace.refused('account.rotate', { accountId, username: keyOfOther.username, secret: keyOfOther.secret, confirmed: false });
    expect(fault.next).toContain('Nothing was saved');
    expect(account().username).toBe(entered(world).username);
    await workplace.done('account.check', { accountId });
    expect(account().check?.refused).toEqual([]);
  });

  it('that is gone is not found', async () => {
    await prepare(PracticeWorld.fresh());
    for (const accountId of [crypto.randomUUID()]) {
      expect((await workplace.refused('account.check', { accountId })).code).toBe('not-found');
      expect((await workplace.refused('account.rotate', { accountId, username: `SK${'1'.repeat(32)}`, secret: 'long-enough-secret', confirmed: false })).code).toBe('not-found');
    }
  });
});
