// Lists what the public guide has, without a sentence of it: a locator and a kind for every heading, step, field, note, link, table row and the rest.
// `node_modules/.bin/node tools/guide-inventory.ts` writes tests/guide/inventory.json; tests/guide/coverage.ts says where each item went.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** `field`: something that the guide sets in bold, be it a value, a form's field, a page or a button. `text`: a paragraph outside a step. */
export type Kind = 'heading' | 'text' | 'note' | 'step' | 'bullet' | 'field' | 'row' | 'sample' | 'link' | 'link-definition';

export interface Item {
  /** `4.2/step-7/field-2`: the second field of step 7 of the second part of chapter 4. A heading is `heading 4.2`. Unique. */
  readonly locator: string;
  readonly kind: Kind;
}

/** An item with the words that the guide sets in bold there; empty for all other kinds. Never written anywhere. */
export interface Read extends Item {
  readonly words: string;
}

export interface Inventory {
  readonly source: string;
  /** Of the guide that was read, in hexadecimal. */
  readonly sha256: string;
  readonly items: readonly Item[];
}

/** Where the guide lies, seen from the repository's root. */
const GUIDE = path.resolve(import.meta.dirname, '..', '..', 'shared', 'reference', 'guide.md');
const RESULT = path.resolve(import.meta.dirname, '..', 'tests', 'guide', 'inventory.json');

const BOLD = /\*\*(.+?)\*\*/g;
/** `[words](address)`, `[words][name]` and `[name][]`; not `\[words]`. */
const LINK = /(?<!\\)\[(?:[^\]\\]|\\.)*\](?:\([^)]*\)|\[[^\]]*\])/g;

/** One nesting of list items, notes and ways (the guide's tabs), each with the column from which its contents start. */
interface Container {
  readonly locator: string;
  readonly kind: 'section' | 'step' | 'bullet' | 'note' | 'way';
  readonly column: number;
}

/** The guide's items in the order of the document. A pure function of the text; items are counted by place, not by the numbers that the guide prints. */
export function inventory(markdown: string): readonly Item[] {
  return read(markdown).map(({ locator, kind }) => ({ locator, kind }));
}

