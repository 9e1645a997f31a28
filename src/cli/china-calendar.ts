import { civil } from '../core/calendar/day.ts';
import type { CalendarMarks } from '../core/calendar/day-count.ts';
import { lawHolidays } from '../core/calendar/law-holidays.ts';
import type { Span } from '../core/calendar/period.ts';
import { LUNAR_YEARS } from '../core/calendar/spring-festival.ts';
import { type Finding, finding } from '../core/finding.ts';

export interface ChinaCalendar {
  readonly marks: CalendarMarks;
  /** Says which years of a span have no notice, and what stands in for it. */
  readonly findingsOf: (span: Span) => readonly Finding[];
}

/**
 * The working days of China: by the notices of the State Council where there is one, by the law for later years, Monday to Friday for
 * others. Marks of a file go on top: its holidays and workdays are so whatever China has.
 */
export async function chinaCalendar(overlay?: CalendarMarks): Promise<ChinaCalendar> {
  const { stateCouncilNotices } = await import('./chinese-days.ts');
  const notices = stateCouncilNotices();
  const byLaw = (year: number) => (notices.years.has(year) ? undefined : lawHolidays(year));
  const { first, last } = LUNAR_YEARS;
  const assumed = Array.from({ length: last - first + 1 }, (_, i) => byLaw(first + i) ?? []).flat();
  const china = { holidays: new Set([...notices.holidays, ...assumed]), workdays: notices.workdays };
  return { marks: overlay ? laidOver(china, overlay) : china, findingsOf: (span) => gaps(span, notices.years, overlay) };
}

function laidOver(below: CalendarMarks, above: CalendarMarks): CalendarMarks {
  const without = (days: ReadonlySet<number>, others: ReadonlySet<number>) => [...days].filter((day) => !others.has(day));
  return {
    holidays: new Set([...without(below.holidays, above.workdays), ...above.holidays]),
    workdays: new Set([...without(below.workdays, above.holidays), ...above.workdays]),
  };
}

/** Years without a notice, but for those that the file on top says something of. */
function gaps(span: Span, known: ReadonlySet<number>, overlay: CalendarMarks | undefined): Finding[] {
  const own = new Set([...(overlay?.holidays ?? []), ...(overlay?.workdays ?? [])].map((day) => civil(day).year));
  const [from, to] = [civil(span.start).year, civil(span.end).year];
  const years = Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((year) => !known.has(year) && !own.has(year));
  const assumed = years.filter((year) => lawHolidays(year) !== undefined);
  const bare = years.filter((year) => !assumed.includes(year));
  const about = (code: string, which: readonly number[]) =>
    which.length > 0 ? [finding('warning', code, { years: which.join(', ') })] : [];
  return [...about('holidays.not-announced', assumed), ...about('holidays.unknown-years', bare)];
}
