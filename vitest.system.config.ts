import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/system/**/*.test.ts', 'test/web/daemon/{shift,wall-cut}.test.ts'],
    // Each file may own network namespaces and daemons, and measures times: one after the other.
    fileParallelism: false,
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 60_000,
    passWithNoTests: true,
  },
});
