// net.fetch and session.fetch: Node's fetch with Electron's rules about redirects, custom schemes, webRequest and error texts.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HostProtocol } from './custom-schemes.ts';
import { nextRequestId, type HostWebRequest } from './web-request.ts';

export type FetchInit = RequestInit & { bypassCustomProtocolHandlers?: boolean };
interface Network {
  readonly protocol: HostProtocol;
  readonly webRequest: HostWebRequest;
}

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.map': 'application/json',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp', '.ico': 'image/x-icon', '.woff2': 'font/woff2',
  '.wasm': 'application/wasm', '.txt': 'text/plain',
};
/** What Node says, in Chromium's words: an app that translates errors sees the same text in both hosts. */
const ERRORS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'net::ERR_CONNECTION_REFUSED', ECONNRESET: 'net::ERR_CONNECTION_RESET', EPIPE: 'net::ERR_CONNECTION_RESET', UND_ERR_SOCKET: 'net::ERR_EMPTY_RESPONSE',
  ENOTFOUND: 'net::ERR_NAME_NOT_RESOLVED', EAI_AGAIN: 'net::ERR_NAME_NOT_RESOLVED', ETIMEDOUT: 'net::ERR_CONNECTION_TIMED_OUT',
  UND_ERR_CONNECT_TIMEOUT: 'net::ERR_CONNECTION_TIMED_OUT', EHOSTUNREACH: 'net::ERR_ADDRESS_UNREACHABLE', ENETUNREACH: 'net::ERR_ADDRESS_UNREACHABLE',
  CERT_HAS_EXPIRED: 'net::ERR_CERT_DATE_INVALID', ERR_TLS_CERT_ALTNAME_INVALID: 'net::ERR_CERT_COMMON_NAME_INVALID',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'net::ERR_CERT_AUTHORITY_INVALID', SELF_SIGNED_CERT_IN_CHAIN: 'net::ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'net::ERR_CERT_AUTHORITY_INVALID', UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'net::ERR_CERT_AUTHORITY_INVALID',
};

/**
 * @throws Error with Chromium's `net::ERR_...` text, with Electron's words for a redirect that the caller did not want (it never hands out the
 *   3xx answer itself: electron/electron lib/browser/api/net-client-request.ts), or with the reason of the abort
 */
export async function fetchIn(network: Network, input: string | GlobalRequest, init: FetchInit = {}): Promise<GlobalResponse> {
  const request = new Request(input, init);
  const answer = await network.webRequest.beforeRequest({
    id: nextRequestId(), url: request.url, method: request.method, resourceType: 'other', referrer: request.headers.get('referer') ?? '', timestamp: Date.now(),
  });
  request.signal.throwIfAborted();
  if (answer.cancel) throw new Error('net::ERR_BLOCKED_BY_CLIENT');
  if (answer.redirectURL) return fetchIn(network, answer.redirectURL, init);
  if (request.url.startsWith('file:')) return fetchFile(fileURLToPath(request.url));
  const handler = init.bypassCustomProtocolHandlers ? undefined : network.protocol.handlerFor(request.url);
  if (handler) return handler(request);
  if (!/^https?:/.test(request.url)) throw new Error('net::ERR_UNKNOWN_URL_SCHEME');
  const response = await fetch(request, { redirect: request.redirect === 'follow' ? 'follow' : 'manual' }).catch((error: unknown) => {
    request.signal.throwIfAborted();
    throw translated(error);
  });
  if (request.redirect === 'follow' || ![301, 302, 303, 307, 308].includes(response.status)) return response;
  void response.body?.cancel();
  throw new Error(request.redirect === 'error' ? "Attempted to redirect, but redirect policy was 'error'" : 'Redirect was cancelled');
}

async function fetchFile(file: string): Promise<GlobalResponse> {
  if (!existsSync(file)) throw new Error('net::ERR_FILE_NOT_FOUND');
  return new Response(await readFile(file), { headers: { 'content-type': MIME[path.extname(file).toLowerCase()] ?? 'application/octet-stream' } });
}

function translated(error: unknown): Error {
  const { code, message } = (error as { cause?: { code?: string; message?: string } }).cause ?? {};
  if (message === 'bad port') return new Error('net::ERR_UNSAFE_PORT');
  return new Error(ERRORS[code ?? ''] ?? 'net::ERR_FAILED');
}
