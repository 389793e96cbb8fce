// @ts-check
// The stages of `npm test`. Each runs whatever became of those before it, and answers with counts.
import { readFileSync, rmSync } from 'node:fs';
import { countPlaywright, countVitest, distrust, nothing } from './counts.mjs';
import { onScreen } from './host.mjs';
import { cached, root, script } from './place.mjs';
import { prepareBuild } from './prepare.mjs';
import { run } from './run.mjs';
import { typecheck } from './typecheck.mjs';
import { reportFile } from './vitest-report.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */
/** @typedef {import('./prepare.mjs').Ready & { words: readonly string[] }} Machine words: what the runners shall look for */

const playwrightReport = cached('playwright.json');

/** @param {boolean} passed @returns {Counts} */
const check = (passed) => ({ ...nothing(), [passed ? 'passed' : 'failed']: 1 });

/**
 * @template T @param {string} file @param {(report: T) => Counts} count @param {number} exitCode
 * @returns {Counts} what the report holds; one failure when it is missing or cut short
 */
function read(file, count, exitCode) {
  try {
    return distrust(count(JSON.parse(readFileSync(file, 'utf8'))), exitCode);
  } catch {
    console.log(`The runner left no report (exit code ${exitCode}).`);
    return check(false);
  }
}

/** @type {Record<string, (machine: Machine) => Promise<Counts>>} */
export const STAGES = {
  async typecheck({ node, env }) {
    const checks = await typecheck(node, env);
    for (const { name, passed, output } of checks) console.log(passed ? `${name}: no errors` : `${name}:\n${output.trim()}`);
    const passed = checks.filter((each) => each.passed).length;
    return { ...nothing(), passed, failed: checks.length - passed };
  },

  async lint({ node, env }) {
    return check((await run(node, [script('oxlint'), '--deny-warnings'], { cwd: root, env })).code === 0);
  },

  async boundaries({ node, env }) {
    return check((await run(node, ['tools/boundaries.ts'], { cwd: root, env })).code === 0);
  },

  async build({ node }) {
    const result = await prepareBuild(node);
    console.log(result.kind === 'failed' ? result.output.trim() : 'out/ holds the build of these sources.');
    return check(result.kind === 'done');
  },

  async unit({ node, env, words }) {
    rmSync(reportFile, { force: true });
    const reporters = ['--reporter=default', '--reporter=./tools/setup/vitest-report.mjs'];
    const { code } = await run(node, [script('vitest'), 'run', ...reporters, ...words], { cwd: root, env });
    return read(reportFile, countVitest, code);
  },

  async e2e({ node, virtualScreen, env, words }) {
    rmSync(playwrightReport, { force: true });
    const playwright = [script('@playwright/test'), 'test', '--reporter=list,json', ...words];
    const { code } = await run(...onScreen(virtualScreen, node, playwright), { cwd: root, env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport } });
    return read(playwrightReport, countPlaywright, code);
  },
};
