import { atScale, type Decimal, formatExact, power10 } from '../core/amount.ts';

/** The finest scale that files hold: a millionth of the base unit. */
export const FINEST_SCALE = 6;

/** The same number without zeros at the end of its decimals. */
export function reduced({ coefficient, scale }: Decimal): Decimal {
  let [left, digits] = [coefficient, scale];
  while (digits > 0 && left % 10n === 0n) [left, digits] = [left / 10n, digits - 1];
  return { coefficient: left, scale: digits };
}

/** The scale at which all `amounts` are whole, at least `least`. */
export function commonScale(amounts: Iterable<Decimal | undefined>, least: number): number {
  let scale = least;
  for (const amount of amounts) if (amount && amount.scale > scale) scale = Math.max(scale, reduced(amount).scale);
  return scale;
}

/** Whole number of 10^-scale; the scale is one of `commonScale`, so nothing is lost. */
export function unitsAt(amount: Decimal, scale: number): bigint {
  const units = atScale(amount, scale);
  if (units === undefined) throw new RangeError(`${amount.coefficient}e-${amount.scale} is finer than ${scale} decimals`);
  return units;
}

/** A decimal with at least `least` decimals, more where it has them; blank for none. */
export function decimalCell(amount: Decimal | undefined, least: number): string {
  if (!amount) return '';
  const scale = Math.max(amount.scale, least);
  return formatExact(amount.coefficient * power10(scale - amount.scale), scale, least);
}
