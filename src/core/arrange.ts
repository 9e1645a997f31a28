import { LARGEST_AMOUNT } from './amount.ts';
import type { Day } from './calendar/day.ts';
import type { Span } from './calendar/period.ts';
import { refuse } from './finding.ts';
import { leafIndex, pathKey, type UnitTree } from './organisation/unit-tree.ts';
import type { Totals } from './totals.ts';
import { nodeAt } from './tree.ts';

/** Which of `count` columns a day belongs to: none, one, or several when a source period stands for several target ones. */
export interface Columns {
  readonly count: number;
  readonly of: (day: Day) => readonly number[];
}

export interface Arranged {
  /** `cells[leafUnit * columns + column]`, exact, at the scale of the totals. */
  readonly cells: BigInt64Array;
  /** Fact rows that fell into at least one column. */
  readonly rows: number;
  /** Fact rows in a column's days whose unit the tree does not have. */
  readonly foreignRows: number;
}

/** Puts each total into the cells of its unit and day. Refuses sums past `LARGEST_AMOUNT`, which the cells could not hold. */
export function arrange(totals: Totals, units: UnitTree, columns: Columns): Arranged {
  const leaves = leafIndex(units);
  const leafOf = totals.units.map((path) => leaves.get(pathKey(path)) ?? -1);
  const cells = new BigInt64Array(units.leaves.length * columns.count);
  let size = 0n;
  let rows = 0;
  let foreignRows = 0;
  for (let i = 0; i < totals.unit.length; i++) {
    const targets = columns.of(totals.day[i] as number);
    if (targets.length === 0) continue;
    const leaf = leafOf[totals.unit[i] as number] as number;
    if (leaf < 0) {
      foreignRows += totals.rows[i] as number;
      continue;
    }
    rows += totals.rows[i] as number;
    const amount = totals.amount[i] as bigint;
    size += (amount < 0n ? -amount : amount) * BigInt(targets.length);
    if (size > LARGEST_AMOUNT) throw refuse('basis.too-large');
    for (const column of targets) cells[leaf * columns.count + column]! += amount;
  }
  return { cells, rows, foreignRows };
}

/** Columns from the spans that feed each of them; spans may overlap between columns. */
export function columnsFromSpans(spans: readonly (readonly Span[])[]): Columns {
  const known = new Map<Day, readonly number[]>();
  const of = (day: Day) => {
    const before = known.get(day);
    if (before) return before;
    const found = spans.flatMap((own, column) => (own.some((s) => s.start <= day && day <= s.end) ? [column] : []));
    known.set(day, found);
    return found;
  };
  return { count: spans.length, of };
}

/** Sums of every unit node from the rows of its leaves: `values[unitNode * columns + column]`. */
export function rollUpUnits(units: UnitTree, cells: BigInt64Array, columns: number): BigInt64Array {
  const values = new BigInt64Array(units.nodes.length * columns);
  units.leaves.forEach((node, leaf) => {
    values.set(cells.subarray(leaf * columns, (leaf + 1) * columns), node * columns);
  });
  for (let node = units.nodes.length - 1; node > 0; node--) {
    const { parent } = nodeAt(units, node);
    for (let c = 0; c < columns; c++) values[parent * columns + c]! += values[node * columns + c] as bigint;
  }
  return values;
}
