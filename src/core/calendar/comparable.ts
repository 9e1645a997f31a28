import { type Fraction, fraction, ONE } from '../fraction.ts';
import { civil, type Day } from './day.ts';
import type { CountDays } from './day-count.ts';
import { countingIn } from './day-count.ts';
import { type DayMapping, eventMapping, laterDate } from './event-mapping.ts';
import type { EventsOf } from './moving-event.ts';
import type { Span } from './period.ts';

/** What of earlier years is comparable with a span: which days, and by how much their amounts count. */
export interface Comparable {
  /** The days that stand for `target`, where `earlier` is the same span by date some whole years before. */
  readonly spansOf: (target: Span, earlier: Span) => readonly Span[];
  /** By how much amounts of `earlier` are multiplied to stand for `target`. */
  readonly factorOf: (target: Span, earlier: Span) => Fraction;
  /** Whether days are told apart, so that amounts by month are not enough. */
  readonly needsDays: boolean;
}

/** The same days, each counting as often as the target has working days for one of the earlier span (domain rule T16). */
export function byWorkdays(countDays: CountDays): Comparable {
  return {
    spansOf: (_, earlier) => [earlier],
    factorOf: (target, earlier) => {
      const counted = countingIn(countDays, earlier);
      const [now, then] = [counted(target), counted(earlier)].map(BigInt) as [bigint, bigint];
      return then === 0n ? ONE : fraction(now, then);
    },
    needsDays: false,
  };
}

/** Days around an event for the same days around it in the other year, all others by date. */
export function byEvents(eventsOf: EventsOf): Comparable {
  const known = new Map<string, DayMapping>();
  const mappingOf = (year: number, years: number) => {
    const key = `${year} ${years}`;
    const found = known.get(key) ?? eventMapping(eventsOf, year, years);
    known.set(key, found);
    return found;
  };
  const spansOf = (target: Span, earlier: Span) => {
    const years = civil(target.start).year - civil(earlier.start).year;
    const [from, to] = [civil(target.start).year, civil(target.end).year];
    const mapping = new Map(Array.from({ length: to - from + 1 }, (_, i) => [...mappingOf(from + i, years)]).flat());
    const days = new Set<Day>(mapping.keys());
    for (let day = earlier.start; day <= earlier.end; day++) days.add(day);
    const standsIn = (day: Day) => {
      const later = mapping.get(day) ?? laterDate(day, years);
      return target.start <= later && later <= target.end;
    };
    return runs([...days].filter(standsIn).sort((a, b) => a - b));
  };
  return { spansOf, factorOf: () => ONE, needsDays: true };
}

/** Days in order as spans of neighbours. */
function runs(days: readonly Day[]): Span[] {
  const found: { start: Day; end: Day }[] = [];
  for (const day of days) {
    const last = found.at(-1);
    if (last && day === last.end + 1) last.end = day;
    else found.push({ start: day, end: day });
  }
  return found;
}
