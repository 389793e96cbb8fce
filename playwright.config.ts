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
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: '.cache/playwright.json' }]],
  projects: hostsHere().map((host) => ({ name: host, use: { host } })),
});
