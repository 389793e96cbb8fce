import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { build } from 'vite';
import config from '../../electron.vite.config.ts';
import { contentSecurityPolicy } from '../../main/security/csp.ts';

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Builds the page as the app does, elsewhere. Returns the folder. */
export async function buildPage(): Promise<string> {
  // Each process its own: two test files may build at the same time.
  const folder = path.resolve(`.cache/renderer-test-${process.pid}`);
  const { renderer } = config as { renderer: { build: object } };
  // Vitest sets NODE_ENV to 'test', which Vite would build into the page: React's development build, and a React Aria that leaves its style out.
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build({ ...renderer, configFile: false, logLevel: 'error', build: { ...renderer.build, outDir: folder, emptyOutDir: true } });
  } finally {
    process.env['NODE_ENV'] = before;
  }
  return folder;
}

/** Serves a built page on loopback with the policy that main gives it. */
export async function servePage(folder: string): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer(async (request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = path.join(folder, name === '/' ? 'index.html' : name);
    const nonce = randomBytes(16).toString('base64');
    try {
      const body = await readFile(file);
      const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, 'content-security-policy': contentSecurityPolicy(nonce) });
      response.end(type === 'text/html' ? body.toString('utf8').replaceAll('%CSP_NONCE%', nonce) : body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.');
  return { url: `http://127.0.0.1:${address.port}/`, server };
}
