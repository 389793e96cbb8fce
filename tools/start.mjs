// @ts-check
// `npm start`: from a fresh clone to the open app, with nothing installed but Node. See docs/development.md.
import path from 'node:path';
import { parseArguments } from './setup/arguments.mjs';
import { hasDisplay } from './setup/host.mjs';
import { root, script } from './setup/place.mjs';
import { prepare, requireBuild } from './setup/prepare.mjs';
import { say } from './setup/progress.mjs';
import { run } from './setup/run.mjs';
import { entry, Trouble } from './setup/trouble.mjs';

const USAGE = `Usage: npm start [-- [--dev] [--retry-electron] [-- what the app itself takes]]

  --dev             opens the app from its sources and reloads it as they change
  --retry-electron  tries once more to fetch Electron's own program`;

await entry(async () => {
  const { flags, rest } = parseArguments(process.argv.slice(2), { usage: USAGE, flags: ['--dev', '--retry-electron'] });
  const display = hasDisplay(process.platform, process.env);
  const dev = flags.has('--dev');
  if (dev && !display) throw new Trouble('There is no display here, so nothing to develop in front of. Set DISPLAY, or run npm start to take the tour.');

  const tour = !display;
  const { node, host, executable, env } = await prepare({ retryElectron: flags.has('--retry-electron'), needs: tour ? ['chromium', 'font', 'screen'] : [] });
  if (host === 'chromium-host') say("Electron's own program is not available here (its download is blocked or switched off), so Trunkbook opens in Chromium instead.");
  if (dev) {
    const args = [script('electron-vite'), 'dev', ...(rest.length > 0 ? ['--', ...rest] : [])];
    return (await run(node, args, { cwd: root, env: { ...env, ELECTRON_EXEC_PATH: executable } })).code;
  }
  await requireBuild(node);
  if (tour) {
    say('There is no display here, so Trunkbook takes its tour instead: it works through a site by itself and leaves pictures.');
    return (await run(node, [path.join(root, 'tests/e2e/tour.ts')], { cwd: root, env })).code;
  }
  // Chromium refuses to run as root with its sandbox on; the Chromium host sees to that itself.
  const sandbox = host === 'electron' && process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return (await run(executable, [...sandbox, root, ...rest], { cwd: process.cwd(), env })).code;
});
