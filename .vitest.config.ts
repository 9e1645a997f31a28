import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as { version: string };

export default defineConfig({
  // The build writes the version into the bundle; here the tests get it the same way.
  define: { SALESPLAN_VERSION: JSON.stringify(version) },
  test: {
    include: ['test/**/*.test.ts'],
    // Processes, since DuckDB is native; two, since CI machines have two cores.
    pool: 'forks',
    maxWorkers: 2,
    // Cases run side by side inside their file.
    maxConcurrency: 3,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    teardownTimeout: 5_000,
    reporters: ['default', './test/reporter.ts'],
  },
});
