// Custom schemes. Chromium cannot be taught one from outside (a navigation to app:// never becomes a request that could be answered), so
// app://bundle/x is served as https://bundle.app.electron-host.invalid/x. Every address that code of the main process sees is translated back;
// only code inside the page can notice.
import type { ProtocolSurface } from './surface.ts';

const SUFFIX = '.electron-host.invalid';
const BUILT_IN = ['http', 'https', 'file', 'data', 'about', 'blob', 'ws', 'wss'];
export type SchemeHandler = (request: GlobalRequest) => GlobalResponse | Promise<GlobalResponse>;

const privileges = new Map<string, Electron.Privileges>();
let sealed = false;

/** From 'ready' on no scheme can be registered any more. */
export function sealSchemes(): void {
  sealed = true;
}

/** `protocol` of one session. What a scheme may do is the same for all of them. */
export class HostProtocol implements ProtocolSurface {
  readonly #handlers = new Map<string, SchemeHandler>();

  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (sealed) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme, privileges: granted } of schemes) privileges.set(scheme, granted ?? {});
  }
  handle(scheme: string, handler: SchemeHandler): void {
    if (BUILT_IN.includes(scheme)) throw new Error(`electron-host: protocol.handle('${scheme}') is not implemented`);
    if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    this.#handlers.set(scheme, handler);
  }
  unhandle(scheme: string): void {
    if (!this.#handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
  }
  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme) || ['http', 'https', 'file'].includes(scheme);
  }
  handlerFor(url: string): SchemeHandler | undefined {
    return this.#handlers.get(url.split(':', 1)[0] ?? '');
  }
}

const isStandard = (scheme: string): boolean => privileges.get(scheme)?.standard === true;

/** app://bundle/x -> https://bundle.app.electron-host.invalid/x, for schemes registered as standard. */
export function toChromium(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url);
  const [, scheme = '', host = '', rest = ''] = match ?? [];
  if (!isStandard(scheme.toLowerCase())) return url;
  return `https://${host}.${scheme.toLowerCase()}${SUFFIX}${rest.startsWith('/') ? rest : `/${rest}`}`;
}

/** The way back; anything else stays as it is. */
export function fromChromium(url: string): string {
  const match = /^https:\/\/([^/?#]*)\.([a-z0-9+-]+)\.electron-host\.invalid(?=[/?#]|$)(.*)$/is.exec(url);
  const [, host = '', scheme = '', rest = ''] = match ?? [];
  return match && isStandard(scheme) ? `${scheme}://${host}${rest}` : url;
}

/** As WebFrameMain.origin says it: a standard scheme has an origin, all that has none is "null". */
export function originOf(url: string): string {
  if (!URL.canParse(url)) return 'null';
  const { protocol, host, origin } = new URL(url);
  return isStandard(protocol.slice(0, -1)) ? `${protocol}//${host}` : origin;
}
