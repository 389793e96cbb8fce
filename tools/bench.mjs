// @ts-check
// `npm run bench [-- prefix]`: measures, one JSON line a figure on standard output. Exit code 1 when a figure misses its limit.
import path from 'node:path';
import { root } from './setup/place.mjs';
import { prepare, requireBuild } from './setup/prepare.mjs';
import { run } from './setup/run.mjs';
import { entry } from './setup/trouble.mjs';

await entry(async () => {
  const { node, env } = await prepare({ needs: ['chromium', 'font', 'screen'] });
  await requireBuild(node);
  return (await run(node, [path.join(root, 'tests/bench/run.ts'), ...process.argv.slice(2)], { cwd: root, env })).code;
});
