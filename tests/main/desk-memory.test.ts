// What stays in main's memory of the sites, and what leaves it.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addExtension } from '../../domain/numbers/extensions.ts';
import type { Desk } from '../../main/desk.ts';
import { createVault, type Vault } from '../../main/vault/vault.ts';
import { readySite, STAMP } from '../domain/make-site.ts';
import { Workplace } from './commands/workplace.ts';
import { PASSPHRASE, QUICK, temporaryFolder } from './vault/temporary-vault.ts';

let workplace: Workplace;
let desk: Desk;
let vault: Vault;
beforeEach(async () => {
  workplace = await Workplace.open(() => ({}));
  ({ desk, vault } = workplace);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await workplace.close();
});

/** The rows with one more. */
const withExtension = (number: string): Parameters<Desk['changeExtensions']>[1] => (part) => {
  const rows = addExtension(part.rows, { number }, 'US');
  if (!rows.ok) throw new Error(rows.why);
  return { ...part, rows: rows.value };
};

describe('a desk that is cleared', () => {
  it.each([['', false], [', also where another vault was opened meanwhile', true]])('keeps nothing of a site whose reading was under way%s', async (_, again) => {
    const site = readySite();
    await vault.saveSite(site.id, site, {});
    const [arrived, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { readSite } = vault;
    vi.spyOn(vault, 'readSite').mockImplementation(async (id) => {
      const stored = await readSite.call(vault, id);
      arrived.resolve();
      await go.promise;
      return stored;
    });
    const reading = desk.site(site.id).then(() => 'kept', (error: { fault?: { code: string } }) => error.fault?.code);
    await arrived.promise;
    desk.clear();
    const next = await createVault(await temporaryFolder(), PASSPHRASE, QUICK);
    if (again) desk.open(next, { name: 'Sam' }, 'off');
    go.resolve();
    expect(await reading).toBe('locked');
    await next.close();
  });
});

describe('a site that nobody works on any more', () => {
  it('leaves the desk with its big parts when it is closed or another is shown, and is read again when it is wanted', async () => {
    const [one, other] = [readySite(), readySite()];
    for (const site of [one, other]) await desk.add(site);
    await desk.show(one.id);
    await desk.show(other.id);
    const read = vi.spyOn(vault, 'readSite');
    await desk.site(other.id);
    expect(read).not.toHaveBeenCalled();
    await desk.site(one.id);
    expect(read.mock.calls).toEqual([[one.id]]);
    await desk.unshow();
    await desk.directory(other.id);
    expect(read.mock.calls).toEqual([[one.id], [other.id]]);
  });

  it('is not taken away under a change: each one lands, whatever is opened and closed meanwhile', async () => {
    const [one, other] = [readySite(), readySite()];
    for (const site of [one, other]) await desk.add(site);
    const entry = (call: string) => ({ id: crypto.randomUUID(), ...STAMP, kind: 'unknown' as const, call, sentence: '' });
    const calls = Array.from({ length: 30 }, () => crypto.randomUUID());
    const numbers = calls.map((_, index) => String(100 + index));
    await Promise.all(calls.flatMap((call, index) => [
      desk.record(one.id, [entry(call)]), desk.changeExtensions(one.id, withExtension(numbers[index] ?? '')),
      index % 3 === 0 ? desk.show(other.id) : index % 3 === 1 ? desk.unshow() : new Promise((resolve) => setTimeout(resolve, index)).then(() => desk.unshow()),
    ]));
    expect((await vault.readSite(one.id)).document).toMatchObject({ ledger: calls.map((call) => ({ call })) });
    expect(await vault.readPart(one.id, 'extensions')).toMatchObject({ rows: numbers.map((number) => ({ number })) });
  });

  it('is not read again, without what is still being saved', async () => {
    const site = readySite();
    await desk.add(site);
    const [saving, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { saveSite } = vault;
    vi.spyOn(vault, 'saveSite').mockImplementationOnce(async (...saved) => {
      saving.resolve();
      await go.promise;
      return saveSite.apply(vault, saved);
    });
    const slow = desk.change(site.id, (now) => ({ ...now, name: 'Slow' }));
    await saving.promise;
    await desk.unshow();
    const quick = desk.change(site.id, (now) => ({ ...now, archivedAt: STAMP.at }));
    // Time enough to read it.
    await new Promise((resolve) => setTimeout(resolve, 50));
    go.resolve();
    await Promise.all([slow, quick]);
    expect((await vault.readSite(site.id)).document).toMatchObject({ name: 'Slow', archivedAt: STAMP.at });
  });

  it('stays while a set-up of it runs', async () => {
    const site = readySite();
    await desk.add(site);
    const job = { id: crypto.randomUUID(), siteId: site.id, goal: 'set-up' as const, startedAt: STAMP.at, lines: [], fault: null, endedAt: null };
    desk.mirror.patch({ what: 'job', value: { ...job, state: 'running' } });
    const read = vi.spyOn(vault, 'readSite');
    await desk.unshow();
    await desk.site(site.id);
    expect(read).not.toHaveBeenCalled();
    desk.mirror.patch({ what: 'job', value: { ...job, state: 'done' } });
    await desk.unshow();
    await desk.site(site.id);
    expect(read).toHaveBeenCalledOnce();
  });

  it('can be glanced at without its big parts, also where they cannot be used', async () => {
    const site = readySite();
    await vault.saveSite(site.id, site, {});
    await vault.savePart(site.id, 'extensions', 'x');
    const read = vi.spyOn(vault, 'readPart');
    expect((await desk.glance(site.id)).name).toBe(site.name);
    expect(read).not.toHaveBeenCalled();
  });
});
