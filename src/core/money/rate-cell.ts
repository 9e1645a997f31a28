import { parseDecimal, power10 } from '../amount.ts';

/** A share or a rate as numerator / denominator, exact; the denominator is positive. */
export interface Share {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const WHOLE: Share = { numerator: 1n, denominator: 1n };

/**
 * Reads `60%`, `0.6` or, under a header with a percent sign, `60`. Undefined for what is no number from 0 to 1, so that a `60`
 * without any percent sign is never taken for sixty times the whole.
 */
export function parseShare(text: string, header = ''): Share | undefined {
  const plain = text.normalize('NFKC').trim();
  const isPercent = plain.endsWith('%') || header.normalize('NFKC').includes('%');
  const digits = plain.replace(/%$/u, '').trim();
  const value = /^[0-9.]+$/u.test(digits) ? parseDecimal(digits) : undefined;
  if (value === undefined) return undefined;
  const share = { numerator: value.coefficient, denominator: power10(value.scale) * (isPercent ? 100n : 1n) };
  return share.numerator <= share.denominator ? share : undefined;
}

const UNTAXED = ['免税', '不征税', '零税率', 'exempt'];

/** A tax rate like a share, or a word for no tax. */
export function parseTaxRate(text: string, header = ''): Share | undefined {
  return UNTAXED.includes(text.normalize('NFKC').trim().toLowerCase())
    ? { numerator: 0n, denominator: 1n }
    : parseShare(text, header);
}
