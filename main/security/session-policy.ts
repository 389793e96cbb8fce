import { session } from 'electron';
import { isOwnRequest } from './request-policy.ts';

/**
 * Denies what a page could ask of the browser: every permission, every device, every request that is not for the app's own files. Without
 * handlers Electron would grant permissions.
 * @param devServer the origin of Vite's server in `npm run dev`, else null
 */
export function denyByDefault(devServer: string | null): void {
  const own = session.defaultSession;
  own.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  // Chromium would fetch dictionaries for its spell checker from the network.
  own.setSpellCheckerEnabled(false);
  own.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !isOwnRequest(details.url, devServer) }));
}
