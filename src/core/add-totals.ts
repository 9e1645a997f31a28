import { refuse } from './finding.ts';
import { mergeAccounts } from './merge-totals.ts';
import { comparePaths } from './names.ts';
import { formatPath, pathKey, type UnitPath } from './organisation/unit-tree.ts';
import type { Totals } from './totals.ts';

/** Totals that are added so many times, less than zero times when they are taken away. */
export interface AddedTotals {
  readonly totals: Totals;
  readonly factor: bigint;
}

const LARGEST = 2n ** 63n - 1n;

/**
 * The exact sum of several totals of the same levels, grain and scale: a cell that one of them does not have is zero there. Rows, their
 * accounts and the days that are covered are those of all together. Refuses a sum beyond 64 bits.
 */
export function addTotals(parts: readonly [AddedTotals, ...AddedTotals[]]): Totals {
  const [{ totals: first }] = parts;
  if (parts.length === 1 && parts[0].factor === 1n) return first;
  const units = unitsOf(parts);
  const cells = new Map<string, Cell>();
  for (const { totals, factor } of parts) {
    const place = totals.units.map((path) => units.get(pathKey(path))!.place);
    for (const [at, own] of totals.unit.entries()) {
      const [unit, day] = [place[own]!, totals.day[at]!];
      const key = `${unit} ${day}`;
      const cell = cells.get(key) ?? { unit, day, amount: 0n, rows: 0 };
      cell.amount += factor * totals.amount[at]!;
      cell.rows += totals.rows[at]!;
      cells.set(key, cell);
    }
  }
  const paths = [...units.values()].map(({ path }) => path);
  const sorted = [...cells.values()].sort((a, b) => a.unit - b.unit || a.day - b.day);
  const days = (pick: 'first' | 'last') => parts.flatMap(({ totals }) => totals[pick] ?? []);
  return {
    levels: first.levels,
    grain: first.grain,
    scale: first.scale,
    units: paths,
    unit: Int32Array.from(sorted, ({ unit }) => unit),
    day: Int32Array.from(sorted, ({ day }) => day),
    amount: BigInt64Array.from(sorted, ({ amount, unit }) => whole(amount, paths[unit]!)),
    rows: Float64Array.from(sorted, ({ rows }) => rows),
    first: days('first').length > 0 ? Math.min(...days('first')) : undefined,
    last: days('last').length > 0 ? Math.max(...days('last')) : undefined,
    account: mergeAccounts(parts.map(({ totals }) => totals.account)),
  };
}

interface Cell {
  readonly unit: number;
  readonly day: number;
  amount: bigint;
  rows: number;
}

/** Every unit of any part, in order. */
function unitsOf(parts: readonly AddedTotals[]): Map<string, { readonly path: UnitPath; readonly place: number }> {
  const all = new Map(parts.flatMap(({ totals }) => totals.units.map((path) => [pathKey(path), path])));
  const sorted = [...all].sort(([, a], [, b]) => comparePaths(a, b));
  return new Map(sorted.map(([key, path], place) => [key, { path, place }]));
}

function whole(amount: bigint, unit: UnitPath): bigint {
  if (amount > LARGEST || amount < -LARGEST) throw refuse('facts.sum-too-large', { unit: formatPath(unit) });
  return amount;
}
