// The DIDs and extensions of a site through the commands, on a real vault: what is reported, what is kept, what reaches the page, and what a failing disk leaves.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Extension } from '../../../domain/numbers/directory.ts';
import { readUsers } from '../../../domain/numbers/users-file.ts';
import { notInPbx } from '../../../domain/numbers/users-merge.ts';
import { directoryCommands } from '../../../main/commands/directory-commands.ts';
import { readDirectory } from '../../../main/directory/read-directory.ts';
import { formatCsv, parseCsv } from '../../../main/directory/users-csv.ts';
import type { ChoosePlace } from '../../../main/save-file.ts';
import { readySite } from '../../domain/make-site.ts';
import { temporaryFolder } from '../vault/temporary-vault.ts';
import { fieldsOf, Workplace } from './workplace.ts';

const HTML = '<img src=x onerror=alert(1)>';
const HEADER = ['Number', 'FirstName', 'LastName', 'EmailAddress', 'OutboundCallerID', 'DID', 'Department', 'VMEmailOptions', 'Role'];
const did = (index: number): string => `+1512555${String(index).padStart(4, '0')}`;
const dids = (from: number, count: number): string[] => Array.from({ length: count }, (_, index) => did(from + index));

let workplace: Workplace;
let siteId: string;
/** Where the technician wants a file; null: they changed their mind. */
let place: string | null;
/** What happens while they choose. */
let choosing: () => Promise<void>;
let suggestions: Parameters<ChoosePlace>[0][];
beforeEach(async () => {
  suggestions = [];
  choosing = async () => {};
  place = path.join(await temporaryFolder(), 'file');
  workplace = await Workplace.open((desk) => directoryCommands(desk, async (suggestion) => { suggestions.push(suggestion); await choosing(); return place; }));
  siteId = await workplace.place(readySite({ numbers: [] }));
});
afterEach(() => workplace.close());

const rows = async (): Promise<readonly Extension[]> => (await workplace.desk.directory(siteId)).extensions.rows;
const rowOf = async (number: string): Promise<Extension | undefined> => (await rows()).find((row) => row.number === number);
const kept = async (): Promise<readonly string[]> => (await workplace.desk.directory(siteId)).numbers.dids;
const onDisk = async () => {
  const { numbers, extensions } = await readDirectory(workplace.vault, siteId);
  return { numbers: numbers.dids, rows: extensions.rows };
};
const addDids = (text: string) => workplace.done('dids.add', { siteId, text });
const addExtensions = async (...numbers: string[]): Promise<void> => { for (const number of numbers) await workplace.done('extensions.add', { siteId, number, firstName: '', lastName: '', email: '' }); };
const change = (number: string, changed: { readonly callerId?: string; readonly dids?: string; readonly firstName?: string; readonly department?: string }) => workplace.done('extensions.change', { siteId, number, change: changed });
const usersFile = (...lines: string[][]): string => formatCsv([HEADER, ...lines]);
const user = (number: string, values: Partial<Record<string, string>> = {}): string[] => HEADER.map((column) => (column === 'Number' ? number : values[column] ?? ''));
const take = (text: string) => workplace.done('extensions.take', { siteId, text });
const compare = (text: string) => workplace.done('extensions.compare', { siteId, text });
const assign = (numbers: string[], firstDid: string | null, more: { readonly callerId?: { kind: 'keep' | 'did' } | { kind: 'one'; number: string }; readonly replace?: boolean } = {}) =>
  workplace.done('extensions.assign', { siteId, numbers, firstDid, callerId: { kind: 'keep' }, replace: true, ...more });

