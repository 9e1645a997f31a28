import { formatExact, formatRatio, power10 } from '../amount.ts';
import type { Day } from '../calendar/day.ts';
import type { Period } from '../calendar/period.ts';
import { type Finding, finding, refuse } from '../finding.ts';
import type { Ratio } from '../metrics/ratio.ts';
import { formatPath, type UnitPath } from '../organisation/unit-tree.ts';
import type { RatioGrids } from '../plan.ts';
import type { RowAccount, Totals } from '../totals.ts';
import { judgedFigures, type RatioFigures, requiredRatio } from './ratio-figures.ts';
import { type Variance, type VarianceRow, varianceRows } from './variance.ts';
import { accountOf, actualSums, columnSums, daysOf, reachesBack, regrid, varianceFrame } from './variance-frame.ts';

export interface RatioVarianceRequest {
  readonly plan: RatioGrids;
  readonly actual: { readonly numerator: Totals; readonly denominator: Totals };
  /** Whether both parts come from the same rows, read twice: true by default. */
  readonly sameRows?: boolean;
  readonly asOf: Day;
  readonly periods: readonly Period[];
}

/**
 * A planned ratio against the actual one as of a day (included): at every node the sum of the numerators over the sum of the
 * denominators, never pro-rated. Refuses parts of one table that were not read from the same rows.
 */
export function ratioVariance({ plan, actual, asOf, periods, sameRows = true }: RatioVarianceRequest): Variance {
  if (sameRows) refuseOtherRows(actual.numerator.account, actual.denominator.account);
  const parts = [actual.numerator, actual.denominator];
  const frame = varianceFrame({ plan: plan.numerator, actuals: parts, asOf, periods });
  const { units, span, gone, before } = frame;
  const factor = power10(actual.numerator.scale - plan.numerator.scale);
  const planned = pairs(
    [plan.numerator, plan.denominator].map((grid) => columnSums(regrid(grid, units), periods)),
    factor,
  );
  const achieved = pairs(frame.placed.map((placed) => actualSums(placed, units, gone)));
  const lastYear = pairs(frame.placed.map((placed) => actualSums(placed, units, before)));
  const rows = varianceRows(frame, (at, p) => {
    const isKnown = parts.every((part) => reachesBack(part, before[p]));
    const ratio = {
      ...{ scale: actual.numerator.scale, plan: planned(at), actual: achieved(at), lastYear: isKnown ? lastYear(at) : undefined },
      ...daysOf(frame, p),
    };
    return { figures: judgedFigures(ratio), ratio };
  });
  const counted = accountOf(actual.numerator, { start: span.start, end: Math.min(span.end, asOf) });
  return { units, rows, findings: [], ...counted };
}

/** Numerator and denominator of a node by its place in the columns of both. */
function pairs([numerators, denominators]: readonly BigInt64Array[], factor = 1n): (at: number) => Ratio {
  return (at) => ({ numerator: numerators![at]! * factor, denominator: denominators![at]! * factor });
}

function refuseOtherRows(a: RowAccount, b: RowAccount): void {
  if (a.rejected !== b.rejected || a.read !== b.read)
    throw refuse('metric.rows-differ', { numerator: a.read - a.rejected, denominator: b.read - b.rejected });
}

/** Rows of a ratio that cannot exceed 1 whose rest would have to: their plan cannot be reached any more. */
export function outOfReach(rows: readonly (VarianceRow & { readonly path: UnitPath })[]): Finding[] {
  return rows.flatMap(({ path, period, ratio }) => {
    const { scale } = ratio as RatioFigures;
    const required = requiredRatio(ratio as RatioFigures);
    const amount = (value: bigint) => formatExact(value, scale, Math.min(2, scale));
    if (required.numerator <= required.denominator) return [];
    const values = {
      ...{ unit: formatPath(path) || '-', period: period.label },
      ...{ needed: amount(required.numerator), rest: amount(required.denominator) },
      required: formatRatio(100n * required.numerator, required.denominator, 2),
    };
    return [finding('warning', 'variance.out-of-reach', values)];
  });
}
