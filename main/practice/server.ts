import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createExchange, type Exchange, type PracticeOptions } from './exchange.ts';
import { jsonResponse } from './http.ts';
import type { PracticeWorld } from './world.ts';

const LARGEST_BODY = 1_000_000;

/** The practice account over HTTP, for clients outside this process. The `Host` header names the API: `api.twilio.com` and so on. Not listening yet. */
export function createPracticeServer(world: PracticeWorld, options: PracticeOptions): Server {
  const exchange = createExchange(world, options);
  return createServer((request, response) => {
    // A connection that broke has nobody left to tell.
    answer(exchange, request, response).catch(() => response.destroy());
  });
}

async function answer(exchange: Exchange, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const body = await readBody(request);
  if (body === null) {
    send(response, jsonResponse(413, { code: 20001, message: 'The request is too large', status: 413 }));
    return;
  }
  const host = apiOf((request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase());
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://practice');
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const outcome = await exchange({ method: request.method ?? 'GET', host, path: pathname, query: searchParams, headers, body }, gone.signal);
  if (outcome.kind === 'cut') request.socket.destroy();
  else send(response, outcome.response);
}

/** A client that was told of an edge names it before the region, and us1 is the only region here: `trunking.ashburn.us1.twilio.com` is `trunking.twilio.com`. */
function apiOf(host: string): string {
  return host.replace(/^([a-z]+)(?:\.[a-z-]+)?\.us1\.twilio\.com$/, '$1.twilio.com');
}

function send(response: ServerResponse, { status, headers, body }: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }): void {
  response.writeHead(status, headers).end(body);
}

/** Null when there is more than any call of Twilio's needs. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= LARGEST_BODY) parts.push(part);
  }
  return size > LARGEST_BODY ? null : Buffer.concat(parts).toString('utf8');
}
