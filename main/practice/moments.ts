import { refuse } from './http.ts';

/** The first and the last millisecond that a date or a time in a query stands for. */
export interface Moment {
  readonly first: number;
  readonly last: number;
}

/**
 * A value such as `2026-11-23` or `2026-11-23T12:00:00Z`; null where there is none.
 * NC: date-filters — a day stands for all of it and a time for its second, bounds belong to what is asked for, and any other value is refused with 20001.
 */
export function readMoment(query: URLSearchParams, name: string): Moment | null {
  const text = query.get(name);
  if (text === null || text === '') return null;
  const day = /^\d{4}-\d\d-\d\d$/.test(text);
  const first = day || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(first)) throw refuse(20001, `${name} must be a date or a time in GMT`);
  return { first, last: first + (day ? 86_400_000 : 1000) - 1 };
}

/** Whether a time is one that `name`, `name<` and `name>` ask for. What has no time yet is not. */
export function withinMoments(query: URLSearchParams, name: string): (at: number | null) => boolean {
  const [on, before, after] = [readMoment(query, name), readMoment(query, `${name}<`), readMoment(query, `${name}>`)];
  return (at) => (on === null && before === null && after === null)
    || (at !== null && (on === null || (at >= on.first && at <= on.last)) && (before === null || at <= before.last) && (after === null || at >= after.first));
}
