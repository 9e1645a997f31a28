import { join } from 'node:path';
import { type CalendarMarks, type CountDays, calendarDays, workingDays } from '../core/calendar/day-count.ts';
import { CHINA } from '../core/calendar/law-holidays.ts';
import type { Span } from '../core/calendar/period.ts';
import { finding, refuseErrors } from '../core/finding.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { type Context, report } from './context.ts';
import { markInput } from './inputs.ts';
import type { OptionReader } from './option-reader.ts';
import { readBytes } from './read-roster.ts';

/** By which days people count, and where the holidays are. */
export interface DayRules {
  readonly days: 'calendar' | 'working';
  /** A file, or `china`. */
  readonly calendar: string | undefined;
}

/** Reads `--days` (calendar days where it is not given) and `--calendar`. */
export function dayRules(reader: OptionReader): DayRules {
  return { days: reader.choice('days', ['calendar', 'working']) ?? 'calendar', calendar: reader.text('calendar') };
}

/** How days are counted, and the file that says so. */
export interface DayCounting {
  readonly countDays: CountDays;
  readonly file: string | undefined;
}

/** Where a calendar may be, and the days that will be counted. */
export interface DaySite {
  readonly folder: PlanFolder | undefined;
  readonly context: Context;
  readonly span: Span;
}

/**
 * Calendar days, or the working days of `--calendar`, else of the folder's calendar.csv; without either Monday to Friday, with a
 * note. `china` has the notices of the State Council, with the folder's calendar.csv on top; years of the span without one are told.
 */
export async function readDayCounting(rules: DayRules, site: DaySite): Promise<DayCounting> {
  if (rules.days === 'calendar') return { countDays: calendarDays, file: undefined };
  const { folder, context } = site;
  const isFile = rules.calendar !== undefined && rules.calendar !== CHINA;
  const table = isFile ? await readFile(rules.calendar, context) : folder?.calendar();
  refuseErrors(table?.findings ?? []);
  const file = isFile ? rules.calendar : table && join(folder?.dir ?? '', 'calendar.csv');
  if (rules.calendar === CHINA) return { countDays: await chinaDays(table?.marks, site), file };
  if (table) return { countDays: workingDays(table.marks), file };
  await report(context, [finding('note', 'roster.weekdays-only')]);
  return { countDays: workingDays({ holidays: new Set(), workdays: new Set() }), file: undefined };
}

async function chinaDays(overlay: CalendarMarks | undefined, { context, span }: DaySite): Promise<CountDays> {
  const { chinaCalendar } = await import('./china-calendar.ts');
  const china = await chinaCalendar(overlay);
  await report(context, china.findingsOf(span));
  return workingDays(china.marks);
}

async function readFile(file: string, context: Context) {
  markInput(file, context);
  const { readCalendarCsv } = await import('../plan-folder/calendar-csv.ts');
  return readCalendarCsv({ content: readBytes(file), file }, { decimals: 2, fiscal: { startMonth: 1, name: 'end' } });
}
