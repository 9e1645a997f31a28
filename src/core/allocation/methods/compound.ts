import { divideRounded, LARGEST_AMOUNT } from '../../amount.ts';
import type { PeriodTree } from '../../calendar/period-tree.ts';
import { refuse } from '../../finding.ts';
import { cutPeriodNote, type Profile, wholeWeights } from './profile.ts';
import { growthFactor, parseGrowth, type Rate } from './rate.ts';
import { disagree } from './straight-line.ts';
import { parseUnsigned } from './unsigned-amount.ts';

/** Growth from one leaf period to the next; `start` is the first one's amount in 10^-scale. */
export interface Compound {
  readonly start: bigint | undefined;
  readonly growth: Rate;
  readonly scale: number;
}

/** `+2%` or `100万,+2%`, split at the last comma; undefined when it is neither, or the growth is -100 %. */
export function parseCompound(text: string, scale: number): Compound | undefined {
  const at = Math.max(text.lastIndexOf(','), text.lastIndexOf('、'));
  const growth = parseGrowth(text.slice(at + 1));
  if (!growth || growth.numerator === -growth.denominator) return undefined;
  if (at < 0) return { start: undefined, growth, scale };
  const start = parseUnsigned(text.slice(0, at), scale);
  return start === undefined || start === 0n ? undefined : { start, growth, scale };
}

/**
 * Leaf period i holds start x (1 + growth)^i. A start gives the total, rounded half up; without one the course is tied to
 * the given total. Refuses (wrong use) a start that disagrees with the total, and neither of them.
 */
export function compound({ start, growth, scale }: Compound, periods: PeriodTree, total: bigint | undefined): Profile {
  const steps = periods.leaves.length - 1;
  const { numerator: up, denominator: down } = growthFactor(growth);
  const values = periods.leaves.map((_, i) => up ** BigInt(i) * down ** BigInt(steps - i));
  const sum = start === undefined ? total : divideRounded(start * values.reduce((a, b) => a + b), down ** BigInt(steps));
  if (sum === undefined) throw refuse('method.needs-total', { method: 'compound' });
  if (sum > LARGEST_AMOUNT) throw refuse('plan.too-large');
  if (total !== undefined && total !== sum) throw disagree(sum, total, scale);
  return { weights: wholeWeights(values), total: sum, findings: cutPeriodNote('compound', periods) };
}
