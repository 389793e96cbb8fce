// What a person says of a step becomes evidence: judged in main whatever the page let through, added, and never changed. The clipboard is Electron’s; a stand-in holds what is put there.
import { isJudgedOnly } from '../../../domain/overview/judge.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHAPTERS, stepOf } from '../../../domain/guide/chapters.ts';
import { tablesFor } from '../../../domain/guide/applies.ts';
import { photosOf } from '../../../domain/overview/marks.ts';
import { Evidence, Site } from '../../../domain/site/record.ts';
import type { StepId } from '../../../domain/site/step-ids.ts';
import { checklistCommands } from '../../../main/commands/checklist-commands.ts';
import { CLIPBOARD_SECONDS } from '../../../main/copied-value.ts';
import type { Saying } from '../../../preload/contract.ts';
import { phones } from '../../domain/emergency/covered-site.ts';
import { registeredSite } from '../../domain/emergency/registered-site.ts';
import { readySite } from '../../domain/make-site.ts';
import { fieldsOf, TECHNICIAN, Workplace } from './workplace.ts';

const clipboard = vi.hoisted(() => ({ text: '' }));
vi.mock('electron', () => ({ clipboard: { readText: async () => clipboard.text, writeText: async (text: string) => { clipboard.text = text; } } }));

const STEPS = CHAPTERS.flatMap((chapter) => chapter.steps);
const HTML = '<img src=x onerror=alert(1)>';
const RANG = stepOf('outgoing.call').records?.find(({ id }) => id === 'heard')?.worked?.[0] ?? '';

let workplace: Workplace;
let siteId: string;
beforeEach(async () => {
  workplace = await Workplace.open((desk) => checklistCommands(desk));
  siteId = await workplace.place(readySite());
});
afterEach(() => workplace.close());

const evidence = async (): Promise<readonly Evidence[]> => (await workplace.desk.site(siteId)).evidence;
const onDisk = async (): Promise<readonly Evidence[]> => Site.parse((await workplace.vault.readSite(siteId)).document).evidence;
const say = (step: StepId, saying: Saying): Promise<unknown> => workplace.done('site.record', { siteId, step, say: saying });
const refusedFields = async (step: StepId, saying: Saying): Promise<readonly string[]> => fieldsOf(await workplace.refused('site.record', { siteId, step, say: saying }));
const done = (values: Record<string, string>, note = ''): Saying => ({ kind: 'done', note, values });

