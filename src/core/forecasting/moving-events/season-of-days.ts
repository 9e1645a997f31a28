import { civil, type Day } from '../../calendar/day.ts';
import { monthPeriod } from '../../calendar/period.ts';
import type { MonthFactor } from './effects.ts';

/** Amounts of consecutive days; NaN where nothing is known, 0 where nothing was sold. */
export interface DailySeries {
  readonly first: Day;
  readonly values: Float64Array;
}

/** Years that a season takes beside what moves through it. */
const LEAST_YEARS = 3;

/**
 * The season of each day as a factor on the level of its year: of months freed of events by `factorOf`, the mean amount a day / the
 * centred mean of twelve months, on average over the years; between the middles of two months on a straight line. Undefined where a
 * month of the year was not seen in three years.
 */
export function seasonOfDays({ first, values }: DailySeries, factorOf: MonthFactor): ((day: Day) => number) | undefined {
  const months = wholeMonths(first, values.length);
  const levels = months.map((month) => {
    let sum = 0;
    for (let day = month.start; day <= month.end; day++) sum += values[day - first] as number;
    return sum / (month.end - month.start + 1) / factorOf(month);
  });
  const ratios = Array.from({ length: 12 }, () => [] as number[]);
  levels.forEach((level, i) => {
    const ratio = level / centredMean(levels, i);
    if (Number.isFinite(ratio) && ratio > 0) ratios[civil((months[i] as { start: Day }).start).month - 1]?.push(ratio);
  });
  if (ratios.some((own) => own.length < LEAST_YEARS - 1) || months.length < 12 * LEAST_YEARS) return undefined;
  const index = ratios.map((own) => own.reduce((a, b) => a + b, 0) / own.length);
  return (day) => between(index, day);
}

function wholeMonths(first: Day, count: number) {
  const { year, month } = civil(first);
  const months = Array.from({ length: Math.ceil(count / 28) + 1 }, (_, i) => monthPeriod(year, month + i));
  return months.filter(({ start, end }) => start >= first && end < first + count);
}

/** The mean of the twelve months around one, half of the first and of the last of thirteen; NaN where some are unknown. */
export function centredMean(values: ArrayLike<number>, at: number): number {
  if (at < 6 || at + 6 >= values.length) return Number.NaN;
  let sum = ((values[at - 6] as number) + (values[at + 6] as number)) / 2;
  for (let i = at - 5; i <= at + 5; i++) sum += values[i] as number;
  return sum / 12;
}

/** The index of a day on the lines between the middles of the months. */
function between(index: readonly number[], day: Day): number {
  const { year, month } = civil(day);
  const { start, end } = monthPeriod(year, month);
  const away = (day - (start + end) / 2) / (end - start + 1);
  const [own, other] = [index[month - 1], index[(month - 1 + (away < 0 ? 11 : 1)) % 12]] as [number, number];
  return own + (other - own) * Math.abs(away);
}
