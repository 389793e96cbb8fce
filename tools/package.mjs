// @ts-check
// `npm run package [-- electron-builder's switches]`: packages for this system, as a plain folder unless told otherwise.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArguments } from './setup/arguments.mjs';
import { root, script } from './setup/place.mjs';
import { prepare, requireBuild } from './setup/prepare.mjs';
import { say } from './setup/progress.mjs';
import { run } from './setup/run.mjs';
import { entry, Trouble } from './setup/trouble.mjs';

const USAGE = `Usage: npm run package [-- [--retry-electron] [-- electron-builder's own switches]]`;
const STAND_IN = '.cache/package-dist';
const REHEARSAL = 'dist/rehearsal-not-for-shipping';

await entry(async () => {
  const { flags, rest } = parseArguments(process.argv.slice(2), { usage: USAGE, flags: ['--retry-electron'] });
  const { node, host, env } = await prepare({ retryElectron: flags.has('--retry-electron') });
  await requireBuild(node);

  const switches = rest.length > 0 ? rest : ['--dir'];
  if (host === 'chromium-host') {
    say(`Electron's own program is not available here: this is a rehearsal of the packaging, in ${REHEARSAL}. It must not be shipped.`);
    const { code } = await run(node, [path.join(root, 'tools/chromium-host/package-dist.ts')], { cwd: root, env });
    if (code !== 0) throw new Trouble('The stand-in for Electron could not be made: see above.');
    // electron-builder prunes Electron's languages, so there must be one.
    mkdirSync(path.join(root, STAND_IN, 'locales'), { recursive: true });
    writeFileSync(path.join(root, STAND_IN, 'locales/en-US.pak'), '');
    switches.push(`-c.electronDist=${STAND_IN}`, `-c.directories.output=${REHEARSAL}`);
  } else {
    switches.push('-c.electronDist=node_modules/electron/dist');
  }
  const { code } = await run(node, [script('electron-builder', 'electron-builder'), ...switches, '--publish=never'], { cwd: root, env });
  if (code === 0 && host === 'chromium-host') say(`Packaged into ${REHEARSAL}: not for shipping.`);
  return code;
});
