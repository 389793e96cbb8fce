// What 3CX shall have for emergency calls, the 933 calls that people made, and the open points of emergency steps, on a real vault. The clipboard is Electron’s; a stand-in holds what is put there.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoverageCell } from '../../../domain/emergency/coverage-cell.ts';
import { emergencyRulesOf } from '../../../domain/emergency/rules.ts';
import { overviewOf } from '../../../domain/overview/overview.ts';
import type { EmergencyRuleEntry } from '../../../domain/site/emergency-record.ts';
import { type Evidence, Site, withoutSecrets } from '../../../domain/site/record.ts';
import { trunkNameIn3cx } from '../../../domain/trunk/sheet.ts';
import { checklistCommands } from '../../../main/commands/checklist-commands.ts';
import { emergency3cxCommands } from '../../../main/commands/emergency-3cx-commands.ts';
import { emergencyCopyCommands } from '../../../main/commands/emergency-copy-commands.ts';
import type { Channel } from '../../../preload/channels.ts';
import type { Input } from '../../../preload/contract.ts';
import type { Drawn } from '../../domain/emergency/covered-site.ts';
import { registeredSite } from '../../domain/emergency/registered-site.ts';
import { emergencyRule } from '../../domain/dialplan/make-rules.ts';
import { readySite } from '../../domain/make-site.ts';
import { fieldsOf, TECHNICIAN, Workplace } from './workplace.ts';

const clipboard = vi.hoisted(() => ({ text: '' }));
vi.mock('electron', () => ({ clipboard: { readText: async () => clipboard.text, writeText: async (text: string) => { clipboard.text = text; } } }));

const US = { country: 'US', extensions: 4, floors: 2, shows: 'location' } as const satisfies Drawn;
let workplace: Workplace;
let siteId: string;
afterEach(() => workplace.close());

async function begin(drawn: Drawn): Promise<void> {
  workplace = await Workplace.open((desk) => ({ ...emergency3cxCommands(desk), ...checklistCommands(desk), ...emergencyCopyCommands(desk) }));
  const { site, directory } = registeredSite(readySite(), drawn);
  siteId = await workplace.place(site);
  await workplace.desk.changeNumbers(siteId, (part) => ({ ...part, ...directory.numbers }));
  await workplace.desk.changeExtensions(siteId, (part) => ({ ...part, ...directory.extensions }));
}
beforeEach(() => begin(US));

const site = (): Promise<Site> => workplace.desk.site(siteId);
const onDisk = async (): Promise<Site> => Site.parse((await workplace.vault.readSite(siteId)).document);
const cells = async (): Promise<ReadonlyMap<string, CoverageCell>> => {
  const known = { ...withoutSecrets(await site()), directory: await workplace.desk.directory(siteId) };
  return new Map(overviewOf(known, Date.now()).coverage().cells.map((cell) => [cell.extension, cell]));
};
const cell = async (extension: string): Promise<CoverageCell | undefined> => (await cells()).get(extension);
const last = async (): Promise<Evidence | undefined> => (await site()).evidence.at(-1);

/** Asks, and expects that nothing was changed, here or on disk. */
async function refused<C extends Channel>(channel: C, input: Input<C>): ReturnType<typeof workplace.refused> {
  const [before, { revision }] = [structuredClone(await site()), await workplace.vault.readSite(siteId)];
  const fault = await workplace.refused(channel, input);
  expect([await site(), (await workplace.vault.readSite(siteId)).revision]).toEqual([before, revision]);
  return fault;
}

