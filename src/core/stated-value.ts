import { parseDecimal, power10 } from './amount.ts';
import { type Fraction, fraction } from './fraction.ts';

/** What a person wrote as `name=value`. */
export interface NameAndValue {
  /** As it is written; undefined without a `=`. */
  readonly name: string | undefined;
  readonly value: string;
}

/** The last `=`, also a full-width one, splits, so that names may contain others. */
export function nameAndValue(text: string): NameAndValue {
  const at = Math.max(text.lastIndexOf('='), text.lastIndexOf('＝'));
  return at < 0 ? { name: undefined, value: text } : { name: text.slice(0, at), value: text.slice(at + 1) };
}

/** `25%`, `25pct` or `0.25`, with any sign and of any size. Undefined when it is no number. */
export function readShare(text: string): Fraction | undefined {
  const plain = text.normalize('NFKC').trim();
  const number = readNumber(plain.replace(/\s*(?:%|pct)$/i, ''));
  return number && /(?:%|pct)$/i.test(plain) ? fraction(number.numerator, number.denominator * 100n) : number;
}

/** Any exact decimal: `30000`, `3万`. Undefined when it is none. */
export function readNumber(text: string): Fraction | undefined {
  const decimal = parseDecimal(text);
  return decimal && fraction(decimal.coefficient, power10(decimal.scale));
}
