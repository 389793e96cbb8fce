// @ts-check
// `npm run typecheck`: every tsconfig.*.json with its own libraries, and the main process against what the Chromium host implements.
import { preparePackages } from './setup/prepare.mjs';
import { say } from './setup/progress.mjs';
import { entry } from './setup/trouble.mjs';
import { typecheck } from './setup/typecheck.mjs';

await entry(async () => {
  const { node, env } = await preparePackages();
  const checks = await typecheck(node, env);
  for (const { name, passed, output } of checks) say(passed ? `${name}: no errors` : `${name}:\n${output.trim()}`);
  return checks.every(({ passed }) => passed) ? 0 : 1;
});
