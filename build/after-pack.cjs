// Closes what Electron leaves open by default, in the packaged program itself. electron-builder calls this before signing.
const path = require('node:path');

/** The packaged program, by platform. */
function executable({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename;
  if (electronPlatformName === 'darwin') return path.join(appOutDir, `${name}.app`);
  if (electronPlatformName === 'win32') return path.join(appOutDir, `${name}.exe`);
  return path.join(appOutDir, packager.executableName);
}

exports.default = async function afterPack(context) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  const { Arch } = require('electron-builder');
  await flipFuses(executable(context), {
    version: FuseVersion.V1,
    // A fuse that a later Electron adds stops the build until someone has decided about it.
    strictlyRequireAllFuses: true,
    // Changing an arm64 program breaks the signature it came with, and macOS then refuses to start it.
    resetAdHocDarwinSignature: context.electronPlatformName === 'darwin' && context.arch === Arch.arm64,
    // The program must not serve as a plain Node, nor take Node's switches: both would run foreign code under our name.
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    // Cookies are not used; if one is ever set, it is not readable on disk.
    [FuseV1Options.EnableCookieEncryption]: true,
    // The code is what was packaged: checked where the system can (macOS, Windows), and loaded from nowhere else.
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    // There is no snapshot of our own; with this on, the program would not start.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // The page comes from app://, so file:// needs no privileges.
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    // WebAssembly's fast bounds checks, Electron's default.
    [FuseV1Options.WasmTrapHandlers]: true,
  });
};
