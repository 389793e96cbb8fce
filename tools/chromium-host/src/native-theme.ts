// `nativeTheme`: what the app asks for is emulated in the page's media queries. What the system wants, the page itself sees; the host does not.
import { EventEmitter } from 'node:events';
import type { CdpSession } from './cdp.ts';
import type { NativeThemeSurface } from './surface.ts';

class HostNativeTheme extends EventEmitter implements NativeThemeSurface {
  #source: Electron.NativeTheme['themeSource'] = 'system';
  #highContrast = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly prefersReducedTransparency = false;

  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.#source;
  }
  set themeSource(source: Electron.NativeTheme['themeSource']) {
    if (source === this.#source) return;
    this.#source = source;
    this.emit('updated');
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
  get shouldUseHighContrastColors(): boolean {
    return this.#highContrast;
  }
  /** For tests: what a person would switch on in the system's settings. */
  set shouldUseHighContrastColors(wanted: boolean) {
    this.#highContrast = wanted;
    this.emit('updated');
  }
  get inForcedColorsMode(): boolean {
    return this.#highContrast;
  }
}
export const nativeTheme = new HostNativeTheme();

export async function applyTheme(cdp: CdpSession): Promise<void> {
  const { themeSource, shouldUseHighContrastColors } = nativeTheme;
  await cdp.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: themeSource === 'system' ? '' : themeSource },
      { name: 'prefers-contrast', value: shouldUseHighContrastColors ? 'more' : '' },
      { name: 'forced-colors', value: shouldUseHighContrastColors ? 'active' : '' },
    ],
  });
}
