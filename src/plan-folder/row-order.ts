import { finding } from '../core/finding.ts';
import { compareNames, comparePaths } from '../core/names.ts';
import type { UnitPath } from '../core/organisation/unit-tree.ts';
import type { CsvTable } from './csv-table.ts';

/** One part of a row's key: a name, or a unit. */
export type KeyPart = string | UnitPath;

/** Order by key, part by part: names by code point, units by path. */
export function byKey<T>(...parts: readonly ((row: T) => KeyPart)[]): (a: T, b: T) => number {
  return (a, b) => {
    for (const part of parts) {
      const order = compareParts(part(a), part(b));
      if (order !== 0) return order;
    }
    return 0;
  };
}

function compareParts(a: KeyPart, b: KeyPart): number {
  if (a === b) return 0;
  return typeof a === 'string' ? compareNames(a, b as string) : comparePaths(a, b as UnitPath);
}

/** The rows in `order`; files we wrote ourselves are so already and are not copied. */
export function sorted<T>(rows: Iterable<T>, order: (a: T, b: T) => number): readonly T[] {
  const list: readonly T[] = Array.isArray(rows) ? rows : [...rows];
  const inOrder = list.every((row, index) => index === 0 || order(list[index - 1] as T, row) <= 0);
  return inOrder ? list : [...list].sort(order);
}

interface Lined {
  readonly line: number;
}

/** Reports every row whose key an earlier line has, naming that line. */
export function reportRepeats<T extends Lined>(table: CsvTable, rows: readonly T[], order: (a: T, b: T) => number): void {
  const list = sorted(rows, order);
  let first = list[0];
  const repeats: { row: T; first: number }[] = [];
  for (const row of list) {
    if (first !== row && first && order(first, row) === 0) repeats.push({ row, first: first.line });
    else first = row;
  }
  repeats.sort((a, b) => a.row.line - b.row.line);
  for (const { row, first } of repeats) {
    table.findings.push(finding('error', 'folder.row-twice', { first }, { file: table.file, line: row.line }));
  }
}
