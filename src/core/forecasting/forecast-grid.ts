import { FINE, floorDivide } from '../allocation/rounding/exact-fractions.ts';
import { roundCells } from '../allocation/rounding/round-cells.ts';
import { power10 } from '../amount.ts';
import { monthNumber } from '../calendar/month.ts';
import type { Span } from '../calendar/period.ts';
import type { PeriodTree } from '../calendar/period-tree.ts';
import type { Grid } from '../grid.ts';
import { leafValue } from '../tree.ts';
import type { MonthlyHistory } from './monthly-history.ts';
import type { UnitForecasts } from './unit-forecasts.ts';

/** What is printed of forecasts: leaf units x leaf periods of whole months. */
export interface PrintedForecasts {
  readonly history: MonthlyHistory;
  readonly forecasts: UnitForecasts;
  readonly periods: PeriodTree;
  /** Amounts are in 10^`power` of the base unit, with so many decimals. */
  readonly power: number;
  readonly decimals: number;
}

/**
 * Baselines as amounts, rounded together as a plan is, so that units and periods add up in print. Periods that are known are exact where
 * their amounts have no more decimals.
 */
export function forecastGrid({ history, forecasts, periods, power, decimals }: PrintedForecasts): Grid {
  const { units } = forecasts;
  const width = periods.leaves.length;
  const count = units.leaves.length * width;
  const exact = { whole: new BigInt64Array(count), numerator: new Float64Array(count), denominator: FINE };
  const shift = decimals - power;
  units.leaves.forEach((node, unit) => {
    for (let p = 0; p < width; p++) {
      const span = leafValue(periods, p);
      const known = knownAmount(history, node, span);
      const ahead = forecasts.baseline(node, span) - Number(known) / 10 ** history.scale;
      const cell = unit * width + p;
      const isKnown = span.end < (forecasts.months[0]?.start ?? Number.POSITIVE_INFINITY);
      setCell(exact, cell, { known, scale: history.scale, ahead: isKnown ? 0 : ahead, shift });
    }
  });
  return { units, periods, scale: decimals, cells: roundCells({ units, periods }, exact).cells };
}

interface CellParts {
  /** Known, in units of 10^-`scale`, and forecast, both of the base unit. */
  readonly known: bigint;
  readonly scale: number;
  readonly ahead: number;
  /** The cell is in units of 10^-`shift`. */
  readonly shift: number;
}

interface Cells {
  readonly whole: BigInt64Array;
  readonly numerator: Float64Array;
}

function setCell({ whole, numerator }: Cells, cell: number, { known, scale, ahead, shift }: CellParts): void {
  const fine = BigInt(FINE);
  const power = shift - scale;
  const steps = power >= 0 ? known * power10(power) * fine : floorDivide(known * fine, power10(-power));
  const value = ahead * 10 ** shift;
  const floor = Math.floor(value);
  const all = steps + BigInt(floor) * fine + BigInt(Math.floor((value - floor) * FINE));
  const own = floorDivide(all, fine);
  whole[cell] = own;
  numerator[cell] = Number(all - own * fine);
}

/** What the complete months of a span come to, exactly. */
function knownAmount({ months, exact }: MonthlyHistory, node: number, { start, end }: Span): bigint {
  const begin = monthNumber(months[0]?.start ?? 0);
  const from = Math.max(0, monthNumber(start) - begin);
  const to = Math.min(months.length, monthNumber(end) - begin + 1);
  let sum = 0n;
  for (let month = from; month < to; month++) sum += exact[node * months.length + month] as bigint;
  return sum;
}
