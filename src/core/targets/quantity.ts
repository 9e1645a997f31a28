import { type Decimal, formatExact, formatRatio, power10 } from '../amount.ts';
import type { Metric } from '../metrics/metric.ts';
import { ratioText } from '../metrics/ratio-target.ts';

/** Two or more decimals as whole numbers of one scale. */
function aligned(values: readonly Decimal[]): { readonly units: readonly bigint[]; readonly scale: number } {
  const scale = Math.max(0, ...values.map((value) => value.scale));
  return { units: values.map((value) => value.coefficient * power10(scale - value.scale)), scale };
}

/** Below zero where `a` is smaller than `b`, 0 where they are equal. */
export function compare(a: Decimal, b: Decimal): number {
  const [x = 0n, y = 0n] = aligned([a, b]).units;
  return x < y ? -1 : x > y ? 1 : 0;
}

export function total(values: readonly Decimal[]): Decimal {
  const { units, scale } = aligned(values);
  return { coefficient: units.reduce((sum, each) => sum + each, 0n), scale };
}

export function difference(a: Decimal, b: Decimal): Decimal {
  return total([a, { coefficient: -b.coefficient, scale: b.scale }]);
}

/** a / b as a double; undefined where b is 0. */
export function quotient(a: Decimal, b: Decimal): number | undefined {
  return b.coefficient === 0n ? undefined : Number(exactQuotient(a, b, 12));
}

function exactQuotient(a: Decimal, b: Decimal, decimals: number): string {
  const [x = 0n, y = 0n] = aligned([a, b]).units;
  return formatRatio(x, y, decimals);
}

/** a / b in percent with two decimals: `97.39%`; `-` where b is 0. */
export function percentOf(a: Decimal, b: Decimal): string {
  const [x = 0n, y = 0n] = aligned([a, b]).units;
  return y === 0n ? '-' : `${formatRatio(100n * x, y, 2)}%`;
}

/** The nearest double. */
export function numberOf({ coefficient, scale }: Decimal): number {
  return Number(coefficient) / 10 ** scale;
}

/** The nearest decimal at a scale, halves away from zero. */
export function decimalOf(value: number, scale: number): Decimal {
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(scale).split('.');
  const size = BigInt(whole + fraction);
  return { coefficient: value < 0 ? -size : size, scale };
}

/** As people read it: `5,200,000`, `1,173.30`, `16.67%` of a share. */
export function quantityText(value: Decimal, { kind }: Pick<Metric, 'kind'>): string {
  if (kind === 'ratio') return ratioText({ numerator: value.coefficient, denominator: power10(value.scale) });
  const whole = formatExact(value.coefficient, value.scale, 0);
  const text = whole.includes('.') ? formatExact(value.coefficient, value.scale, Math.min(2, value.scale)) : whole;
  return text.replace(/^-?\d+/, (digits) => digits.replace(/\B(?=(?:\d{3})+$)/g, ','));
}

/** `+18.0%`, `-3.1%`: a change as a share, one decimal. */
export function changeText(change: number): string {
  return `${signed(change * 100, 1)}%`;
}

/** `+5.00pp`: a difference of two ratios. */
export function pointsText(change: number): string {
  return `${signed(change * 100, 2)}pp`;
}

function signed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return `${value < 0 && Number(text) !== 0 ? '-' : '+'}${text}`;
}
