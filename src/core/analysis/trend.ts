import { pathKey, UNASSIGNED, type UnitPath, unitIndex } from '../organisation/unit-tree.ts';
import { type MonthTable, sumOver } from './month-table.ts';

/** How many months of a unit are shown at most. */
const MONTHS = 36;
const HEIGHTS = 8;

/**
 * A course of amounts, a character each: `1` to `8` for eighths of the largest (rounded up, so that the least amount is seen), `.` for
 * none or zero, `-` below zero.
 */
export function trendOf(amounts: readonly (bigint | undefined)[]): string {
  const most = amounts.reduce<bigint>((largest, amount) => (amount !== undefined && amount > largest ? amount : largest), 0n);
  const heights = BigInt(HEIGHTS);
  return amounts
    .map((amount) => {
      if (amount === undefined || amount === 0n) return '.';
      return amount < 0n ? '-' : String((heights * amount + most - 1n) / most);
    })
    .join('');
}

/** Courses by month: of the whole in a year, and of a unit in the last 36 months of the history. */
export interface Trends {
  ofYear(year: number): string;
  ofUnit(path: UnitPath): string;
}

export function trendsOf(table: MonthTable): Trends {
  const nodes = unitIndex(table.units);
  const { span } = table;
  const course = (node: number, from: number, to: number) =>
    trendOf(Array.from({ length: to - from }, (_, i) => sumOver(table, node, { from: from + i, to: from + i + 1 })));
  return {
    ofYear: (year) => course(0, year * 12, year * 12 + 12),
    ofUnit: (path) => {
      // A path that is the beginning of another has a leaf of its own below it.
      const node = nodes.get(pathKey([...path, UNASSIGNED])) ?? nodes.get(pathKey(path)) ?? 0;
      return course(node, Math.max(span.from, span.to - MONTHS), span.to);
    },
  };
}