describe('pasted DIDs', () => {
  it('are added once each; what is bad, double or foreign is told by its line, and the rest is taken', async () => {
    await addDids('(512) 555-0100');
    const { added, lines } = await addDids(`\uFEFF${did(1)}\r\n\r\n512-555-0100\r\n${did(1)};${did(2)}\r\nnone\r\n+442079460958\r\n${HTML}\r\n١٢٣`);
    expect(added).toBe(3);
    expect(lines.map(({ line, kind }) => [line, kind])).toEqual([[3, 'duplicate'], [4, 'duplicate'], [5, 'bad'], [6, 'warning'], [7, 'bad'], [8, 'bad']]);
    expect(lines.find(({ line }) => line === 7)?.text).toBe(HTML);
    expect(await kept()).toEqual(['+15125550100', did(1), did(2), '+442079460958']);
    expect((await onDisk()).numbers).toEqual(await kept());
    expect(workplace.page().directory?.numbers.dids).toEqual(await kept());
  });

  it('that are not on the trunk, as far as known, are taken with a warning', async () => {
    const sid = `TK${'0'.repeat(32)}`;
    await workplace.desk.change(siteId, (site) => ({
      ...site, intent: { ...site.intent, agreed: [`use ${sid}`] },
      observed: {
        ...site.observed, twilio: {
          source: 'api', ...workplace.desk.stamp(), account: site.intent.account, value: {
            accountSid: `AC${'0'.repeat(32)}`, account: null, accessLists: [], credentialLists: [], askedNumbers: [], numbers: [],
            trunks: [{ sid, name: 'x', domainName: `${site.intent.trunk.domainLabel ?? ''}.pstn.twilio.com`, secure: true, cnamLookup: true, transferMode: 'disable-all', disasterRecoveryUrl: null, parts: { accessLists: [], credentialLists: [], originationUrls: [], phoneNumbers: [{ sid: `PN${'0'.repeat(32)}`, phoneNumber: did(1) }] } }],
          },
        },
      },
    }));
    const { added, lines } = await addDids(`${did(1)}\n${did(2)}`);
    expect([added, lines.map(({ line, kind, why }) => [line, kind, why.includes('not on the trunk')])]).toEqual([2, [[2, 'warning', true]]]);
  });

  it('of 10,000 lines are all accounted for', async () => {
    const good = dids(0, 8000);
    const text = [...good, ...good.slice(0, 1000), ...Array.from({ length: 1000 }, (_, index) => `line ${index}`)].join('\r\n');
    const { added, lines } = await addDids(text);
    expect([added, lines.filter(({ kind }) => kind === 'duplicate').length, lines.filter(({ kind }) => kind === 'bad').length]).toEqual([8000, 1000, 1000]);
    expect((await onDisk()).numbers).toEqual(good);
    expect(workplace.page().directory?.numbers.dids).toEqual(good);
  });

  it('of nothing but blanks add nothing', async () => expect(await addDids(' \r\n\t\n')).toEqual({ added: 0, lines: [] }));

  it('twice at once are there once', async () => {
    const reports = await Promise.all([addDids(dids(0, 20).join('\n')), addDids(dids(10, 20).join('\n'))]);
    expect(reports.map(({ added }) => added)).toEqual([20, 10]);
    expect((await onDisk()).numbers).toEqual(dids(0, 30));
  });

  it('are removed by name; what is not there is no matter', async () => {
    await addDids(dids(0, 4).join('\n'));
    await workplace.done('dids.remove', { siteId, dids: [did(1), did(3), did(9)] });
    expect((await onDisk()).numbers).toEqual([did(0), did(2)]);
    expect(workplace.page().directory?.numbers.dids).toEqual([did(0), did(2)]);
  });

  it('are saved for 3CX, one a line and nothing else, and read back as the same', async () => {
    await addDids(dids(0, 5).join('\n'));
    expect(await workplace.done('dids.export', { siteId })).toEqual({ saved: true });
    const text = await readFile(place ?? '', 'utf8');
    expect(text.split('\n')).toEqual(dids(0, 5));
    expect(suggestions).toMatchObject([{ name: expect.stringMatching(/\.txt$/) }]);
    const again = await addDids(text);
    expect([again.added, again.lines.map(({ kind }) => kind)]).toEqual([0, dids(0, 5).map(() => 'duplicate')]);
  });
});

describe('a file that is not saved', () => {
  it('because there is nothing in it, says so and asks for no place', async () => {
    for (const channel of ['dids.export', 'extensions.export'] as const) expect((await workplace.refused(channel, { siteId })).code).toBe('not-found');
    expect(suggestions).toEqual([]);
  });
  it('because the person changed their mind, is no fault; because it cannot be written, is one', async () => {
    await addDids(did(1));
    await addExtensions('100');
    for (const channel of ['dids.export', 'extensions.export'] as const) {
      place = null;
      expect(await workplace.done(channel, { siteId })).toEqual({ saved: false });
      place = path.join(await temporaryFolder(), 'no', 'file');
      expect((await workplace.refused(channel, { siteId })).code).toBe('io');
    }
  });
});

