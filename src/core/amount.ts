/** An exact decimal: `coefficient` x 10^-`scale`, scale >= 0. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly scale: number;
}

/** Powers of ten that people write as units behind or above a number. */
const UNITS: Readonly<Record<string, number>> = { '': 0, 元: 0, 万: 4, 万元: 4, 亿: 8, 亿元: 8, k: 3, m: 6 };

const NUMBER = /^([+-]?)(?:¥\s*)?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?\s*(万元|亿元|万|亿|元|k|m)?$/i;

/**
 * Reads `5000000`, `5,000,000`, `￥5,000`, `500万`, `1.2亿`, `-3.5`; full-width characters count as their ASCII forms. Undefined when the
 * text is no number. Nothing is rounded.
 */
export function parseDecimal(text: string): Decimal | undefined {
  const match = NUMBER.exec(text.normalize('NFKC').trim());
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', unit = ''] = match;
  const power = UNITS[unit.toLowerCase()] ?? 0;
  const digits = BigInt(`${whole.replaceAll(',', '')}${fraction}`);
  const scale = Math.max(0, fraction.length - power);
  const coefficient = digits * 10n ** BigInt(Math.max(0, power - fraction.length));
  return { coefficient: sign === '-' ? -coefficient : coefficient, scale };
}

/** The decimal as a whole number of 10^-scale; undefined when it has more decimals than that. */
export function atScale(value: Decimal, scale: number): bigint | undefined {
  if (value.scale <= scale) return value.coefficient * power10(scale - value.scale);
  const divisor = power10(value.scale - scale);
  return value.coefficient % divisor === 0n ? value.coefficient / divisor : undefined;
}

/** value x 10^`power`, exact. */
export function timesPower10({ coefficient, scale }: Decimal, power: number): Decimal {
  return { coefficient: coefficient * power10(Math.max(0, power - scale)), scale: Math.max(0, scale - power) };
}

/** `5000000.00`: plain, with exactly `scale` decimals. */
export function formatAmount(units: bigint, scale: number): string {
  if (scale === 0) return units.toString();
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Like `formatAmount`, but drops zero decimals beyond the first `least`. */
export function formatExact(units: bigint, scale: number, least: number): string {
  const text = formatAmount(units, scale);
  const extra = /0+$/.exec(text)?.[0].length ?? 0;
  const cut = Math.min(extra, Math.max(0, scale - least));
  return text.slice(0, text.length - cut).replace(/\.$/, '');
}

/** numerator / denominator to the nearest integer, halves away from zero; the denominator is positive. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const twice = 2n * (numerator < 0n ? -numerator : numerator) + denominator;
  const rounded = twice / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/** numerator / denominator as a decimal text, halves away from zero; empty when the denominator is 0. */
export function formatRatio(numerator: bigint, denominator: bigint, decimals: number): string {
  if (denominator === 0n) return '';
  const sign = denominator < 0n ? -1n : 1n;
  return formatAmount(divideRounded(sign * numerator * power10(decimals), sign * denominator), decimals);
}

/** The largest total of a plan, in its smallest unit: sums below it fit the cells. */
export const LARGEST_AMOUNT = 2n ** 62n - 1n;

export function power10(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

/** The units a table may show amounts in, with their power of ten. */
export const DISPLAY_UNITS = ['元', '万元', '亿元', 'k', 'm'] as const;
export type DisplayUnit = (typeof DISPLAY_UNITS)[number];

/** The power of ten of a display unit: 4 for 万元. */
export function displayPower(unit: DisplayUnit): number {
  return UNITS[unit] as number;
}
