import type { Ratio } from '../metrics/ratio.ts';
import type { VarianceFigures } from './measures.ts';

/** What the measures of a ratio's row come from: planned and actual parts at `scale`, days by the pro-rating rule. */
export interface RatioFigures {
  readonly scale: number;
  readonly plan: Ratio;
  readonly actual: Ratio;
  /** The same days a year earlier; undefined when the data does not reach back. */
  readonly lastYear: Ratio | undefined;
  readonly daysGone: number;
  readonly days: number;
  readonly lowerIsBetter?: boolean;
}

export const NO_RATIO: Ratio = { numerator: 0n, denominator: 0n };

/**
 * The figures that attainment, pace and status of a ratio come from: planned and actual ratio as whole numbers over their
 * common denominator. A ratio is never pro-rated: its plan to date is its plan.
 */
export function judgedFigures({ plan, actual, daysGone, days, lowerIsBetter = false }: RatioFigures): VarianceFigures {
  const planned = plan.numerator * actual.denominator;
  const achieved = actual.numerator * plan.denominator;
  return {
    scale: 0,
    plan: planned,
    planToDate: planned,
    actual: achieved,
    lastYear: undefined,
    daysGone,
    days,
    ...(lowerIsBetter && { lowerIsBetter }),
  };
}

/**
 * The ratio that the rest of the period must run at: (planned numerator - actual numerator) / (planned denominator - actual
 * denominator), not below zero; nothing when the period is over or its planned denominator is used up.
 */
export function requiredRatio({ plan, actual, daysGone, days }: RatioFigures): Ratio {
  const denominator = plan.denominator - actual.denominator;
  if (daysGone >= days || denominator <= 0n) return NO_RATIO;
  const numerator = plan.numerator - actual.numerator;
  return { numerator: numerator > 0n ? numerator : 0n, denominator };
}

/** The whole period's ratio when the rest of its planned denominator runs at the planned ratio; the actual one at the end. */
export function ratioLanding({ plan, actual, daysGone, days }: RatioFigures): Ratio {
  const rest = plan.denominator - actual.denominator;
  if (daysGone >= days || rest <= 0n) return actual;
  return {
    numerator: actual.numerator * plan.denominator + rest * plan.numerator,
    denominator: plan.denominator * plan.denominator,
  };
}
