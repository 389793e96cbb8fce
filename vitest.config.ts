import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Each file gets a process of its own: crypto, child processes and temporary folders do not meet.
    pool: 'forks',
    // One more than CI has cores: half of the tests wait for a browser or a program.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