/** The same, with the words of the fields: for the test that looks whether a step names them too. */
export function read(markdown: string): readonly Read[] {
  const items: Read[] = [];
  const counts = new Map<string, number>();
  const heads: number[] = [];
  let stack: Container[] = [];
  const lists = new Map<string, { readonly sign: string; readonly name: string }>();
  let paragraph = false;
  let fenced = false;
  let table: string | null = null;

  const next = (name: string): string => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return `${name}-${count}`;
  };
  const add = (locator: string, kind: Kind, words = ''): string => {
    items.push({ locator, kind, words });
    return locator;
  };
  const section = (): string => stack[0]?.locator ?? '0';
  const within = (column: number): Container => {
    while (stack.length > 1 && (stack.at(-1)?.column ?? 0) > column) stack.pop();
    return stack.at(-1) ?? { locator: '0', kind: 'section', column: 0 };
  };
  const marks = (text: string, owner: string, bold = true): void => {
    const found = [
      ...(bold ? [...text.matchAll(BOLD)].map((match) => ({ at: match.index, kind: 'field' as const, words: (match[1] ?? '').replace(/[[\]\\]|\(https?:[^)]*\)/g, '') })) : []),
      ...[...text.matchAll(LINK)].map((match) => ({ at: match.index, kind: 'link' as const, words: '' })),
    ].sort((a, b) => a.at - b.at);
    for (const { kind, words } of found) add(next(kind === 'field' ? `${owner}/field` : `${section()}/link`), kind, words);
  };
  /** A list begins where the numbers begin anew or are written in another way; the second one of a place is its `list-2`. */
  const list = (parent: string, sign: string, first: boolean): void => {
    const now = lists.get(parent);
    if (now && !first && now.sign === sign) return;
    const count = (counts.get(`${parent} lists`) ?? 0) + 1;
    counts.set(`${parent} lists`, count);
    lists.set(parent, { sign, name: count === 1 ? parent : `${parent}/list-${count}` });
  };
  const heading = (level: number): void => {
    heads.length = Math.min(heads.length, level - 1);
    while (heads.length < level - 1) heads.push(0);
    heads[level - 2] = (heads[level - 2] ?? 0) + 1;
  };

  for (const line of markdown.split(/\r?\n/)) {
    const quoted = /^(\s*)>\s?(.*)$/.exec(line);
    const text = (quoted?.[2] ?? line).trim();
    const column = line.length - line.trimStart().length;

    if (text.startsWith('```')) {
      if (!fenced) add(next(`${within(column).locator}/sample`), 'sample');
      fenced = !fenced;
      paragraph = false;
      continue;
    }
    if (fenced) continue;
    if (text === '') {
      paragraph = false;
      table = null;
      continue;
    }

    const head = /^(#+)\s+(.*)$/.exec(text);
    if (head && column === 0) {
      const level = head[1]?.length ?? 1;
      if (level === 1) heads.length = 0;
      else heading(level);
      const name = level === 1 ? '0' : heads.join('.');
      stack = [{ locator: name, kind: 'section', column: 0 }];
      paragraph = false;
      marks(head[2] ?? '', add(`heading ${name}`, 'heading'));
      continue;
    }
    if (head) {
      // A heading inside a step is one of the step's tabs: one way among several to do it.
      if (within(column).kind === 'way') stack.pop();
      const way = next(`${within(column).locator}/way`);
      add(`heading ${way}`, 'heading');
      stack.push({ locator: way, kind: 'way', column });
      paragraph = false;
      continue;
    }

    if (quoted && text.startsWith('\\[!NOTE]')) {
      const note = add(next(`${within(column).locator}/note`), 'note');
      stack.push({ locator: note, kind: 'note', column: column + 1 });
      paragraph = false;
      continue;
    }
    if (!quoted && stack.at(-1)?.kind === 'note') stack.pop();
    const owner = quoted ? (stack.at(-1) ?? within(column)) : within(column);

    if (text.startsWith('|')) {
      if (table === null) table = `${next(`${owner.locator}/table`)} head`;
      else if (table.endsWith(' head')) table = table.replace(' head', '');
      else marks(text, add(next(`${table}/row`), 'row'), false);
      continue;
    }

    const definition = /^\[[^\]]+\]:\s/.exec(text);
    if (definition) {
      add(next(`${section()}/link`), 'link-definition');
      continue;
    }

    const numbered = /^(\d+)([.)])\s+/.exec(text);
    const bullet = /^[*-]\s+/.exec(text);
    if (numbered || bullet) {
      const width = (numbered ?? bullet)?.[0].length ?? 0;
      const rest = text.slice(width);
      if (numbered) list(owner.locator, numbered[2] ?? '', numbered[1] === '1');
      const kind = numbered ? 'step' : 'bullet';
      const locator = add(next(`${numbered ? lists.get(owner.locator)?.name : owner.locator}/${kind}`), kind);
      stack.push({ locator, kind, column: column + width });
      marks(rest, locator);
      paragraph = true;
      continue;
    }

    // What goes on in a step, a bullet or a note belongs to it; elsewhere a paragraph is an item of its own.
    if (owner.kind === 'section' || owner.kind === 'way') {
      const locator = paragraph ? `${owner.locator}/text-${counts.get(`${owner.locator}/text`) ?? 1}` : add(next(`${owner.locator}/text`), 'text');
      paragraph = true;
      marks(text, locator);
    } else marks(text, owner.locator);
  }
  return items;
}

/** The committed record of a guide. */
export function inventoryOf(markdown: string): Inventory {
  return { source: 'shared/reference/guide.md', sha256: createHash('sha256').update(markdown, 'utf8').digest('hex'), items: inventory(markdown) };
}

/** The record as it is written: one item a line, so that a change can be read. */
export function written({ source, sha256, items }: Inventory): string {
  const lines = items.map((item) => `    ${JSON.stringify(item)}`).join(',\n');
  return `{\n  "source": ${JSON.stringify(source)},\n  "sha256": ${JSON.stringify(sha256)},\n  "items": [\n${lines}\n  ]\n}\n`;
}

if (process.argv[1] === import.meta.filename) {
  const made = inventoryOf(readFileSync(GUIDE, 'utf8'));
  writeFileSync(RESULT, written(made));
  console.log(`${made.items.length} items of ${made.source} in ${path.relative(process.cwd(), RESULT)}`);
}