describe('a file for 3CX, while the place is being chosen', () => {
  it('is not written where Trunkbook locks meanwhile, and that is said', async () => {
    await addExtensions('100');
    const { vault } = workplace;
    choosing = async () => { workplace.desk.clear(); await vault.close(); };
    expect((await workplace.refused('extensions.export', { siteId })).code).toBe('locked');
    expect(await readdir(path.dirname(place ?? ''))).toEqual([]);
  });

  it('has what is there when it is written', async () => {
    await addDids(did(0));
    choosing = async () => { await addDids(did(1)); };
    await workplace.done('dids.export', { siteId });
    expect(await readFile(place ?? '', 'utf8')).toBe(`${did(0)}\n${did(1)}`);
  });
});

describe('an extension', () => {
  it('is added, changed and removed; numbers in E.164, HTML as text', async () => {
    await workplace.done('extensions.add', { siteId, number: ' 100 ', firstName: HTML, lastName: '😀', email: ' a@example.com ' });
    await change('100', { callerId: '(512) 555-0142' });
    await change('100', { dids: `${did(1)}, 512-555-0002; ${did(3)}:${did(4)}\n${did(5)}` });
    await change('100', { department: 'Sales' });
    const wanted = { number: '100', firstName: HTML, lastName: '😀', email: 'a@example.com', callerId: '+15125550142', dids: dids(1, 5), department: 'Sales', other: {} };
    expect((await onDisk()).rows).toEqual([wanted]);
    expect(workplace.page().directory?.extensions.rows).toEqual([wanted]);
    await change('100', { callerId: '', dids: '' });
    expect(await rowOf('100')).toMatchObject({ callerId: '', dids: [] });
    await workplace.done('extensions.remove', { siteId, numbers: ['100', '999'] });
    expect([(await onDisk()).rows, workplace.page().directory?.extensions.rows]).toEqual([[], []]);
  });

  it.each([
    ['a caller ID that is none', { callerId: 'reception' }, 'callerId'], ['a DID that is none', { dids: `${did(1)}, x` }, 'dids'], ['a DID of another', { dids: did(9) }, 'dids'],
    ['too many DIDs', { dids: dids(100, 101).join(',') }, 'dids'], ['look-alike digits', { callerId: '٥١٢٥٥٥٠١٤٢' }, 'callerId'],
  ])('with %s stays as it was, and its field is named', async (_, changed, field) => {
    await addExtensions('100', '101');
    await change('101', { dids: did(9) });
    const before = await onDisk();
    const pushes = workplace.pushes.length;
    expect(fieldsOf(await workplace.refused('extensions.change', { siteId, number: '100', change: changed }))).toEqual([field]);
    expect([await onDisk(), await rows(), workplace.pushes.length]).toEqual([before, before.rows, pushes]);
  });

  it.each(['', 'abc', '1 0', '100', '12345678901', '١٠٠'])('is not added with the number “%s”', async (number) => {
    await addExtensions('100');
    expect(fieldsOf(await workplace.refused('extensions.add', { siteId, number, firstName: 'A', lastName: '', email: '' }))).toEqual(['number']);
    expect((await rows()).map((row) => row.number)).toEqual(['100']);
  });

  it('that is not there any more is told', async () => expect((await workplace.refused('extensions.change', { siteId, number: '999', change: { firstName: 'A' } })).why).toContain('999'));

  it('changed twice at once keeps both changes', async () => {
    await addExtensions('100', '101');
    await Promise.all([change('100', { firstName: 'Ana' }), change('100', { callerId: did(1) }), change('101', { firstName: 'Bo' }), addExtensions('102')]);
    expect((await onDisk()).rows).toMatchObject([{ number: '100', firstName: 'Ana', callerId: did(1) }, { number: '101', firstName: 'Bo' }, { number: '102' }]);
    expect(workplace.page().directory?.extensions.rows).toEqual((await onDisk()).rows);
  });

  it('is refused without holding up what comes behind', async () => {
    await addExtensions('100');
    const [refused] = await Promise.all([workplace.ask('extensions.change', { siteId, number: '100', change: { callerId: 'x' } }), change('100', { firstName: 'Ana' })]);
    expect([refused.ok, (await rowOf('100'))?.firstName]).toEqual([false, 'Ana']);
  });

  it('is changed without its site’s own file being written, and only its row goes to the page', async () => {
    await addExtensions(...Array.from({ length: 30 }, (_, index) => String(100 + index)));
    const before = await workplace.vault.readSite(siteId);
    workplace.pushes.length = 0;
    workplace.written.length = 0;
    await change('117', { firstName: 'Ana' });
    await workplace.vault.flush();
    expect(await workplace.vault.readSite(siteId)).toEqual(before);
    expect(workplace.written.filter((file) => file.startsWith('sites/'))).toEqual([`sites/${siteId}/extensions.age`]);
    expect(workplace.pushes.map(({ patch }) => patch)).toEqual([{ what: 'extensions', siteId, rows: [await rowOf('117')], removed: [] }]);
  });

  it('on a failing disk stays as it was, here, there and on the page; with room again it goes on', async () => {
    await addDids(did(1));
    await addExtensions('100');
    const [before, page] = [await onDisk(), workplace.page()];
    workplace.full = /(?:extensions|numbers)\.age$/;
    const lost = [
      workplace.refused('extensions.change', { siteId, number: '100', change: { firstName: 'lost' } }), workplace.refused('extensions.remove', { siteId, numbers: ['100'] }),
      workplace.refused('extensions.add', { siteId, number: '101', firstName: '', lastName: '', email: '' }), workplace.refused('extensions.take', { siteId, text: usersFile(user('105')) }),
      workplace.refused('extensions.assign', { siteId, numbers: ['100'], firstDid: did(1), callerId: { kind: 'did' }, replace: true }),
      workplace.refused('dids.add', { siteId, text: did(2) }), workplace.refused('dids.remove', { siteId, dids: [did(1)] }),
    ];
    expect((await Promise.all(lost)).map(({ code }) => code)).toEqual(lost.map(() => 'io'));
    workplace.full = null;
    expect({ numbers: await kept(), rows: await rows() }).toEqual(before);
    expect([await onDisk(), workplace.page().directory]).toEqual([before, page.directory]);
    await change('100', { firstName: 'Ana' });
    expect((await onDisk()).rows).toMatchObject([{ number: '100', firstName: 'Ana' }]);
  });
});

