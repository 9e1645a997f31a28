import { civil, type Day, firstOfMonth, formatDay, parseDay } from '../core/calendar/day.ts';
import { refuse } from '../core/finding.ts';

/** `--as-of` as it was said: a day, or the end of the month before today's. */
export type AsOf = Day | 'last-month-end';

export function parseAsOf(text: string): AsOf | undefined {
  return text === 'last-month-end' ? text : parseDay(text);
}

/** The day to judge on: what was said, else the last complete day of the data; never after today. */
export function asOfDay(given: AsOf | undefined, last: Day | undefined, today: Day): Day {
  if (given === 'last-month-end') {
    const { year, month } = civil(today);
    return firstOfMonth(year, month) - 1;
  }
  if (given !== undefined && given > today)
    throw refuse('cli.as-of-after-today', { day: formatDay(given), today: formatDay(today) });
  return given ?? Math.min(last ?? today - 1, today - 1);
}
