import { columnsFromSpans } from '../arrange.ts';
import type { Day } from '../calendar/day.ts';
import type { Span } from '../calendar/period.ts';
import { pathKey, type UnitPath } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';

/** Amounts by unit and day, as columns of equal length in no promised order. */
export interface FactColumns extends Pick<Totals, 'units'> {
  /** Index into `units`. */
  readonly unit: ArrayLike<number>;
  readonly day: ArrayLike<number>;
  readonly amount: ArrayLike<bigint>;
}

/** A number of every unit node (the empty path is the whole) in each span of a question. */
export interface NodeNumbers {
  /** Leaf units that facts name. */
  readonly units: readonly UnitPath[];
  /** Nothing known is zero. */
  readonly at: (path: UnitPath, span: number) => bigint;
}

/** Earlier than any day of facts. */
export const EVER: Day = -1_000_000;

/** Sums over the days of each span; spans may overlap. */
export function spanSums(facts: FactColumns, spans: readonly Span[]): NodeNumbers {
  const columns = columnsFromSpans(spans.map((span) => [span]));
  return nodeSums(facts.units, spans.length, (add) => {
    for (let i = 0; i < facts.day.length; i++) {
      for (const span of columns.of(facts.day[i] as number)) add(facts.unit[i] as number, span, facts.amount[i] as bigint);
    }
  });
}

type Add = (unit: number, span: number, amount: bigint) => void;

/** Sums of leaf units and of every node above them from what `fill` adds. */
export function nodeSums(units: readonly UnitPath[], spans: number, fill: (add: Add) => void): NodeNumbers {
  const leaves = units.map(() => new Array<bigint>(spans).fill(0n));
  fill((unit, span, amount) => {
    const own = leaves[unit] as bigint[];
    own[span] = (own[span] as bigint) + amount;
  });
  const nodes = new Map<string, bigint[]>();
  units.forEach((path, unit) => {
    for (let depth = 0; depth <= path.length; depth++) {
      const key = pathKey(path.slice(0, depth));
      const sums = nodes.get(key) ?? new Array<bigint>(spans).fill(0n);
      nodes.set(
        key,
        sums.map((sum, span) => sum + (leaves[unit]?.[span] as bigint)),
      );
    }
  });
  return { units, at: (path, span) => nodes.get(pathKey(path))?.[span] ?? 0n };
}

/** Everything before each span. */
export function untilStart(spans: readonly Span[]): Span[] {
  return spans.map(({ start }) => ({ start: EVER, end: start - 1 }));
}

/** Node by node the sum of some numbers, each taken so many times. */
export function addNumbers(...parts: readonly (readonly [NodeNumbers, bigint])[]): NodeNumbers {
  return {
    units: distinctPaths(parts.flatMap(([{ units }]) => units)),
    at: (path, span) => parts.reduce((sum, [numbers, factor]) => sum + factor * numbers.at(path, span), 0n),
  };
}

/** Each path once, in the order of first mention. */
export function distinctPaths(paths: readonly UnitPath[]): UnitPath[] {
  return [...new Map(paths.map((path) => [pathKey(path), path])).values()];
}