describe('assigning DIDs', () => {
  beforeEach(async () => {
    await addDids(dids(0, 8).join('\n'));
    await addExtensions('100', '101', '102', '103', '104');
  });

  it('gives the selected ones, in the order of the selection, those from the first on that nobody else has', async () => {
    await change('104', { dids: did(3) });
    expect(await assign(['102', '100', '101'], did(2), { callerId: { kind: 'did' } })).toEqual({ changed: 3, without: [], moved: [] });
    expect((await rows()).map((row) => [row.number, row.dids, row.callerId])).toEqual([['100', [did(4)], did(4)], ['101', [did(5)], did(5)], ['102', [did(2)], did(2)], ['103', [], ''], ['104', [did(3)], '']]);
    expect((await onDisk()).rows).toEqual(await rows());
    expect(workplace.page().directory?.extensions.rows).toEqual(await rows());
  });

  it('says who got none', async () => {
    expect((await assign(['100', '101', '102', '103'], did(6))).without).toEqual(['102', '103']);
    expect((await rows()).map((row) => row.dids)).toEqual([[did(6)], [did(7)], [], [], []]);
  });

  it('says what was moved from one to the other, and leaves no DID with two', async () => {
    await change('101', { dids: did(0) });
    expect((await assign(['100', '101'], did(0))).moved).toEqual([`${did(0)} from 101 to 100`]);
    const all = (await rows()).flatMap((row) => row.dids);
    expect(new Set(all).size).toBe(all.length);
  });

  it('twice changes nothing the second time', async () => {
    await assign(['100', '101', '102'], did(0), { callerId: { kind: 'did' } });
    const before = await rows();
    expect(await assign(['100', '101', '102'], did(0), { callerId: { kind: 'did' } })).toEqual({ changed: 0, without: [], moved: [] });
    expect(await rows()).toEqual(before);
  });

  it('puts it beside those that an extension has, where that is wanted', async () => {
    await change('100', { dids: did(7) });
    await assign(['100'], did(0), { replace: false });
    expect((await rowOf('100'))?.dids).toEqual([did(7), did(0)]);
  });

  it('of no DID gives one caller ID to all, and touches no DIDs', async () => {
    await change('100', { dids: did(7) });
    expect(await assign(['100', '101'], null, { callerId: { kind: 'one', number: did(7) } })).toEqual({ changed: 2, without: [], moved: [] });
    expect((await rows()).map((row) => [row.callerId, row.dids])).toEqual([[did(7), [did(7)]], [did(7), []], ['', []], ['', []], ['', []]]);
  });

  it.each([
    ['a first DID that is not the site’s', { firstDid: '+15125559999', callerId: { kind: 'keep' } }, 'firstDid'], ['a caller ID that is none', { firstDid: did(0), callerId: { kind: 'one', number: '911' } }, 'callerId'],
  ] as const)('with %s is refused beside its field, and changes nothing', async (_, wish, field) => {
    const before = await rows();
    expect(fieldsOf(await workplace.refused('extensions.assign', { siteId, numbers: ['100'], replace: true, ...wish }))).toEqual([field]);
    expect(await rows()).toEqual(before);
  });

  it('two at once both land, and no DID is with two', async () => {
    await Promise.all([assign(['100', '101'], did(0)), assign(['102', '103'], did(0))]);
    expect((await onDisk()).rows.map((row) => row.dids)).toEqual([[did(0)], [did(1)], [did(2)], [did(3)], []]);
  });
});

