// @ts-check
// `npm run bench [-- prefix]`: measures, one JSON line a figure on standard output. Exit code 1 when a figure misses its limit.
import path from 'node:path';
import { onScreen } from './setup/host.mjs';
import { root } from './setup/place.mjs';
import { prepare, requireBuild } from './setup/prepare.mjs';
import { run } from './setup/run.mjs';
import { entry } from './setup/trouble.mjs';

await entry(async () => {
  const { node, virtualScreen, env } = await prepare({ needs: ['chromium', 'font'] });
  await requireBuild(node);
  return (await run(...onScreen(virtualScreen, node, [path.join(root, 'tests/bench/run.ts'), ...process.argv.slice(2)]), { cwd: root, env })).code;
});
