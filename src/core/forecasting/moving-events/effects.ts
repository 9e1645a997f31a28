import { civil, type Day, weekday } from '../../calendar/day.ts';
import { type EventDay, type EventsOf, eventDays, type Phase } from '../../calendar/moving-event.ts';
import type { Span } from '../../calendar/period.ts';
import type { Finding } from '../../finding.ts';

/** What an event does to the days before, during and after it, as factors on what they would have without it. */
export interface EventEffect {
  readonly event: string;
  readonly factors: Readonly<Record<Phase, number>>;
  /** The years that it was learned from. */
  readonly years: readonly number[];
  /** Whether there are enough years to tell the effect from chance. */
  readonly isSure: boolean;
}

/** The effects of all events, learned from one series. */
export interface EventEffects {
  readonly effects: readonly EventEffect[];
  /** What Monday to Sunday count for in a week of ordinary days, 1 on average. */
  readonly weekdays: readonly number[];
  readonly findings: readonly Finding[];
}

/** What a month comes to with its events, as a factor on what it would be without them; above zero. */
export type MonthFactor = (month: Span) => number;

/** However strong an event, some part of a month is left: a month is divided by this. */
const LEAST = 0.05;

/**
 * The factor of a month: the mean of its days' factors, each day counting as its weekday does. Days of no event, and of events without a
 * known effect, count as they are.
 */
export function monthFactor({ effects, weekdays }: Pick<EventEffects, 'effects' | 'weekdays'>, eventsOf: EventsOf): MonthFactor {
  const known = new Map(effects.map(({ event, factors }) => [event, factors]));
  const daysOf = eventDaysByYear(eventsOf);
  return ({ start, end }) => {
    let [sum, weight] = [0, 0];
    for (let day = start; day <= end; day++) {
      const own = weekdays[weekday(day)] as number;
      const at = daysOf(day);
      const factor = at ? (known.get(at.event)?.[at.phase] ?? 1) : 1;
      sum += own * factor;
      weight += own;
    }
    return weight > 0 ? Math.max(LEAST, sum / weight) : 1;
  };
}

/** Looks up a day's event among those of its year and the years beside it. */
export function eventDaysByYear(eventsOf: EventsOf): (day: Day) => EventDay | undefined {
  const known = new Map<number, ReadonlyMap<Day, EventDay>>();
  return (day) => {
    const { year } = civil(day);
    const days = known.get(year) ?? eventDays([year - 1, year, year + 1].flatMap((at) => eventsOf(at)));
    known.set(year, days);
    return days.get(day);
  };
}

/** What each month would have been without its events; NaN stays what it is. */
export function removeEvents(values: ArrayLike<number>, months: readonly Span[], factorOf: MonthFactor): Float64Array {
  return Float64Array.from(months, (month, i) => (values[i] as number) / factorOf(month));
}

/** What months without events come to with those of their own dates: the reverse of `removeEvents`. */
export function putBack(values: ArrayLike<number>, months: readonly Span[], factorOf: MonthFactor): Float64Array {
  return Float64Array.from(months, (month, i) => (values[i] as number) * factorOf(month));
}
