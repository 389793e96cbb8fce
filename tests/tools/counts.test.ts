import { describe, expect, test } from 'vitest';
import { countPlaywright, countVitest, distrust, nothing, slowest, total, verdict } from '../../tools/setup/counts.mjs';

const vitestTest = (state: 'passed' | 'failed' | 'skipped' | 'pending', name: string, reason?: string) => ({ state, name, milliseconds: 1500, ...(reason && { reason }) });
const playwrightTest = (status: 'expected' | 'unexpected' | 'flaky' | 'skipped', ...annotations: { type: string; description?: string }[]) => ({
  status,
  projectName: 'chromium-host',
  annotations,
  results: [{ duration: 1000 }, { duration: 500 }],
});

describe("Vitest's report", () => {
  test('is counted test by test, with the reason of each skip', () => {
    const tests = [vitestTest('passed', 'a'), vitestTest('failed', 'b'), vitestTest('skipped', 'c', 'strace is not installed')];
    expect(countVitest({ files: [{ name: 'tests/x.test.ts', state: 'failed', tests }], errors: 0 })).toEqual({
      passed: 1,
      failed: 1,
      skipped: [{ name: 'tests/x.test.ts > c', reason: 'strace is not installed' }],
      times: [{ name: 'tests/x.test.ts > a', seconds: 1.5 }, { name: 'tests/x.test.ts > b', seconds: 1.5 }],
    });
  });

  test('counts a file that could not be loaded as one failure', () => {
    expect(countVitest({ files: [{ name: 'x', state: 'failed', tests: [] }], errors: 0 }).failed).toBe(1);
  });

  test('counts a test that never ended as failed', () => {
    expect(countVitest({ files: [{ name: 'x', state: 'passed', tests: [vitestTest('pending', 'a')] }], errors: 0 }).failed).toBe(1);
  });

  test('counts an error outside of any test', () => {
    expect(countVitest({ files: [{ name: 'x', state: 'passed', tests: [vitestTest('passed', 'a')] }], errors: 2 })).toMatchObject({ passed: 1, failed: 2 });
  });
});

describe("Playwright's report", () => {
  test('is counted through nested suites, and a flaky test is no pass', () => {
    const report = {
      suites: [
        {
          title: 'app.spec.ts',
          specs: [{ title: 'opens', tests: [playwrightTest('expected')] }],
          suites: [
            {
              title: 'lock',
              specs: [
                { title: 'locks', tests: [playwrightTest('flaky'), playwrightTest('unexpected')] },
                { title: 'signs', tests: [playwrightTest('skipped', { type: 'skip', description: 'needs real Electron' })] },
              ],
            },
          ],
        },
      ],
    };
    expect(countPlaywright(report)).toMatchObject({
      passed: 1,
      failed: 2,
      skipped: [{ name: 'app.spec.ts > lock > signs [chromium-host]', reason: 'needs real Electron' }],
    });
    expect(countPlaywright(report).times[0]).toEqual({ name: 'app.spec.ts > opens [chromium-host]', seconds: 1.5 });
  });

  test('counts what failed before any test', () => {
    expect(countPlaywright({ suites: [], errors: [{ message: 'global set-up' }] }).failed).toBe(1);
  });
});

describe('a runner is not believed', () => {
  test.each([
    ['when it crashed after its tests passed', { ...nothing(), passed: 3 }, 1, 1],
    ['when it ran nothing', nothing(), 0, 1],
    ['when it crashed and ran nothing: once, not twice', nothing(), 139, 1],
    ['but is when it agrees with its report', { ...nothing(), passed: 3, failed: 2 }, 1, 2],
    ['and when all passed', { ...nothing(), passed: 3 }, 0, 0],
  ])('%s', (_name, counts, exitCode, failed) => {
    expect(distrust(counts, exitCode).failed).toBe(failed);
  });
});

test.each([
  [{ ...nothing(), passed: 7 }, '7 passed, 0 failed'],
  [{ ...nothing(), passed: 7, failed: 1, skipped: [{ name: 'a', reason: 'b' }] }, '7 passed, 1 failed, 1 skipped'],
])('the last line has the agreed form: %#', (counts, line) => {
  expect(verdict(counts)).toBe(line);
});

test('stages add up', () => {
  const one = { passed: 1, failed: 2, skipped: [{ name: 'a', reason: 'b' }], times: [{ name: 'c', seconds: 1 }] };
  expect(total([one, one, nothing()])).toEqual({ passed: 2, failed: 4, skipped: [...one.skipped, ...one.skipped], times: [...one.times, ...one.times] });
});

test('the slowest come first, and no more than asked for', () => {
  expect(slowest([{ name: 'a', seconds: 1 }, { name: 'b', seconds: 3 }, { name: 'c', seconds: 2 }], 2).map(({ name }) => name)).toEqual(['b', 'c']);
});
