import type { Finding } from '../core/finding.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet } from '../render/sheet.ts';

/** What one check found. */
export interface CheckResult {
  readonly name: string;
  readonly isMade: boolean;
  readonly findings: readonly Finding[];
}

/** One row a check: `pass`, `warn`, `fail`, or `skipped` where there was nothing to check, and how much it found. */
export function checksSheet(checks: readonly CheckResult[], words: Words): Sheet {
  const labelled = (name: string, kind: Column['kind']): Column => ({ name, label: words.phrase(`column.${name}`), kind });
  const columns = [
    labelled('check', 'code'),
    labelled('what', 'text'),
    labelled('result', 'code'),
    labelled('findings', 'count'),
  ];
  const rows = checks.map(({ name, isMade, findings }) => ({
    cells: [name, words.phrase(`check.${name}`), isMade ? verdict(findings) : 'skipped', String(findings.length)],
  }));
  return { name: 'check', title: words.phrase('title.check'), columns, rows, totals: undefined };
}

function verdict(findings: readonly Finding[]): string {
  if (findings.some(({ severity }) => severity === 'error')) return 'fail';
  return findings.length > 0 ? 'warn' : 'pass';
}
