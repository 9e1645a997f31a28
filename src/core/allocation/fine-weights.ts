import type { PeriodTree } from '../calendar/period-tree.ts';
import type { Grid } from '../grid.ts';
import { leafValue } from '../tree.ts';
import { weightFactor } from './scale-weights.ts';
import { type DayWeights, spanWeight } from './split-months.ts';

/**
 * Weights of months spread over their weeks or days in proportion to the weights of the days: for plans in which a week or a
 * day is locked, so that months cannot be rounded first. The same weights where `periods` go no further down.
 */
export function fineWeights(months: Grid, periods: PeriodTree, dayWeights: DayWeights): Grid {
  const width = periods.leaves.length;
  const coarse = months.periods.leaves.length;
  if (width === coarse) return { ...months, periods };
  const monthOf = periods.leaves.map((_, leaf) => monthHolding(months.periods, leafValue(periods, leaf).start));
  const total = months.cells.reduce((sum, cell) => sum + cell, 0n);
  const largest = months.cells.reduce((most, cell) => (cell > most ? cell : most), 0n);
  const factor = weightFactor({
    largest: { numerator: largest, denominator: 1n },
    sum: total,
    cells: months.cells.length * width,
  });
  const cells = new BigInt64Array(months.units.leaves.length * width);
  months.units.leaves.forEach((_, unit) => {
    const shares = periods.leaves.map((_, leaf) =>
      spanWeight(leafValue(periods, leaf), dayWeights(unit, monthOf[leaf] as number)),
    );
    const sums = new BigInt64Array(coarse);
    shares.forEach((share, leaf) => {
      sums[monthOf[leaf] as number]! += share;
    });
    shares.forEach((share, leaf) => {
      const month = monthOf[leaf] as number;
      const exact = (months.cells[unit * coarse + month] as bigint) * share * factor.numerator;
      if (exact > 0n) cells[unit * width + leaf] = exact / ((sums[month] as bigint) * factor.denominator) || 1n;
    });
  });
  return { ...months, periods, cells };
}

function monthHolding(months: PeriodTree, day: number): number {
  return months.leaves.findIndex((_, leaf) => leafValue(months, leaf).start <= day && day <= leafValue(months, leaf).end);
}
