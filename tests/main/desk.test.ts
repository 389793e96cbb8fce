import { mkdtemp, rm } from 'node:fs/promises';
import nodeFs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GUIDE_VERSION } from '../../domain/site/guide-version.ts';
import { type Site, SiteSummary } from '../../domain/site/record.ts';
import { addExtension } from '../../domain/numbers/extensions.ts';
import { Desk } from '../../main/desk.ts';
import { MirrorStore } from '../../main/mirror.ts';
import { summarise } from '../../main/summarise.ts';
import { createVault, unlockVault, type Vault } from '../../main/vault/vault.ts';
import type { Mirror, Push } from '../../preload/contract.ts';
import { applyPatch } from '../../preload/mirror.ts';
import { readySite, STAMP } from '../domain/make-site.ts';

const PASSPHRASE = Buffer.from('six words nobody would ever guess');
const START: Mirror = {
  environment: { version: '0', platform: 'linux', dataFolder: '', host: 'electron', sandboxed: true }, preferences: { theme: 'system' }, vault: { kind: 'none' }, sites: [], site: null, directory: null, accounts: [], job: null, halted: [],
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

  it('refuses a change that cannot be made, and saves those that wait beside it', async () => {
    const site = readySite();
    await desk.add(site);
    const entry = (sentence: string) => ({ id: crypto.randomUUID(), ...STAMP, kind: 'unknown' as const, call: crypto.randomUUID(), sentence });
    // While the first is being saved, the others wait for the next save, together.
    const outcomes = await Promise.allSettled([
      desk.change(site.id, (now) => ({ ...now, name: 'Being saved' })), desk.record(site.id, [entry('A')]),
      desk.change(site.id, () => { throw new Error('This address is not there any more.'); }), desk.record(site.id, [entry('B')]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[2]).toMatchObject({ reason: { message: 'This address is not there any more.' } });
    const copy = await unlockVault(folder, PASSPHRASE, { logN: 10 });
    expect((await copy.readSite(site.id)).document).toMatchObject({ name: 'Being saved', ledger: [{ sentence: 'A' }, { sentence: 'B' }] });
    await copy.close();
    await expect(desk.change(site.id, () => { throw new Error('Alone.'); })).rejects.toThrow('Alone.');
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

const DID = '+15125550100';
/** The rows with one more. */
const withExtension = (number: string) => (part: Parameters<Parameters<Desk['changeExtensions']>[1]>[0]): typeof part => {
  const rows = addExtension(part.rows, { number }, 'US');
  if (!rows.ok) throw new Error(rows.why);
  return { ...part, rows: rows.value };
};
/** Waits for what runs beside: until the page shows it. */
async function shown(wanted: (mirror: Mirror) => boolean): Promise<void> {
  while (!wanted(desk.mirror.get())) await new Promise((resolve) => setTimeout(resolve, 2));
}
/** Locks, and unlocks again. */
async function reopen(): Promise<void> {
  await desk.clear()?.close();
  vault = await unlockVault(folder, PASSPHRASE, { logN: 10 });
  pushes = [];
  desk = new Desk(new MirrorStore(START, (push) => pushes.push(push)));
  desk.open(vault, { name: 'Sam' }, 'off');
}

describe('the big parts of a site', () => {
  it('are empty before anything was entered, and on disk when a change of them resolves', async () => {
    const site = readySite();
    await desk.add(site);
    expect((await desk.directory(site.id)).numbers.dids).toEqual([]);
    await desk.changeNumbers(site.id, (part) => ({ ...part, dids: [DID] }));
    await desk.changeExtensions(site.id, withExtension('100'));
    const before = await desk.directory(site.id);
    await reopen();
    expect(await desk.directory(site.id)).toEqual(before);
  });

  it('are shown with the site and taken away with it; those of a site that is not shown do not cross', async () => {
    const [one, other] = [readySite(), readySite()];
    for (const site of [one, other]) await desk.add(site);
    await desk.show(one.id);
    pushes = [];
    await desk.changeNumbers(other.id, (part) => ({ ...part, dids: [DID] }));
    await desk.changeExtensions(other.id, withExtension('100'));
    expect(pushes).toEqual([]);
    await desk.show(other.id);
    expect(desk.mirror.get()).toMatchObject({ site: { id: other.id }, directory: { siteId: other.id, ...await desk.directory(other.id) } });
    await desk.unshow();
    expect(desk.mirror.get()).toMatchObject({ site: null, directory: null });
  });

  it('that cannot be used are never taken for empty', async () => {
    for (const [document, code] of [[{ schema: 2, more: [] }, 'too-new'], [{ schema: 1, dids: 'x' }, 'corrupt'], ['x', 'corrupt']] as const) {
      const site = readySite();
      await vault.saveSite(site.id, site, {});
      await vault.savePart(site.id, 'numbers', document);
      await expect(desk.directory(site.id)).rejects.toMatchObject({ code });
      await expect(desk.changeNumbers(site.id, (part) => part)).rejects.toMatchObject({ code });
      expect(await vault.readPart(site.id, 'numbers')).toEqual(document);
    }
  });

  it('changed many times at once keep every change, in order', async () => {
    const site = readySite();
    await desk.add(site);
    await desk.show(site.id);
    const numbers = Array.from({ length: 12 }, (_, index) => String(100 + index));
    await Promise.all(numbers.map((number) => desk.changeExtensions(site.id, withExtension(number))));
    expect((await desk.directory(site.id)).extensions.rows.map((row) => row.number)).toEqual(numbers);
    expect(desk.mirror.get().directory?.extensions).toEqual((await desk.directory(site.id)).extensions);
  });

  it('refuse a change that throws, and only that one', async () => {
    const site = readySite();
    await desk.add(site);
    const refused = desk.changeExtensions(site.id, () => { throw new Error('no'); });
    await Promise.all([expect(refused).rejects.toThrow('no'), desk.changeExtensions(site.id, withExtension('100'))]);
    expect((await desk.directory(site.id)).extensions.rows.map((row) => row.number)).toEqual(['100']);
  });

  it('once cleared, are refused with “locked”, also those that wait', async () => {
    const site = readySite();
    await desk.add(site);
    const waiting = ['100', '101', '102'].map((number) => desk.changeExtensions(site.id, withExtension(number)).then(() => 'saved', (error: { fault?: { code: string } }) => error.fault?.code ?? String(error)));
    await desk.clear()?.close();
    const outcomes = await Promise.all(waiting);
    const copy = await unlockVault(folder, PASSPHRASE, { logN: 10 });
    const kept = (await copy.readPart(site.id, 'extensions') as { rows: unknown[] } | null)?.rows.length ?? 0;
    await copy.close();
    expect(outcomes.slice(kept)).toEqual(outcomes.slice(kept).map(() => 'locked'));
    expect(kept).toBeGreaterThanOrEqual(outcomes.filter((outcome) => outcome === 'saved').length);
  });
});

describe('what the list says of a site', () => {
  const inIndex = (id: string): SiteSummary => SiteSummary.parse(vault.listSites().find((entry) => entry.id === id)?.summary);
  const counted = async (id: string): Promise<Pick<SiteSummary, 'stepsDone' | 'steps' | 'openPoints'>> => {
    const { stepsDone, steps, openPoints } = summarise(await desk.site(id), await desk.directory(id), Date.now());
    return { stepsDone, steps, openPoints };
  };

  it('is of the guide as it is, and kept with the site’s own file', async () => {
    const site = readySite();
    await desk.add(site);
    await desk.change(site.id, (now) => ({ ...now, evidence: [{ id: crypto.randomUUID(), ...STAMP, kind: 'step-blocked', step: 'outgoing.call', note: 'n', owner: 'Kim', due: null, emergency: null }] }));
    expect(inIndex(site.id)).toMatchObject({ ...await counted(site.id), guide: GUIDE_VERSION, openPoints: 1 });
    expect(desk.mirror.get().sites).toEqual([inIndex(site.id)]);
  });

  it('takes in what changed in the big parts when the site is left, and writes nothing where nothing did', async () => {
    const site = readySite();
    await desk.add(site);
    await desk.show(site.id);
    await desk.unshow();
    const { revision } = await vault.readSite(site.id);
    await desk.show(site.id);
    await desk.changeNumbers(site.id, (part) => ({ ...part, dids: [DID] }));
    await desk.changeExtensions(site.id, withExtension('100'));
    expect((await vault.readSite(site.id)).revision).toBe(revision);
    await desk.unshow();
    expect(inIndex(site.id)).toMatchObject(await counted(site.id));
    expect((await vault.readSite(site.id)).revision).toBe(revision + 1);
    await desk.show(site.id);
    await desk.unshow();
    expect((await vault.readSite(site.id)).revision).toBe(revision + 1);
  });

  /** A site whose tick a foreign caller ID takes back. */
  const ticked = (): Site => ({ ...readySite(), evidence: [{ id: crypto.randomUUID(), ...STAMP, kind: 'step-done', step: 'extensions.users', source: 'reported', note: '', values: {} }] });
  const withForeignCallerId: ReturnType<typeof withExtension> = (part) => { const { rows } = withExtension('100')(part); return { ...part, rows: rows.map((row) => ({ ...row, callerId: '+14155550142' })) }; };

  it('takes in what changed in the big parts when another site is shown instead', async () => {
    const [site, other] = [ticked(), readySite()];
    for (const one of [site, other]) await desk.add(one);
    await desk.show(site.id);
    const before = await counted(site.id);
    await desk.changeExtensions(site.id, withForeignCallerId);
    const after = await counted(site.id);
    expect(after).not.toEqual(before);
    await desk.show(other.id);
    expect([desk.mirror.get().site?.id, inIndex(site.id)]).toMatchObject([other.id, after]);
  });

  it('takes in a change of the big parts that came while the site itself was being saved', async () => {
    const site = ticked();
    await desk.add(site);
    await desk.show(site.id);
    await Promise.all([desk.change(site.id, (now) => ({ ...now, name: 'Two' })), desk.changeExtensions(site.id, withForeignCallerId)]);
    await desk.unshow();
    expect(inIndex(site.id)).toMatchObject(await counted(site.id));
  });

  describe('and was counted over another guide', () => {
    /** A vault as an earlier Trunkbook left it. */
    async function earlier(sites: readonly Site[]): Promise<void> {
      const { guide: _guide, openPoints: _openPoints, ...old } = summarise(sites[0] ?? readySite(), { numbers: { schema: 1, dids: [], listed: null }, extensions: { schema: 1, columns: [], rows: [], imported: null } }, Date.parse(STAMP.at));
      for (const [index, site] of sites.entries()) await vault.saveSite(site.id, site, { ...old, id: site.id, name: site.name, steps: 20, stepsDone: 1, ...(index % 2 === 0 ? {} : { guide: 1, openPoints: 0 }) });
      await reopen();
    }

    it('is counted anew after unlocking, with the moment when it was touched, and no site is written', async () => {
      const sites = Array.from({ length: 4 }, () => readySite());
      await vault.savePart(sites[1]?.id ?? '', 'numbers', { schema: 1, dids: ['+15125550142'], listed: null });
      await earlier(sites);
      const before = await Promise.all(sites.map(({ id }) => vault.readSite(id)));
      await shown((mirror) => mirror.sites.every(({ guide }) => guide === GUIDE_VERSION));
      for (const { id } of sites) expect(desk.mirror.get().sites.find((one) => one.id === id)).toMatchObject({ ...await counted(id), touchedAt: STAMP.at });
      expect(await Promise.all(sites.map(({ id }) => vault.readSite(id)))).toEqual(before);
      expect(vault.listSites().map(({ summary }) => SiteSummary.parse(summary).guide)).toEqual(sites.map(() => 1));
    });

    it('is not counted anew where it was counted over this one', async () => {
      const site = readySite();
      await desk.add(site);
      await reopen();
      await desk.site(site.id);
      expect(pushes.filter(({ patch }) => patch.what === 'summary')).toEqual([]);
    });

    it('stays as the technician’s own change left it, where that came first', async () => {
      const sites = Array.from({ length: 12 }, () => readySite());
      await earlier(sites);
      const last = sites.at(-1)?.id ?? '';
      await desk.change(last, (site) => ({ ...site, name: 'Changed now' }));
      const own = desk.mirror.get().sites.find(({ id }) => id === last);
      await shown((mirror) => mirror.sites.every(({ guide }) => guide === GUIDE_VERSION));
      expect(desk.mirror.get().sites.find(({ id }) => id === last)).toEqual(own);
      expect(own?.name).toBe('Changed now');
    });

    it('of a site that cannot be read stays, and the others are counted', async () => {
      const [good, broken] = [readySite(), readySite()];
      await earlier([{ ...broken, ledger: 'x' } as unknown as Site, good]);
      await shown(({ sites }) => sites.find(({ id }) => id === good.id)?.guide === GUIDE_VERSION);
      expect(desk.mirror.get().sites.find(({ id }) => id === broken.id)).toMatchObject({ guide: 1, steps: 20 });
    });

    it('is not counted into a vault that was locked meanwhile', async () => {
      await earlier(Array.from({ length: 6 }, () => readySite()));
      await desk.clear()?.close();
      pushes.length = 0;
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(pushes).toEqual([]);
    });
  });
});
