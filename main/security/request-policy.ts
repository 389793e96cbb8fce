/**
 * Whether a page may ask for this: its own files, images inside its style sheets, and the dev server where there is one.
 * @param devServer the origin of Vite's server in `npm run dev`, else null
 */
export function isOwnRequest(url: string, devServer: string | null): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, origin } = new URL(url);
  if (protocol === 'app:') return host === 'bundle' || host === 'print';
  if (protocol === 'data:') return true;
  if (devServer === null) return false;
  return origin === devServer || (protocol === 'ws:' && `http://${host}` === devServer);
}
