import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getEventListeners } from 'node:events';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it, test } from 'vitest';
import { AnswerError, createTwilioHttpClient, type SdkRequest, TransportError, type TwilioFetch, type TwilioHttpClient } from '../../../main/twilio/http-client.ts';
import { MOST_IN_FLIGHT, Throttle } from '../../../main/twilio/throttle.ts';

const SECRET = 'canary-secret-of-the-account';
const SIP_PASSWORD = 'Canary-Sip-Password-1';
const POST: SdkRequest = {
  method: 'post', uri: 'https://api.twilio.com/2010-04-01/Things.json', username: 'SK1', password: SECRET,
  headers: { 'User-Agent': 'twilio-node', 'Accept-Charset': 'utf-8' }, data: { Password: SIP_PASSWORD },
};
const GET: SdkRequest = { method: 'get', uri: 'https://trunking.twilio.com/v1/Trunks', username: 'SK1', password: SECRET };

interface Seen { readonly method: string; readonly url: string; readonly headers: IncomingMessage['headers']; readonly body: string }

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function listen(respond: (response: ServerResponse, request: IncomingMessage) => void): Promise<{ readonly port: number; readonly seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => { body += part.toString('utf8'); });
    request.on('end', () => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      respond(response, request);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { port: (server.address() as AddressInfo).port, seen };
}

/** Node's own fetch, with the host of the address changed: everything else is the client's doing. */
function to(port: number): TwilioFetch {
  return (url, init) => {
    const { pathname, search } = new URL(url);
    return fetch(`http://127.0.0.1:${port}${pathname}${search}`, init);
  };
}

async function clientFor(respond: (response: ServerResponse, request: IncomingMessage) => void, options?: { readonly signal?: AbortSignal; readonly timeoutMilliseconds?: number }): Promise<{ readonly client: TwilioHttpClient; readonly seen: Seen[] }> {
  const { port, seen } = await listen(respond);
  return { client: createTwilioHttpClient(to(port), options), seen };
}

const json = (status: number, body: object, headers: Record<string, string> = {}) => (response: ServerResponse): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};

async function failure(call: Promise<unknown>): Promise<unknown> {
  return call.then(() => { throw new Error('The call did not fail.'); }, (error: unknown) => error);
}

/** All that can be read of an error, hidden and inherited properties and its causes included. */
function everythingIn(value: unknown, seen = new Set<unknown>()): string {
  if (typeof value !== 'object' || value === null || seen.has(value)) return String(value);
  seen.add(value);
  const own = Reflect.ownKeys(value).map((key) => `${String(key)}=${everythingIn(Reflect.get(value, key), seen)}`).join('\n');
  return `${own}\n${inspect(value, { depth: 10, showHidden: true })}\n${JSON.stringify(value)}`;
}

function expectNoSecretIn(error: unknown): void {
  const text = everythingIn(error);
  for (const secret of [SECRET, SIP_PASSWORD, Buffer.from(`SK1:${SECRET}`).toString('base64'), encodeURIComponent(SIP_PASSWORD)]) expect(text).not.toContain(secret);
}

test('a post carries Basic auth, a form and what it accepts, and nothing else of the SDK’s', async () => {
  const { client, seen } = await clientFor(json(201, { sid: 'X' }));
  await client.request({ ...POST, data: { Name: 'a b&c=ü', Many: ['1', '2'], Flag: true, Off: false, Empty: '', Nothing: null, Left: undefined } });
  expect(seen[0]).toMatchObject({ method: 'POST', body: 'Name=a%20b%26c%3D%C3%BC&Many=1&Many=2&Flag=true&Off=false&Empty=&Nothing=' });
  expect(seen[0]?.headers).toMatchObject({
    authorization: `Basic ${Buffer.from(`SK1:${SECRET}`).toString('base64')}`, 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', 'user-agent': 'twilio-node',
  });
  expect(seen[0]?.headers['accept-charset']).toBeUndefined();
});

