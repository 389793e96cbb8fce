import { request as httpRequest } from 'node:http';
import { expect } from 'vitest';
import { createTwilioClient, type Twilio, type TwilioCredentials } from '../../../main/twilio/client.ts';
import type { TwilioFetch } from '../../../main/twilio/http-client.ts';
import { SEEDED_NUMBERS } from '../../../main/practice/seeds.ts';
import { practiceCredentials } from '../../../main/practice/credentials.ts';
import type { FaultPlan } from '../../../main/practice/faults.ts';
import { createPracticeFetch } from '../../../main/practice/fetch.ts';
import { handle } from '../../../main/practice/handle.ts';
import type { PracticeResponse } from '../../../main/practice/http.ts';
import { PracticeWorld } from '../../../main/practice/world.ts';

export const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);
export const GOOD_PASSWORD = 'Correct-Horse-42';

export function freshWorld(seed = 'tests'): PracticeWorld {
  return PracticeWorld.fresh({ now: NOW, seed });
}

export async function clientOf(world: PracticeWorld, { faults, credentials = practiceCredentials(world) }: { readonly faults?: FaultPlan; readonly credentials?: TwilioCredentials } = {}): Promise<Twilio> {
  return createTwilioClient(credentials, createPracticeFetch(world, { save: async () => {}, now: () => NOW, ...(faults ? { faults } : {}) }));
}

export interface Told { readonly status: number; readonly body: Record<string, unknown>; readonly response: PracticeResponse }

/** One raw request to `handle`, as the account itself unless `authorization` says otherwise. `{AC}` in the path is the account. */
export function tell(world: PracticeWorld, method: string, url: string, form: Readonly<Record<string, string>> | null = null, authorization = basic(practiceCredentials(world, 'auth-token')), now = NOW): Told {
  const { host, pathname, searchParams } = new URL(url.replaceAll('{AC}', world.data.account.sid));
  const response = handle(world, {
    method, host, path: pathname, query: searchParams, body: form ? new URLSearchParams(form).toString() : '',
    headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
  }, now);
  return { status: response.status, body: response.body === '' ? {} : JSON.parse(response.body) as Record<string, unknown>, response };
}

export const TRUNKS = 'https://trunking.twilio.com/v1/Trunks';
export const ACCOUNT = 'https://api.twilio.com/2010-04-01/Accounts/{AC}';
export const ACCESS = `${ACCOUNT}/SIP/IpAccessControlLists`;
export const LOGINS = `${ACCOUNT}/SIP/CredentialLists`;
export const NUMBERS = `${ACCOUNT}/IncomingPhoneNumbers`;
export const ADDRESSES = `${ACCOUNT}/Addresses`;
export const ORIGIN = { Weight: '10', Priority: '10', Enabled: 'true', FriendlyName: 'PBX', SipUrl: 'sip:pbx.example' };
export const PLACE = { CustomerName: 'Lakeside', Street: '1 Main St', City: 'Austin', Region: 'TX', PostalCode: '78701', IsoCountry: 'US' };

/** Makes a thing and returns its SID. */
export const make = (world: PracticeWorld, url: string, form: Record<string, string> = {}): string => {
  const { status, body } = tell(world, 'POST', url, form);
  expect(status).toBe(201);
  return String(body['sid']);
};
/** Status and code of a refusal. */
export const refused = ({ status, body }: Told): unknown => [status, body['code']];
/** The SID of a number that a fresh account owns. */
export const seeded = (world: PracticeWorld, which: keyof typeof SEEDED_NUMBERS): string => world.data.numbers.find(({ friendlyName }) => friendlyName === SEEDED_NUMBERS[which].friendlyName)?.sid ?? '';
/** The first local number for sale in a country. */
export const firstFor = (world: PracticeWorld, country: string, query = ''): string => {
  const { body } = tell(world, 'GET', `${ACCOUNT}/AvailablePhoneNumbers/${country}/Local.json?PageSize=1${query}`);
  return (body['available_phone_numbers'] as { phone_number: string }[])[0]?.phone_number ?? '';
};

export function basic({ username, secret }: TwilioCredentials): string {
  return `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`;
}

/** As `tell` by the account itself, so many minutes after `NOW`. */
export function tellLater(world: PracticeWorld, minutes: number, method: string, url: string, form: Readonly<Record<string, string>> | null = null): Told {
  return tell(world, method, url, form, basic(practiceCredentials(world, 'auth-token')), NOW + minutes * 60_000);
}

/** Leads each call to a server on this computer, with the host that was meant in the `Host` header. */
export function fetchThrough(port: number): TwilioFetch {
  return (url, { method, headers, body, signal }) => new Promise((resolve, reject) => {
    const { host, pathname, search } = new URL(url);
    const outgoing = httpRequest({ host: '127.0.0.1', port, method, path: `${pathname}${search}`, headers: { ...headers, Host: host }, signal, agent: false }, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        const known = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
        resolve(new Response(text === '' ? null : text, { status: incoming.statusCode ?? 0, headers: known }));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** The three things a call of the SDK is rejected with, as far as tests compare them. */
export async function refusalOf(call: Promise<unknown>): Promise<{ readonly status: unknown; readonly code: unknown }> {
  try {
    await call;
  } catch (error) {
    const { status, code } = error as { status?: unknown; code?: unknown };
    return { status, code };
  }
  throw new Error('The call was not refused.');
}
