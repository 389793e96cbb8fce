import { timingSafeEqual } from 'node:crypto';
import { Form } from './form.ts';
import { errorResponse, jsonResponse, notFound, type PracticeRequest, type PracticeResponse, Refusal } from './http.ts';
import { accessListRoutes } from './resources/access-lists.ts';
import { accountRoutes } from './resources/account.ts';
import { addressRoutes } from './resources/addresses.ts';
import { alertRoutes } from './resources/alerts.ts';
import { availableNumberRoutes } from './resources/available-numbers.ts';
import { callRoutes } from './resources/calls.ts';
import { credentialListRoutes } from './resources/credential-lists.ts';
import { numberRoutes } from './resources/numbers.ts';
import { pricingRoutes } from './resources/pricing.ts';
import { trunkPartRoutes } from './resources/trunk-parts.ts';
import { TRUNK_REFUSED, trunkRoutes } from './resources/trunks.ts';
import { type Caller, type GroupedRoute, inGroup, matchPath, PRACTICE_HOSTS } from './route.ts';
import type { PracticeWorld } from './world.ts';
import type { PracticeWorldData } from './world-data.ts';

export const ROUTES: readonly GroupedRoute[] = [
  ...inGroup('account', accountRoutes),
  ...inGroup('trunks', [...trunkRoutes, ...trunkPartRoutes]),
  ...inGroup('sip-lists', [...accessListRoutes, ...credentialListRoutes]),
  ...inGroup('available-numbers', availableNumberRoutes),
  ...inGroup('numbers', numberRoutes),
  ...inGroup('addresses', addressRoutes),
  ...inGroup('pricing', pricingRoutes),
  ...inGroup('alerts', alertRoutes),
  ...inGroup('calls', callRoutes),
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
    // NC: restricted-refusal — 403 with 70051, for any of the groups; which of them Twilio can restrict is not known for trunks and addresses.
    if (caller === 'restricted-key' && world.data.account.restrictedKey.denied.includes(route.group)) throw new Refusal(403, 70051, 'Authorization failed: the key does not have this permission');
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
  const { sid, authToken, apiKey, apiSecret, restrictedKey } = account;
  const known: readonly (readonly [Caller, string])[] = [['auth-token', `${sid}:${authToken}`], ['standard-key', `${apiKey}:${apiSecret}`], ['restricted-key', `${restrictedKey.sid}:${restrictedKey.secret}`]];
  const caller = known.find(([, secret]) => same(given, secret))?.[0] ?? null;
  if (caller === null) throw new Refusal(401, 20003, 'Authenticate', 'Your AccountSid or AuthToken was incorrect.');
  // NC: inactive-account — 403 with 20005.
  if (account.status !== 'active') throw new Refusal(403, 20005, 'Account is not active');
  return caller;
}

function same(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function findRoute(request: PracticeRequest): { readonly route: GroupedRoute; readonly parts: Readonly<Record<string, string>> } {
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
