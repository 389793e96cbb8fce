import { defineConfig } from '@playwright/test';
import type { HostOptions } from './tests/e2e/fixture.ts';
import { hostsHere } from './tests/e2e/hosts.ts';

// One suite, two hosts: the specs are the same, only the executable differs.
export default defineConfig<HostOptions>({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/global-setup.ts',
  outputDir: '.cache/playwright-results',
  workers: 2,
  fullyParallel: true,
  // Opening a vault costs a second of one core on purpose, and CI has two cores for two workers.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/playwright.json' }]],
  projects: hostsHere().map((host) => ({ name: host, use: { host } })),
});
