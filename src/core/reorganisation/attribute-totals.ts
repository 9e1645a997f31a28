import { comparePaths } from '../names.ts';
import { pathKey, type UnitPath } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { shareWeights } from './heirs.ts';
import { byLargestRemainder } from './largest-remainder.ts';
import { type Places, placesOf } from './places.ts';
import type { StatedEvent } from './stated-event.ts';

/**
 * History under the units that there are after some events, in their order: all its rows, whatever their day. An amount that goes
 * to several is shared out by largest remainder, by name; its rows are counted where most of it goes, so every day keeps its sum and
 * its rows. With `hasCustomer` the last name of each path is a customer: it decides where lists say so, and is left out after.
 */
export function attributeTotals(totals: Totals, events: readonly StatedEvent[], hasCustomer = false): Totals {
  if (events.length === 0 && !hasCustomer) return totals;
  const cut = (path: UnitPath) => (hasCustomer ? path.slice(0, -1) : path);
  const leaves = new Set(totals.units.map((path) => pathKey(cut(path))));
  const known = { isLeaf: (path: UnitPath) => leaves.has(pathKey(path)) };
  const places = totals.units.map((path) =>
    placesOf({ path: cut(path), customer: hasCustomer ? path.at(-1) : undefined }, events, known),
  );
  const units = distinct(places);
  const numbers = new Map(units.map((path, index) => [pathKey(path), index]));
  const shares = places.map((own) => ({
    units: own.map(({ path }) => numbers.get(pathKey(path)) as number),
    weights: shareWeights(own),
  }));
  return { ...totals, levels: hasCustomer ? totals.levels.slice(0, -1) : totals.levels, units, ...added(totals, shares) };
}

function distinct(places: readonly Places[]): UnitPath[] {
  const all = new Map(places.flatMap((own) => own.map(({ path }) => [pathKey(path), path] as const)));
  return [...all.values()].sort(comparePaths);
}

interface Share {
  readonly units: readonly number[];
  readonly weights: readonly bigint[];
}

type Columns = Pick<Totals, 'unit' | 'day' | 'amount' | 'rows'>;

/** The rows in order of unit and day, each pair once. */
function added({ unit, day, amount, rows }: Totals, shares: readonly Share[]): Columns {
  const sums = new Map<number, Map<number, { amount: bigint; rows: number }>>();
  for (let i = 0; i < unit.length; i++) {
    const { units, weights } = shares[unit[i] as number] as Share;
    const parts = signedParts(amount[i] as bigint, weights);
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

/** A return goes where the sale would have gone. */
function signedParts(amount: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.length === 1) return [amount];
  return amount < 0n ? byLargestRemainder(-amount, weights).map((part) => -part) : byLargestRemainder(amount, weights);
}
