// @ts-check
// `npm run practice -- --port N`: the built-in Twilio simulator as a server on this machine. Standard output carries only its JSON line.
import path from 'node:path';
import { root } from './setup/place.mjs';
import { preparePackages } from './setup/prepare.mjs';
import { run } from './setup/run.mjs';
import { entry } from './setup/trouble.mjs';

await entry(async () => {
  const { node, env } = await preparePackages();
  return (await run(node, [path.join(root, 'tools/practice-server.ts'), ...process.argv.slice(2)], { cwd: root, env })).code;
});
