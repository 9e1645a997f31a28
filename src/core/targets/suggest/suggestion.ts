import { divideRounded, power10 } from '../../amount.ts';
import type { SumDistribution } from '../../forecasting/sum-distribution.ts';
import { type Fraction, fraction, isLess, minus, ONE, plus, times } from '../../fraction.ts';
import { LIMITS } from '../limits.ts';
import { type GrowthBand, growthBand, type Stance } from './stance.ts';

/** What is known and wanted of a unit. Amounts are whole numbers of 10^-scale; rates are parts of one, not percent. */
export interface Standing {
  /** The same span a year earlier: as it was, or as it will probably end; undefined when the history does not reach back. */
  readonly lastYear: bigint | undefined;
  readonly distribution: SumDistribution;
  readonly stance: Stance;
  /** Undefined when nobody knows it: then the band lies around the growth of the baseline. */
  readonly marketGrowth: Fraction | undefined;
  /** Growth that a person wants. */
  readonly wanted: Fraction | undefined;
  /** Growth that the unit is spared. */
  readonly relief: Fraction;
  /** What the unit can do, and how much of it a target may use. */
  readonly capacity: bigint | undefined;
}

/** Where proposals stop, and how they are rounded. */
export interface Guardrails {
  readonly leastGrowth: Fraction | undefined;
  readonly mostGrowth: Fraction | undefined;
  /** Capacity / target below which a unit is short. */
  readonly leastCapacity: Fraction;
  /** Odds of reaching floor, base and stretch. */
  readonly odds: readonly [number, number, number];
  readonly scale: number;
  /** Proposals are multiples of so many smallest units. */
  readonly roundTo: bigint;
}

/** How a proposal is made: growth as wanted, the middle of the stance's band, or the forecast itself. */
export const RULES = ['wanted', 'stance', 'baseline'] as const;
export type Rule = (typeof RULES)[number];

/** Why a guardrail stops a proposal; `limit` is what it would have to keep to. */
export interface Rejection {
  readonly rule: Rule;
  readonly amount: bigint;
  readonly why: 'least-growth' | 'most-growth' | 'band' | 'capacity' | 'odds';
  readonly value: number;
  readonly limit: number;
}

/** last year x (1 + growth - relief) = amount. */
export interface Arithmetic {
  readonly base: bigint;
  readonly growth: Fraction;
  readonly relief: Fraction;
}

export interface Proposal {
  readonly rule: Rule;
  readonly amount: bigint;
  /** Of the baseline there is none: it is taken as it is. */
  readonly arithmetic: Arithmetic | undefined;
  /** Undefined without a last year above zero. */
  readonly growth: Fraction | undefined;
  readonly odds: number;
  /** The guardrail that it was brought to, where no rule kept to all of them. */
  readonly broughtTo?: Rejection['why'];
}

export interface Suggestion {
  /** The forecast's mean. */
  readonly baseline: bigint;
  /** Amounts that are reached with the odds that were asked for. */
  readonly floor: bigint;
  readonly base: bigint;
  readonly stretch: bigint;
  readonly band: GrowthBand | undefined;
  readonly proposal: Proposal;
  readonly rejected: readonly Rejection[];
}

/**
 * A target for a unit, by itself: floor, base and stretch are the amounts that the forecast reaches with the given odds; the proposal is the first
 * rule whose amount keeps to every guardrail (growth within its limits and the stance's band, capacity, odds of at least 10 %). Where
 * none does, the baseline is brought to the nearest amount that the growth limits and the capacity allow. Base x (1 + growth - relief) is
 * the rule of SAP SuccessFactors Territory & Quota. Odds of units do not add up (domain rule T14): each node is to be asked by itself.
 */
export function suggest(standing: Standing, rails: Guardrails): Suggestion {
  const { distribution } = standing;
  const rounded = (value: number) => toMultiple(fromDouble(value, rails.scale), rails.roundTo);
  const [floor, base, stretch] = rails.odds.map((odds) => rounded(distribution.quantile(1 - odds))) as [bigint, bigint, bigint];
  const baseline = fromDouble(distribution.mean, rails.scale);
  const band = bandOf(standing, baseline);
  const candidates = RULES.flatMap((rule) => candidate(rule, { standing, rails, baseline, band }) ?? []);
  const judged = candidates.map((one) => ({ one, why: rejection(one, { standing, rails, band }) }));
  const chosen = judged.find(({ why }) => why === undefined)?.one;
  const rejected = judged
    .slice(0, chosen ? judged.findIndex(({ one }) => one === chosen) : undefined)
    .flatMap(({ why }) => why ?? []);
  const proposal = chosen ?? broughtInside({ standing, rails, baseline, rejected });
  return { baseline, floor, base, stretch, band, proposal, rejected };
}

interface Site {
  readonly standing: Standing;
  readonly rails: Guardrails;
  readonly baseline: bigint;
  readonly band: GrowthBand | undefined;
}

function bandOf({ stance, marketGrowth, lastYear }: Standing, baseline: bigint): GrowthBand | undefined {
  const growth = marketGrowth ?? growthOf(baseline, lastYear);
  return growth && growthBand(stance, growth);
}