describe('3CX’s own file', () => {
  it('is compared without anything being changed', async () => {
    await addExtensions('100', '101', '102');
    const [before, pushes, { revision }] = [await onDisk(), workplace.pushes.length, await workplace.vault.readSite(siteId)];
    workplace.written.length = 0;
    const compared = await compare(`\uFEFF${usersFile(user('100', { FirstName: HTML, DID: '5125550001', VMEmailOptions: '2' }), user('101'), user('105', { LastName: 'New' }), ['106'], user('x'))}"`);
    expect(compared).toMatchObject({ columns: HEADER, unknownColumns: ['VMEmailOptions', 'Role'], same: 1, missing: ['102'], added: [{ number: '105', lastName: 'New' }] });
    expect(compared.changed.map(({ number, field, before: was, after }) => [number, field, was, after])).toEqual([['100', 'FirstName', '', HTML], ['100', 'DID', '', did(1)], ['100', 'VMEmailOptions', '', '2']]);
    expect(compared.problems.map(({ line, why }) => [line, why !== ''])).toEqual([[5, true], [6, true], [7, true]]);
    expect([await onDisk(), workplace.pushes.length, (await workplace.vault.readSite(siteId)).revision, workplace.written]).toEqual([before, pushes, revision, []]);
  });

  it('that was taken shows no difference any more; nobody is lost, and the page has all of it', async () => {
    await addExtensions('100', '102');
    const text = usersFile(user('100', { FirstName: 'Ana', OutboundCallerID: '(512) 555-0142', DID: '5125550001:5125550002', VMEmailOptions: '2', Department: 'a "b", c\nd' }), user('105', { EmailAddress: HTML }));
    await take(text);
    expect(await compare(text)).toMatchObject({ added: [], changed: [], same: 2, missing: ['102'], problems: [] });
    expect((await rows()).map(({ number }) => number)).toEqual(['100', '102', '105']);
    expect(workplace.page().directory?.extensions).toEqual((await workplace.desk.directory(siteId)).extensions);
    expect((await workplace.desk.directory(siteId)).extensions.imported).toMatchObject({ source: 'imported', who: expect.stringMatching(/./), rows: [{ callerId: '(512) 555-0142' }, {}] });
  });

  it('has rows whose quotes are wrong: they are reported, once, and not taken', async () => {
    const text = 'Number,FirstName,LastName\r\n100,An,"K"ay"\r\n101,Bo,Li\r\n102,"x"y,z"\r\n103,"never closed,x\r\n104,,\r\n';
    const { added, problems } = await compare(text);
    expect([added, problems.map(({ line }) => line)]).toEqual([[{ number: '101', firstName: 'Bo', lastName: 'Li' }], [2, 4, 5]]);
    await take(text);
    expect((await rows()).map(({ number }) => number)).toEqual(['101']);
    expect(fieldsOf(await workplace.refused('extensions.compare', { siteId, text: 'Number,"First"Name"\r\n100,Ana\r\n' }))).toEqual(['usersFile']);
  });

  it('has passwords and PINs that never reach the page, which yet sees what differs; they go back into the file', async () => {
    const columns = ['Number', 'FirstName', 'AuthPassword', 'VMPIN', 'Mobile'];
    const line = (number: string, pin: string): string[] => [number, 'Ana', `CANARY-password-${number}`, pin, 'shown'];
    const first = formatCsv([columns, line('100', 'CANARY-pin'), line('101', 'CANARY-pin'), ['102', '', '', '', '']]);
    const shown = async (): Promise<void> => {
      expect(JSON.stringify(workplace.pushes)).not.toContain('CANARY');
      const [page, real] = [workplace.page().directory?.extensions, (await workplace.desk.directory(siteId)).extensions];
      expect(page && notInPbx(page)?.toChange).toEqual(notInPbx(real)?.toChange);
      expect(page?.rows.map((row) => [row.number, row.firstName, Object.keys(row.other), row.other['Mobile']])).toEqual(real.rows.map((row) => [row.number, row.firstName, Object.keys(row.other), row.other['Mobile']]));
    };
    expect(JSON.stringify(await compare(first))).not.toContain('CANARY');
    await take(first);
    await shown();
    // Two with the same PIN are not told apart from two with others.
    const [one, other] = workplace.page().directory?.extensions.rows ?? [];
    expect(one?.other['VMPIN']).not.toBe(other?.other['VMPIN']);
    await change('100', { firstName: 'Bo' });
    await shown();
    await workplace.desk.changeExtensions(siteId, (part) => ({ ...part, rows: part.rows.map((row) => (row.number === '101' ? { ...row, other: { ...row.other, VMPIN: 'CANARY-new' } } : row)) }));
    await shown();
    expect(notInPbx((await workplace.desk.directory(siteId)).extensions)?.toChange.map(({ number, changes }) => [number, changes.map(({ column }) => column)])).toEqual([['100', ['FirstName']], ['101', ['VMPIN']]]);
    expect((await compare(first)).changed.map(({ number, field }) => [number, field])).toEqual([['100', 'FirstName'], ['101', 'VMPIN']]);
    // A later file without the columns: their values stay, and stay hidden.
    await take('Number,FirstName\n100,Ana\n');
    await workplace.desk.unshow();
    await workplace.desk.show(siteId);
    await shown();
    await workplace.done('extensions.export', { siteId });
    const text = await readFile(place ?? '', 'utf8');
    for (const value of ['CANARY-password-100', 'CANARY-password-101', 'CANARY-pin', 'CANARY-new']) expect(text).toContain(value);
  });

  it('that goes out comes in again without a difference, whatever is in it', async () => {
    const cell = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('', '"', ',;\t', 'a\nb', 'a\r\nb', '\r', '=1+1', HTML, '\uFEFFx', ' padded ', '\''));
    const line = fc.record({ number: fc.integer({ min: 0, max: 9999 }).map(String), cells: fc.array(cell, { minLength: HEADER.length - 1, maxLength: HEADER.length - 1 }), did: fc.integer({ min: 0, max: 9999 }).map(did) });
    await fc.assert(fc.asyncProperty(fc.uniqueArray(line, { minLength: 1, maxLength: 6, selector: ({ number }) => number }), fc.boolean(), async (lines, edited) => {
      siteId = await workplace.place(readySite());
      const text = usersFile(...lines.map(({ number, cells, did: one }) => [number, ...cells].map((value, column) => (HEADER[column] === 'DID' ? one : value))));
      await take(text);
      const [first] = await rows();
      if (edited && first) await change(first.number, { firstName: HTML, callerId: did(1) });
      await workplace.done('extensions.export', { siteId });
      const out = await readFile(place ?? '', 'utf8');
      expect(await compare(out)).toMatchObject({ added: [], changed: [], missing: [], same: (await rows()).length, problems: [], columns: HEADER });
      const read = readUsers(parseCsv(out).cells, 'US');
      expect(read.ok && read.value.rows.length).toBe((await rows()).length);
    }), { numRuns: 25 });
  });

  it('that none was taken from goes out with 3CX’s own columns, and a department that would be lost has one', async () => {
    await addExtensions('100');
    await change('100', { department: 'Sales', dids: `${did(1)},${did(2)}` });
    await workplace.done('extensions.export', { siteId });
    const [head = [], row = []] = parseCsv(await readFile(place ?? '', 'utf8')).cells;
    expect(Object.fromEntries(head.map((column, index) => [column, row[index]]))).toMatchObject({ Number: '100', Department: 'Sales', DID: `${did(1)}:${did(2)}` });
    expect(suggestions).toMatchObject([{ name: expect.stringMatching(/\.csv$/) }]);
  });

  it.each([['nothing', ''], ['no header', '100,Ana\n101,Bo'], ['a page', `<!doctype html>${HTML}`], ['bytes', '\u0000\uFFFD\u0001'], ['a column twice', 'Number,DID,did\n100,,']])('with %s in it is refused in words, compared or taken', async (_, text) => {
    await addExtensions('100');
    const before = await rows();
    for (const channel of ['extensions.compare', 'extensions.take'] as const) {
      expect(fieldsOf(await workplace.refused(channel, { siteId, text }))).toEqual(['usersFile']);
    }
    expect(await rows()).toEqual(before);
  });
});
