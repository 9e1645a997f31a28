import type { Finding } from '../core/finding.ts';
import type { FindingWords } from './options.ts';

/** A finding as JSON shows it: always the same fields, null where one does not apply. */
export interface FindingJson {
  readonly code: string;
  readonly severity: Finding['severity'];
  readonly message: string;
  readonly remedy: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: string | null;
  readonly row: string | null;
  readonly cell: string | null;
  readonly values: NonNullable<Finding['values']>;
}

/** One finding with its message in words, for the `findings` of a JSON document. */
export function findingJson(finding: Finding, words: FindingWords): FindingJson {
  const { what, remedy } = words.finding(finding);
  const { file, line, column, row, cell } = finding.place ?? {};
  return {
    code: finding.code,
    severity: finding.severity,
    message: what,
    remedy: remedy ?? null,
    file: file ?? null,
    line: line ?? null,
    column: column ?? null,
    row: row ?? null,
    cell: cell ?? null,
    values: finding.values ?? {},
  };
}

/** What `--json` prints on stderr when a run was refused, or when its result is no JSON: all findings. */
export function findingsJson(findings: readonly Finding[], words: FindingWords): string {
  const document = { schema: 'salesplan/errors@1', findings: findings.map((finding) => findingJson(finding, words)) };
  return `${JSON.stringify(document, null, 2)}\n`;
}
