import type { Fraction } from '../fraction.ts';
import { normalName } from '../names.ts';
import { nameAndValue, readNumber, readShare } from '../stated-value.ts';

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
  const { name = '', value } = nameAndValue(text);
  const amount = readNumber(value);
  return amount && amount.numerator > 0n ? { stage: undefined, unit: normalName(name), value: amount } : undefined;
}

/** `拜访=3`, `拜访=商机:3`, `拜访@华东=商机:3`: an amount of work above 0 for each of a stage. Undefined when it is none. */
export function parseEffort(text: string): StatedEffort | undefined {
  const [, head = '', of, number = ''] = /^(.*?[=＝])(?:([^:：=＝]+)[:：])?([^:：=＝]+)$/s.exec(text) ?? [];
  const term = parseTerm(`${head}${number}`, readNumber);
  return term?.stage !== undefined && term.value.numerator > 0n ? { ...term, of: of && normalName(of) } : undefined;
}

/** What stands before the `=` is split at the first `@`. */
function parseTerm(text: string, read: (text: string) => Fraction | undefined): StatedTerm | undefined {
  const { name, value: written } = nameAndValue(text);
  const value = read(written);
  const [stage = '', unit = ''] = name === undefined ? [] : splitAt(normalName(name));
  if (value === undefined || (name !== undefined && stage === '')) return undefined;
  return { stage: name === undefined ? undefined : stage, unit, value };
}

function splitAt(text: string): [string, string] {
  const at = text.search(/[@＠]/);
  return at < 0 ? [text, ''] : [normalName(text.slice(0, at)), normalName(text.slice(at + 1))];
}
