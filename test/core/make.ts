import fc from 'fast-check';
import type { Day } from '../../src/core/calendar/day.ts';
import { parsePeriod } from '../../src/core/calendar/parse-period.ts';
import type { FiscalYear, Grain, Period } from '../../src/core/calendar/period.ts';
import { type PeriodTree, periodTree } from '../../src/core/calendar/period-tree.ts';
import type { Grid } from '../../src/core/grid.ts';
import { pathKey, type UnitPath, type UnitTree, unitTree } from '../../src/core/organisation/unit-tree.ts';
import type { Totals } from '../../src/core/totals.ts';

/** Settings of a property; FC_SEED looks elsewhere, the default run is the same every time. */
export const runs = (numRuns: number) => ({ numRuns, seed: Number(process.env['FC_SEED'] ?? 1) });

export const CALENDAR: FiscalYear = { startMonth: 1, name: 'end' };

export function period(text: string, fiscal = CALENDAR): Period {
  const found = parsePeriod(text, fiscal);
  if (!found) throw new Error(`no period: ${text}`);
  return found;
}

export const day = (text: string): Day => period(text).start;

export const periods = (text: string, ...grains: Grain[]): PeriodTree => periodTree(period(text), grains, undefined).tree;

/** A unit tree of paths written with slashes; the empty text is the whole. */
export const units = (...paths: string[]): UnitTree => unitTree(['l1', 'l2', 'l3'], paths.map(split));

export const split = (path: string): UnitPath => (path === '' ? [] : path.split('/'));

export type Row = readonly [unit: string, day: string, amount: number];

/** Facts at scale 2, the amounts in whole units of money; two rows of one unit and day become one total. */
export function totals(rows: readonly Row[], levels: readonly string[] = ['l1', 'l2'].slice(0, depth(rows))): Totals {
  const paths = [...new Map(rows.map(([unit]) => [pathKey(split(unit)), split(unit)])).values()];
  const keys = paths.map(pathKey);
  const days = rows.map(([, text]) => day(text));
  const range = days.length > 0 ? { first: Math.min(...days), last: Math.max(...days) } : { first: undefined, last: undefined };
  return {
    levels,
    grain: 'day',
    scale: 2,
    units: paths,
    unit: Int32Array.from(rows, ([unit]) => keys.indexOf(pathKey(split(unit)))),
    day: Int32Array.from(days),
    amount: BigInt64Array.from(rows, ([, , amount]) => BigInt(Math.round(amount * 100))),
    rows: new Float64Array(rows.length).fill(1),
    ...range,
    account: { read: rows.length, used: rows.length, rejected: 0, outOfRange: 0, notSelected: 0, subtotals: 0 },
  };
}

const depth = (rows: readonly Row[]) => Math.max(0, ...rows.map(([unit]) => split(unit).length));

/** The grid of the given axes with cells from a function. */
export function gridOf(axes: { units: UnitTree; periods: PeriodTree }, scale: number, cell: (i: number) => bigint): Grid {
  const cells = new BigInt64Array(axes.units.leaves.length * axes.periods.leaves.length).map((_, i) => cell(i));
  return { ...axes, scale, cells };
}

/** Whole numbers from a seed, the same for the same seed. */
export function stream(seed: number): (below: number) => number {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const NAMES = fc.constantFrom('a', 'b', 'c', 'd', '华东', '上海');

/** Leaf paths of depth 0 to 3, of uneven depth and with paths that are beginnings of others. */
export const anyPaths: fc.Arbitrary<string[][]> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<string[][]>([[]]) },
  { weight: 6, arbitrary: fc.array(fc.array(NAMES, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 14 }) },
);

/** Period trees: none to three grains, aligned and cut spans. */
export const anyPeriods: fc.Arbitrary<PeriodTree> = fc
  .tuple(
    fc.constantFrom('2026', '2026-Q1', '2026-H2', '2026-03-10..2026-08-20', '2026-11-15..2027-02-10', '2026-02'),
    fc.subarray<Grain>(['year', 'half', 'quarter', 'month']),
  )
  .map(([text, grains]) => periods(text, ...grains));
