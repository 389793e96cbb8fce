import type { DidLine } from '../../domain/numbers/did-list.ts';
import type { Directory, ExtensionsPart } from '../../domain/numbers/directory.ts';
import type { UsersFile } from '../../domain/numbers/users-file.ts';
import type { Judgement } from '../../domain/judgement.ts';
import type { LineReport } from '../../preload/contract.ts';
import type { Desk } from '../desk.ts';
import { CommandFault, invalidValues } from '../fault.ts';
import type { Handlers } from '../ipc/answer.ts';
import { type ChoosePlace, saveText } from '../save-file.ts';

type DirectoryChannel = Extract<keyof Handlers, `dids.${string}` | `extensions.${string}`>;

/** What of it is loaded when it is first needed: the readers of lists and files. */
const tools = async () => {
  const [{ didFile, readDidList }, extensions, { assign }, { readUsers, usersCells }, { compareUsers, takeUsers }, { fieldOf }, { formatCsv, parseCsv }] = await Promise.all([
    import('../../domain/numbers/did-list.ts'), import('../../domain/numbers/extensions.ts'), import('../../domain/numbers/assign.ts'), import('../../domain/numbers/users-file.ts'),
    import('../../domain/numbers/users-merge.ts'), import('../../domain/numbers/users-columns.ts'), import('../directory/users-csv.ts'),
  ]);
  return { didFile, readDidList, ...extensions, assign, readUsers, usersCells, compareUsers, takeUsers, fieldOf, formatCsv, parseCsv };
};
type Tools = Awaited<ReturnType<typeof tools>>;

