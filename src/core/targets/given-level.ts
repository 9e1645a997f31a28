import { atScale, type Decimal, divideRounded, LARGEST_AMOUNT, parseDecimal, power10 } from '../amount.ts';
import { refuse } from '../finding.ts';
import { parseRatioTarget, type RatioTarget, wantedRatio } from '../metrics/ratio-target.ts';

/** What a person gave for a value of a target: the level itself, or a change of what there is. */
export type GivenLevel =
  | { readonly kind: 'level'; readonly value: Decimal }
  | { readonly kind: 'change'; readonly change: RatioTarget };

/** How values of a metric are written: rates (`36.5%`, up to six decimals) or amounts with the currency's decimals. */
export interface LevelForm {
  readonly isRate: boolean;
  readonly decimals: number;
}

const RATE_DECIMALS = 6;

/** Reads `500万`, `36.5%`, `+8%`, `+5pp`; undefined when it is none of these, is below zero, or has too many decimals. */
export function readLevel(text: string, form: LevelForm): GivenLevel | undefined {
  const plain = text.normalize('NFKC').trim();
  if (/^[+-]/.test(plain)) {
    const change = parseRatioTarget(plain);
    return change && { kind: 'change', change };
  }
  const value = form.isRate ? rateLevel(plain, form.decimals) : fitting(parseDecimal(plain), form.decimals);
  return value && { kind: 'level', value };
}

function rateLevel(plain: string, decimals: number): Decimal | undefined {
  const number = parseDecimal(plain.replace(/\s*%$/u, ''));
  const rate = number && plain.endsWith('%') ? { ...number, scale: number.scale + 2 } : number;
  return rate && (fitting(rate, decimals) ?? fitting(rate, RATE_DECIMALS));
}

/** A decimal that fits so many digits, not below zero. */
function fitting(value: Decimal | undefined, decimals: number): Decimal | undefined {
  const units = value && atScale(value, decimals);
  return units === undefined || units < 0n || units > LARGEST_AMOUNT ? undefined : { coefficient: units, scale: decimals };
}

/**
 * The level that is wanted: the baseline changed by what was given, rounded once to the form's decimals, halves away from zero. Refuses a change
 * without a baseline, one that says neither percent nor points (with what either would give), and points of an amount.
 */
export function settleLevel(given: GivenLevel, form: LevelForm, baseline: Decimal | undefined): Decimal {
  if (given.kind === 'level') return given.value;
  const { change } = given;
  if (!form.isRate && change.kind !== 'growth') throw refuse('smart.change-of-amount', { value: change.text });
  if (!baseline && change.kind !== 'bare') throw refuse('smart.change-without-baseline', { value: change.text });
  const basis = baseline && { numerator: baseline.coefficient, denominator: power10(baseline.scale) };
  const { numerator, denominator } = wantedRatio(change, basis);
  const scale = form.isRate ? RATE_DECIMALS : form.decimals;
  const coefficient = divideRounded(numerator * power10(scale), denominator);
  if (coefficient < 0n || coefficient > LARGEST_AMOUNT) throw refuse('smart.change-too-far', { value: change.text });
  return shortest({ coefficient, scale }, form.decimals);
}

/** Without zeros behind the last decimal, but with as many decimals as an amount has. */
function shortest(value: Decimal, least: number): Decimal {
  let { coefficient, scale } = value;
  while (scale > least && coefficient % 10n === 0n) {
    coefficient /= 10n;
    scale -= 1;
  }
  return { coefficient, scale };
}
