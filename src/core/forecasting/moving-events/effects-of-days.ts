import { civil, type Day, weekday } from '../../calendar/day.ts';
import { type EventsOf, influence, type MovingEvent, PHASES, type Phase, phaseSpan } from '../../calendar/moving-event.ts';
import { type EventEffect, eventDaysByYear, monthFactor } from './effects.ts';
import { pooledFactor, type Sighting } from './pooled-factor.ts';
import { type DailySeries, seasonOfDays } from './season-of-days.ts';

/** Days on either side of an event's influence that say what is ordinary at that time of the year, and how many it takes. */
const REFERENCE = 42;
const LEAST_REFERENCE = 14;

interface Effects {
  readonly effects: readonly EventEffect[];
  readonly weekdays: readonly number[];
}

/** Times that season and effects are learned from what the other leaves. */
const ROUNDS = 4;

/**
 * What events do to the days around them. For each year an event's days are compared with the ordinary level of that season: the means of
 * the six weeks before and after its influence, days of other events left out, joined by a straight line, and each day at its weekday's
 * share of a week. A factor is the mean over the years, shrunk towards 1 as far as chance could have made it. Since an event moves
 * through the year and its season does not, months are then freed of the effects, days of the season of these months, and the
 * effects are learned again (as X-11 alternates between the two).
 */
export function effectsOfDays(series: DailySeries, eventsOf: EventsOf): Effects {
  let found = effectsInSeason(series, eventsOf);
  for (let round = 1; round < ROUNDS; round++) {
    const season = seasonOfDays(series, monthFactor(found, eventsOf));
    if (!season) return found;
    const level = series.values.map((value, i) => value / season(series.first + i));
    found = effectsInSeason({ ...series, values: level }, eventsOf);
  }
  return found;
}

function effectsInSeason(series: DailySeries, eventsOf: EventsOf): Effects {
  const eventOf = eventDaysByYear(eventsOf);
  const isOrdinary = (day: Day) => eventOf(day) === undefined;
  const ordinary = { series, isOrdinary, weekdays: weekdayShares(series, isOrdinary) };
  const last = series.first + series.values.length - 1;
  const years = Array.from({ length: civil(last).year - civil(series.first).year + 2 }, (_, i) => civil(series.first).year + i);
  const sightings = new Map<
    string,
    { readonly year: number; readonly phases: Readonly<Record<Phase, Sighting | undefined>> }[]
  >();
  for (const year of years)
    for (const event of eventsOf(year)) {
      const level = levelAround(event, ordinary);
      if (!level) continue;
      const belongs = (phase: Phase) => (day: Day) => {
        const at = eventOf(day);
        return at?.event === event.name && at.phase === phase;
      };
      const phases = Object.fromEntries(
        PHASES.map((phase) => [phase, sightingOf({ event, phase, belongs: belongs(phase) }, level, ordinary)]),
      ) as Record<Phase, Sighting | undefined>;
      sightings.set(event.name, [...(sightings.get(event.name) ?? []), { year, phases }]);
    }
  const effects = [...sightings].map(([event, seen]): EventEffect => {
    const of = (phase: Phase) => pooledFactor(seen.flatMap(({ phases }) => phases[phase] ?? []));
    const factors = { before: of('before'), during: of('during'), after: of('after') };
    return { event, factors, years: seen.map(({ year }) => year), isSure: seen.length > 2 };
  });
  return { effects, weekdays: ordinary.weekdays };
}

interface Ordinary {
  readonly series: DailySeries;
  readonly isOrdinary: (day: Day) => boolean;
  readonly weekdays: readonly number[];
}

const WEEK = 7;

