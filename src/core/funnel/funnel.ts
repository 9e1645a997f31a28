import { divideRounded, power10 } from '../amount.ts';
import type { Day } from '../calendar/day.ts';
import { dayCount, overlap, type Period, type Span } from '../calendar/period.ts';
import { commonMultiple, type Fraction, times } from '../fraction.ts';
import type { Grid } from '../grid.ts';
import { leafValue, nodeAt } from '../tree.ts';

/** The stage that the others lead to: deals that are won. */
export const WON = 'won';

/** A stage before the won deal. The first ones serve `WON`; `of` always stands before its stage in the list. */
export interface Stage {
  readonly name: string;
  /** The stage that it serves. */
  readonly of: string;
  /** Whether its number is so much work for each of `of`, not a share of the stage that becomes `of`. */
  readonly isEffort: boolean;
}

/** What a stage is by: how many of it one of the stage it serves needs, and how many days earlier it is due. */
export interface StageTerms {
  readonly perServed: Fraction;
  readonly days: number;
}

/** What a unit sells a deal for, and the terms of each stage in their order. */
export interface UnitTerms {
  readonly orderValue: Fraction;
  readonly stages: readonly StageTerms[];
}

export interface FunnelRequest {
  /** Revenue by the units and periods in which it closes. */
  readonly revenue: Grid;
  readonly stages: readonly Stage[];
  readonly termsOf: (leafUnit: number) => UnitTerms;
}

/** Decimals of the numbers below: what is needed is no whole number before it is counted. */
export const NEEDED_SCALE = 9;

/** Needed numbers of every unit node: of the whole, and where they fall due. `stage` 0 is the won deals, then the stages. */
export interface Funnel {
  readonly needed: (unitNode: number, stage: number) => bigint;
  /** What falls due in a span; a stage's days lie before those on which its deals close. */
  readonly neededIn: (unitNode: number, stage: number, span: Span) => bigint;
  /** The days of the earliest and the latest work on a stage. */
  readonly workOf: (stage: number) => Span;
  /** The first day of any work. */
  readonly firstWork: Day;
  /** How many days before its deals close a stage is due: the most of any unit below a node. */
  readonly leadOf: (unitNode: number, stage: number) => number;
}

/**
 * A revenue target back to what has to be done for it: deals = revenue / order value; each stage = the stage that it serves x what one of
 * that needs (1 / conversion, or work). Everything is chained unrounded, a leaf unit at a time, and added up; who counts rounds up
 * each number by itself (`countOf`, domain rule T29). The work for a period's deals spreads evenly over as many days, earlier by the
 * days of the stages between.
 */
export function funnelOf({ revenue, stages, termsOf }: FunnelRequest): Funnel {
  const chains = revenue.units.leaves.map((_, leaf) => accumulated(stages, termsOf(leaf)));
  const periods = revenue.periods.leaves.map((_, p) => leafValue(revenue.periods, p));
  const sharesOf = sharing(periods);
  const leafNeed = (leaf: number, stage: number, span: Span | undefined) => {
    const { factors, leads } = chains[leaf] as Chain;
    const { weights, whole } = sharesOf(leads[stage] as number, span);
    const amount = weights.reduce((sum, weight, p) => sum + weight * (revenue.cells[leaf * periods.length + p] as bigint), 0n);
    const { numerator, denominator } = factors[stage] as Fraction;
    return divideRounded(amount * numerator * power10(NEEDED_SCALE), whole * denominator * power10(revenue.scale));
  };
  const sum = (unitNode: number, stage: number, span: Span | undefined) => {
    const { leafFrom, leafTo } = nodeAt(revenue.units, unitNode);
    let needed = 0n;
    for (let leaf = leafFrom; leaf < leafTo; leaf++) needed += leafNeed(leaf, stage, span);
    return needed;
  };
  return {
    needed: (unitNode, stage) => sum(unitNode, stage, undefined),
    neededIn: sum,
    firstWork: nodeAt(revenue.periods, 0).value.start - most(chains.map(({ leads }) => most(leads))),
    leadOf: (unitNode, stage) => {
      const { leafFrom, leafTo } = nodeAt(revenue.units, unitNode);
      return most(chains.slice(leafFrom, leafTo).map(({ leads }) => leads[stage] as number));
    },
    workOf: (stage) => {
      const leads = chains.map((chain) => chain.leads[stage] as number);
      const { start, end } = nodeAt(revenue.periods, 0).value;
      return { start: start - most(leads), end: end + most(leads.map((days) => -days)) };
    },
  };
}

/** The largest; there may be too many values for the arguments of one call. */
function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}

/** What each stage needs of one unit of revenue, and how many days before it closes. */
interface Chain {
  readonly factors: readonly Fraction[];
  readonly leads: readonly number[];
}

function accumulated(stages: readonly Stage[], { orderValue, stages: terms }: UnitTerms): Chain {
  const places = new Map([[WON, 0], ...stages.map(({ name }, index) => [name, index + 1] as const)]);
  const factors: Fraction[] = [{ numerator: orderValue.denominator, denominator: orderValue.numerator }];
  const leads = [0];
  stages.forEach(({ of }, index) => {
    const served = places.get(of) as number;
    const { perServed, days } = terms[index] as StageTerms;
    factors.push(times(factors[served] as Fraction, perServed));
    leads.push((leads[served] as number) + days);
  });
  return { factors, leads };
}

/** The share of each closing period whose work, so many days earlier, lies in a span: whole numbers out of `whole`. */
function sharing(periods: readonly Period[]) {
  const whole = periods.reduce((common, period) => commonMultiple(common, BigInt(dayCount(period))), 1n);
  const known = new Map<string, readonly bigint[]>();
  const shareOf = (period: Period, days: number, span: Span) => {
    const inside = overlap({ start: period.start - days, end: period.end - days }, span);
    return inside ? (BigInt(dayCount(inside)) * whole) / BigInt(dayCount(period)) : 0n;
  };
  return (days: number, span: Span | undefined) => {
    const key = span ? `${days} ${span.start} ${span.end}` : '';
    const weights = known.get(key) ?? periods.map((period) => (span ? shareOf(period, days, span) : whole));
    known.set(key, weights);
    return { weights, whole };
  };
}

/** Above what rounding at `NEEDED_SCALE` adds over thousands of units, far below what anybody counts. */
const NOISE = power10(NEEDED_SCALE - 6);

/** The whole number that is enough: the needed one rounded up, unless it is a whole one but for a millionth. */
export function countOf(needed: bigint): bigint {
  const one = power10(NEEDED_SCALE);
  return needed <= NOISE ? 0n : (needed - NOISE + one - 1n) / one;
}
