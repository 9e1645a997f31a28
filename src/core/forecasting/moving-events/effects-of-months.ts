import { civil } from '../../calendar/day.ts';
import { type EventsOf, PHASES, type Phase } from '../../calendar/moving-event.ts';
import type { Span } from '../../calendar/period.ts';
import { groupBy } from '../../group-by.ts';
import { type EventEffect, eventDaysByYear } from './effects.ts';
import { ridge } from './ridge.ts';
import { centredMean } from './season-of-days.ts';

/** Amounts of consecutive calendar months; NaN where nothing is known. */
export interface MonthlySeries {
  readonly months: readonly Span[];
  readonly values: Float64Array;
}

/** A month's amount against the level of its year, and the share of its days in each part of each event. */
interface Observation {
  readonly month: number;
  readonly year: number;
  readonly ratio: number;
  readonly shares: readonly number[];
}

/**
 * What events do, from months alone: months / the centred mean of twelve months are regressed on the share of their days in each part of each
 * event, months of the same name among themselves, so that the season stays out of it (the classical proportional method). Effects are
 * held near nothing by as much as the scatter of the months asks for (ridge regression with effects of about 0.4).
 */
export function effectsOfMonths(series: MonthlySeries, eventsOf: EventsOf): EventEffect[] {
  const years = [...new Set(series.months.map(({ start }) => civil(start).year))];
  const names = [...new Set(years.flatMap((year) => eventsOf(year).map(({ name }) => name)))].sort();
  const parts = names.flatMap((event) => PHASES.map((phase) => ({ event, phase })));
  const observations = observe(series, parts, eventsOf);
  const seen = [...new Set(observations.map(({ year }) => year))].sort((a, b) => a - b);
  const slopes = slopesOf(observations, parts.length);
  return names.map((event, n) => {
    const of = (phase: Phase) => Math.max(0, 1 + (slopes[n * PHASES.length + PHASES.indexOf(phase)] as number));
    const own = seen.filter((year) => eventsOf(year).some(({ name }) => name === event));
    return {
      event,
      factors: { before: of('before'), during: of('during'), after: of('after') },
      years: own,
      isSure: own.length > 4,
    };
  });
}

type Part = { readonly event: string; readonly phase: Phase };

function observe({ months, values }: MonthlySeries, parts: readonly Part[], eventsOf: EventsOf): Observation[] {
  const eventOf = eventDaysByYear(eventsOf);
  const shareOf = ({ start, end }: Span) => {
    const shares = parts.map(() => 0);
    for (let day = start; day <= end; day++) {
      const at = eventOf(day);
      const part = at ? parts.findIndex(({ event, phase }) => event === at.event && phase === at.phase) : -1;
      if (part >= 0) shares[part]! += 1 / (end - start + 1);
    }
    return shares;
  };
  return months.flatMap((span, i) => {
    const level = centredMean(values, i);
    const ratio = (values[i] as number) / level;
    if (!(level > 0) || Number.isNaN(ratio)) return [];
    const { year, month } = civil(span.start);
    return [{ year, month, ratio, shares: shareOf(span) }];
  });
}

/** Times that the slopes are taken again with the level of each month's name as they leave it. */
const ROUNDS = 4;

/** What chance explains is taken away twice over (James and Stein take it once): months say little, and a false effect costs more than a weak one. */
const CHANCE = 2;

/** How large an effect may well be, and below which scatter months are taken for exact. */
const USUAL_EFFECT = 0.4;
const LEAST_VARIANCE = 1e-6;

function slopesOf(observations: readonly Observation[], parts: number): number[] {
  let slopes = Array<number>(parts).fill(0);
  const groups = [...groupBy(observations, ({ month }) => month).values()].filter((own) => own.length > 1);
  let variance = 0.05 ** 2;
  for (let round = 0; round < ROUNDS; round++) {
    const rows = groups.flatMap((own) => differences(own, slopes));
    if (rows.length === 0) return slopes;
    slopes = ridge(rows, variance / USUAL_EFFECT ** 2, parts);
    const left = rows.map(({ y, x }) => (y - dot(x, slopes)) ** 2).reduce((a, b) => a + b, 0);
    variance = Math.max(LEAST_VARIANCE, left / Math.max(1, rows.length - groups.length - parts));
  }
  const explained = groups.flatMap((own) => differences(own, slopes)).reduce((sum, { x }) => sum + dot(x, slopes) ** 2, 0);
  const kept = explained > 0 ? Math.max(0, 1 - (CHANCE * parts * variance) / explained) : 0;
  return slopes.map((slope) => slope * kept);
}

/** Months of one name against their mean: ratio and shares, the shares at the level that the slopes give that mean. */
function differences(own: readonly Observation[], slopes: readonly number[]) {
  const mean = (of: (one: Observation) => number) => own.reduce((sum, one) => sum + of(one), 0) / own.length;
  const ratio = mean((one) => one.ratio);
  const shares = slopes.map((_, part) => mean((one) => one.shares[part] as number));
  const level = Math.max(0.1, 1 + dot(shares, slopes));
  return own.map((one) => ({
    y: one.ratio / ratio - 1,
    x: one.shares.map((share, part) => (share - (shares[part] as number)) / level),
  }));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}
