import { mkdtemp, rm } from 'node:fs/promises';
import nodeFs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Desk } from '../../main/desk.ts';
import { MirrorStore } from '../../main/mirror.ts';
import { createVault, unlockVault, type Vault } from '../../main/vault/vault.ts';
import type { Mirror, Push } from '../../preload/contract.ts';
import { applyPatch } from '../../preload/mirror.ts';
import { readySite, STAMP } from '../domain/make-site.ts';

const PASSPHRASE = Buffer.from('six words nobody would ever guess');
const START: Mirror = {
  environment: { version: '0', platform: 'linux', dataFolder: '', host: 'electron', sandboxed: true }, preferences: { theme: 'system' }, vault: { kind: 'none' }, sites: [], site: null, directory: null, accounts: [], job: null,
};

let folder: string;
let vault: Vault;
let desk: Desk;
let pushes: Push[];
let full = false;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'trunkbook-desk-'));
  full = false;
  const fs = { ...nodeFs, open: (async (file: string, flags: string, mode: number) => {
    if (full && flags === 'wx') throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    return nodeFs.open(file, flags, mode);
  }) as typeof nodeFs.open };
  vault = await createVault(folder, PASSPHRASE, { logN: 10, fs });
  pushes = [];
  desk = new Desk(new MirrorStore(START, (push) => pushes.push(push)));
  desk.open(vault, { name: 'Sam' }, 'off');
});
afterEach(async () => {
  await vault.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the desk', () => {
  it('has a change on disk when its promise resolves', async () => {
    const site = readySite();
    await desk.add(site);
    await desk.change(site.id, (now) => ({ ...now, name: 'Renamed' }));
    const copy = await unlockVault(folder, PASSPHRASE, { logN: 10 });
    expect((await copy.readSite(site.id)).document).toMatchObject({ name: 'Renamed' });
    await copy.close();
  });

  it('keeps every one of many changes at once', async () => {
    const site = readySite();
    await desk.add(site);
    const entry = (call: string) => ({ id: crypto.randomUUID(), ...STAMP, kind: 'unknown' as const, call, sentence: '' });
    const calls = Array.from({ length: 20 }, () => crypto.randomUUID());
    await Promise.all(calls.map((call) => desk.record(site.id, [entry(call)])));
    expect((await desk.site(site.id)).ledger.map((one) => (one.kind === 'unknown' ? one.call : ''))).toEqual(calls);
  });

  it('whose disk is full says so, shows nothing as saved, and goes on when there is room', async () => {
    const site = readySite();
    await desk.add(site);
    await desk.change(site.id, (now) => now);
    full = true;
    await expect(desk.change(site.id, (now) => ({ ...now, name: 'Lost?' }))).rejects.toMatchObject({ code: 'io', why: expect.stringContaining('full') });
    expect((await desk.site(site.id)).name).toBe('Lakeside Dental');
    full = false;
    await desk.change(site.id, (now) => ({ ...now, name: 'Kept' }));
    expect((await desk.site(site.id)).name).toBe('Kept');
  });

  it('refuses exactly the changes of the save that failed, and keeps those around it', async () => {
    const site = readySite();
    await desk.add(site);
    await desk.change(site.id, (now) => now);
    const entry = (sentence: string) => ({ id: crypto.randomUUID(), ...STAMP, kind: 'unknown' as const, call: crypto.randomUUID(), sentence });
    full = true;
    const first = desk.record(site.id, [entry('A')]).then(() => 'saved', () => 'refused');
    const second = desk.record(site.id, [entry('B')]).then(() => 'saved', () => 'refused');
    expect(await first).toBe('refused');
    full = false;
    const outcomes = [await first, await second, await desk.record(site.id, [entry('C')]).then(() => 'saved', () => 'refused')];
    const told = ['A', 'B', 'C'].filter((_, index) => outcomes[index] === 'saved');
    const sentences = (ledger: readonly { kind: string; sentence?: string }[]) => ledger.map((one) => one.sentence);
    expect(sentences((await desk.site(site.id)).ledger)).toEqual(told);
    const copy = await unlockVault(folder, PASSPHRASE, { logN: 10 });
    expect(sentences(((await copy.readSite(site.id)).document as { ledger: { kind: string; sentence?: string }[] }).ledger)).toEqual(told);
    await copy.close();
  });

  it('sends the page each ledger entry once, also when a whole site and new entries go out together', async () => {
    const site = readySite();
    await desk.add(site);
    const { withoutSecrets } = await import('../../domain/site/record.ts');
    desk.mirror.patch({ what: 'site', value: withoutSecrets(site) });
    const entry = { id: crypto.randomUUID(), ...STAMP, kind: 'unknown' as const, call: crypto.randomUUID(), sentence: '' };
    await Promise.all([desk.record(site.id, [entry]), desk.change(site.id, (now) => ({ ...now, name: 'Two' }))]);
    expect(desk.mirror.get().site?.ledger).toEqual([entry]);
    expect((await desk.site(site.id)).ledger).toEqual([entry]);
  });

  it('sends patches from which the page gets exactly what main has', async () => {
    const site = readySite();
    await desk.add(site);
    desk.mirror.patch({ what: 'site', value: null });
    await desk.change(site.id, (now) => ({ ...now, name: 'Two' }));
    await desk.record(site.id, [{ id: crypto.randomUUID(), ...STAMP, kind: 'unknown', call: crypto.randomUUID(), sentence: '' }]);
    expect(pushes.map((push) => push.revision)).toEqual(pushes.map((_, index) => index + 1));
    expect(pushes.reduce((mirror, { patch }) => applyPatch(mirror, patch), START)).toEqual(desk.mirror.get());
  });

  it('never puts a password into a patch', async () => {
    const site = readySite();
    site.secrets.pbxPassword = { value: 'CANARY-pbx', revision: crypto.randomUUID(), at: STAMP.at };
    site.secrets.sipPassword = { value: 'CANARY-sip-A1', revision: crypto.randomUUID(), at: STAMP.at };
    await desk.add(site);
    const { withoutSecrets } = await import('../../domain/site/record.ts');
    desk.mirror.patch({ what: 'site', value: withoutSecrets(site) });
    await desk.change(site.id, (now) => ({ ...now, name: 'Two' }));
    expect(JSON.stringify(pushes)).not.toContain('CANARY');
  });

  it('once cleared, answers every question with “locked”', async () => {
    const site = readySite();
    await desk.add(site);
    await desk.clear()?.close();
    await expect(desk.site(site.id)).rejects.toMatchObject({ fault: { code: 'locked' } });
    await expect(desk.change(site.id, (now) => now)).rejects.toMatchObject({ fault: { code: 'locked' } });
  });

  it('lists a site of which nothing can be read, so that it is not taken for lost', async () => {
    const site = readySite();
    await vault.saveSite(site.id, site, null);
    desk.open(vault, { name: 'Sam' }, 'off');
    expect(desk.mirror.get().sites.map((one) => one.name)).toEqual([expect.stringContaining('cannot be read')]);
  });

  it('says in words that a site of a newer Trunkbook, or a broken one, cannot be opened', async () => {
    const newer = { ...readySite(), schema: 99 };
    await vault.saveSite(newer.id, newer, {});
    await expect(desk.site(newer.id)).rejects.toMatchObject({ code: 'too-new' });
    const broken = { ...readySite(), ledger: 'x' };
    await vault.saveSite(broken.id, broken, {});
    await expect(desk.site(broken.id)).rejects.toMatchObject({ code: 'corrupt' });
    await expect(desk.site(crypto.randomUUID())).rejects.toMatchObject({ fault: { code: 'not-found' } });
  });
});
