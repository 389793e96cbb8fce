// Where the launcher (../dist/electron) arrives: makes this Node process look like Electron's main process, and runs the app in it.
import { readFileSync } from 'node:fs';
import inspector from 'node:inspector';
import { createRequire, registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createHost } from './app.ts';
import { readLaunch } from './command-line.ts';
import { limitToBoringSSL } from './crypto-guard.ts';
import { noteOnce } from './note.ts';
import { connectWindows, watchTargets } from './windows.ts';

const [, , executable = '', ...args] = process.argv;
const distribution = path.dirname(executable);
const version = readFileSync(path.join(distribution, 'version'), 'utf8').trim();
if (args[0] === '--version' || args[0] === '-v') {
  console.log(version);
  process.exit(0);
}
const launch = readLaunch(executable, args);

// As root Chromium's sandbox cannot work.
const sandboxed = !launch.switches.includes('--no-sandbox') && process.getuid?.() !== 0;
if (!sandboxed) noteOnce("Chromium runs WITHOUT its sandbox (as root there is none): load nothing but the app's own pages");

const define = (name: string, value: unknown): void => {
  Object.defineProperty(process, name, { value, configurable: true, enumerable: true, writable: true });
};
// `electronHost` is how an app may know where it runs, and say so.
define('versions', { ...process.versions, electron: version.replace(/^v/, ''), electronHost: 'chromium', electronHostSandbox: sandboxed ? 'on' : 'off' });
define('type', 'browser');
define('resourcesPath', path.join(distribution, 'resources'));
if (!launch.packaged) define('defaultApp', true);
process.argv = [executable, ...args];
limitToBoringSSL();

const app = createHost(launch);
if (!sandboxed) app.commandLine.appendSwitch('no-sandbox');
connectWindows(app);

const electronModule = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) => {
    if (/^electron(\/(main|common|renderer))?$/.test(specifier)) return { url: electronModule, format: 'module-typescript', shortCircuit: true };
    return next(specifier === 'original-fs' ? 'node:fs' : specifier, context);
  },
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
process.on('exit', () => app.chromium.stop());
const sayError = (error: unknown): void => console.error('electron-host: a JavaScript error occurred in the main process:', error);
// As in Electron, the process lives on after an uncaught error, and an app's own listener replaces the message.
process.on('uncaughtException', (error) => {
  if (process.listenerCount('uncaughtException') === 1) sayError(error);
});
process.on('unhandledRejection', sayError);

if (launch.inspect) inspector.open(launch.inspect.port, '127.0.0.1', launch.inspect.wait);
const require = createRequire(path.join(launch.appPath, 'package.json'));
for (const id of launch.requires) require(id);
// Electron would stay without a window after an entry point that does not load; here that is the end.
await app.boot(import(pathToFileURL(launch.entry).href), () => watchTargets(app)).catch((error: unknown) => {
  sayError(error);
  app.exit(1);
});
