import { divideRounded, formatExact, power10 } from '../amount.ts';
import { type Finding, finding, refuse } from '../finding.ts';
import { type Grid, rollUp } from '../grid.ts';
import { formatPath } from '../organisation/unit-tree.ts';
import { ancestry, nodeAt } from '../tree.ts';

/** Base ratios are whole numbers of 10^-18: exactness is relative to them. */
export const RATE_SCALE = 18;
export const RATE_ONE = power10(RATE_SCALE);

/** Numerators and denominators of the basis on the plan's axes, at one scale, each `times` its mean over the years read. */
export interface RatioBasis {
  readonly numerator: Grid;
  readonly denominator: Grid;
  readonly times: bigint;
  /** The least denominator, over all years, that says anything of a ratio. */
  readonly least: bigint;
}

/** Where the base ratio of a cell comes from: a unit node in a period node of the plan's axes. */
export interface RateSource {
  readonly unit: number;
  readonly period: number;
}

export interface BaseRates {
  /** By cell, >= 0, in 10^-18. */
  readonly rates: readonly bigint[];
  readonly sources: readonly RateSource[];
  readonly findings: readonly Finding[];
}

/** Which ratios repeat: on `time` a unit's own of the whole span in every period, on `org` the whole's in every unit. */
export type RepeatedRates = Readonly<Record<'time' | 'org', boolean>>;

/**
 * The ratio that each cell of a plan starts from: its own in the basis; where that has no denominator, or less than the least, its
 * unit's over the whole span, then its parent's, and so on. A numerator below zero counts as zero. Refuses a basis without any
 * denominator, or with less than the least.
 * Findings name the units with such cells, as far as `isPlanned` says that anything is planned there.
 */
export function baseRates(
  basis: RatioBasis,
  repeats: RepeatedRates,
  isPlanned: (cell: number) => boolean = () => true,
): BaseRates {
  const { units, periods } = basis.numerator;
  const [above, below] = [rollUp(basis.numerator), rollUp(basis.denominator)];
  const width = periods.nodes.length;
  const [whole = 0n] = below;
  if (whole <= 0n) throw refuse('metric.no-basis-ratio');
  if (whole < basis.least)
    throw refuse('metric.too-few-for-ratio', { count: plain(whole, basis), least: plain(basis.least, basis) });
  const says = (amount: bigint) => amount > 0n && amount >= basis.least;
  const rates: bigint[] = [];
  const sources: RateSource[] = [];
  const notes = new Map<number, Note>();
  for (const node of units.leaves) {
    const up = ancestry(units, node);
    for (const period of periods.leaves) {
      const first = { unit: repeats.org ? 0 : node, period: repeats.time ? 0 : period };
      const chain = [first, ...(repeats.org ? [0] : up).map((unit) => ({ unit, period: 0 }))];
      const at = chain.findIndex(({ unit, period }) => says(below[unit * width + period] as bigint));
      const source = chain[at] as RateSource;
      const place = source.unit * width + source.period;
      const numerator = above[place] as bigint;
      if (isPlanned(rates.length)) note(notes, { node, at, source, numerator });
      rates.push(numerator <= 0n ? 0n : divideRounded(numerator * RATE_ONE, below[place] as bigint));
      sources.push(source);
    }
  }
  return { rates, sources, findings: noteFindings(basis, notes) };
}

interface Note {
  count: number;
  from: number;
  negative: number;
}

function note(
  notes: Map<number, Note>,
  { node, at, source, numerator }: { node: number; at: number; source: RateSource; numerator: bigint },
): void {
  const known = notes.get(node) ?? { count: 0, from: 0, negative: 0 };
  if (at > 0) {
    known.count++;
    known.from = source.unit;
  }
  if (numerator < 0n) known.negative++;
  notes.set(node, known);
}

/** A whole number of what is counted. */
const plain = (amount: bigint, { numerator: { scale } }: RatioBasis) => formatExact(amount, scale, 0);

function noteFindings(basis: RatioBasis, notes: ReadonlyMap<number, Note>): Finding[] {
  const { units } = basis.numerator;
  const isCounted = basis.least > 0n;
  const code = isCounted ? 'metric.ratio-of-few' : 'metric.ratio-from-above';
  const least = isCounted ? { least: plain(basis.least, basis) } : {};
  const name = (node: number) => formatPath(nodeAt(units, node).value.path) || '-';
  return [...notes].flatMap(([node, { count, from, negative }]) => [
    ...(count > 0 ? [finding('warning', code, { ...least, unit: name(node), periods: count, from: name(from) })] : []),
    ...(negative > 0 ? [finding('warning', 'metric.negative-ratio', { unit: name(node), periods: negative })] : []),
  ]);
}
