import { overlap, type Span } from '../../calendar/period.ts';
import { type Finding, type FindingValues, finding, type Place } from '../../finding.ts';
import { formatPath, pathKey } from '../../organisation/unit-tree.ts';
import type { TableIndex } from './table-index.ts';
import type { WeightRow } from './weight-table.ts';

/** Rows that make a table unusable: weights below zero, and two rows for the same unit and period. */
export function wrongRows(rows: readonly WeightRow[]): Finding[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const key = pathKey([`${row.period?.start ?? ''}..${row.period?.end ?? ''}`, ...row.path]);
    const isTwice = seen.has(key);
    seen.add(key);
    return [
      ...(row.weight < 0n ? [finding('error', 'basis.weight-negative', names(row), row.place)] : []),
      ...(isTwice ? [finding('error', 'basis.weight-twice', names(row), row.place)] : []),
    ];
  });
}

/** Rows that name a unit or a period that the plan does not have, each name once, at its first row. */
export function unknownRows(rows: readonly WeightRow[], index: TableIndex, columns: readonly Span[]): Finding[] {
  const found = new Map<string, Finding>();
  const add = (code: string, values: FindingValues, place: Place | undefined) => {
    const key = `${code} ${Object.values(values).join()}`;
    if (!found.has(key)) found.set(key, finding('warning', code, values, place));
  };
  for (const row of rows) {
    const { unit, period } = names(row);
    if (!index.isKnown(row)) add('basis.weight-unit', { unit }, row.place);
    const problem = row.period && periodProblem(row.period, columns);
    if (problem) add(problem, { period }, row.place);
  }
  return [...found.values()];
}

function periodProblem(period: Span, columns: readonly Span[]): string | undefined {
  if (columns.some((span) => period.start <= span.start && span.end <= period.end)) return undefined;
  return columns.some((span) => overlap(span, period)) ? 'basis.weight-part-period' : 'basis.weight-period';
}

/** `*` stands for any. */
function names({ path, period }: WeightRow): { readonly unit: string; readonly period: string } {
  const isAny = path.every((name) => name === '');
  return { unit: isAny ? '*' : formatPath(path.map((name) => name || '*')), period: period?.label ?? '*' };
}
