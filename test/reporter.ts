import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { ENGINE_PROGRAMS, installed } from './engines/installed.ts';

/**
 * Ends a run with one plain line, `12 passed, 0 failed`, which build servers and scripts can read; before it stands what could
 * not be tested on this machine.
 */
export default class PlainTotals implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const count = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      // A file that could not be loaded, or a hook that threw, is a failure with no test to its name.
      count.failed += module.errors().length;
      for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        count[state === 'pending' ? 'skipped' : state] += 1;
      }
    }
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    const missing = ENGINE_PROGRAMS.filter((program) => installed(program) === undefined);
    if (count.skipped > 0) for (const program of missing) console.log(`\nskipped: ${program} is not installed`);
    console.log(`\n${count.passed} passed, ${count.failed} failed${skipped}`);
  }
}
