// @ts-check
// What the runners' own reports say, in one form. Counting never trusts an exit code alone, nor a report alone.

/** @typedef {{ name: string, seconds: number }} Timed */
/** @typedef {{ passed: number, failed: number, skipped: { name: string, reason: string }[], times: Timed[] }} Counts */

/** @returns {Counts} */
export const nothing = () => ({ passed: 0, failed: 0, skipped: [], times: [] });

/** @param {readonly Counts[]} all @returns {Counts} */
export function total(all) {
  const sum = nothing();
  for (const counts of all) {
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped.push(...counts.skipped);
    sum.times.push(...counts.times);
  }
  return sum;
}

/** The last line of `npm test`. @param {Counts} counts */
export function verdict({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`;
}

/**
 * A runner that crashed, or that ran nothing, has failed whatever its report says.
 * @param {Counts} counts @param {number} exitCode @returns {Counts}
 */
export function distrust(counts, exitCode) {
  const silentCrash = exitCode !== 0 && counts.failed === 0;
  const ranNothing = counts.passed + counts.failed === 0;
  return silentCrash || ranNothing ? { ...counts, failed: counts.failed + 1 } : counts;
}

/** @param {readonly Timed[]} times @param {number} most @returns {Timed[]} */
export const slowest = (times, most) => [...times].sort((a, b) => b.seconds - a.seconds).slice(0, most);

/**
 * @typedef {{ state: 'passed' | 'failed' | 'skipped' | 'pending', name: string, milliseconds: number, reason?: string }} VitestTest
 * @typedef {{ name: string, state: string, tests: VitestTest[] }} VitestFile what vitest-report.mjs writes
 */

/** @param {{ files: VitestFile[], errors: number }} report @returns {Counts} */
export function countVitest({ files, errors }) {
  const counts = nothing();
  counts.failed += errors;
  for (const file of files) {
    // A file that could not be loaded, or whose process died, has no failed test of its own.
    if (file.state === 'failed' && !file.tests.some(({ state }) => state === 'failed')) counts.failed += 1;
    for (const test of file.tests) {
      const name = `${file.name} > ${test.name}`;
      if (test.state === 'passed') counts.passed += 1;
      else if (test.state === 'skipped') counts.skipped.push({ name, reason: test.reason ?? 'no reason given' });
      else counts.failed += 1;
      if (test.state !== 'skipped') counts.times.push({ name, seconds: test.milliseconds / 1000 });
    }
  }
  return counts;
}

/**
 * @typedef {{ status: 'expected' | 'unexpected' | 'flaky' | 'skipped', projectName: string,
 *   annotations: { type: string, description?: string }[], results: { duration: number }[] }} PlaywrightTest
 * @typedef {{ title: string, specs?: { title: string, tests: PlaywrightTest[] }[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 */

/** @param {{ suites: PlaywrightSuite[], errors?: unknown[] }} report Playwright's JSON report @returns {Counts} */
export function countPlaywright({ suites, errors = [] }) {
  const counts = nothing();
  counts.failed += errors.length;
  /** @param {PlaywrightSuite} suite @param {string} above */
  const walk = (suite, above) => {
    const here = above ? `${above} > ${suite.title}` : suite.title;
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        const name = `${here} > ${spec.title} [${test.projectName}]`;
        // A flaky test passed only when repeated, and so proves nothing.
        if (test.status === 'expected') counts.passed += 1;
        else if (test.status === 'skipped') {
          const reason = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description;
          counts.skipped.push({ name, reason: reason ?? 'no reason given' });
        } else counts.failed += 1;
        if (test.status !== 'skipped') counts.times.push({ name, seconds: test.results.reduce((sum, { duration }) => sum + duration, 0) / 1000 });
      }
    }
    for (const inner of suite.suites ?? []) walk(inner, here);
  };
  for (const suite of suites) walk(suite, '');
  return counts;
}
