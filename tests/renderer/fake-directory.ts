import { assign } from '../../domain/numbers/assign.ts';
import { didFile, readDidList } from '../../domain/numbers/did-list.ts';
import type { Directory, ExtensionsPart, NumbersPart } from '../../domain/numbers/directory.ts';
import { addExtension, changeExtension, freeDids, removeExtensions } from '../../domain/numbers/extensions.ts';
import { fieldOf } from '../../domain/numbers/users-columns.ts';
import { readUsers, type UsersFile, usersCells } from '../../domain/numbers/users-file.ts';
import { compareUsers, takeUsers } from '../../domain/numbers/users-merge.ts';
import type { Judgement } from '../../domain/judgement.ts';
import { listedNumbers } from '../../domain/trunk/known-numbers.ts';
import type { Stamp } from '../../domain/site/make.ts';
import type { Site } from '../../domain/site/record.ts';
import { formatCsv, parseCsv } from '../../main/directory/users-csv.ts';
import type { Patch } from '../../preload/contract.ts';
import type { Handlers } from './fake-main.ts';
import { Refusal } from './refusal.ts';

export interface DirectoryDesk {
  readonly directory: (siteId: string) => Directory;
  readonly site: (siteId: string) => Site;
  /** Keeps the directory, and says so to the page that has the site open. */
  readonly put: (siteId: string, directory: Directory, patch: Patch) => void;
  readonly stamp: () => Stamp;
  /** What was saved as a file, the last one last. */
  readonly saved: string[];
}

type DirectoryHandlers = Pick<Handlers, Extract<keyof Handlers, `dids.${string}` | `extensions.${string}`>>;

/** The fake main's channels for DIDs and extensions. */
export function directoryHandlers(desk: DirectoryDesk): DirectoryHandlers {
  const changeNumbers = (siteId: string, numbers: NumbersPart): void =>
    desk.put(siteId, { ...desk.directory(siteId), numbers }, { what: 'numbers', siteId, value: structuredClone(numbers) });

  const changeRows = (siteId: string, judged: Judgement<ExtensionsPart['rows']>, field: string): void => {
    if (!judged.ok) throw new Refusal({ code: 'invalid-value', what: 'Not saved yet.', why: judged.why, fields: [{ field, why: judged.why }] });
    const { extensions, numbers } = desk.directory(siteId);
    const left = new Set(judged.value.map(({ number }) => number));
    const old = new Set(extensions.rows);
    desk.put(siteId, { numbers, extensions: { ...extensions, rows: judged.value } }, {
      what: 'extensions', siteId, rows: structuredClone(judged.value.filter((row) => !old.has(row))), removed: extensions.rows.filter(({ number }) => !left.has(number)).map(({ number }) => number),
    });
  };

  const countryOf = (siteId: string): string => desk.site(siteId).intent.country;

  const readFile = (siteId: string, text: string): UsersFile => {
    const { cells, problems } = parseCsv(text);
    const file = readUsers(cells, countryOf(siteId), problems);
    if (!file.ok) throw new Refusal({ code: 'invalid-value', what: 'The file was not read.', why: file.why });
    return file.value;
  };

  return {
    'dids.add': ({ siteId, text }) => {
      const { numbers } = desk.directory(siteId);
      const site = desk.site(siteId);
      const { added, lines } = readDidList(text, { country: site.intent.country, known: new Set(numbers.dids), onTrunk: listedNumbers(site) });
      changeNumbers(siteId, { ...numbers, dids: [...numbers.dids, ...added] });
      return { added: added.length, lines: lines.flatMap((line) => (line.result === 'bad' || line.result === 'duplicate' ? [{ line: line.line, text: line.text, kind: line.result, why: line.why }] : [])) };
    },
    'dids.remove': ({ siteId, dids }) => {
      const { numbers } = desk.directory(siteId);
      changeNumbers(siteId, { ...numbers, dids: numbers.dids.filter((did) => !dids.includes(did)) });
      return {};
    },
    'dids.export': ({ siteId }) => { desk.saved.push(didFile(desk.directory(siteId).numbers.dids)); return { saved: true }; },
    'extensions.add': ({ siteId, ...wanted }) => { changeRows(siteId, addExtension(desk.directory(siteId).extensions.rows, wanted, countryOf(siteId)), 'number'); return {}; },
    'extensions.change': ({ siteId, number, change: { dids, ...texts } }) => {
      changeRows(siteId, changeExtension(desk.directory(siteId).extensions.rows, number, { ...texts, ...(dids === undefined ? {} : { dids: dids.split(/[,;:\n]/) }) }, countryOf(siteId)), dids === undefined ? Object.keys(texts)[0] ?? 'number' : 'dids');
      return {};
    },
    'extensions.remove': ({ siteId, numbers }) => { changeRows(siteId, { ok: true, value: removeExtensions(desk.directory(siteId).extensions.rows, new Set(numbers)) }, ''); return {}; },
    'extensions.assign': ({ siteId, numbers, firstDid, callerId, replace }) => {
      const { extensions, numbers: { dids } } = desk.directory(siteId);
      const others = replace ? extensions.rows.filter(({ number }) => !numbers.includes(number)) : extensions.rows;
      const offered = firstDid === null ? [] : freeDids(dids.slice(dids.indexOf(firstDid)), others);
      const result = assign(extensions.rows, numbers, { dids: offered.slice(0, numbers.length), callerId: callerId.kind === 'one' ? (callerId.number as `+${string}`) : callerId.kind, replace });
      changeRows(siteId, { ok: true, value: result.rows }, '');
      return { changed: result.changed.length, without: firstDid === null ? [] : [...result.withoutDid, ...result.full], moved: result.moved.map(({ did, from, to }) => `${did} from ${from} to ${to}`) };
    },
    'extensions.compare': ({ siteId, text }) => {
      const file = readFile(siteId, text);
      const { added, changed, missing, same } = compareUsers(desk.directory(siteId).extensions, file);
      return {
        columns: [...file.columns], unknownColumns: file.columns.filter((column) => fieldOf(column) === null), added: added.map(({ number, firstName, lastName }) => ({ number, firstName, lastName })), same, missing: missing.map(({ number }) => number), problems: [...file.problems],
        changed: changed.flatMap(({ number, changes }) => changes.map(({ column, before, after }) => ({ number, field: column, before, after }))),
      };
    },
    'extensions.take': ({ siteId, text }) => {
      const taken = takeUsers(desk.directory(siteId).extensions, readFile(siteId, text), desk.stamp());
      if (taken.ok) {
        const next = { ...desk.directory(siteId), extensions: taken.value };
        desk.put(siteId, next, { what: 'directory', value: { siteId, ...structuredClone(next) } });
      }
      return {};
    },
    'extensions.export': ({ siteId }) => { desk.saved.push(formatCsv(usersCells(desk.directory(siteId).extensions))); return { saved: true }; },
  };
}
