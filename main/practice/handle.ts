import { timingSafeEqual } from 'node:crypto';
import { Form } from './form.ts';
import { errorResponse, jsonResponse, notFound, type PracticeRequest, type PracticeResponse, Refusal } from './http.ts';
import { accessListRoutes } from './resources/access-lists.ts';
import { accountRoutes } from './resources/account.ts';
import { addressRoutes } from './resources/addresses.ts';
import { availableNumberRoutes } from './resources/available-numbers.ts';
import { credentialListRoutes } from './resources/credential-lists.ts';
import { numberRoutes } from './resources/numbers.ts';
import { trunkPartRoutes } from './resources/trunk-parts.ts';
import { TRUNK_REFUSED, trunkRoutes } from './resources/trunks.ts';
import { type Caller, matchPath, PRACTICE_HOSTS, type Route } from './route.ts';
import type { PracticeWorld } from './world.ts';
import type { PracticeWorldData } from './world-data.ts';

export const ROUTES: readonly Route[] = [
  ...accountRoutes, ...trunkRoutes, ...trunkPartRoutes, ...accessListRoutes, ...credentialListRoutes, ...availableNumberRoutes, ...numberRoutes, ...addressRoutes,
];

/**
 * Answers one request as Twilio would (twilio.md section 1) and changes the world accordingly: the world is only changed by requests
 * that are answered with a 2xx.
 * @param now milliseconds since 1970
 */
export function handle(world: PracticeWorld, request: PracticeRequest, now: number): PracticeResponse {
  try {
    if (!PRACTICE_HOSTS.some((host) => host === request.host)) throw new Refusal(404, 20404, 'This host is not part of the practice account');
    const caller = authenticate(world.data, request.headers['authorization'] ?? '');
    const { route, parts } = findRoute(request);
    // Whoever is not the account itself sees none (twilio.md 1.1 also knows of a 401 here).
    // NC: other-account — 404 for an account that the credentials are not of.
    if ('AccountSid' in parts && parts['AccountSid'] !== world.data.account.sid) throw notFound(request.path);
    const answer = route.run({ world, data: world.data, caller, request, form: readForm(request), now, part: (name) => parts[name] ?? '' });
    return answer.status === 204 ? { status: 204, headers: {}, body: '' } : jsonResponse(answer.status, answer.body);
  } catch (error) {
    if (error instanceof Refusal) return errorResponse(error);
    throw error;
  }
}

function authenticate({ account }: PracticeWorldData, header: string): Caller {
  const given = Buffer.from(/^Basic ([\w+/=]+)$/i.exec(header)?.[1] ?? '', 'base64').toString('utf8');
  const caller = same(given, `${account.sid}:${account.authToken}`) ? 'auth-token' : same(given, `${account.apiKey}:${account.apiSecret}`) ? 'standard-key' : null;
  if (caller === null) throw new Refusal(401, 20003, 'Authenticate', 'Your AccountSid or AuthToken was incorrect.');
  // NC: inactive-account — 403 with 20005.
  if (account.status !== 'active') throw new Refusal(403, 20005, 'Account is not active');
  return caller;
}

function same(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function findRoute(request: PracticeRequest): { readonly route: Route; readonly parts: Readonly<Record<string, string>> } {
  let known = false;
  for (const route of ROUTES) {
    const parts = route.host === request.host ? matchPath(route.path, request.path) : null;
    if (!parts) continue;
    if (route.method === request.method) return { route, parts };
    known = true;
  }
  // NC: wrong-method — 405 with 20004.
  if (known) throw new Refusal(405, 20004, 'Method not allowed');
  throw notFound(request.path);
}

/** NC: content-type — only a form is read: other content is as good as none, as a client would notice that forgot its content type. */
function readForm({ headers, body }: PracticeRequest): Form {
  const isForm = (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  return new Form(new URLSearchParams(isForm ? body : ''), TRUNK_REFUSED);
}