describe('a tick', () => {
  it('of a step that asks for something is refused beside each field that is left empty; of any other it is taken, and one that Trunkbook judges is ticked by nobody', async () => {
    for (const { id, records = [] } of STEPS) {
      const wanted = records.filter(({ optional }) => !optional).map((record) => `record.${record.id}`);
      const before = await evidence();
      if (isJudgedOnly(id)) {
        expect((await workplace.refused('site.record', { siteId, step: id, say: done({}) })).what, id).toContain('not ticked by hand');
        expect(await evidence()).toEqual(before);
      } else if (wanted.length > 0) {
        expect(await refusedFields(id, done({})), id).toEqual(wanted);
        expect(await evidence()).toEqual(before);
      } else {
        await say(id, done({}));
        expect((await evidence()).slice(before.length), id).toMatchObject([{ kind: 'step-done', step: id, source: 'reported' }]);
      }
    }
    expect(STEPS.some(({ records }) => records?.some(({ optional }) => !optional))).toBe(true);
  });

  it('with a choice that means failure is refused, with one that means success it is not', async () => {
    let failures = 0;
    for (const { id, records = [] } of STEPS) {
      for (const field of records) {
        for (const choice of [...field.choices ?? [], 'none that is offered']) {
          const works = field.choices?.includes(choice) && (field.worked?.includes(choice) ?? true);
          if (field.kind !== 'choice') continue;
          const result = await workplace.ask('site.record', { siteId, step: id, say: done({ [field.id]: choice }) });
          const told = result.ok ? [] : fieldsOf(result.fault);
          expect(told.includes(`record.${field.id}`), `${id}: ${choice}`).toBe(!works);
          if (!works) failures += 1;
        }
      }
    }
    expect(failures).toBeGreaterThan(0);
  });

  it.each([
    ['a number that is none', done({ number: 'the mobile', heard: RANG }), ['record.number']],
    ['an emergency number', done({ number: '911', heard: RANG }), ['record.number']],
    ['look-alike digits', done({ number: '+١٥١٢٥٥٥٠١٤٢', heard: RANG }), ['record.number']],
    ['only blanks', done({ number: ' \t', heard: ' ' }), ['record.number', 'record.heard']],
    ['a bad value where none is needed', done({ number: '+15125550142', heard: RANG, shown: 'unknown' }), ['record.shown']],
    ['a remark without end', done({ number: '+15125550142', heard: RANG }, 'x'.repeat(9000)), ['note']],
    ['several mistakes at once', done({ number: 'x', heard: 'y', shown: 'z' }, 'x'.repeat(9000)), ['record.number', 'record.heard', 'record.shown', 'note']],
  ])('with %s is refused, and nothing is added', async (_, saying, fields) => {
    await say('pbx.values', { kind: 'note', text: 'before' });
    const [before, { revision }, pushes] = [structuredClone(await evidence()), await workplace.vault.readSite(siteId), workplace.pushes.length];
    expect(await refusedFields('outgoing.call', saying)).toEqual(fields);
    expect(await evidence()).toEqual(before);
    expect((await workplace.vault.readSite(siteId)).revision).toBe(revision);
    expect(workplace.pushes.length).toBe(pushes);
  });

  it.each([['US', '(512) 555-0142', '+15125550142'], ['US', '+44 20 7946 0958', '+442079460958'], ['GB', '020 7946 0958', '+442079460958'], ['FR', '01 42 68 53 00', '+33142685300']])('in %s keeps %s as %s', async (country, typed, kept) => {
    const other = await workplace.place(readySite({ country }));
    await workplace.done('site.record', { siteId: other, step: 'outgoing.call', say: done({ number: typed, heard: RANG }, '  It was loud. ') });
    expect((await workplace.desk.site(other)).evidence).toMatchObject([{ kind: 'step-done', values: { number: kept, heard: RANG, shown: '' }, note: 'It was loud.' }]);
  });
});

describe('an open point', () => {
  it.each<[string, { readonly note: string; readonly owner: string; readonly due: string }, readonly string[]]>([
    ['without what is missing', { note: ' ', owner: 'Kim', due: '' }, ['note']],
    ['without an owner', { note: 'No address yet', owner: '', due: '' }, ['owner']],
    ['with nothing', { note: '', owner: '', due: 'soon' }, ['note', 'owner', 'due']],
    ...['2026-02-30', '2026-13-01', '2027-02-29', '1.12.2026', '2026-12-01T00:00:00Z', '26-12-01', 'tomorrow'].map((due): [string, { note: string; owner: string; due: string }, string[]] => [`due on “${due}”`, { note: 'n', owner: 'Kim', due }, ['due']]),
  ])('%s is refused', async (_, values, fields) => {
    expect(await refusedFields('outgoing.call', { kind: 'blocked', ...values })).toEqual(fields);
    expect(await evidence()).toEqual([]);
  });

  it.each([['2028-02-29', '2028-02-29'], [' 2026-12-01 ', '2026-12-01'], ['', null]])('due on “%s” is kept', async (due, kept) => {
    await say('outgoing.call', { kind: 'blocked', note: ' No address yet ', owner: ' Kim ', due });
    expect(await evidence()).toMatchObject([{ kind: 'step-blocked', note: 'No address yet', owner: 'Kim', due: kept }]);
  });
});

describe('an open point about emergency calls', () => {
  const STEP = 'emergency-3cx.coverage';
  const point = (change: { readonly due?: string; readonly told?: string; readonly meanwhile?: string } = {}): Saying => ({ kind: 'blocked', note: 'The phones come on Friday.', owner: 'Kim', due: '2099-12-01', meanwhile: 'A call to 911 shows no address.', told: 'Pat Lee', ...change });

  it.each<[string, Parameters<typeof point>[0], string]>([['for a day that is over', { due: '2020-01-01' }, 'due'], ['without a day', { due: '' }, 'due'], ['without who was told', { told: ' ' }, 'told'], ['without what a call does until then', { meanwhile: '' }, 'meanwhile']])('%s is refused', async (_, change, field) => {
    expect(await refusedFields(STEP, point(change))).toEqual([field]);
    expect(await evidence()).toEqual([]);
  });

  it('keeps which phones lacked what when it was made: of others it says nothing', async () => {
    const { site, directory, input } = registeredSite(readySite(), { country: 'US', extensions: 3, floors: 1, shows: 'own' });
    siteId = await workplace.place(site);
    await workplace.desk.changeNumbers(siteId, () => directory.numbers);
    await workplace.desk.changeExtensions(siteId, () => directory.extensions);
    await say(STEP, point());
    const last = (await evidence()).at(-1);
    expect(last).toMatchObject({ kind: 'step-blocked', due: '2099-12-01', emergency: { told: 'Pat Lee', about: [{ extensions: phones(input), lacks: ['test not-measured'] }] } });
    expect(Evidence.parse(last)).toEqual(last);
  });
});

