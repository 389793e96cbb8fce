import type { EndpointGroup } from './endpoint-groups.ts';
import type { Form } from './form.ts';
import { notFound, type PracticeRequest } from './http.ts';
import type { PracticeWorld } from './world.ts';
import type { PracticeWorldData } from './world-data.ts';

export const PRACTICE_HOSTS = ['api.twilio.com', 'trunking.twilio.com', 'monitor.twilio.com', 'pricing.twilio.com'] as const;

/** What a caller proved to be: the account itself, or an API key of it. */
export type Caller = 'auth-token' | 'standard-key' | 'restricted-key';

export interface Call {
  readonly world: PracticeWorld;
  readonly data: PracticeWorldData;
  readonly caller: Caller;
  readonly request: PracticeRequest;
  readonly form: Form;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The value of `{name}` in the route's path. */
  readonly part: (name: string) => string;
}

export type Answer = { readonly status: 200 | 201; readonly body: object } | { readonly status: 204 };

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly host: (typeof PRACTICE_HOSTS)[number];
  /** `{name}` stands for one part of the path. */
  readonly path: string;
  /** Refuses (throws a Refusal) before it changes anything. */
  readonly run: (call: Call) => Answer;
}

/** A route with the part of the API that it belongs to. */
export type GroupedRoute = Route & { readonly group: EndpointGroup };

export function inGroup(group: EndpointGroup, routes: readonly Route[]): GroupedRoute[] {
  return routes.map((route) => ({ ...route, group }));
}

export const DELETED: Answer = { status: 204 };

/** @throws Refusal 404 */
export function findBySid<Thing extends { readonly sid: string }>(call: Call, things: readonly Thing[], sid: string): Thing {
  const found = things.find((thing) => thing.sid === sid);
  if (!found) throw notFound(call.request.path);
  return found;
}

/** The values of a path that fits the pattern, else null. */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return null;
  const values: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? '';
    const variable = /^\{(\w+)\}(\.json)?$/.exec(part);
    if (!variable) {
      if (part !== text) return null;
      continue;
    }
    const suffix = variable[2] ?? '';
    if (!text.endsWith(suffix) || text.length === suffix.length) return null;
    values[variable[1] ?? ''] = text.slice(0, text.length - suffix.length);
  }
  return values;
}
