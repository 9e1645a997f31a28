import { divideRounded, formatExact, formatRatio } from '../core/amount.ts';
import { type Fraction, minus, ONE, plus, times } from '../core/fraction.ts';
import { formatPath, type UnitPath } from '../core/organisation/unit-tree.ts';
import { LIMITS } from '../core/targets/limits.ts';
import type { Arithmetic, Rejection } from '../core/targets/suggest/suggestion.ts';
import type { SuggestedUnit } from '../core/targets/suggest/together.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet } from '../render/sheet.ts';

export interface SuggestHeading {
  readonly metric: string;
  readonly period: string;
  /** Whose proposals these are; empty for the whole. */
  readonly unit: UnitPath;
  readonly levels: readonly string[];
  /** Of the amounts. */
  readonly decimals: number;
  /** How many of them are shown. */
  readonly shown: number;
  /** Of floor, base and stretch. */
  readonly odds: readonly [number, number, number];
  readonly method: string;
}

/** Together they fit beside each other on a terminal of 80 columns. */
const ARITHMETIC_WIDTH = 24;
const REMARKS_WIDTH = 32;

interface Form {
  readonly heading: SuggestHeading;
  readonly words: Words;
  readonly forPeople: boolean;
}

/** A row a unit: where it stands, what it reaches with which odds, and a proposal with its arithmetic and what else is to be said. */
export function suggestSheet(units: readonly SuggestedUnit[], { heading, words, forPeople }: Form): Sheet {
  const { levels, odds } = heading;
  const labelled = (name: string, kind: Column['kind'], label = words.phrase(`column.${name}`)): Column => ({
    name,
    label,
    kind,
  });
  const withOdds = (name: string, share: number) =>
    labelled(name, 'amount', `${words.phrase(`column.${name}`)} ${percent(share)}`);
  const columns: Column[] = [
    ...levels.map((name): Column => ({ name, kind: 'text' })),
    labelled('proposal', 'amount', words.phrase('suggest.proposal')),
    labelled('growth', 'share'),
    labelled('odds', 'share'),
    withOdds('floor', odds[0]),
    withOdds('base', odds[1]),
    withOdds('stretch', odds[2]),
    labelled('rule', 'code'),
    labelled('stance', 'code'),
    labelled('last_year', 'amount'),
    labelled('baseline', 'amount'),
    labelled('confidence', 'code'),
    labelled('market_growth', 'share'),
    labelled('band_low', 'share'),
    labelled('band_high', 'share'),
    labelled('capacity', 'amount'),
    { ...labelled('arithmetic', 'text'), wrap: ARITHMETIC_WIDTH },
    { ...labelled('remarks', 'text'), wrap: REMARKS_WIDTH },
  ];
  const rows = units.map((unit) => ({
    cells: [
      ...names(unit, { heading, words, forPeople }),
      ...proposed(unit, heading),
      ...reasons(unit, { heading, words, forPeople }),
    ],
    // In files totals are left out, but this row is no sum of the others.
    ...(forPeople && unit === units[0] && units.length > 1 && { emphasis: 'total' as const }),
  }));
  const { metric, period, method, unit } = heading;
  const whose = unit.length === 0 ? metric : `${metric} · ${formatPath(unit)}`;
  return {
    name: 'target-suggest',
    title: words.phrase('title.suggest', { metric: whose, period, method }),
    columns,
    rows,
    totals: undefined,
  };
}

function names({ path }: SuggestedUnit, { heading: { levels }, words, forPeople }: Form): string[] {
  const first = forPeople && path.length === 0 ? words.phrase('label.total') : '';
  return levels.map((_, depth) => path[depth] ?? (depth === 0 ? first : ''));
}

function amountText(amount: bigint | undefined, { decimals, shown }: SuggestHeading): string {
  return amount === undefined ? '' : formatExact(amount, decimals, shown);
}

function proposed({ standing, suggestion }: SuggestedUnit, heading: SuggestHeading): string[] {
  const text = (amount: bigint | undefined) => amountText(amount, heading);
  const { baseline, floor, base, stretch, proposal } = suggestion;
  return [
    ...[text(proposal.amount), rate(proposal.growth), proposal.odds.toFixed(4)],
    ...[floor, base, stretch].map(text),
    ...[proposal.rule, standing.stance, text(standing.lastYear), text(baseline), standing.distribution.confidence],
  ];
}

function reasons({ standing, suggestion }: SuggestedUnit, form: Form): string[] {
  const { band, proposal, rejected } = suggestion;
  const brought = proposal.broughtTo ? form.words.phrase('suggest.brought-inside') : '';
  const easy =
    proposal.odds > LIMITS.odds.high ? form.words.phrase('suggest.too-easy', { limit: percent(LIMITS.odds.high) }) : '';
  const told = [...rejected.map((one) => rejectionText(one, form)), brought, easy].filter((text) => text !== '');
  return [
    ...[rate(standing.marketGrowth), rate(band?.least), rate(band?.most), amountText(standing.capacity, form.heading)],
    proposal.arithmetic ? arithmeticText(proposal.arithmetic, proposal.amount, form.heading.decimals) : '',
    told.join(form.words.phrase('suggest.between')),
  ];
}

/** `1000000 x (1 + 10% - 2%) = 1080000`; `~ 1100000` where that was rounded further. */
function arithmeticText({ base, growth, relief }: Arithmetic, amount: bigint, decimals: number): string {
  const text = (value: bigint) => formatExact(value, decimals, 0);
  const sign = growth.numerator < 0n ? '-' : '+';
  const spared = relief.numerator === 0n ? '' : ` - ${share(relief)}`;
  const { numerator, denominator } = times(minus(plus(ONE, growth), relief), { numerator: base, denominator: 1n });
  const exact = divideRounded(numerator, denominator);
  const rounded = exact === amount ? '' : ` ~ ${text(amount)}`;
  return `${text(base)} x (1 ${sign} ${share(size(growth))}${spared}) = ${text(exact)}${rounded}`;
}

function rejectionText({ rule, amount, why, value, limit }: Rejection, { words, heading: { decimals } }: Form): string {
  const isAmount = why === 'capacity';
  const text = (number: number) => (isAmount ? number.toFixed(decimals) : percent(number));
  const values = { rule, amount: formatExact(amount, decimals, 0), value: text(value), limit: text(limit) };
  return words.phrase(`suggest.rejected-${why}`, values);
}

function rate(value: Fraction | undefined): string {
  return value === undefined ? '' : formatRatio(value.numerator, value.denominator, 4);
}

function size({ numerator, denominator }: Fraction): Fraction {
  return { numerator: numerator < 0n ? -numerator : numerator, denominator };
}

/** Up to four decimals, so that the arithmetic can be followed. */
function share({ numerator, denominator }: Fraction): string {
  return `${formatRatio(numerator * 100n, denominator, 4).replace(/\.?0+$/, '')}%`;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1).replace(/\.0$/, '')}%`;
}
