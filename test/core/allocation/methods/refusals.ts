import { type Finding, Refusal } from '../../../../src/core/finding.ts';

/** What a refusal says: its kind, then code and values of each finding. */
export function refusal(run: () => unknown): [string, ...[string, Finding['values']][]] {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal)
      return [error.kind, ...error.findings.map(({ code, values }): [string, Finding['values']] => [code, values])];
    throw error;
  }
  throw new Error('nothing was refused');
}
