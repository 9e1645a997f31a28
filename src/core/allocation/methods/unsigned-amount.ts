import { atScale, LARGEST_AMOUNT, parseDecimal } from '../../amount.ts';

/** An amount from zero at a scale, written without a sign; undefined when it is none, has more decimals, or is too large. */
export function parseUnsigned(text: string, scale: number): bigint | undefined {
  const normal = text.normalize('NFKC').trim();
  const decimal = /^[+-]/.test(normal) ? undefined : parseDecimal(normal);
  const amount = decimal && atScale(decimal, scale);
  return amount === undefined || amount > LARGEST_AMOUNT ? undefined : amount;
}
