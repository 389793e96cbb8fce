// @ts-check
// `npm start`: from a fresh clone to the open app, with nothing installed but Node. See docs/development.md.
import path from 'node:path';
import { parseArguments } from './setup/arguments.mjs';
import { hasDisplay, onScreen } from './setup/host.mjs';
import { root, script } from './setup/place.mjs';
import { prepare, requireBuild } from './setup/prepare.mjs';
import { say } from './setup/progress.mjs';
import { run } from './setup/run.mjs';
import { entry, Trouble } from './setup/trouble.mjs';

const USAGE = `Usage: npm start [-- [--data-folder=DIR] [--dev] [--retry-electron] [-- what the app itself takes]]

  --data-folder=DIR  keeps the vault there, instead of the folder that Trunkbook uses by itself
  --dev              opens the app from its sources and reloads it as they change
  --retry-electron   tries once more to fetch Electron's own program`;

await entry(async () => {
  const { flags, values, rest } = parseArguments(process.argv.slice(2), { usage: USAGE, flags: ['--dev', '--retry-electron'], values: ['--data-folder'] });
  const folder = values.get('--data-folder');
  // npm runs us in the clone; the person meant the folder they were in.
  const appArguments = folder === undefined ? rest : [`--data-folder=${path.resolve(process.env['INIT_CWD'] ?? process.cwd(), folder)}`, ...rest];
  const display = hasDisplay(process.platform, process.env);
  const dev = flags.has('--dev');
  if (dev && !display) throw new Trouble('There is no display here, so nothing to develop in front of. Set DISPLAY, or run npm start to take the tour.');

  const { node, host, executable, virtualScreen, env } = await prepare({ retryElectron: flags.has('--retry-electron') });
  if (host === 'chromium-host') say("Electron's own program is not available here (its download is blocked or switched off), so Trunkbook opens in Chromium instead.");
  if (dev) {
    const args = [script('electron-vite'), 'dev', ...(appArguments.length > 0 ? ['--', ...appArguments] : [])];
    return (await run(node, args, { cwd: root, env: { ...env, ELECTRON_EXEC_PATH: executable } })).code;
  }
  await requireBuild(node);
  if (!display) {
    say('There is no display here, so Trunkbook takes its tour instead: it works through a site by itself and leaves pictures.');
    return (await run(...onScreen(virtualScreen, node, [path.join(root, 'tests/e2e/tour.ts')]), { cwd: root, env })).code;
  }
  // Chromium refuses to run as root with its sandbox on; the Chromium host sees to that itself.
  const sandbox = host === 'electron' && process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return (await run(executable, [...sandbox, root, ...appArguments], { cwd: root, env })).code;
});