describe('the entries of 3CX’s page', () => {
  it('are kept with who changed them, on disk and for the page; and are the proposed ones again once they are taken back', async () => {
    const { revision } = (await site()).intent;
    const proposed = emergencyRulesOf((await site()).intent);
    const own = [emergencyRule('911', { callerId: '+15125550101' })];
    await workplace.done('emergency.saveRules', { siteId, rules: own });
    expect((await site()).intent).toMatchObject({ parent: revision, who: TECHNICIAN, emergency: { rules: own } });
    expect((await onDisk()).intent).toEqual((await site()).intent);
    expect(workplace.page().site?.intent.emergency.rules).toEqual(own);
    await workplace.done('emergency.saveRules', { siteId, rules: null });
    expect(emergencyRulesOf((await site()).intent)).toEqual(proposed);
  });

  it('with this trunk by its name are entries of this trunk, whatever it is called later', async () => {
    const trunk = trunkNameIn3cx((await site()).intent);
    await workplace.done('emergency.saveRules', { siteId, rules: [emergencyRule('911', { trunk }), emergencyRule('933', { id: 'other', trunk: 'Old carrier' })] });
    expect((await site()).intent.emergency.rules?.map((rule) => rule.trunk)).toEqual([null, 'Old carrier']);
  });

  it.each<[string, unknown]>([
    ['no list', 'all'], ['an entry with something more', [{ ...emergencyRule('911'), secret: 'x' }]], ['a field that never ends', [{ ...emergencyRule('911'), prepend: 'x'.repeat(10_000) }]], ['digits stripped backwards', [{ ...emergencyRule('911'), stripDigits: -1 }]],
    ['more entries than anybody has', Array.from({ length: 3000 }, (_, index) => emergencyRule('911', { id: String(index) }))],
  ])('are refused with %s', async (_, rules) => {
    await refused('emergency.saveRules', { siteId, rules: rules as EmergencyRuleEntry[] });
  });

  it('changed after they were ticked, are not what 3CX has: the tick kept what it was about', async () => {
    await workplace.done('site.record', { siteId, step: 'emergency-3cx.numbers', say: { kind: 'done', note: '', values: {} } });
    const inPlace = async (): Promise<unknown> => (await cell('1000'))?.conditions.find(({ id }) => id === 'in-3cx')?.state;
    expect(await inPlace()).toBe('met');
    const rules = emergencyRulesOf((await site()).intent).map((rule) => ({ ...rule, departments: 'Sales' }));
    await workplace.done('emergency.saveRules', { siteId, rules });
    expect(await inPlace()).toBe('missing');
    await workplace.done('site.record', { siteId, step: 'emergency-3cx.numbers', say: { kind: 'done', note: '', values: {} } });
    expect(await inPlace()).toBe('met');
    // What the page makes up about the tick is not taken.
    await workplace.done('emergency.saveRules', { siteId, rules: [] });
    await workplace.ask('site.record', { siteId, step: 'emergency-3cx.numbers', say: { kind: 'done', note: '', values: { rules: 'made up' } } });
    expect(JSON.stringify((await site()).evidence)).not.toContain('made up');
  });

  it('are copied by field and as a table, with the trunk’s name in 3CX; what is not there is not copied', async () => {
    const [first] = emergencyRulesOf((await site()).intent);
    await workplace.done('emergency.copyRules', { siteId, only: { rule: first?.id ?? '', field: 'callerId' } });
    expect(clipboard.text).toBe(first?.callerId);
    await workplace.done('emergency.copyRules', { siteId, only: null });
    expect(clipboard.text.split('\n')).toHaveLength(emergencyRulesOf((await site()).intent).length + 1);
    expect(clipboard.text.split('\n')[1]?.split('\t')).toContain(trunkNameIn3cx((await site()).intent));
    clipboard.text = 'before';
    expect((await workplace.refused('emergency.copyRules', { siteId, only: { rule: 'all-999', field: 'number' } })).what).toBe('There is nothing to copy.');
    expect((await workplace.refused('emergency.copyRules', { siteId, only: { rule: first?.id ?? '', field: 'prepend' } })).what).toBe('There is nothing to copy.');
    expect(clipboard.text).toBe('before');
  });
});

