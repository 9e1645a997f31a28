import { civil, type Day } from '../../calendar/day.ts';
import type { CountDays } from '../../calendar/day-count.ts';
import { monthNumber, numberedMonth } from '../../calendar/month.ts';
import type { EventsOf } from '../../calendar/moving-event.ts';
import { monthPeriod, type Span } from '../../calendar/period.ts';
import { isDaily } from '../../daily-rows.ts';
import { type Finding, finding } from '../../finding.ts';
import type { Totals } from '../../totals.ts';
import { type EventEffect, type EventEffects, type MonthFactor, monthFactor } from './effects.ts';
import { effectsOfDays } from './effects-of-days.ts';
import { effectsOfMonths, type MonthlySeries } from './effects-of-months.ts';
import type { DailySeries } from './season-of-days.ts';

/**
 * What makes months comparable before they are forecast, and takes the forecast back: `removeEvents(values, months, factorOf)` before,
 * `putBack(forecast, months, factorOf)` after; paths and bounds are multiplied by the factor of their month. One factor a month
 * for all units, so that units still add up.
 */
export interface Adjustment {
  readonly factorOf: MonthFactor;
  readonly findings: readonly Finding[];
}

/** By what the events of the whole history did: from its days where it has them, else from its months. */
export function holidayAdjustment(totals: Totals, eventsOf: EventsOf): Adjustment & Pick<EventEffects, 'effects' | 'weekdays'> {
  const { effects, weekdays } = learned(totals, eventsOf);
  return { effects, weekdays, factorOf: monthFactor({ effects, weekdays }, eventsOf), findings: effectFindings(effects) };
}

function learned(totals: Totals, eventsOf: EventsOf): Pick<EventEffects, 'effects' | 'weekdays'> {
  if (isDaily(totals)) return effectsOfDays(dailySeries(totals), eventsOf);
  return { effects: effectsOfMonths(monthlySeries(totals), eventsOf), weekdays: Array<number>(7).fill(1) };
}

/** Months normalised to the mean number of working days of a month of their year; 1 where a year has none. */
export function workdayAdjustment(countDays: CountDays): Adjustment {
  const known = new Map<number, number>();
  const meanOf = (year: number) => {
    const months = Array.from({ length: 12 }, (_, i) => countDays(monthPeriod(year, i + 1)));
    const mean = known.get(year) ?? months.reduce((a, b) => a + b, 0) / 12;
    known.set(year, mean);
    return mean;
  };
  const factorOf: MonthFactor = (month) => {
    const mean = meanOf(civil(month.start).year);
    const days = countDays(month);
    return mean > 0 && days > 0 ? days / mean : 1;
  };
  return { factorOf, findings: [] };
}

/** All units together, day by day from the first to the last row; a day without rows is zero. */
export function dailySeries(totals: Totals): DailySeries {
  const first = totals.first ?? 0;
  return { first, values: sums(totals, totals.last === undefined ? 0 : totals.last - first + 1, (day) => day - first) };
}

/** All units together by calendar months; a month without rows inside the history is zero. */
export function monthlySeries(totals: Totals): MonthlySeries {
  if (totals.first === undefined || totals.last === undefined) return { months: [], values: new Float64Array(0) };
  const from = monthNumber(totals.first);
  const values = sums(totals, monthNumber(totals.last) - from + 1, (day) => monthNumber(day) - from);
  const months = Array.from(values, (_, i): Span => numberedMonth(from + i));
  return { months, values };
}

/** Added up exactly, so that the order of the rows says nothing. */
function sums({ day, amount, scale }: Totals, count: number, placeOf: (day: Day) => number): Float64Array {
  const exact = Array<bigint>(count).fill(0n);
  day.forEach((at, i) => {
    exact[placeOf(at)]! += amount[i] as bigint;
  });
  return Float64Array.from(exact, (sum) => Number(sum) / 10 ** scale);
}

function effectFindings(effects: readonly EventEffect[]): Finding[] {
  return effects.flatMap(({ event, factors, years, isSure }) => {
    const { before, during, after } = factors;
    const values = { event, years: years.length, before: before.toFixed(2), during: during.toFixed(2), after: after.toFixed(2) };
    return [finding(isSure ? 'note' : 'warning', isSure ? 'holidays.effect' : 'holidays.effect-of-few-years', values)];
  });
}
