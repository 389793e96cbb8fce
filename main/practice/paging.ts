import { refuse } from './http.ts';
import type { Answer, Call } from './route.ts';

const USUAL_SIZE = 50;
const LARGEST_SIZE = 1000;

interface Page<Thing> {
  readonly things: readonly Thing[];
  readonly page: number;
  readonly size: number;
  readonly here: string;
  readonly first: string;
  readonly next: string | null;
  readonly previous: string | null;
}

/**
 * One page. The token names the last thing of the page before, so that neither a new nor a removed thing shifts the pages.
 * NC: list-order — newest first, as the Console shows lists; no source says what the API does.
 */
function pageOf<Thing extends { readonly order: number }>({ request }: Call, all: readonly Thing[]): Page<Thing> {
  const { query, path } = request;
  const size = readSize(query);
  const page = readWhole(query, 'Page', 0);
  const token = query.get('PageToken');
  const sorted = [...all].sort((one, other) => other.order - one.order);
  const rest = token === null ? sorted.slice(page * size) : sorted.filter((thing) => thing.order < readToken(token));
  const things = rest.slice(0, size);
  const last = things.at(-1);
  const link = (number: number, after: number | null): string => {
    const values = new URLSearchParams([...query].filter(([name]) => !['PageSize', 'Page', 'PageToken'].includes(name)));
    values.set('PageSize', String(size));
    values.set('Page', String(number));
    if (after !== null) values.set('PageToken', `PT${after.toString(16)}`);
    return `${path}?${values.toString()}`;
  };
  return {
    things, page, size, here: link(page, token === null ? null : readToken(token)), first: link(0, null),
    next: last !== undefined && rest.length > size ? link(page + 1, last.order) : null, previous: page > 0 ? link(page - 1, null) : null,
  };
}

function readSize(query: URLSearchParams): number {
  const size = readWhole(query, 'PageSize', USUAL_SIZE);
  if (size > LARGEST_SIZE) throw refuse(20007, `Page size must be less than or equal to ${LARGEST_SIZE}`);
  return Math.max(1, size);
}

function readWhole(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name);
  if (text === null || text === '') return otherwise;
  if (!/^\d{1,7}$/.test(text)) throw refuse(20001, `${name} must be a whole number`);
  return Number(text);
}

function readToken(token: string): number {
  const digits = /^PT([0-9a-f]{1,12})$/.exec(token)?.[1];
  if (digits === undefined) throw refuse(21481, 'Invalid page token');
  return Number.parseInt(digits, 16);
}

/** A list of api.twilio.com: paging keys beside the list, links relative to the host. */
export function classicList<Thing extends { readonly order: number }>(call: Call, key: string, all: readonly Thing[], show: (thing: Thing) => object): Answer {
  const { things, page, size, here, first, next, previous } = pageOf(call, all);
  const start = page * size;
  return {
    status: 200,
    body: {
      [key]: things.map(show), page, page_size: size, start, end: Math.max(start, start + things.length - 1),
      uri: here, first_page_uri: first, next_page_uri: next, previous_page_uri: previous,
    },
  };
}

/** A list of trunking or monitor: paging in `meta`, links absolute. */
export function modernList<Thing extends { readonly order: number }>(call: Call, key: string, all: readonly Thing[], show: (thing: Thing) => object): Answer {
  const { things, page, size, here, first, next, previous } = pageOf(call, all);
  const absolute = (link: string | null): string | null => (link === null ? null : `https://${call.request.host}${link}`);
  return {
    status: 200,
    body: {
      [key]: things.map(show),
      meta: { key, page, page_size: size, url: absolute(here), first_page_url: absolute(first), next_page_url: absolute(next), previous_page_url: absolute(previous) },
    },
  };
}

/** The size of a list that has no paging (numbers for sale). */
export function listSize({ request }: Call): number {
  return readSize(request.query);
}