describe('whatever is said', () => {
  const SAYINGS: readonly (readonly [StepId, Saying])[] = [
    ['outgoing.call', done({ number: '+15125550142', heard: RANG })], ['outgoing.call', { kind: 'reopened', note: '' }], ['outgoing.call', { kind: 'not-applicable', reason: HTML }],
    ['outgoing.call', { kind: 'blocked', note: HTML, owner: HTML, due: '' }], ['outgoing.call', { kind: 'note', text: `${HTML}\nsecond line` }], ['incoming.call', done({ number: '+15125550142', answered: HTML, way: 'From another phone' }, HTML)],
  ];

  it('is added with who, when and where; what was there stays as it was, and all of it is on disk', async () => {
    const started = Date.now();
    let before: readonly Evidence[] = [];
    for (const [step, saying] of SAYINGS) {
      await say(step, saying);
      const now = await evidence();
      expect(now.slice(0, before.length)).toEqual(before);
      expect(now).toHaveLength(before.length + 1);
      expect(now.at(-1)).toMatchObject({ step, who: TECHNICIAN, device: expect.stringMatching(/./) });
      expect(Date.parse(now.at(-1)?.at ?? '')).toBeGreaterThanOrEqual(started);
      expect(await onDisk()).toEqual(now);
      before = structuredClone(now);
    }
    expect(before.map((entry) => Evidence.parse(entry))).toEqual(before);
    expect(new Set(before.map(({ id }) => id)).size).toBe(before.length);
    expect(workplace.page().site?.evidence).toEqual(before);
  });

  it('is kept as text, HTML too', async () => {
    for (const [step, saying] of SAYINGS) await say(step, saying);
    expect(JSON.stringify(await evidence()).split(HTML)).toHaveLength(JSON.stringify(SAYINGS).split(HTML).length);
  });

  it('all at once, is all there', async () => {
    const texts = Array.from({ length: 12 }, (_, index) => `remark ${index}`);
    await Promise.all(texts.map((text) => say('pbx.values', { kind: 'note', text })));
    expect((await onDisk()).map((entry) => (entry.kind === 'note' ? entry.text : ''))).toEqual(texts);
  });

  it.each([['note', { kind: 'note', text: ' ' }], ['reason', { kind: 'not-applicable', reason: '' }]] as const)('without words is refused beside “%s”', async (field, saying) => {
    expect(await refusedFields('outgoing.call', saying)).toEqual([field]);
    expect(await evidence()).toEqual([]);
  });

  it('that the disk does not take is told, and is nowhere', async () => {
    await say('pbx.values', { kind: 'note', text: 'kept' });
    const before = structuredClone(await evidence());
    workplace.full = /site\.age$/;
    expect((await workplace.refused('site.record', { siteId, step: 'pbx.values', say: { kind: 'note', text: 'lost' } })).code).toBe('io');
    expect([await evidence(), workplace.page().site?.evidence, await onDisk()]).toEqual([before, before, before]);
  });

  it('of a site that is not there, is told in words', async () => {
    expect((await workplace.refused('site.record', { siteId: crypto.randomUUID(), step: 'pbx.values', say: { kind: 'note', text: 'x' } })).code).toBe('not-found');
  });
});

