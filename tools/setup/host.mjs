// @ts-check
// Which program opens the app, and whether there is a screen to open it on.
import path from 'node:path';
import { root } from './place.mjs';

export const chromiumHost = path.join(root, 'tools/chromium-host/dist/electron');

/**
 * @typedef {{ kind: 'electron', executable: string } | { kind: 'chromium-host' } | { kind: 'none', sentence: string }} Host
 */

/** Electron's own program wherever there is one; else, on Linux, the Chromium host. @param {{ platform: string, electron: string | undefined }} machine @returns {Host} */
export function chooseHost({ platform, electron }) {
  if (electron) return { kind: 'electron', executable: electron };
  if (platform === 'linux') return { kind: 'chromium-host' };
  return {
    kind: 'none',
    sentence:
      "Electron's program could not be fetched from GitHub, and without it Trunkbook cannot open here. Where your company has a mirror, name it with\n\n" +
      '  npm config set electron_mirror https://mirror.example/electron/\n\n' +
      '(or the environment variable ELECTRON_MIRROR) and run: npm start -- --retry-electron',
  };
}

/** Whether windows can be shown. @param {string} platform @param {NodeJS.ProcessEnv} env */
export function hasDisplay(platform, env) {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/**
 * Whether a virtual screen must stand in for a missing one: real Electron has no headless mode; the Chromium host needs it only to be headed.
 * @param {{ platform: string, host: Host['kind'], env: NodeJS.ProcessEnv }} machine
 */
export function needsVirtualScreen({ platform, host, env }) {
  return !hasDisplay(platform, env) && (host === 'electron' || env['E2E_HEADED'] === '1');
}

/**
 * A command as it must be started where there is no display.
 * @param {boolean} virtual @param {string} program @param {readonly string[]} args @returns {[program: string, args: readonly string[]]}
 */
export const onScreen = (virtual, program, args) => (virtual ? ['xvfb-run', ['-a', program, ...args]] : [program, args]);
