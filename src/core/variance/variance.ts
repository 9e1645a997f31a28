import { overDenominator } from '../allocation/rounding/exact-fractions.ts';
import { roundCells } from '../allocation/rounding/round-cells.ts';
import { power10 } from '../amount.ts';
import type { Day } from '../calendar/day.ts';
import type { Period } from '../calendar/period.ts';
import type { Finding } from '../finding.ts';
import { greatestCommonDivisor } from '../fraction.ts';
import type { Grid } from '../grid.ts';
import type { UnitTree } from '../organisation/unit-tree.ts';
import type { RowAccount, Totals } from '../totals.ts';
import { leafValue } from '../tree.ts';
import type { VarianceFigures } from './measures.ts';
import {
  CALENDAR_RULE,
  type Elapsed,
  type ElapsedDays,
  elapsedDays,
  elapsedOf,
  type ProrateRule,
} from './prorate/prorate-rule.ts';
import type { RatioFigures } from './ratio-figures.ts';
import { accountOf, actualSums, columnSums, reachesBack, regrid, type VarianceFrame, varianceFrame } from './variance-frame.ts';

export interface VarianceRequest {
  readonly plan: Grid;
  /** Actuals by day, with the plan's levels. */
  readonly actual: Totals;
  readonly asOf: Day;
  /** The periods to report on; none may cut a leaf period of the plan. */
  readonly periods: readonly Period[];
  /** By calendar days where none is given. */
  readonly prorate?: ProrateRule | undefined;
}

export interface VarianceRow {
  readonly period: Period;
  /** Node of `units`. */
  readonly unit: number;
  /** What a row is judged by; of a ratio, `judgedFigures`. */
  readonly figures: VarianceFigures;
  /** For a ratio: what it comes from. */
  readonly ratio?: RatioFigures;
  /** The layer that it is judged by, where rows of several stand together. */
  readonly layer?: string;
}

export interface Variance {
  /** The plan's units and an `(unplanned)` child wherever actuals belong to no unit of the plan. */
  readonly units: UnitTree;
  /** Every unit node of every period: by period, then in the order of the tree. */
  readonly rows: readonly VarianceRow[];
  readonly account: RowAccount;
  readonly dataThrough: Day | undefined;
  readonly findings: readonly Finding[];
  /** Which of several readings of the metric the actuals are. */
  readonly definition?: string;
}

/** The rows of a variance from the figures of unit node x reported period. */
export function varianceRows(
  { units, periods }: VarianceFrame,
  figuresOf: (at: number, p: number) => Pick<VarianceRow, 'figures' | 'ratio'>,
): VarianceRow[] {
  const count = periods.length;
  return periods.flatMap((period, p) =>
    units.nodes.map((_, unit): VarianceRow => ({ period, unit, ...figuresOf(unit * count + p, p) })),
  );
}

/**
 * Plan against actual as of a day (included). Plan to date takes a leaf period that is partly gone by its share by the rule
 * and rounds the whole grid exactly, so that every column adds up. Actuals of units that the plan does not know count
 * under `(unplanned)` of their deepest known ancestor, and so in every ancestor. Amounts have the scale of the actuals.
 */
export function variance({ plan, actual, asOf, periods, prorate = CALENDAR_RULE }: VarianceRequest): Variance {
  const frame = varianceFrame({ plan, actuals: [actual], asOf, periods });
  const { units, gone, before, span } = frame;
  const placed = frame.placed[0] as Totals;
  const whole = regrid(plan, units);
  const toDate = planToDate(whole, asOf, prorate);
  const sums = {
    plan: columnSums(whole, periods),
    toDate: columnSums(toDate, periods),
    actual: actualSums(placed, units, gone),
    lastYear: actualSums(placed, units, before),
  };
  const factor = power10(actual.scale - plan.scale);
  const days = periods.map((period, p) => elapsedDays(period, gone[p], { span, rule: prorate }));
  const rows = varianceRows(frame, (i, p) => ({
    figures: {
      scale: actual.scale,
      plan: (sums.plan[i] as bigint) * factor,
      planToDate: (sums.toDate[i] as bigint) * factor,
      actual: sums.actual[i] as bigint,
      lastYear: reachesBack(actual, before[p]) ? (sums.lastYear[i] as bigint) : undefined,
      ...(days[p] as ElapsedDays),
    },
  }));
  return { units, rows, findings: [], ...accountOf(actual, { start: span.start, end: Math.min(span.end, asOf) }) };
}

/** Cells up to and including a day: whole leaf periods, and of the one that the day is in its share by the rule. */
export function planToDate(plan: Grid, asOf: Day, rule: ProrateRule = CALENDAR_RULE): Grid {
  const width = plan.periods.leaves.length;
  const leaves = plan.periods.leaves.map((_, leaf) => leafValue(plan.periods, leaf));
  const current = leaves.find((leaf) => leaf.start <= asOf && asOf < leaf.end);
  const part = current ? lowestTerms(elapsedOf(current, asOf, rule)) : { gone: 0n, whole: 1n };
  const gone = leaves.map((leaf) => (leaf === current ? part.gone : leaf.end <= asOf ? part.whole : 0n));
  const numerators = Array.from(plan.cells, (cell, i) => cell * (gone[i % width] as bigint));
  return { ...plan, cells: roundCells(plan, overDenominator(numerators, part.whole)).cells };
}

/** Sums of history are large; most shares are not. */
function lowestTerms({ gone, whole }: Elapsed): Elapsed {
  const divisor = greatestCommonDivisor(gone, whole);
  return { gone: gone / divisor, whole: whole / divisor };
}