describe('a picture', () => {
  const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]).toString('base64');
  const SMALL = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 9]).toString('base64');
  const attach = (name: string): Promise<unknown> => workplace.done('photo.add', { siteId, step: 'pbx.values', name, data: PNG, thumbnail: SMALL });
  const photo = async (): Promise<string> => (await evidence()).flatMap((entry) => (entry.kind === 'photo' ? [entry.photo] : []))[0] ?? '';

  it('is in the vault before an entry names it', async () => {
    await workplace.desk.change(siteId, (site) => site);
    workplace.written.length = 0;
    await attach('rack.png');
    expect(workplace.written.filter((file) => file.startsWith('sites/'))).toEqual([`sites/${siteId}/photos/${await photo()}.age`, `sites/${siteId}/site.age`]);
    expect(await evidence()).toMatchObject([{ kind: 'photo', step: 'pbx.values', name: 'rack.png', bytes: Buffer.from(PNG, 'base64').length, who: TECHNICIAN }]);
  });

  it('comes back whole and small as it was given', async () => {
    await attach('rack.png');
    expect(await workplace.done('photo.show', { siteId, photo: await photo() })).toEqual({ url: `data:image/png;base64,${PNG}` });
    expect(await workplace.done('photo.thumbnail', { siteId, photo: await photo() })).toEqual({ url: `data:image/jpeg;base64,${SMALL}` });
  });

  it('with HTML for a name keeps it as text', async () => {
    await attach(HTML);
    expect(await evidence()).toMatchObject([{ name: HTML }]);
  });

  it('that is taken back counts no more, and stays in the vault', async () => {
    await attach('rack.png');
    const before = structuredClone(await evidence());
    await workplace.done('photo.withdraw', { siteId, step: 'pbx.values', photo: await photo() });
    expect((await evidence()).slice(0, 1)).toEqual(before);
    expect(photosOf(await evidence(), 'pbx.values')).toEqual([]);
    expect(await workplace.done('photo.show', { siteId, photo: await photo() })).toEqual({ url: `data:image/png;base64,${PNG}` });
  });

  it.each([[/photos\//], [/site\.age$/]])('where the disk has no room for %s adds no entry', async (full) => {
    await workplace.desk.change(siteId, (site) => site);
    workplace.full = full;
    expect((await workplace.refused('photo.add', { siteId, step: 'pbx.values', name: 'n', data: PNG, thumbnail: SMALL })).code).toBe('io');
    expect([await evidence(), await onDisk(), workplace.page().site?.evidence]).toEqual([[], [], []]);
  });

  it('that is none adds no entry, whatever its name says, and leaves no file', async () => {
    workplace.written.length = 0;
    const page = Buffer.from(`<!doctype html><script>alert(1)</script>`).toString('base64');
    for (const [data, thumbnail] of [[page, SMALL], [PNG, page], ['', ''], [PNG, '']] as const) {
      expect((await workplace.refused('photo.add', { siteId, step: 'pbx.values', name: 'rack.png', data, thumbnail })).code).toBe('invalid-value');
    }
    expect([await evidence(), workplace.written.filter((file) => file.includes('photos'))]).toEqual([[], []]);
  });

  it('of another site, or of a site that is not there, is not found', async () => {
    await attach('rack.png');
    const other = await workplace.place(readySite());
    expect((await workplace.refused('photo.show', { siteId: other, photo: await photo() })).code).toBe('not-found');
    expect((await workplace.refused('photo.add', { siteId: crypto.randomUUID(), step: 'pbx.values', name: 'n', data: PNG, thumbnail: SMALL })).code).toBe('not-found');
  });
});

describe('a table of the guide', () => {
  it('is copied as it stands on the page: tabs between the cells, and main says how long it stays', async () => {
    const { intent } = await workplace.desk.site(siteId);
    let copied = 0;
    for (const { id, tables } of STEPS) {
      for (const [index, table] of tablesFor(tables, intent).entries()) {
        if (table.sample) {
          expect((await workplace.refused('guide.copyTable', { siteId, step: id, table: index })).code, `${id} ${index}`).toBe('not-found');
          continue;
        }
        expect(await workplace.done('guide.copyTable', { siteId, step: id, table: index })).toEqual({ clearsAfterSeconds: CLIPBOARD_SECONDS });
        expect(clipboard.text.split('\n').map((line) => line.split('\t')), `${id} ${index}`).toEqual([table.head, ...table.rows]);
        copied += 1;
      }
    }
    expect(copied).toBeGreaterThan(0);
  });

  it('that the site does not have is not found', async () => {
    expect((await workplace.refused('guide.copyTable', { siteId, step: 'pbx.values', table: 50 })).code).toBe('not-found');
  });
});
