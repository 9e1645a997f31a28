import { type Decimal, parseDecimal, power10 } from '../../amount.ts';
import type { PeriodTree } from '../../calendar/period-tree.ts';
import { refuse } from '../../finding.ts';
import { cutPeriodNote, type Profile, wholeWeights } from './profile.ts';

/** Weights that repeat over the leaf periods: 4-4-5 weeks in the months of each quarter. */
export interface Pattern {
  readonly text: string;
  readonly weights: readonly bigint[];
}

/** `4,4,5`, `20、30、50`, `1.5,1,1`: numbers from zero that are not all zero; undefined when it is none. */
export function parsePattern(text: string): Pattern | undefined {
  const parts = text.split(/[,、]/).map((part) => part.trim());
  const numbers = parts.map((part) => (/^\d+(?:\.\d+)?$/.test(part) ? parseDecimal(part) : undefined));
  if (!numbers.every((number) => number !== undefined)) return undefined;
  const scale = Math.max(...numbers.map((number) => number.scale));
  const weights = numbers.map(({ coefficient, scale: own }: Decimal) => coefficient * power10(scale - own));
  return weights.some((weight) => weight > 0n) ? { text: parts.join(','), weights } : undefined;
}

/**
 * The pattern over and over from the first leaf period on. Refuses (wrong use) a number of leaf periods that is no multiple of
 * its length.
 */
export function pattern({ text, weights }: Pattern, periods: PeriodTree, total: bigint | undefined): Profile {
  const count = periods.leaves.length;
  const left = count % weights.length;
  if (left > 0) throw refuse('method.pattern-leftover', { pattern: text, length: weights.length, periods: count, left });
  const cycle = wholeWeights(weights);
  const cells = new BigInt64Array(count).map((_, i) => cycle[i % weights.length] as bigint);
  return { weights: cells, total, findings: cutPeriodNote('pattern', periods) };
}
