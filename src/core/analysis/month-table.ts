import { civil, type Day, formatDay, lastOfMonth } from '../calendar/day.ts';
import { monthNumber } from '../calendar/month.ts';
import { type Finding, finding } from '../finding.ts';
import { leafIndex, pathKey, UNASSIGNED, type UnitTree, unitTree } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { nodeAt } from '../tree.ts';

/** Months from one to another, as `monthNumber` counts them; `to` is not included. */
export interface MonthSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * Amounts of every unit node by month, exact, from the first month of the history to its last. A month without rows of a node is
 * unknown there, which is not zero: `rows` tells them apart.
 */
export interface MonthTable {
  readonly units: UnitTree;
  readonly scale: number;
  readonly span: MonthSpan;
  /** The months that the history holds from end to end: see `wholeMonths`. */
  readonly whole: MonthSpan;
  /** By node x month of the span. */
  readonly amounts: BigInt64Array | bigint[];
  readonly rows: Float64Array;
}

/** Sums of the totals by node and month; an empty table where no row counts. */
export function monthTable(totals: Totals): MonthTable {
  const units = unitTree(totals.levels, totals.units);
  const { first, last } = totals;
  const span =
    first === undefined || last === undefined ? { from: 0, to: 0 } : { from: monthNumber(first), to: monthNumber(last) + 1 };
  const width = span.to - span.from;
  const cells = units.nodes.length * width;
  const amounts = fitsWords(totals) ? new BigInt64Array(cells) : new Array<bigint>(cells).fill(0n);
  const rows = new Float64Array(cells);
  const nodes = leafNodes(units, totals);
  for (let i = 0; i < totals.day.length; i++) {
    const month = monthNumber(totals.day[i] as number) - span.from;
    for (let node = nodes[totals.unit[i] as number] as number; node >= 0; node = nodeAt(units, node).parent) {
      const cell = node * width + month;
      amounts[cell] = (amounts[cell] as bigint) + (totals.amount[i] as bigint);
      rows[cell] = (rows[cell] as number) + (totals.rows[i] as number);
    }
  }
  return { units, scale: totals.scale, span, whole: wholeMonths(totals), amounts, rows };
}

/** Whether every sum of some amounts fits 64 bits. */
export function fitsWords({ amount }: Pick<Totals, 'amount'>): boolean {
  return amount.reduce((sum, each) => sum + Math.abs(Number(each)), 0) < 2 ** 62;
}

/** For each unit of the totals its leaf's node. A path that is the beginning of another has a leaf of its own below it. */
function leafNodes(units: UnitTree, totals: Totals): number[] {
  const leaves = leafIndex(units);
  return totals.units.map((path) => {
    const leaf = leaves.get(pathKey(path)) ?? leaves.get(pathKey([...path, UNASSIGNED]));
    return units.leaves[leaf as number] as number;
  });
}

/** So many days without rows at an end of the history are a weekend or a holiday, not a month that is cut off. */
export const PAUSE = 3;

/**
 * The months that a history holds from end to end. Its first and last month count when no more than three days at that end have
 * no rows, or when rows stand on firsts of months only, which are then months themselves.
 */
export function wholeMonths({ first, last }: Pick<Totals, 'first' | 'last'>): MonthSpan {
  if (first === undefined || last === undefined) return { from: 0, to: 0 };
  const [begin, end] = [civil(first), civil(last)];
  const isMonthly = begin.day === 1 && end.day === 1;
  const beginsWhole = begin.day <= 1 + PAUSE;
  const endsWhole = isMonthly || lastOfMonth(end.year, end.month) - last <= PAUSE;
  return { from: monthNumber(first) + (beginsWhole ? 0 : 1), to: monthNumber(last) + (endsWhole ? 1 : 0) };
}

/** A note for each end of the history that lies inside a month. */
export function cutMonths({ first, last }: Pick<Totals, 'first' | 'last'>): Finding[] {
  if (first === undefined || last === undefined) return [];
  const whole = wholeMonths({ first, last });
  const cut = (day: Day, isWhole: boolean, code: string) =>
    isWhole ? [] : [finding('note', code, { day: formatDay(day), month: formatDay(day).slice(0, 7) })];
  return [
    ...cut(first, whole.from <= monthNumber(first), 'analysis.begins-inside'),
    ...cut(last, whole.to > monthNumber(last), 'analysis.ends-inside'),
  ];
}

/** The sum of a node over months of the table; undefined where none of them has a row. Months outside the table have none. */
export function sumOver({ amounts, rows, span }: MonthTable, node: number, months: MonthSpan): bigint | undefined {
  const start = node * (span.to - span.from) - span.from;
  let sum: bigint | undefined;
  for (let month = Math.max(months.from, span.from); month < Math.min(months.to, span.to); month++) {
    if ((rows[start + month] as number) > 0) sum = (sum ?? 0n) + (amounts[start + month] as bigint);
  }
  return sum;
}

/** Rows of a node over months of the table. */
export function rowsOver({ rows, span }: MonthTable, node: number, months: MonthSpan): number {
  const start = node * (span.to - span.from) - span.from;
  let sum = 0;
  for (let month = Math.max(months.from, span.from); month < Math.min(months.to, span.to); month++) {
    sum += rows[start + month] as number;
  }
  return sum;
}

/** Whether some months lie inside others. */
export function isInside(months: MonthSpan, others: MonthSpan): boolean {
  return months.from >= others.from && months.to <= others.to && months.from < months.to;
}
