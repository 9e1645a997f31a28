import type { Day } from '../../core/calendar/day.ts';
import type { WholeFactor } from '../row-factor.ts';
import type { TableColumn } from './connection.ts';

/** Expressions by the names that they get. */
export type Named = Readonly<Record<string, string>>;

/**
 * A question in three layers: `cells` are made from the columns of `from`, `keys` from the cells, then rows are filtered,
 * grouped and ordered. A further layer may use the names of those before it.
 */
export interface Shape {
  readonly from: string;
  readonly cells: Named;
  readonly keys?: Named;
  readonly where?: string;
  /** Names to group by; with an empty list all rows are one group. */
  readonly groupBy?: readonly string[];
  readonly select: readonly string[];
  readonly orderBy?: readonly string[];
  /** Asks for a last row that has all groups as one, where the dialect can. */
  readonly totalRow?: boolean;
}

/** How a server says the few things that reading needs. Arguments and results are SQL expressions unless their types say otherwise. */
export interface Dialect {
  /** A name in its quotes, whatever it holds. */
  identifier(name: string): string;
  /** A text of ours in its quotes. */
  literal(text: string): string;
  /** A text of the user's: pushed to `values` where the server binds, in quotes where it does not. */
  bound(text: string, values: string[]): string;
  /** A cell as its text; null is ''. Floating point in the shortest form that gives the number again. */
  text(column: TableColumn): string;
  /** A cell's day, between 1000-01-01 and 9999-12-31, by the patterns of cell-rules.ts for text; null when it is none. */
  day(column: TableColumn): string;
  /** A cell's exact amount with at most `AMOUNT_SCALE` decimals and `AMOUNT_DIGITS` digits, likewise; null when it is none. */
  amount(column: TableColumn): string;
  /** Likewise the commonest forms alone, quickly: null for a cell of any other, which `day` or `amount` may read. */
  plainDay(column: TableColumn): string;
  plainAmount(column: TableColumn): string;
  /** An amount of nothing, of the kind that `amount` gives. */
  readonly zero: string;
  /** Of two days of the kind that `day` gives: its month's first day, and its number since 1970-01-01. */
  firstOfMonth(day: string): string;
  dayNumber(day: string): string;
  dayLiteral(day: Day): string;
  /** An amount with a factor, as `timesFactor` has it, of a kind that `sum` takes; null for null. */
  taxed(amount: string, factor: WholeFactor): string;
  /** The sum of amounts as plain decimal text, exact and null when there is none. */
  sum(amount: string): string;
  /** A text in NFC, without `BLANKS` at its ends. */
  normal(text: string): string;
  /** The floating-point number in a normal text that matches `NUMBER_PATTERN`; null when it does not. */
  number(text: string): string;
  /** A number of JavaScript's as the same floating-point number. */
  numberLiteral(value: number): string;
  /** In the order of the characters' code points. */
  byCodePoints(text: string): string;
  statement(shape: Shape): string;
  /**
   * Whether a grouping ends with a row of all groups when it is asked to. A server whose statements do not see one state counts
   * its rows in this way, with the same reading that gives the groups.
   */
  readonly totalRow?: boolean;
}

/** The layers of a shape, one inside the other. OFFSET 0 keeps a planner from writing an expression out at each of its uses. */
export function nestedStatement({ from, cells, keys, where, groupBy, select, orderBy }: Shape): string {
  const inner = `(SELECT ${namedList(cells)} FROM ${from} OFFSET 0) AS cells`;
  const outer = keys ? `(SELECT ${[...Object.keys(cells), namedList(keys)].join(', ')} FROM ${inner} OFFSET 0) AS keyed` : inner;
  return [
    `SELECT ${select.join(', ')} FROM ${outer}`,
    ...(where === undefined ? [] : [`WHERE ${where}`]),
    ...(groupBy && groupBy.length > 0 ? [`GROUP BY ${groupBy.join(', ')}`] : []),
    ...(orderBy && orderBy.length > 0 ? [`ORDER BY ${orderBy.join(', ')}`] : []),
  ].join(' ');
}

function namedList(expressions: Named): string {
  return Object.entries(expressions)
    .map(([name, expression]) => `${expression} AS ${name}`)
    .join(', ');
}
