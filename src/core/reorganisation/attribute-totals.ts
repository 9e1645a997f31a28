import type { Day } from '../calendar/day.ts';
import { comparePaths } from '../names.ts';
import { pathKey, type UnitPath, unitTree } from '../organisation/unit-tree.ts';
import { leafFinder } from '../plan.ts';
import type { Totals } from '../totals.ts';
import { leafValue } from '../tree.ts';
import { firstDayAfter } from './event.ts';
import { shareWeights } from './heirs.ts';
import { signedByLargestRemainder } from './largest-remainder.ts';
import { keepsPart, type Places, placesOf } from './places.ts';
import type { StatedEvent } from './stated-event.ts';
import { refuseTooDeep } from './too-deep.ts';

/**
 * History under the units that there are after some events, in their order: all its rows, whatever their day. An amount that goes
 * to several is shared out by largest remainder, by name; its rows are counted where most of it goes, so every day keeps its sum and
 * its rows. With `hasCustomer` the last name of each path is a customer: it decides where lists say so, and is left out after.
 * Refuses an event that puts units below the last level.
 */
export function attributeTotals(totals: Totals, events: readonly StatedEvent[], hasCustomer = false): Totals {
  if (events.length === 0 && !hasCustomer) return totals;
  const cut = (path: UnitPath) => (hasCustomer ? path.slice(0, -1) : path);
  const leaves = new Set(totals.units.map((path) => pathKey(cut(path))));
  const known = { isLeaf: (path: UnitPath) => leaves.has(pathKey(path)) };
  const eras = erasOf(events);
  const places = totals.units.flatMap((path) =>
    eras.starts.map((day) => placesOf({ path: cut(path), customer: hasCustomer ? path.at(-1) : undefined, day }, events, known)),
  );
  const levels = hasCustomer ? totals.levels.slice(0, -1) : totals.levels;
  refuseTooDeep(distinct(places), levels, events);
  const leaf = asLeaf(levels, places);
  const units = distinct(places.map((own) => own.map((place) => ({ ...place, path: leaf(place.path) }))));
  const numbers = new Map(units.map((path, index) => [pathKey(path), index]));
  const shares = places.map((own) => ({
    units: own.map(({ path }) => numbers.get(pathKey(leaf(path))) as number),
    weights: shareWeights(own),
  }));
  return {
    ...totals,
    levels,
    units,
    ...added(totals, (i) => shares[(totals.unit[i] as number) * eras.starts.length + eras.of(totals.day[i] as number)] as Share),
  };
}

/** Days from which on somebody has what is left to him alone; the first era has no beginning. */
export function erasOf(events: readonly StatedEvent[]): { readonly starts: readonly Day[]; readonly of: (day: Day) => number } {
  const days = [...new Set(events.filter(keepsPart).map(firstDayAfter))].sort((a, b) => a - b);
  const starts = [Number.NEGATIVE_INFINITY, ...days];
  return { starts, of: (day) => starts.findLastIndex((start) => start <= day) };
}

function distinct(places: readonly Places[]): UnitPath[] {
  const all = new Map(places.flatMap((own) => own.map(({ path }) => [pathKey(path), path] as const)));
  return [...all.values()].sort(comparePaths);
}

/** A unit that others are below has its own amounts in a part of its own. */
function asLeaf(levels: readonly string[], places: readonly Places[]): (path: UnitPath) => UnitPath {
  const tree = unitTree(levels, distinct(places));
  const leafOf = leafFinder(tree);
  return (path) => leafValue(tree, leafOf(path)).path;
}

interface Share {
  readonly units: readonly number[];
  readonly weights: readonly bigint[];
}

type Columns = Pick<Totals, 'unit' | 'day' | 'amount' | 'rows'>;

/** The rows in order of unit and day, each pair once. */
function added({ unit, day, amount, rows }: Totals, shareOf: (row: number) => Share): Columns {
  const sums = new Map<number, Map<number, { amount: bigint; rows: number }>>();
  for (let i = 0; i < unit.length; i++) {
    const { units, weights } = shareOf(i);
    const parts = signedByLargestRemainder(amount[i] as bigint, weights);
    const largest = weights.indexOf(weights.reduce((most, weight) => (weight > most ? weight : most), 0n));
    for (const [at, to] of units.entries()) {
      if (parts[at] === 0n && at !== largest) continue;
      const days = sums.get(to) ?? new Map<number, { amount: bigint; rows: number }>();
      sums.set(to, days);
      const sum = days.get(day[i] as number) ?? { amount: 0n, rows: 0 };
      sum.amount += parts[at] as bigint;
      sum.rows += at === largest ? (rows[i] as number) : 0;
      days.set(day[i] as number, sum);
    }
  }
  const flat = [...sums]
    .sort(([a], [b]) => a - b)
    .flatMap(([to, days]) => sortedDays(days).map(([at, sum]) => ({ to, at, ...sum })));
  return {
    unit: Int32Array.from(flat, ({ to }) => to),
    day: Int32Array.from(flat, ({ at }) => at),
    amount: BigInt64Array.from(flat, (row) => row.amount),
    rows: Float64Array.from(flat, (row) => row.rows),
  };
}

function sortedDays<T>(days: Map<number, T>): [number, T][] {
  return [...days].sort(([a], [b]) => a - b);
}
