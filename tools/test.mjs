// @ts-check
// `npm test`: set-up, then every stage. The last line reads "N passed, N failed", with ", N skipped" where tests were skipped.
import { parseArguments } from './setup/arguments.mjs';
import { slowest, total, verdict } from './setup/counts.mjs';
import { withLock } from './setup/lock.mjs';
import { cached } from './setup/place.mjs';
import { prepare } from './setup/prepare.mjs';
import { STAGES } from './setup/stages.mjs';
import { entry, Trouble } from './setup/trouble.mjs';

const names = Object.keys(STAGES);
const USAGE = `Usage: npm test [-- [--only=stage,stage] [words]]

  --only  of ${names.join(', ')}
  words   run only test files with one of them in their path`;

/** @param {string | undefined} only */
function chosenStages(only) {
  const chosen = only?.split(',') ?? names;
  const unknown = chosen.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Trouble(`There is no stage ${unknown}.\n\n${USAGE}`, 2);
  return chosen;
}

/** @param {number} started */
const secondsSince = (started) => `${((Date.now() - started) / 1000).toFixed(1)} s`;

/** @param {readonly string[]} stages @param {readonly string[]} words */
async function runStages(stages, words) {
  const machine = await prepare({ needs: ['chromium', 'font', 'screen'], optional: ['age', 'strace'] });
  const all = [];
  for (const name of stages) {
    console.log(`\n=== ${name}`);
    const started = Date.now();
    const counts = await /** @type {NonNullable<typeof STAGES[string]>} */ (STAGES[name])({ ...machine, words });
    all.push(counts);
    console.log(`--- ${name}: ${verdict(counts)} (${secondsSince(started)})`);
  }
  return total(all);
}

await entry(async () => {
  const { values, words } = parseArguments(process.argv.slice(2), { usage: USAGE, values: ['--only'], words: true });
  const stages = chosenStages(values.get('--only'));
  const started = Date.now();
  try {
    // One run at a time: the runners share their reports and the build.
    const sum = await withLock(cached('test.lock'), () => runStages(stages, words));
    if (sum.times.length > 0) console.log('\nThe slowest tests:');
    for (const { name, seconds } of slowest(sum.times, 10)) console.log(`${seconds.toFixed(1).padStart(7)} s  ${name}`);
    if (sum.skipped.length > 0) console.log('\nSkipped:');
    for (const { name, reason } of sum.skipped) console.log(`  ${name}\n    ${reason}`);
    console.log(`\nAll in ${secondsSince(started)}.\n${verdict(sum)}`);
    return sum.failed === 0 ? 0 : 1;
  } catch (error) {
    // The count must be the last line even where nothing could be run.
    if (error instanceof Trouble) console.log(`${error.message}\n\n0 passed, 1 failed`);
    else throw error;
    return 1;
  }
});
