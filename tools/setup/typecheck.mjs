// @ts-check
import { readdirSync } from 'node:fs';
import { root, script } from './place.mjs';
import { run } from './run.mjs';

/** The type-check projects at the top of a folder: each part of the app has its own libraries. @param {readonly string[]} names file names */
export const projectsAmong = (names) => names.filter((name) => /^tsconfig\..+\.json$/.test(name)).sort();

/**
 * Checks every project, all at once.
 * @param {string} node @param {NodeJS.ProcessEnv} env @returns {Promise<{ name: string, passed: boolean, output: string }[]>}
 */
export function typecheck(node, env) {
  const projects = projectsAmong(readdirSync(root)).map((project) => ({ name: project, args: [script('typescript', 'tsc'), '-p', project, '--pretty', 'false'] }));
  const checks = [...projects, { name: 'main on the Chromium host', args: ['tools/chromium-host/check-surface.ts'] }];
  return Promise.all(
    checks.map(async ({ name, args }) => {
      const { code, output } = await run(node, args, { cwd: root, env, output: 'capture' });
      return { name, passed: code === 0, output };
    }),
  );
}
