import { refuse } from './finding.ts';
import { formatPath, type UnitPath } from './organisation/unit-tree.ts';
import type { Totals } from './totals.ts';

/** Cells as columns of equal length; `unit` is a place in a list of paths. */
export type Cells = Pick<Totals, 'unit' | 'day' | 'amount' | 'rows'>;

const MAX_INT64 = 2n ** 63n - 1n;

/** Cells in the order of unit and day, those of one unit and day added up. Refuses a sum beyond 64 bits. */
export function joinCells(cells: Cells, units: readonly UnitPath[]): Cells {
  const order = byUnitAndDay(cells);
  const joined = emptyCells(distinctCells(cells, order));
  let cell = -1;
  let sum = 0n;
  for (const at of order) {
    const unit = cells.unit[at]!;
    const day = cells.day[at]!;
    if (cell < 0 || joined.unit[cell] !== unit || joined.day[cell] !== day) {
      cell++;
      joined.unit[cell] = unit;
      joined.day[cell] = day;
      sum = 0n;
    }
    sum += cells.amount[at]!;
    if (sum > MAX_INT64 || sum < -MAX_INT64) throw refuse('facts.sum-too-large', { unit: formatPath(units[unit]!) });
    joined.amount[cell] = sum;
    joined.rows[cell]! += cells.rows[at]!;
  }
  return joined;
}

export function emptyCells(count: number): Cells {
  return {
    unit: new Int32Array(count),
    day: new Int32Array(count),
    amount: new BigInt64Array(count),
    rows: new Float64Array(count),
  };
}

function distinctCells({ unit, day }: Cells, order: Int32Array): number {
  let count = 0;
  for (let i = 0; i < order.length; i++) {
    const [at, before] = [order[i]!, order[i - 1]];
    if (before === undefined || unit[at] !== unit[before] || day[at] !== day[before]) count++;
  }
  return count;
}

/** Days and unit numbers span little, so that counting is far quicker than comparing, and needs no objects. */
function byUnitAndDay({ unit, day }: Cells): Int32Array {
  const order = Int32Array.from(day, (_, at) => at);
  return countingSort(countingSort(order, day), unit);
}

/** Stable. */
function countingSort(order: Int32Array, keys: Int32Array): Int32Array {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const key of keys) {
    if (key < least) least = key;
    if (key > most) most = key;
  }
  if (order.length === 0) return order;
  const next = new Int32Array(most - least + 2);
  for (const key of keys) next[key - least + 1]!++;
  for (let i = 1; i < next.length; i++) next[i]! += next[i - 1]!;
  const sorted = new Int32Array(order.length);
  for (const at of order) sorted[next[keys[at]! - least]!++] = at;
  return sorted;
}
