import { divideRounded, power10 } from './amount.ts';
import type { Comparable } from './calendar/comparable.ts';
import { civil, type Day, firstOfMonth } from './calendar/day.ts';
import { monthPeriod, type Span } from './calendar/period.ts';
import { groupBy } from './group-by.ts';
import type { Totals } from './totals.ts';

/** Decimals that amounts have more once they are multiplied by days. */
const MORE_DECIMALS = 4;

/**
 * Totals by month in which every year is laid out as the calendar of `year` would have it: days around moving events are moved, or
 * months count for as many working days. What each year holds stays with it. Factors are rounded once a row, four decimals finer.
 */
export function alignedTotals(totals: Totals, year: number, comparable: Comparable): Totals {
  const years = [...new Set(Array.from(totals.day, (day) => civil(day).year))];
  const places = new Map(years.flatMap((own) => [...placesOf({ own, year, grain: totals.grain }, comparable)]));
  const factor = power10(MORE_DECIMALS);
  const rows = Array.from(totals.day, (day, i) => {
    const { month, numerator, denominator } = places.get(totals.grain === 'month' ? firstOf(day) : day) as PlaceOfDay;
    const amount = divideRounded((totals.amount[i] as bigint) * factor * numerator, denominator);
    return { unit: totals.unit[i] as number, day: month, amount, rows: totals.rows[i] as number };
  });
  const cells = [...groupBy(rows, ({ unit, day }) => `${unit} ${day}`).values()];
  return {
    ...totals,
    grain: 'month',
    scale: totals.scale + MORE_DECIMALS,
    unit: Int32Array.from(cells, ([{ unit }]) => unit),
    day: Int32Array.from(cells, ([{ day }]) => day),
    amount: BigInt64Array.from(cells, (own) => own.reduce((sum, { amount }) => sum + amount, 0n)),
    rows: Float64Array.from(cells, (own) => own.reduce((sum, { rows: count }) => sum + count, 0)),
  };
}

/** The first day of the month in which a day counts, and by how much. */
interface PlaceOfDay {
  readonly month: Day;
  readonly numerator: bigint;
  readonly denominator: bigint;
}

interface Layout {
  readonly own: number;
  readonly year: number;
  readonly grain: Totals['grain'];
}

/** Where each day of year `own` (or its months, by their first day) lies in the calendar of `year`. */
function placesOf({ own, year, grain }: Layout, comparable: Comparable): Map<Day, PlaceOfDay> {
  const places = new Map<Day, PlaceOfDay>();
  // Days around an event at the turn of the year may come from the years beside it.
  for (let month = 0; month <= 13; month++) {
    const [target, earlier] = [monthPeriod(year, month), monthPeriod(own, month)];
    const place = { month: firstOfMonth(own, Math.min(12, Math.max(1, month))), ...comparable.factorOf(target, earlier) };
    for (const span of own === year ? [earlier] : comparable.spansOf(target, earlier))
      for (const day of grain === 'month' ? [span.start] : daysOf(span))
        if (civil(day).year === own && !places.has(day)) places.set(day, place);
  }
  return places;
}

function daysOf({ start, end }: Span): Day[] {
  return Array.from({ length: end - start + 1 }, (_, i) => start + i);
}

function firstOf(day: Day): Day {
  const { year, month } = civil(day);
  return firstOfMonth(year, month);
}