test('query parameters are added to the address, behind those it has already', async () => {
  const { client, seen } = await clientFor(json(200, {}));
  await client.request({ ...GET, params: { PageSize: 2, PhoneNumber: '+1415', Tag: ['a', 'b'] } });
  await client.request({ ...GET, uri: `${GET.uri}?Page=1`, params: { PageSize: 2 } });
  expect(seen.map(({ url }) => url)).toEqual(['/v1/Trunks?PageSize=2&PhoneNumber=%2B1415&Tag=a&Tag=b', '/v1/Trunks?Page=1&PageSize=2']);
});

test('an object cannot be sent in a form by mistake', async () => {
  const { client, seen } = await clientFor(json(200, {}));
  expect(await failure(client.request({ ...POST, data: { Thing: { Password: SIP_PASSWORD } } }))).toBeInstanceOf(TypeError);
  expect(seen).toEqual([]);
});

test('a delete is answered with nothing', async () => {
  const { client } = await clientFor((response) => { response.writeHead(204).end(); });
  expect(await client.request({ ...GET, method: 'delete' })).toMatchObject({ statusCode: 204, body: '' });
});

test('a refusal of Twilio’s keeps its status, its code and how long to wait, and not its message', async () => {
  const { client } = await clientFor(json(429, { code: 20429, message: `echo ${SIP_PASSWORD}`, status: 429 }, { 'retry-after': '7' }));
  const error = await failure(client.request(POST));
  expect(error).toBeInstanceOf(AnswerError);
  expect(error).toMatchObject({ status: 429, code: 20429, retryAfterSeconds: 7, write: true });
  expectNoSecretIn(error);
});

test('a redirect is refused, and the credentials never reach where it leads', async () => {
  const second = await listen(json(200, {}));
  const { client } = await clientFor((response) => { response.writeHead(302, { location: `http://127.0.0.1:${second.port}/` }).end(); });
  for (const request of [GET, POST]) expect(await failure(client.request(request))).toMatchObject({ kind: 'not-twilio' });
  expect(second.seen).toEqual([]);
});

test('only Twilio’s hosts are called, over https, wherever an answer’s next page leads', async () => {
  const { client, seen } = await clientFor(json(200, {}));
  for (const uri of ['https://evil.example/v1', 'http://api.twilio.com/x', 'https://api.twilio.com.evil.example/x', 'https://api.twilio.com:8443/x', 'https://api.twilio.com@evil.example/x']) {
    expect(await failure(client.request({ ...POST, uri }))).toMatchObject({ kind: 'not-twilio', sent: false });
  }
  expect(seen).toEqual([]);
});

