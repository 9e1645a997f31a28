import { join } from 'node:path';
import { type CountDays, calendarDays, workingDays } from '../core/calendar/day-count.ts';
import { finding, refuseErrors } from '../core/finding.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { type Context, report } from './context.ts';
import { markInput } from './inputs.ts';
import type { OptionReader } from './option-reader.ts';
import { readBytes } from './read-roster.ts';

/** By which days people count, and where the holidays are. */
export interface DayRules {
  readonly days: 'calendar' | 'working';
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

/**
 * Calendar days, or the working days of `--calendar`, else of the folder's calendar.csv; without either Monday to Friday, with a
 * note.
 */
export async function readDayCounting(rules: DayRules, folder: PlanFolder | undefined, context: Context): Promise<DayCounting> {
  if (rules.days === 'calendar') return { countDays: calendarDays, file: undefined };
  const table = rules.calendar === undefined ? folder?.calendar() : await readFile(rules.calendar, context);
  refuseErrors(table?.findings ?? []);
  if (table) return { countDays: workingDays(table.marks), file: rules.calendar ?? join(folder?.dir ?? '', 'calendar.csv') };
  await report(context, [finding('note', 'roster.weekdays-only')]);
  return { countDays: workingDays({ holidays: new Set(), workdays: new Set() }), file: undefined };
}

async function readFile(file: string, context: Context) {
  markInput(file, context);
  const { readCalendarCsv } = await import('../plan-folder/calendar-csv.ts');
  return readCalendarCsv({ content: readBytes(file), file }, { decimals: 2, fiscal: { startMonth: 1, name: 'end' } });
}
