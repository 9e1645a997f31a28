import { parseDecimal } from '../amount.ts';
import { type Fraction, fraction } from '../fraction.ts';
import { normalName } from '../names.ts';

/** A number that a person stated for a stage or for the deals, for one unit and everything below it or for all. */
export interface StatedTerm {
  /** Undefined where only the number was given. */
  readonly stage: string | undefined;
  /** The unit's path or name; empty for the whole. */
  readonly unit: string;
  readonly value: Fraction;
}

/** Work on a stage: so much of it for each `of`. */
export interface StatedEffort extends StatedTerm {
  readonly of: string | undefined;
}

/** `25%`, `商机=25%`, `商机@华东=0.3`: a share above 0 and at most 1. Undefined when it is none. */
export function parseConversion(text: string): StatedTerm | undefined {
  const term = parseTerm(text, readShare);
  return term && term.value.numerator > 0n && term.value.numerator <= term.value.denominator ? term : undefined;
}

/** `45`, `线索=20`, `线索@华东=30`: whole days from 0. Undefined when it is none. */
export function parseDays(text: string): StatedTerm | undefined {
  const term = parseTerm(text, readNumber);
  return term && term.value.numerator >= 0n && term.value.denominator === 1n ? term : undefined;
}

/** `3万`, `华东=5万`: an amount above 0, of the whole or of a unit. Undefined when it is none. */
export function parseOrderValue(text: string): StatedTerm | undefined {
  const { left, right } = atLastEquals(text);
  const value = readNumber(right);
  return value && value.numerator > 0n ? { stage: undefined, unit: left ?? '', value } : undefined;
}

/** `拜访=3`, `拜访=商机:3`, `拜访@华东=商机:3`: an amount of work above 0 for each of a stage. Undefined when it is none. */
export function parseEffort(text: string): StatedEffort | undefined {
  const [, head = '', of, number = ''] = /^(.*?[=＝])(?:([^:：=＝]+)[:：])?([^:：=＝]+)$/s.exec(text) ?? [];
  const term = parseTerm(`${head}${number}`, readNumber);
  return term?.stage !== undefined && term.value.numerator > 0n ? { ...term, of: of && normalName(of) } : undefined;
}

/** The last `=` splits, and of what stands before it the first `@`. */
function parseTerm(text: string, read: (text: string) => Fraction | undefined): StatedTerm | undefined {
  const { left, right } = atLastEquals(text);
  const value = read(right);
  const [stage = '', unit = ''] = left === undefined ? [] : splitAt(left);
  if (value === undefined || (left !== undefined && stage === '')) return undefined;
  return { stage: left === undefined ? undefined : stage, unit, value };
}

function atLastEquals(text: string): { readonly left: string | undefined; readonly right: string } {
  const at = Math.max(text.lastIndexOf('='), text.lastIndexOf('＝'));
  return at < 0 ? { left: undefined, right: text } : { left: normalName(text.slice(0, at)), right: text.slice(at + 1) };
}

function splitAt(text: string): [string, string] {
  const at = text.search(/[@＠]/);
  return at < 0 ? [text, ''] : [normalName(text.slice(0, at)), normalName(text.slice(at + 1))];
}

/** `25%` or `0.25`. */
export function readShare(text: string): Fraction | undefined {
  const plain = text.normalize('NFKC').trim();
  const number = readNumber(plain.replace(/\s*(?:%|pct)$/i, ''));
  return number && /(?:%|pct)$/i.test(plain) ? fraction(number.numerator, number.denominator * 100n) : number;
}

/** Any exact decimal: `30000`, `3万`. */
export function readNumber(text: string): Fraction | undefined {
  const decimal = parseDecimal(text);
  return decimal && fraction(decimal.coefficient, 10n ** BigInt(decimal.scale));
}
