import { shiftYears } from '../allocation/basis/basis-source.ts';
import { divideRounded } from '../amount.ts';
import { arrange, columnsFromSpans, rollUpUnits } from '../arrange.ts';
import type { Comparable } from '../calendar/comparable.ts';
import type { Span } from '../calendar/period.ts';
import { partition } from '../calendar/period-tree.ts';
import type { Fraction } from '../fraction.ts';
import type { UnitTree } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';

/** What of last year is comparable with the part of a month that is gone. */
export interface ComparablePart {
  /** The reported period, by its number. */
  readonly period: number;
  readonly days: readonly Span[];
  readonly factor: Fraction;
}

/** The parts of every reported period, month by month; `gone` are its days that count. */
export function comparableParts(gone: readonly (Span | undefined)[], comparable: Comparable): ComparablePart[] {
  return gone.flatMap((span, period) =>
    (span ? partition(span, 'month', undefined) : []).map((month) => {
      const earlier = shiftYears(month, -1);
      return { period, days: comparable.spansOf(month, earlier), factor: comparable.factorOf(month, earlier) };
    }),
  );
}

/**
 * Sums of unit node x reported period over the comparable days of last year. Each leaf unit's amount of a part is multiplied and rounded
 * once, at the scale of the totals, so that units and periods add up.
 */
export function comparableSums(
  totals: Totals,
  units: UnitTree,
  { parts, periods }: { readonly parts: readonly ComparablePart[]; readonly periods: number },
): BigInt64Array {
  const { cells } = arrange(totals, units, columnsFromSpans(parts.map(({ days }) => days)));
  const sums = new BigInt64Array(units.leaves.length * periods);
  units.leaves.forEach((_, leaf) => {
    parts.forEach(({ period, factor }, at) => {
      const amount = cells[leaf * parts.length + at] as bigint;
      sums[leaf * periods + period]! += divideRounded(amount * factor.numerator, factor.denominator);
    });
  });
  return rollUpUnits(units, sums, periods);
}
