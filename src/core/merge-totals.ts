import type { Day } from './calendar/day.ts';
import { type Cells, emptyCells, joinCells } from './join-cells.ts';
import { sortedPaths } from './names.ts';
import type { UnitPath } from './organisation/unit-tree.ts';
import type { RowAccount, Totals } from './totals.ts';

/**
 * The totals of several tables as if all their rows stood in one: units in the order of their paths, cells by unit and day. All
 * must have the same levels, grain and scale, and there must be one. Refuses a sum beyond 64 bits.
 */
export function mergeTotals(parts: readonly Totals[]): Totals {
  const [first] = parts;
  if (!first) throw new Error('no totals to merge');
  if (parts.length === 1) return first;
  const { paths, ranks } = joinUnits(parts);
  return {
    ...{ levels: first.levels, grain: first.grain, scale: first.scale, units: paths },
    ...joinCells(allCells(parts, ranks), paths),
    first: extreme(parts, 'first', Math.min),
    last: extreme(parts, 'last', Math.max),
    account: mergeAccounts(parts.map(({ account }) => account)),
  };
}

/** The accounts of several tables added up. */
export function mergeAccounts(accounts: readonly RowAccount[]): RowAccount {
  const sum = (count: keyof RowAccount) => accounts.reduce((total, account) => total + account[count], 0);
  return {
    read: sum('read'),
    used: sum('used'),
    rejected: sum('rejected'),
    outOfRange: sum('outOfRange'),
    notSelected: sum('notSelected'),
    subtotals: sum('subtotals'),
  };
}

function extreme(parts: readonly Totals[], end: 'first' | 'last', choose: (a: number, b: number) => number): Day | undefined {
  const days = parts.map((part) => part[end]).filter((day) => day !== undefined);
  return days.length > 0 ? days.reduce((a, b) => choose(a, b)) : undefined;
}

interface JoinedUnits {
  readonly paths: readonly UnitPath[];
  /** For each part, the place in `paths` of each of its units. */
  readonly ranks: readonly Int32Array[];
}

function joinUnits(parts: readonly Totals[]): JoinedUnits {
  const { paths, place } = sortedPaths(parts.flatMap(({ units }) => units));
  let start = 0;
  const ranks = parts.map(({ units }) => {
    start += units.length;
    return place.subarray(start - units.length, start);
  });
  return { paths, ranks };
}

/** The cells of one part after those of another, with the units of all. */
function allCells(parts: readonly Totals[], ranks: readonly Int32Array[]): Cells {
  const cells = emptyCells(parts.reduce((total, { day }) => total + day.length, 0));
  let start = 0;
  parts.forEach(({ unit, day, amount, rows }, part) => {
    const rank = ranks[part]!;
    unit.forEach((own, at) => {
      cells.unit[start + at] = rank[own]!;
    });
    cells.day.set(day, start);
    cells.amount.set(amount, start);
    cells.rows.set(rows, start);
    start += day.length;
  });
  return cells;
}
