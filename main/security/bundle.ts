import path from 'node:path';

/** The one host of the app's scheme that serves the page. */
export const BUNDLE = 'app://bundle';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2',
};

export interface BundleFile {
  readonly file: string;
  readonly type: string;
}

/**
 * Which file of the renderer's build folder a request means; null for anything else. Only plain names inside exactly that folder: an
 * encoded slash, a backslash, a NUL or a dot segment is refused even where it would lead back inside.
 * @param folder absolute path of the renderer's build folder
 */
export function bundleFile(folder: string, url: string, method: string): BundleFile | null {
  if (method !== 'GET' || !URL.canParse(url)) return null;
  const { protocol, host, pathname, username, password, port } = new URL(url);
  if (protocol !== 'app:' || host !== 'bundle' || username !== '' || password !== '' || port !== '') return null;
  const raw = url.slice(url.indexOf('//') + 2).replace(/[?#].*$/s, '');
  if (/%|\\|\/\.{1,2}(?:\/|$)|\/\//.test(raw)) return null;
  const name = pathname === '/' ? '/index.html' : pathname;
  if (!/^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/.test(name)) return null;
  const file = path.join(folder, ...name.split('/'));
  const type = TYPES[path.extname(file)];
  return file.startsWith(folder + path.sep) && type !== undefined ? { file, type } : null;
}