/** What each weekday has of an ordinary week, 1 on average: from whole weeks without any event. */
function weekdayShares({ first, values }: DailySeries, isOrdinary: (day: Day) => boolean): number[] {
  const sums = Array<number>(WEEK).fill(0);
  const monday = first + ((WEEK - weekday(first)) % WEEK);
  for (let start = monday; start + WEEK - 1 < first + values.length; start += WEEK) {
    const days = Array.from({ length: WEEK }, (_, i) => start + i);
    const amounts = days.map((day) => values[day - first] as number);
    if (!days.every(isOrdinary) || amounts.some(Number.isNaN)) continue;
    amounts.forEach((amount, i) => {
      sums[i]! += Math.max(0, amount);
    });
  }
  const whole = sums.reduce((a, b) => a + b, 0);
  return sums.map((sum) => (whole > 0 ? (WEEK * sum) / whole : 1));
}

/** The ordinary level of any day around an event, in amount a day of weight 1, and how much single days scatter about it. */
interface Level {
  readonly at: (day: Day) => number;
  /** Variance of an ordinary day / its expected amount. */
  readonly variance: number;
  readonly days: number;
}

interface Side {
  readonly centre: number;
  readonly level: number;
  readonly days: readonly Day[];
}

/** Undefined where the event or the weeks around it are not known. */
function levelAround(event: MovingEvent, ordinary: Ordinary): Level | undefined {
  const { first, values } = ordinary.series;
  const span = influence(event);
  for (let day = span.start; day <= span.end; day++) if (!isKnown(values[day - first])) return undefined;
  const sides = [
    sideOf({ start: span.start - REFERENCE, end: span.start - 1 }, ordinary),
    sideOf({ start: span.end + 1, end: span.end + REFERENCE }, ordinary),
  ].flatMap((side) => side ?? []);
  const [before, after = before] = sides;
  if (!before || !after) return undefined;
  const slope = after === before ? 0 : (after.level - before.level) / (after.centre - before.centre);
  const at = (day: Day) => before.level + slope * (day - before.centre);
  const days = sides.flatMap((side) => side.days);
  const squares = days.map((day) => {
    const expected = at(day) * (ordinary.weekdays[weekday(day)] as number);
    return expected > 0 ? ((values[day - first] as number) / expected - 1) ** 2 : 0;
  });
  return { at, variance: squares.reduce((a, b) => a + b, 0) / Math.max(1, days.length - 2), days: days.length };
}

function sideOf({ start, end }: { readonly start: Day; readonly end: Day }, { series, isOrdinary, weekdays }: Ordinary) {
  const days: Day[] = [];
  let [amount, weight, moment] = [0, 0, 0];
  for (let day = start; day <= end; day++) {
    const value = series.values[day - series.first];
    if (!isOrdinary(day) || !isKnown(value)) continue;
    const own = weekdays[weekday(day)] as number;
    days.push(day);
    amount += value;
    weight += own;
    moment += own * day;
  }
  const isEnough = days.length >= LEAST_REFERENCE && amount > 0 && weight > 0;
  return isEnough ? ({ centre: moment / weight, level: amount / weight, days } satisfies Side) : undefined;
}

function isKnown(value: number | undefined): value is number {
  return value !== undefined && !Number.isNaN(value);
}

interface Part {
  readonly event: MovingEvent;
  readonly phase: Phase;
  readonly belongs: (day: Day) => boolean;
}

/** Single days follow one another, so that their mean is less sure than that of as many draws. */
const FOLLOWING = 2;

/** What the days of a part came to against what they would have been; undefined where it has no day of its own. */
function sightingOf({ event, phase, belongs }: Part, level: Level, { series, weekdays }: Ordinary): Sighting | undefined {
  const { start, end } = phaseSpan(event, phase);
  let [amount, expected, count] = [0, 0, 0];
  for (let day = start; day <= end; day++) {
    if (!belongs(day)) continue;
    amount += series.values[day - series.first] as number;
    expected += Math.max(0, level.at(day)) * (weekdays[weekday(day)] as number);
    count++;
  }
  if (count === 0 || !(expected > 0)) return undefined;
  return { ratio: amount / expected, variance: FOLLOWING * level.variance * (1 / count + 1 / level.days) };
}
