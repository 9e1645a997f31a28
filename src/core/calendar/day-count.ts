import { type Day, weekday } from './day.ts';
import type { Span } from './period.ts';

/** Days that are not as their weekday says: holidays, and weekend days that are worked in exchange. */
export interface CalendarMarks {
  readonly holidays: ReadonlySet<Day>;
  readonly workdays: ReadonlySet<Day>;
}

/** How many days of a span count, both ends included; by which a period in part is a share of the whole period. */
export type CountDays = (span: Span) => number;

export const calendarDays: CountDays = ({ start, end }) => Math.max(0, end - start + 1);

/** Monday to Friday without holidays, with the weekend days that are worked. */
export function workingDays({ holidays, workdays }: CalendarMarks): CountDays {
  const isWorked = (day: Day) => workdays.has(day) || (weekday(day) < SATURDAY && !holidays.has(day));
  return ({ start, end }) => {
    let count = 0;
    for (let day = start; day <= end; day++) if (isWorked(day)) count++;
    return count;
  };
}

const SATURDAY = 5;

/** Working days where no calendar is known. */
export const MONDAY_TO_FRIDAY: CountDays = workingDays({ holidays: new Set(), workdays: new Set() });

/** How the parts of a span are measured: by calendar days where none of its days counts. */
export function countingIn(countDays: CountDays, span: Span): CountDays {
  return countDays(span) > 0 ? countDays : calendarDays;
}
