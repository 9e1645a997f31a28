import { type Finding, finding } from '../finding.ts';
import { civil } from './day.ts';
import { type EventsOf, SPRING_FESTIVAL } from './moving-event.ts';
import type { Span } from './period.ts';
import { LUNAR_YEARS } from './spring-festival.ts';

/** Events of a year of the span that the year before in it does not have, or the other way round: they are not moved. */
export function unpairedEvents(eventsOf: EventsOf, { start, end }: Span): Finding[] {
  const [from, to] = [civil(start).year, civil(end).year];
  const years = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const outside = years.filter((year) => !eventsOf(year).some(({ name }) => name === SPRING_FESTIVAL));
  const lost =
    outside.length > 0 ? [finding('warning', 'holidays.outside-table', { years: outside.join(', '), ...LUNAR_YEARS })] : [];
  const unpaired = years.slice(1).flatMap((year) => {
    const [before, now] = [year - 1, year].map((at) => eventsOf(at).map(({ name }) => name)) as [string[], string[]];
    const missing = (names: readonly string[], others: readonly string[], inYear: number) =>
      names
        .filter((name) => name !== SPRING_FESTIVAL && !others.includes(name))
        .map((event) => finding('warning', 'holidays.no-counterpart', { event, year: inYear }));
    return [...missing(now, before, year - 1), ...missing(before, now, year)];
  });
  return [...lost, ...unpaired];
}
