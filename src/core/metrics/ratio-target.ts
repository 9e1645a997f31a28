import type { Rate } from '../allocation/methods/rate.ts';
import { type Decimal, formatRatio, parseDecimal, power10 } from '../amount.ts';
import { finding, Refusal, refuse } from '../finding.ts';
import { formatShare, isShare } from './ratio.ts';

/**
 * What a ratio is to be: itself (`95%`, `0.95`, `440`), or a change of the basis ratio, in points (`+5pp`) or in proportion
 * (`+5%`). `bare` is a change that says neither (`+5`), which can only be refused; all as numerator / denominator > 0, of a bare
 * one the number as written.
 */
export interface RatioTarget extends Rate {
  readonly kind: 'ratio' | 'points' | 'growth' | 'bare';
  readonly text: string;
}

const FORM = /^([+-]?)([\d.,]+\s*(?:万|亿|k|m)?)\s*(pp|%|pct|个百分点|百分点)?$/i;

/** Undefined when it is no target of a ratio, or falls by everything there is. */
export function parseRatioTarget(written: string): RatioTarget | undefined {
  const text = written.normalize('NFKC').trim();
  const [, sign, digits = '', unit = ''] = FORM.exec(text) ?? [];
  const decimal = parseDecimal(digits);
  const kind = kindOf(sign !== '', unit.toLowerCase());
  if (sign === undefined || !decimal || !kind) return undefined;
  const rate = rateOf(decimal, { isNegative: sign === '-', isPercent: unit !== '' });
  if (kind === 'growth' && rate.numerator <= -rate.denominator) return undefined;
  return { kind, text, ...rate };
}

function kindOf(isSigned: boolean, unit: string): RatioTarget['kind'] | undefined {
  const isPercent = unit === '%' || unit === 'pct';
  if (unit !== '' && !isPercent) return isSigned ? 'points' : undefined;
  if (!isSigned) return 'ratio';
  return isPercent ? 'growth' : 'bare';
}

/** `+5pp` as 5/100; undefined when it is none. */
export function parsePoints(text: string): Rate | undefined {
  const target = parseRatioTarget(text);
  return target?.kind === 'points' ? { numerator: target.numerator, denominator: target.denominator } : undefined;
}

function rateOf(decimal: Decimal, { isNegative, isPercent }: { isNegative: boolean; isPercent: boolean }): Rate {
  const numerator = isNegative ? -decimal.coefficient : decimal.coefficient;
  return { numerator, denominator: power10(decimal.scale) * (isPercent ? 100n : 1n) };
}

/**
 * The ratio that is wanted. Refuses (wrong use) a change without a basis, and a bare change with what either way would give;
 * (impossible) a ratio below zero.
 */
export function wantedRatio(target: RatioTarget, basis: Rate | undefined): Rate {
  if (target.kind === 'ratio') return target;
  if (target.kind === 'bare') throw bareChange(target, basis);
  if (!basis) throw refuse('metric.change-without-basis', { total: target.text });
  const wanted = target.kind === 'points' ? sum(basis, target) : grown(basis, target);
  if (wanted.numerator >= 0n) return wanted;
  const values = { total: target.text, basis: ratioText(basis) };
  throw new Refusal([finding('error', 'metric.below-zero', values)], 'impossible');
}

export function sum(a: Rate, b: Rate): Rate {
  const { denominator } = a;
  return { numerator: a.numerator * b.denominator + b.numerator * denominator, denominator: denominator * b.denominator };
}

export function grown({ numerator, denominator }: Rate, by: Rate): Rate {
  return { numerator: numerator * (by.numerator + by.denominator), denominator: denominator * by.denominator };
}

/** Says both ways of reading `+5`, with their results where the basis is known. */
function bareChange({ text, numerator, denominator }: RatioTarget, basis: Rate | undefined): Refusal {
  const number = text.replace(/^\+/, '');
  if (!basis) return refuse('metric.bare-change', { total: text, number });
  const change = { numerator, denominator: 100n * denominator };
  const ways = { points: ratioText(sum(basis, change)), relative: ratioText(grown(basis, change)) };
  return refuse('metric.bare-change-of', { total: text, number, basis: ratioText(basis), ...ways });
}

/** `16.67%` of a share, `440.00` of any other ratio. */
export function ratioText(ratio: Rate): string {
  if (!isShare(ratio, { atMostOne: false })) return formatShare(ratio, { share: false, decimals: 2 });
  return `${formatRatio(100n * ratio.numerator, ratio.denominator, 2)}%`;
}
