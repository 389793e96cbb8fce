import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { bundleFile } from './bundle.ts';
import { contentSecurityPolicy, PRINT_POLICY } from './csp.ts';

/** Pages to print, by their one-time name: `app://print/<name>`. They are not `app://bundle`, so nothing they did could be taken for the app. */
const pages = new Map<string, string>();

const notFound = (): Response => new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain', 'content-security-policy': PRINT_POLICY } });

/** Must run before `ready`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
}

/** Serves the renderer's build folder, and nothing outside it, as `app://bundle`. */
export function serveApp(folder: string): void {
  protocol.handle('app', async (request) => {
    const printed = /^app:\/\/print\/([0-9a-f]{32})$/.exec(request.url)?.[1];
    if (printed !== undefined) return printPage(printed);
    const found = bundleFile(folder, request.url, request.method);
    if (found === null) return notFound();
    const body = await readFile(found.file).catch(() => null);
    if (body === null) return notFound();
    const nonce = randomBytes(16).toString('base64');
    const content = found.type.startsWith('text/html') ? body.toString('utf8').replaceAll('%CSP_NONCE%', nonce) : new Uint8Array(body);
    return new Response(content, {
      headers: {
        'content-type': found.type, 'content-security-policy': contentSecurityPolicy(nonce), 'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin', 'referrer-policy': 'no-referrer',
      },
    });
  });
}

function printPage(name: string): Response {
  const html = pages.get(name);
  if (html === undefined) return notFound();
  pages.delete(name);
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PRINT_POLICY, 'x-content-type-options': 'nosniff' } });
}

/** Offers a page for one load, and returns its address. */
export function offerPrintPage(html: string): string {
  const name = randomBytes(16).toString('hex');
  pages.set(name, html);
  return `app://print/${name}`;
}
