// @ts-check
// `npm run tour [-- --out DIR]`: the app works through a site by itself and leaves pictures.
import path from 'node:path';
import { onScreen } from './setup/host.mjs';
import { root } from './setup/place.mjs';
import { prepare, requireBuild } from './setup/prepare.mjs';
import { run } from './setup/run.mjs';
import { entry } from './setup/trouble.mjs';

await entry(async () => {
  const { node, virtualScreen, env } = await prepare();
  await requireBuild(node);
  return (await run(...onScreen(virtualScreen, node, [path.join(root, 'tests/e2e/tour.ts'), ...process.argv.slice(2)]), { env })).code;
});
