import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // What measures times wants the machine for itself: vitest.system.config.ts.
    exclude: ['test/system/**', 'test/web/daemon/{shift,wall-cut}.test.ts', 'test/bench/**'],
    pool: 'forks',
    // Most tests of processes wait rather than work.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 30_000,
  },
});
