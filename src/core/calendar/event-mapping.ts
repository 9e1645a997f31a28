import { groupBy } from '../group-by.ts';
import { addMonths, civil, type Day } from './day.ts';
import { type EventsOf, eventDays, influence, type MovingEvent } from './moving-event.ts';
import type { Span } from './period.ts';

/** For days of an earlier year the day that they stand for; days that are not in it stand for their own date. */
export type DayMapping = ReadonlyMap<Day, Day>;

/** An event in the later and in the earlier year. */
interface Pair {
  readonly to: MovingEvent;
  readonly from: MovingEvent;
}

/**
 * How days `years` earlier stand for those around `year`: the days before, during and after an event for the same days of that event;
 * the ordinary days between its old and its new place for one another, in their order. Every earlier day stands for exactly one
 * later day, so that nothing is lost or counted twice; where one part is longer than the other, its days are spread over it evenly.
 */
export function eventMapping(eventsOf: EventsOf, year: number, years: number): DayMapping {
  const pairs = [year - 1, year, year + 1].flatMap((at) => pairsOf(eventsOf(at), eventsOf(at - years)));
  return new Map(clusters(pairs, years).flatMap((cluster) => [...clusterMapping(cluster, years)]));
}

function pairsOf(later: readonly MovingEvent[], earlier: readonly MovingEvent[]): Pair[] {
  return later.flatMap((to) => {
    const from = earlier.find(({ name }) => name === to.name);
    return from ? [{ to, from }] : [];
  });
}

/** Pairs that share days, and all the days of the later year that they touch. */
interface Cluster extends Span {
  readonly pairs: readonly Pair[];
}

function clusters(pairs: readonly Pair[], years: number): Cluster[] {
  const found: Cluster[] = [];
  for (const cluster of pairs.map((pair) => around(pair, years)).sort((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (!last || cluster.start > last.end) found.push(cluster);
    else found[found.length - 1] = { ...last, end: Math.max(last.end, cluster.end), pairs: [...last.pairs, ...cluster.pairs] };
  }
  return found;
}

function around(pair: Pair, years: number): Cluster {
  const [own, then] = [influence(pair.to), influence(pair.from)];
  const start = Math.min(own.start, laterDate(then.start, years));
  // 29 February has no date of its own in other years.
  const isLeapDay = civil(start).month === 2 && civil(start).day === 29;
  return { pairs: [pair], start: isLeapDay ? start - 1 : start, end: Math.max(own.end, laterDate(then.end, years)) };
}

/** The same date some years later; 28 February for 29 February where that year has none. */
export function laterDate(day: Day, years: number): Day {
  return addMonths(day, 12 * years);
}

function clusterMapping({ start, end, pairs }: Cluster, years: number): DayMapping {
  const to = labelled(
    { start, end },
    pairs.map((pair) => pair.to),
  );
  const from = labelled(
    { start: laterDate(start, -years), end: laterDate(end, -years) },
    pairs.map((pair) => pair.from),
  );
  const labels = [...from.keys()].filter((label) => label !== ORDINARY && to.has(label));
  const rest = (days: Labelled) => [...days].flatMap(([label, own]) => (labels.includes(label) ? [] : own)).sort((a, b) => a - b);
  const ordinary = [rest(from), rest(to)] as const;
  const parts = [...labels.map((label) => [from.get(label) as Day[], to.get(label) as Day[]] as const), ordinary];
  return new Map(parts.flatMap(([earlier, later]) => spread(earlier, later.length > 0 ? later : daysOf({ start, end }))));
}

type Labelled = ReadonlyMap<string, Day[]>;

const ORDINARY = '';

/** The days of a span by what they are. */
function labelled(span: Span, events: readonly MovingEvent[]): Labelled {
  const known = eventDays(events);
  return groupBy(daysOf(span), (day) => {
    const found = known.get(day);
    return found ? `${found.phase} ${found.event}` : ORDINARY;
  });
}

function daysOf({ start, end }: Span): Day[] {
  return Array.from({ length: Math.max(0, end - start + 1) }, (_, i) => start + i);
}

function spread(from: readonly Day[], to: readonly Day[]): [Day, Day][] {
  return from.map((day, i) => [day, to[Math.floor((i * to.length) / from.length)] as Day]);
}
