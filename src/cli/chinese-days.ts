// The package's own functions are a day off in time zones west of Greenwich, so only its table is used.
import notices from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { type Day, parseDay } from '../core/calendar/day.ts';
import type { CalendarMarks } from '../core/calendar/day-count.ts';

/** Holidays and worked weekends (调休) by the notices of the State Council, and the years that have one. */
export interface Notices extends CalendarMarks {
  readonly years: ReadonlySet<number>;
}

export function stateCouncilNotices(): Notices {
  const days = (dates: object) => new Set(Object.keys(dates).map((date) => parseDay(date) as Day));
  // A notice may free or work days at the end of the year before; National Day is in each.
  const years = Object.keys(notices.holidays).flatMap((date) => (date.endsWith('-10-01') ? Number(date.slice(0, 4)) : []));
  return { holidays: days(notices.holidays), workdays: days(notices.workdays), years: new Set(years) };
}
