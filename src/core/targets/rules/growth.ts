import type { Decimal } from '../../amount.ts';
import type { PastYear, SmartEvidence } from '../evidence.ts';
import { LIMITS } from '../limits.ts';
import { changeText, difference, numberOf, percentOf, pointsText, quantityText, quotient } from '../quantity.ts';
import { fail, isGap, type Judgement, pass, type SmartRule, unknown, warn } from '../smart-rule.ts';
import type { Target } from '../target.ts';

/** A: the growth that a target asks, beside the growths that the history has had, and what has come of it so far. */
export const GROWTH: readonly SmartRule[] = [
  { letter: 'A', name: 'growth', applies: ({ value }) => value !== undefined, judge: growthInRange },
  { letter: 'A', name: 'level', applies: hasProgress, judge: levelReached },
];

/** Growths a year: of ratios in points, of all else as a share. */
interface Growths {
  readonly past: readonly number[];
  readonly asked: number;
  readonly text: (change: number) => string;
}

function growthInRange(target: Target, { historyOf }: SmartEvidence): Judgement[] {
  const history = historyOf(target);
  if (isGap(history)) return [unknown(history)];
  const growths = growthsOf(target, history.years);
  if (growths === undefined || growths.past.length < 2)
    return [unknown({ code: 'smart.growth-unjudged', values: { years: history.years.length } })];
  const { past, asked, text } = growths;
  const [lowest, highest] = [Math.min(...past), Math.max(...past)];
  const width = Math.max(highest - lowest, LIMITS.growthWidth);
  const isLower = target.metric.direction === 'lower';
  const far = isLower ? lowest - width : highest + width;
  const values = { asked: text(asked), lowest: text(lowest), highest: text(highest), count: past.length, limit: text(far) };
  const isHard = isLower ? asked < lowest : asked > highest;
  const isEasy = isLower ? asked > highest : asked < lowest;
  if (isLower ? asked < far : asked > far) return [fail('smart.growth-far', values)];
  if (isHard) return [warn('smart.growth-beyond', values)];
  return [isEasy ? warn('smart.growth-easy', values) : pass('smart.growth', values)];
}

function growthsOf({ metric, value }: Target, years: readonly PastYear[]): Growths | undefined {
  const change = metric.kind === 'ratio' || metric.kind === 'score' ? points : rate;
  const text = metric.kind === 'ratio' ? pointsText : metric.kind === 'score' ? plainText : changeText;
  const past = years.slice(1).flatMap((year, at) => change(years[at] as PastYear, year) ?? []);
  const last = years.at(-1);
  const asked = last && change(last, { value: value as Decimal, before: 0 });
  return asked === undefined ? undefined : { past, asked, text };
}

type Level = Pick<PastYear, 'value' | 'before'>;

/** The yearly rate from one level to a later one; undefined where the first is not above zero. */
function rate(from: Level, to: Level): number | undefined {
  const times = from.value.coefficient > 0n ? quotient(to.value, from.value) : undefined;
  return times === undefined || times < 0 ? undefined : times ** (1 / (from.before - to.before)) - 1;
}

function points(from: Level, to: Level): number {
  return numberOf(difference(to.value, from.value)) / (from.before - to.before);
}

function plainText(change: number): string {
  return `${change < 0 ? '' : '+'}${change.toFixed(2)}`;
}

function hasProgress(target: Target, { historyOf }: SmartEvidence): boolean {
  const history = historyOf(target);
  return target.value !== undefined && !isGap(history) && history.reached !== undefined;
}

/**
 * Attainment is that of the level, also of a target that was said as growth: 1,120,000 of 1,150,000 is 97.39 %, though only 80 % of
 * the growth from 1,000,000 is there. The second number is told and decides nothing.
 */
function levelReached(target: Target, { historyOf, today }: SmartEvidence): Judgement[] {
  const { value, baseline, metric, period } = target as Target & { readonly value: Decimal };
  const history = historyOf(target);
  const reached = isGap(history) ? undefined : history.reached;
  if (!reached) return [];
  const isOver = period.end < today && reached.through >= period.end - 7;
  const isLower = metric.direction === 'lower';
  const off = difference(reached.value, value).coefficient;
  const values = {
    ...{ reached: quantityText(reached.value, metric), value: quantityText(value, metric) },
    attainment: percentOf(reached.value, value),
    growth: baseline ? percentOf(difference(reached.value, baseline), difference(value, baseline)) : '-',
  };
  return [isOver && (isLower ? off > 0n : off < 0n) ? fail('smart.level-missed', values) : pass('smart.level', values)];
}
