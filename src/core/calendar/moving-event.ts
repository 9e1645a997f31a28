import { groupBy } from '../group-by.ts';
import { civil, type Day } from './day.ts';
import type { Span } from './period.ts';
import { springFestival } from './spring-festival.ts';

/** A festival, fair or sale in one year, with the days around it that sell in another way because of it. */
export interface MovingEvent extends Span {
  readonly name: string;
  /** Days of influence right before `start` and right after `end`. */
  readonly before: number;
  readonly after: number;
}

/** The events that start in a year. */
export type EventsOf = (year: number) => readonly MovingEvent[];

export const SPRING_FESTIVAL = 'spring-festival';

/** Names that people write for the festival that is built in. */
const OTHER_NAMES: readonly string[] = ['春节', 'chinese-new-year', 'lunar-new-year'];

/** The one name of an event. */
export function eventName(written: string): string {
  return OTHER_NAMES.includes(written) ? SPRING_FESTIVAL : written;
}

/** Days of influence where a table says none: three weeks of stocking up, and until factories are back; a week for others. */
export function usualInfluence(name: string): { readonly before: number; readonly after: number } {
  return name === SPRING_FESTIVAL ? { before: 21, after: 14 } : { before: 7, after: 7 };
}

/** Spring Festival from the eve (除夕) to the seventh day; none outside the table. */
export const springFestivals: EventsOf = (year) => {
  const first = springFestival(year);
  if (first === undefined) return [];
  return [{ name: SPRING_FESTIVAL, start: first - 1, end: first + 6, ...usualInfluence(SPRING_FESTIVAL) }];
};

/** The events of a table, and Spring Festival of the years for which the table has none. */
export function withSpringFestival(rows: readonly MovingEvent[]): EventsOf {
  const byYear = groupBy(rows, ({ start }) => civil(start).year);
  return (year) => {
    const own = byYear.get(year) ?? [];
    const built = own.some(({ name }) => name === SPRING_FESTIVAL) ? [] : springFestivals(year);
    return [...built, ...own].sort((a, b) => a.start - b.start || (a.name < b.name ? -1 : 1));
  };
}

export const PHASES = ['before', 'during', 'after'] as const;
export type Phase = (typeof PHASES)[number];

/** Which part of which event a day belongs to. */
export interface EventDay {
  readonly event: string;
  readonly phase: Phase;
}

/** The days of one part of an event; `end` lies before `start` where it has none. */
export function phaseSpan({ start, end, before, after }: MovingEvent, phase: Phase): Span {
  if (phase === 'during') return { start, end };
  return phase === 'before' ? { start: start - before, end: start - 1 } : { start: end + 1, end: end + after };
}

/** All days of an event, influence included. */
export function influence({ start, end, before, after }: MovingEvent): Span {
  return { start: start - before, end: end + after };
}

/** The days of some events. A day in two belongs to the one that it is during, else to the earlier one. */
export function eventDays(events: readonly MovingEvent[]): ReadonlyMap<Day, EventDay> {
  const days = new Map<Day, EventDay>();
  for (const phase of ['during', 'before', 'after'] as const)
    for (const event of events) {
      const { start, end } = phaseSpan(event, phase);
      for (let day = start; day <= end; day++) if (!days.has(day)) days.set(day, { event: event.name, phase });
    }
  return days;
}