describe('a 933 call', () => {
  const right = async (extension: string): Promise<{ readonly readNumber: string; readonly readAddress: string }> => {
    const expected = (await cell(extension))?.expected;
    return { readNumber: expected?.callerId ?? '', readAddress: expected?.address ?? '' };
  };

  it('is written down with what was heard, what it was held against, who and when; it proves the pair for all that share it', async () => {
    await workplace.done('emergency.record933', { siteId, extension: '1000', ...await right('1000'), how: 'ticked' });
    const entry = (await site()).evidence.at(-1);
    expect(entry).toMatchObject({ kind: 'test-933', extension: '1000', ...await right('1000'), how: 'ticked', who: TECHNICIAN, expected: (await cell('1000'))?.expected });
    expect((await onDisk()).evidence.at(-1)).toEqual(entry);
    expect((await cell('1001'))?.provenBy).toMatchObject({ extension: '1000', who: TECHNICIAN });
    expect([(await cell('1002'))?.provenBy, (await cell('1003'))?.provenBy]).toEqual([null, null]);
  });

  it('that heard something else is kept as it was typed, and proves nothing', async () => {
    await workplace.done('emergency.record933', { siteId, extension: '1000', readNumber: ' (512) 555-9999 ', readAddress: '<b>1 Wrong Way</b>\u202e', how: 'typed' });
    expect(await last()).toMatchObject({ readNumber: '(512) 555-9999', how: 'typed' });
    expect(JSON.stringify(await last())).toContain('1 Wrong Way');
    expect((await cell('1000'))?.state).toBe('missing');
  });

  it('that heard nothing is kept too', async () => {
    await workplace.done('emergency.record933', { siteId, extension: '1000', readNumber: '', readAddress: ' ', how: 'typed' });
    expect(await last()).toMatchObject({ kind: 'test-933', readNumber: '', readAddress: '' });
    expect((await cell('1000'))?.conditions.at(-1)).toMatchObject({ id: 'test', state: 'missing', words: expect.stringContaining('Nothing was read back.') });
  });

  it('is not ticked against what the page once showed', async () => {
    const shown = await right('1000');
    const fault = await refused('emergency.record933', { siteId, extension: '1000', ...shown, readAddress: '1 Former St, Austin, TX, 78701', how: 'ticked' });
    expect(fieldsOf(fault)).toEqual(['readAddress']);
    expect((await refused('emergency.record933', { siteId, extension: '1000', readNumber: '+15125559999', readAddress: shown.readAddress, how: 'ticked' })).code).toBe('invalid-value');
  });

  it('is refused beside each field that is no text for a record', async () => {
    expect(fieldsOf(await refused('emergency.record933', { siteId, extension: '1000', readNumber: 'x'.repeat(9000), readAddress: 'y'.repeat(9000), how: 'typed' }))).toEqual(['readNumber', 'readAddress']);
  });

  it('of an extension that is not there, or before anything is registered, is not written down, and why', async () => {
    expect((await refused('emergency.record933', { siteId, extension: '7777', readNumber: '1', readAddress: '', how: 'typed' })).why).toBe('This site has no such extension any more.');
    await workplace.desk.change(siteId, (before) => ({ ...before, observed: { ...before.observed, emergency: null } }));
    expect((await refused('emergency.record933', { siteId, extension: '1000', readNumber: '1', readAddress: '', how: 'typed' })).why).toContain('Nothing is registered');
  });

  it('exists in the United States and Canada only', async () => {
    await workplace.close();
    await begin({ ...US, country: 'GB' });
    expect((await refused('emergency.record933', { siteId, extension: '1000', readNumber: '1', readAddress: '', how: 'typed' })).why).toBe('933 exists in the United States and Canada only.');
  });

  it('that the disk does not take is told, and is nowhere', async () => {
    const heard = await right('1000');
    workplace.full = /sites/;
    await refused('emergency.record933', { siteId, extension: '1000', ...heard, how: 'ticked' });
  });
});

describe('a call back that was tried', () => {
  it.each(['+15125600000', '(512) 560-0000', '512.560.0000', '1 512 560 0000'])('counts for the number, typed as “%s”, and for who was named then', async (typed) => {
    const before = (await site()).intent.emergency.numbers.map((one) => ({ ...one, callBack: { extension: '800', name: 'Front desk' } }));
    await workplace.desk.change(siteId, (now) => ({ ...now, intent: { ...now.intent, emergency: { ...now.intent.emergency, numbers: before } } }));
    expect(before[0]?.phoneNumber).toBe('+15125600000');
    const values = { number: typed, first: 'Nobody', second: 'Kim', answers: '100' };
    await workplace.done('site.record', { siteId, step: 'test-933.callback', say: { kind: 'done', note: '', values } });
    // Whom it speaks for is what main knows, not what the page says.
    expect(await last()).toMatchObject({ kind: 'step-done', values: { number: '+15125600000', answers: '800' } });
  });
});

describe('an open point about emergency calls', () => {
  const whole = { kind: 'blocked', note: 'Twilio takes days', owner: 'Pat', due: '2026-12-01', meanwhile: 'A call to 911 shows no address.', told: 'Kim at the desk' } as const;

  it('says who, by when, what a call does meanwhile, and who was told', async () => {
    await workplace.done('site.record', { siteId, step: 'emergency-twilio.registered', say: whole });
    expect(await last()).toMatchObject({ kind: 'step-blocked', step: 'emergency-twilio.registered', owner: 'Pat', due: '2026-12-01', emergency: { meanwhile: whole.meanwhile, told: whole.told } });
  });

  it.each<[string, Partial<typeof whole> | Record<string, string | undefined>, readonly string[]]>([
    ['nobody who sees to it', { owner: ' ' }, ['owner']], ['no day', { due: '' }, ['due']], ['a day that is none', { due: '2026-02-31' }, ['due']], ['nothing about calls meanwhile', { meanwhile: '' }, ['meanwhile']], ['nobody who was told', { told: '\t' }, ['told']],
    ['no field of its own at all', { meanwhile: undefined, told: undefined }, ['meanwhile', 'told']], ['more than anybody reads', { meanwhile: 'x'.repeat(9000), told: 'y'.repeat(9000) }, ['meanwhile', 'told']],
  ])('is refused with %s', async (_, change, fields) => {
    for (const step of ['emergency-twilio.addresses', 'emergency-3cx.coverage', 'notifications.set', 'test-933.call'] as const) {
      expect(fieldsOf(await refused('site.record', { siteId, step, say: { ...whole, ...change } as Input<'site.record'>['say'] })), step).toEqual(fields);
    }
  });
});
