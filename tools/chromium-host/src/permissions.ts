// Permissions. Electron asks the check handler when a page wants to know, and the request handler when it wants to have. Chromium, driven from
// outside, has one setting for both: so the handlers are asked up front, and where they disagree the setting is 'prompt', which a page can see
// and which is refused when it comes to it.
import type { Protocol } from './cdp.ts';

export type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
export type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type Permission = Parameters<NonNullable<RequestHandler>>[1];

/** Electron's name, Chromium's name, and the details that Electron's handlers get with it. */
const PERMISSIONS: readonly (readonly [Permission, string, { mediaTypes: ('audio' | 'video')[]; mediaType: 'audio' | 'video' }?])[] = [
  ['geolocation', 'geolocation'], ['notifications', 'notifications'], ['midi', 'midi'], ['idle-detection', 'idle-detection'],
  ['media', 'microphone', { mediaTypes: ['audio'], mediaType: 'audio' }], ['media', 'camera', { mediaTypes: ['video'], mediaType: 'video' }],
  ['clipboard-read', 'clipboard-read'], ['clipboard-sanitized-write', 'clipboard-write'], ['window-management', 'window-management'],
];

export interface Decision {
  readonly name: string;
  readonly setting: Protocol.Browser.PermissionSetting;
}

/** What Chromium shall be told about one origin. No handler means "granted", as in Electron. */
export async function decidePermissions(
  handlers: { readonly request: RequestHandler; readonly check: CheckHandler }, contents: Electron.WebContents, url: string, origin: string,
): Promise<Decision[]> {
  return Promise.all(PERMISSIONS.map(async ([permission, name, details]) => {
    const common = { ...details, requestingUrl: url, isMainFrame: true, securityOrigin: `${origin}/` };
    const checked = handlers.check === null || handlers.check(contents, permission, origin, common);
    const requested = handlers.request === null || await new Promise<boolean>((resolve) => handlers.request?.(contents, permission, resolve, common));
    return { name, setting: checked === requested ? (checked ? 'granted' : 'denied') : 'prompt' };
  }));
}
