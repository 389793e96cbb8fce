import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterEach, beforeEach, expect, test } from 'vitest';

interface Context {
  readonly appOutDir: string;
  readonly electronPlatformName: string;
  readonly arch: number;
  readonly packager: { readonly executableName: string; readonly appInfo: { readonly productFilename: string } };
}
const { default: afterPack }: { default: (context: Context) => Promise<void> } = createRequire(import.meta.url)('../../build/after-pack.cjs');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'after-pack-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A stand-in for Electron's program: nothing but the fuse wire, in the form that @electron/fuses looks for. */
function program(fuses: string): string {
  const file = path.join(folder, 'trunkbook');
  writeFileSync(file, Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, fuses.length]), Buffer.from(fuses)]));
  return file;
}
const pack = () =>
  afterPack({ appOutDir: folder, electronPlatformName: 'linux', arch: 1, packager: { executableName: 'trunkbook', appInfo: { productFilename: 'Trunkbook' } } });

test("all nine of Electron's fuses are set as decided, whatever they were", async () => {
  const file = program('101100110');
  await pack();
  const wire = await getCurrentFuseWire(file);
  const on = (fuse: FuseV1Options): boolean => wire[fuse] === FuseState.ENABLE;
  expect({
    RunAsNode: on(FuseV1Options.RunAsNode),
    EnableCookieEncryption: on(FuseV1Options.EnableCookieEncryption),
    EnableNodeOptionsEnvironmentVariable: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    EnableNodeCliInspectArguments: on(FuseV1Options.EnableNodeCliInspectArguments),
    EnableEmbeddedAsarIntegrityValidation: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    OnlyLoadAppFromAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
    LoadBrowserProcessSpecificV8Snapshot: on(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
    GrantFileProtocolExtraPrivileges: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
    WasmTrapHandlers: on(FuseV1Options.WasmTrapHandlers),
  }).toEqual({
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
    WasmTrapHandlers: true,
  });
});

test('a fuse that a later Electron adds stops the packaging', async () => {
  program('1011001100');
  await expect(pack()).rejects.toThrow('strictlyRequireAllFuses');
});
