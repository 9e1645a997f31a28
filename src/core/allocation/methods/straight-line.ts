import { divideRounded, formatAmount, LARGEST_AMOUNT } from '../../amount.ts';
import type { PeriodTree } from '../../calendar/period-tree.ts';
import { finding, Refusal, refuse } from '../../finding.ts';
import { cutPeriodNote, type Profile, wholeWeights } from './profile.ts';
import { parseUnsigned } from './unsigned-amount.ts';

/** Amounts of the first and of the last leaf period, in 10^-scale; one of the two may be open. */
export interface Line {
  readonly from: bigint | undefined;
  readonly to: bigint | undefined;
  readonly scale: number;
}

/** `100万..200万`, `100万..`, `..200万`: amounts not below zero; undefined when it is none of these. */
export function parseLine(text: string, scale: number): Line | undefined {
  const ends = text.split('..').map((end) => end.trim());
  if (ends.length !== 2 || ends.every((end) => end === '')) return undefined;
  const [from, to] = ends.map((end) => parseEnd(end, scale)) as [End, End];
  return from === 'wrong' || to === 'wrong' ? undefined : { from, to, scale };
}

type End = bigint | undefined | 'wrong';

/** An empty text is an open end. */
function parseEnd(text: string, scale: number): End {
  if (text === '') return undefined;
  return parseUnsigned(text, scale) ?? 'wrong';
}

/**
 * Leaf period i of n holds a + (b - a) i / (n - 1). With both ends the total is n (a + b) / 2, rounded half up; with a total the
 * open end follows from it. A single leaf period holds the end that is given.
 * Refuses (wrong use) ends that disagree with the total or with a single period, and an open end without a total;
 * (impossible) a total that needs an end below zero.
 */
export function straightLine(line: Line, periods: PeriodTree, total: bigint | undefined): Profile {
  const count = BigInt(periods.leaves.length);
  const ends = count === 1n ? singleEnd(line, periods) : bothEnds(line, count, total);
  const sum = divideRounded(count * (ends.from + ends.to), 2n * ends.denominator);
  if (sum > LARGEST_AMOUNT) throw refuse('plan.too-large');
  if (total !== undefined && total !== sum) throw disagree(sum, total, line.scale);
  const values = periods.leaves.map((_, i) => ends.from * (count - 1n) + (ends.to - ends.from) * BigInt(i));
  const isFlat = count === 1n || sum === 0n;
  const weights = isFlat ? new BigInt64Array(values.length).fill(1n) : wholeWeights(values);
  return { weights, total: sum, findings: cutPeriodNote('straight-line', periods) };
}

/** The method's own total differs from the one that is given. */
export function disagree(sum: bigint, total: bigint, scale: number): Refusal {
  return refuse('method.total-disagrees', { sum: formatAmount(sum, scale), total: formatAmount(total, scale) });
}

/** Both ends over one denominator. */
interface Ends {
  readonly from: bigint;
  readonly to: bigint;
  readonly denominator: bigint;
}

function singleEnd({ from, to, scale }: Line, periods: PeriodTree): Ends {
  if (from !== undefined && to !== undefined && from !== to) {
    const period = periods.nodes[0]!.value.label;
    throw refuse('method.line-one-period', { period, from: formatAmount(from, scale), to: formatAmount(to, scale) });
  }
  const end = (from ?? to) as bigint;
  return { from: end, to: end, denominator: 1n };
}

/** T = n (a + b) / 2, so that the open end is (2 T - n a) / n. */
function bothEnds({ from, to, scale }: Line, count: bigint, total: bigint | undefined): Ends {
  if (from !== undefined && to !== undefined) return { from, to, denominator: 1n };
  if (total === undefined) throw refuse('method.needs-total', { method: 'straight-line' });
  const given = (from ?? to) as bigint;
  const open = 2n * total - count * given;
  if (open < 0n) {
    const amounts = { end: divideRounded(open, count), given, total };
    const values = Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, formatAmount(amount, scale)]));
    throw new Refusal([finding('error', 'method.line-below-zero', values)], 'impossible');
  }
  const whole = given * count;
  return from === undefined ? { from: open, to: whole, denominator: count } : { from: whole, to: open, denominator: count };
}