function candidate(rule: Rule, { standing, rails, baseline, band }: Site): Proposal | undefined {
  const { wanted, relief, lastYear, distribution } = standing;
  if (rule === 'baseline')
    return proposalOf({ rule, amount: toMultiple(baseline, rails.roundTo), lastYear, distribution, rails });
  const growth = rule === 'wanted' ? wanted : band?.middle;
  if (growth === undefined || lastYear === undefined || lastYear <= 0n) return undefined;
  const factor = minus(plus(ONE, growth), relief);
  const { numerator, denominator } = times(factor, { numerator: lastYear, denominator: rails.roundTo });
  const amount = divideRounded(numerator, denominator) * rails.roundTo;
  const arithmetic = { base: lastYear, growth, relief };
  return { ...proposalOf({ rule, amount: amount < 0n ? 0n : amount, lastYear, distribution, rails }), arithmetic };
}

interface Sized {
  readonly rule: Rule;
  readonly amount: bigint;
  readonly lastYear: bigint | undefined;
  readonly distribution: SumDistribution;
  readonly rails: Guardrails;
}

function proposalOf({ rule, amount, lastYear, distribution, rails }: Sized): Proposal {
  const odds = distribution.odds(Number(amount) / 10 ** rails.scale);
  return { rule, amount, arithmetic: undefined, growth: growthOf(amount, lastYear), odds };
}

/** The first guardrail that a proposal runs into. The stance's band does not bind the baseline, which is what comes by itself. */
function rejection(
  { rule, amount, arithmetic, growth: rounded, odds }: Proposal,
  { standing, rails, band }: Omit<Site, 'baseline'>,
): Rejection | undefined {
  // As it was asked for: rounding an amount must not carry it over a limit.
  const growth = arithmetic ? minus(arithmetic.growth, arithmetic.relief) : rounded;
  const { leastGrowth, mostGrowth, leastCapacity } = rails;
  const at = (why: Rejection['why'], value: number, limit: number): Rejection => ({ rule, amount, why, value, limit });
  if (growth) {
    const value = size(growth);
    if (leastGrowth && isLess(growth, leastGrowth)) return at('least-growth', value, size(leastGrowth));
    if (mostGrowth && isLess(mostGrowth, growth)) return at('most-growth', value, size(mostGrowth));
    if (band && rule === 'wanted' && standing.marketGrowth) {
      if (isLess(growth, band.least)) return at('band', value, size(band.least));
      if (isLess(band.most, growth)) return at('band', value, size(band.most));
    }
  }
  const most = mostByCapacity(standing, leastCapacity);
  if (most !== undefined && amount > most)
    return at('capacity', Number(amount) / 10 ** rails.scale, Number(most) / 10 ** rails.scale);
  return odds < LIMITS.odds.fail ? at('odds', odds, LIMITS.odds.fail) : undefined;
}

/** The largest target of which the capacity is still the least share. */
function mostByCapacity({ capacity }: Standing, { numerator, denominator }: Fraction): bigint | undefined {
  return capacity === undefined ? undefined : (capacity * denominator) / numerator;
}

interface Last extends Omit<Site, 'band'> {
  readonly rejected: readonly Rejection[];
}

/** The baseline, not beyond the growth limits and the capacity; rounded towards the inside. */
function broughtInside({ standing, rails, baseline, rejected }: Last): Proposal {
  const { lastYear, distribution } = standing;
  const limit = (growth: Fraction | undefined) =>
    growth && lastYear !== undefined && lastYear > 0n
      ? times(plus(ONE, growth), { numerator: lastYear, denominator: 1n })
      : undefined;
  const [least, most] = [limit(rails.leastGrowth), limit(rails.mostGrowth)];
  const able = mostByCapacity(standing, rails.leastCapacity);
  let amount = toMultiple(baseline, rails.roundTo);
  if (least && amount * least.denominator < least.numerator) amount = up(least, rails.roundTo);
  if (most && amount * most.denominator > most.numerator) amount = down(most, rails.roundTo);
  if (able !== undefined && amount > able) amount = down({ numerator: able, denominator: 1n }, rails.roundTo);
  const why = rejected.findLast(({ rule }) => rule === 'baseline')?.why ?? 'odds';
  return { ...proposalOf({ rule: 'baseline', amount, lastYear, distribution, rails }), broughtTo: why };
}

function down({ numerator, denominator }: Fraction, roundTo: bigint): bigint {
  return (numerator / (denominator * roundTo)) * roundTo;
}

function up({ numerator, denominator }: Fraction, roundTo: bigint): bigint {
  const step = denominator * roundTo;
  return ((numerator + step - 1n) / step) * roundTo;
}

function growthOf(amount: bigint, lastYear: bigint | undefined): Fraction | undefined {
  return lastYear === undefined || lastYear <= 0n ? undefined : fraction(amount - lastYear, lastYear);
}

function size({ numerator, denominator }: Fraction): number {
  return Number((numerator * power10(12)) / denominator) / 1e12;
}

function toMultiple(amount: bigint, roundTo: bigint): bigint {
  return divideRounded(amount, roundTo) * roundTo;
}

/** The nearest amount to a double. */
export function fromDouble(value: number, scale: number): bigint {
  return BigInt(Math.round(value * 10 ** scale));
}