test.each([
  ['a page of HTML', (response: ServerResponse) => { response.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${SIP_PASSWORD}</html>`); }],
  ['half of the JSON', (response: ServerResponse) => { response.writeHead(201).end(`{"sid": "${SIP_PASSWORD}`); }],
  ['JSON that is no object', (response: ServerResponse) => { response.writeHead(200).end('["x"]'); }],
  ['nothing where something is due', (response: ServerResponse) => { response.writeHead(200).end(); }],
  ['a proxy’s own refusal', (response: ServerResponse) => { response.writeHead(403).end('<html>'); }],
])('%s is not an answer of Twilio’s, and nobody knows what became of the call', async (_, respond) => {
  const { client } = await clientFor(respond);
  const error = await failure(client.request(POST));
  expect(error).toBeInstanceOf(TransportError);
  expect(error).toMatchObject({ kind: 'not-twilio', write: true, sent: true });
  expectNoSecretIn(error);
});

test('a fault of Twilio’s side without JSON is still a fault of Twilio’s side', async () => {
  const { client } = await clientFor((response) => { response.writeHead(502).end('<html>Bad gateway'); });
  expect(await failure(client.request(POST))).toMatchObject({ status: 502, code: null, write: true });
});

test('a connection that is cut after the call was sent leaves the outcome open', async () => {
  const { client } = await clientFor((_, request) => { request.socket.destroy(); });
  const error = await failure(client.request(POST));
  expect(error).toMatchObject({ kind: 'network', write: true, sent: true });
  expectNoSecretIn(error);
});

test('a call that reached nobody was not sent', async () => {
  const { port } = await listen(json(200, {}));
  const [server] = servers.splice(0);
  await new Promise((resolve) => { server?.close(resolve); });
  const error = await failure(createTwilioHttpClient(to(port)).request(POST));
  expect(error).toMatchObject({ kind: 'network', sent: false });
  expectNoSecretIn(error);
});

test.each([
  ['net::ERR_NAME_NOT_RESOLVED', 'network', false], ['net::ERR_INTERNET_DISCONNECTED', 'network', false], ['net::ERR_CERT_AUTHORITY_INVALID', 'network', false],
  ['net::ERR_PROXY_CONNECTION_FAILED', 'network', false], ['net::ERR_CONNECTION_RESET', 'network', true], ['net::ERR_SSL_PROTOCOL_ERROR', 'network', true],
  ['Attempted to redirect, but redirect policy was \'error\'', 'not-twilio', true],
])('Chromium’s %s is told as %s, sent: %s', async (message, kind, sent) => {
  const client = createTwilioHttpClient(() => Promise.reject(Object.assign(new Error(message), { config: { headers: SECRET } })));
  const error = await failure(client.request(POST));
  expect(error).toMatchObject({ kind, sent });
  expectNoSecretIn(error);
});

test('a server that never answers ends in a timeout, also when the body stops half way', async () => {
  for (const respond of [() => {}, (response: ServerResponse) => { response.writeHead(200); response.write('{"sid":'); }]) {
    const { client } = await clientFor(respond, { timeoutMilliseconds: 50 });
    const error = await failure(client.request(POST));
    expect(error).toMatchObject({ kind: 'timeout', write: true, sent: true });
    expectNoSecretIn(error);
  }
});

test('a stop ends a call in flight and keeps further ones from being sent', async () => {
  const stop = new AbortController();
  const { client, seen } = await clientFor(() => stop.abort(), { signal: stop.signal });
  expect(await failure(client.request(POST))).toMatchObject({ kind: 'cancelled', sent: true });
  expect(await failure(client.request(POST))).toMatchObject({ kind: 'cancelled', sent: false });
  expect(seen).toHaveLength(1);
});

test('the client keeps nothing of a call', async () => {
  const { client } = await clientFor(json(201, { sid: 'X' }));
  await client.request(POST);
  expectNoSecretIn(client);
});

test('nothing of an ended call is left waiting: no timer, no listener on the stop', async () => {
  const stop = new AbortController();
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  for (const fetch of [() => Promise.resolve(new Response('{}')), () => Promise.reject(new Error('net::ERR_FAILED'))]) {
    await createTwilioHttpClient(fetch, { signal: stop.signal }).request(GET).catch(() => {});
    expect([timers(), getEventListeners(stop.signal, 'abort')]).toEqual([before, []]);
  }
});

describe('calls that wait for their turn', () => {
  it('have all their time from then on, and are four at once at most, one after a 429', async () => {
    let flying = 0;
    let most = 0;
    const slow: TwilioFetch = async (_url, { signal }) => {
      flying += 1;
      most = Math.max(most, flying);
      await new Promise((resolve) => { setTimeout(resolve, 60); });
      flying -= 1;
      signal.throwIfAborted();
      return new Response('{"ok":true}', { status: 200 });
    };
    const throttle = new Throttle(MOST_IN_FLIGHT);
    // Two clients of one account: what one does, the other waits for.
    const clients = [0, 1].map(() => createTwilioHttpClient(slow, { timeoutMilliseconds: 200, throttle }));
    await Promise.all(Array.from({ length: 20 }, (_, index) => clients[index % 2]!.request({ method: 'get', uri: 'https://api.twilio.com/x' })));
    expect(most).toBe(MOST_IN_FLIGHT);
    const busy = createTwilioHttpClient(async () => new Response('{"code":20429,"status":429}', { status: 429 }), { throttle });
    await busy.request({ method: 'get', uri: 'https://api.twilio.com/x' }).catch(() => undefined);
    expect(throttle.limit).toBe(1);
  });
});