/** The DIDs and extensions of a site: entered, pasted, imported, assigned, exported. What a file holds is read and judged here, never in the page. */
export function directoryCommands(desk: Desk, choosePlace: ChoosePlace): Pick<Handlers, DirectoryChannel> {
  const countryOf = async (siteId: string): Promise<string> => (await desk.site(siteId)).intent.country;
  /** Makes one change of the extensions on what is there then; what was refused stands beside its field. */
  const edit = async (siteId: string, field: string, change: (part: ExtensionsPart) => Judgement<ExtensionsPart['rows']>): Promise<void> => {
    await desk.changeExtensions(siteId, (part) => {
      const rows = change(part);
      if (!rows.ok) throw invalidValues([{ field, why: rows.why }]);
      return { ...part, rows: rows.value };
    });
  };
  /** Saves what is there when the place was chosen; where nothing is, no place is asked for. */
  const save = async (siteId: string, suggestion: Parameters<ChoosePlace>[0], what: { readonly words: string; readonly count: (directory: Directory) => number; readonly text: (directory: Directory) => string }): Promise<{ saved: boolean }> => {
    const filled = async (): Promise<Directory> => {
      const directory = await desk.directory(siteId);
      if (what.count(directory) === 0) throw nothingThere(what.words);
      return directory;
    };
    await filled();
    return { saved: await saveText(choosePlace, suggestion, async () => what.text(await filled())) };
  };

  return {
    'dids.add': async ({ siteId, text }) => {
      const { readDidList } = await tools();
      const { intent } = await desk.site(siteId);
      const onTrunk = await numbersOnTrunk(desk, siteId);
      let list: ReturnType<typeof readDidList> = { added: [], lines: [] };
      await desk.changeNumbers(siteId, (part) => {
        list = readDidList(text, { country: intent.country, known: new Set(part.dids), onTrunk });
        return { ...part, dids: [...part.dids, ...list.added] };
      });
      return { added: list.added.length, lines: list.lines.flatMap(reported) };
    },
    'dids.remove': async ({ siteId, dids }) => {
      const gone = new Set(dids);
      await desk.changeNumbers(siteId, (part) => ({ ...part, dids: part.dids.filter((did) => !gone.has(did)) }));
      return {};
    },
    'dids.export': async ({ siteId }) => {
      const { didFile } = await tools();
      return save(siteId, { title: 'Save the DIDs for 3CX', name: 'dids.txt', kind: { name: 'Text', extensions: ['txt'] } }, { words: 'DIDs', count: ({ numbers }) => numbers.dids.length, text: ({ numbers }) => didFile(numbers.dids) });
    },

    'extensions.add': async ({ siteId, ...wanted }) => {
      const [{ addExtension }, country] = await Promise.all([tools(), countryOf(siteId)]);
      await edit(siteId, 'number', ({ rows }) => addExtension(rows, wanted, country));
      return {};
    },
    'extensions.change': async ({ siteId, number, change: { dids, ...texts } }) => {
      const [{ changeExtension }, country] = await Promise.all([tools(), countryOf(siteId)]);
      const [field = 'number'] = dids === undefined ? Object.keys(texts) : ['dids'];
      await edit(siteId, field, ({ rows }) => changeExtension(rows, number, { ...texts, ...(dids === undefined ? {} : { dids: dids.split(/[,;:\n]/) }) }, country));
      return {};
    },
    'extensions.remove': async ({ siteId, numbers }) => {
      const { removeExtensions } = await tools();
      await desk.changeExtensions(siteId, (part) => ({ ...part, rows: removeExtensions(part.rows, new Set(numbers)) }));
      return {};
    },
    'extensions.assign': async ({ siteId, numbers, firstDid, callerId, replace }) => {
      const { assign, freeDids } = await tools();
      const { dids } = (await desk.directory(siteId)).numbers;
      if (firstDid !== null && !dids.includes(firstDid)) throw invalidValues([{ field: 'firstDid', why: `${firstDid} is not among the DIDs of this site.` }]);
      if (callerId.kind === 'one' && !/^\+[1-9]\d{6,14}$/.test(callerId.number)) throw invalidValues([{ field: 'callerId', why: 'The caller ID is a number with + and its country code.' }]);
      let result: ReturnType<Tools['assign']> | null = null;
      await desk.changeExtensions(siteId, (part) => {
        // One after the other from the chosen one on, of those that nobody has; where DIDs are replaced, those of the selection are free too.
        const selected = new Set(numbers);
        const others = replace ? part.rows.filter((row) => !selected.has(row.number)) : part.rows;
        const offered = firstDid === null ? [] : freeDids(dids.slice(dids.indexOf(firstDid)), others);
        result = assign(part.rows, numbers, { dids: offered.slice(0, numbers.length), callerId: callerId.kind === 'one' ? (callerId.number as `+${string}`) : callerId.kind, replace });
        return { ...part, rows: result.rows };
      });
      const { changed, withoutDid, full, moved } = result ?? { changed: [], withoutDid: [], full: [], moved: [] };
      return { changed: changed.length, without: firstDid === null ? [] : [...withoutDid, ...full], moved: moved.map(({ did, from, to }) => `${did} from ${from} to ${to}`) };
    },

    'extensions.compare': async ({ siteId, text }) => {
      const lib = await tools();
      const file = readFile(lib, text, await countryOf(siteId));
      const { added, changed, missing, same } = lib.compareUsers((await desk.directory(siteId)).extensions, file);
      return {
        columns: [...file.columns], unknownColumns: file.columns.filter((column) => lib.fieldOf(column) === null),
        added: added.map(({ number, firstName, lastName }) => ({ number, firstName, lastName })), same, missing: missing.map(({ number }) => number), problems: [...file.problems],
        changed: changed.flatMap(({ number, changes }) => changes.map(({ column, before, after }) => ({ number, field: column, before, after }))),
      };
    },
    'extensions.take': async ({ siteId, text }) => {
      const lib = await tools();
      const file = readFile(lib, text, await countryOf(siteId));
      await desk.changeExtensions(siteId, (part) => {
        const taken = lib.takeUsers(part, file, desk.stamp());
        if (!taken.ok) throw invalidValues([{ field: 'usersFile', why: taken.why }]);
        return taken.value;
      });
      return {};
    },
    'extensions.export': async ({ siteId }) => {
      const { formatCsv, usersCells } = await tools();
      return save(siteId, { title: 'Save the users for 3CX', name: 'users.csv', kind: { name: 'CSV', extensions: ['csv'] } }, { words: 'extensions', count: ({ extensions }) => extensions.rows.length, text: ({ extensions }) => formatCsv(usersCells(extensions)) });
    },
  };
}

/** What a file of users holds, with everything in it that could not be taken; a file that is none is refused in words. */
function readFile({ parseCsv, readUsers }: Tools, text: string, country: string): UsersFile {
  const { cells, problems } = parseCsv(text);
  const file = readUsers(cells, country, problems);
  if (!file.ok) throw new CommandFault({ code: 'invalid-value', what: 'The file was not read.', why: file.why, next: 'Choose the CSV file that 3CX’s Users page exports.', fields: [{ field: 'usersFile', why: file.why }] });
  return file.value;
}

/** The numbers on the site's trunk, where Twilio listed them; else null. */
async function numbersOnTrunk(desk: Desk, siteId: string): Promise<ReadonlySet<string> | null> {
  const { listedNumbers } = await import('../../domain/trunk/known-numbers.ts');
  return listedNumbers(await desk.site(siteId));
}

/** What is worth telling of a line: a number that was simply added is not. */
function reported(line: DidLine): LineReport[] {
  const at = { line: line.line, text: line.text };
  switch (line.result) {
    case 'bad':
    case 'duplicate': return [{ ...at, kind: line.result, why: line.why }];
    case 'added':
    case 'not-on-trunk': return line.warnings.length === 0 ? [] : [{ ...at, kind: 'warning', why: line.warnings.join(' ') }];
  }
}

function nothingThere(what: string): CommandFault {
  return new CommandFault({ code: 'not-found', what: 'There is nothing to save yet.', why: `This site has no ${what}.`, next: 'Enter or import some first.' });
}
