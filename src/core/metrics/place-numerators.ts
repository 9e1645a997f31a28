import type { Rate } from '../allocation/methods/rate.ts';
import { overDenominator, refineRows } from '../allocation/rounding/exact-fractions.ts';
import { roundCells } from '../allocation/rounding/round-cells.ts';
import { formatAmount } from '../amount.ts';
import { finding, Refusal } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { RATE_ONE } from './base-rates.ts';

/** How base ratios become planned ones: all times one factor, or all plus the same points. */
export type RatioWay = 'factor' | 'points';

export interface NumeratorRequest {
  /** The sum of the numerators, >= 0, at the scale of `denominator`. */
  readonly total: bigint;
  readonly denominator: Grid;
  /** The base ratio of each cell, >= 0, in 10^-18. */
  readonly rates: readonly bigint[];
  readonly way: RatioWay;
  /** Whether no numerator may exceed its denominator. */
  readonly atMostOne: boolean;
}

export interface PlacedNumerators {
  readonly grid: Grid;
  /** The factor on the base ratio, or the points added to it, of every cell that is not at a limit. */
  readonly by: Rate;
  /** Cells that stand at their denominator, and cells that stand at zero, by number. */
  readonly capped: ReadonlySet<number>;
  readonly floored: ReadonlySet<number>;
  readonly nearest: boolean;
}

/**
 * Numerators of cells whose ratios come from their base ratios in one way, and whose sum is the total exactly. A cell that would
 * exceed its denominator stays at it, and one that would fall below zero at zero; what is left goes to the others, until none does.
 * Rounded as every plan is; no cell ever exceeds its denominator.
 * Refuses (impossible) a total above all denominators, and one that no factor reaches because the rest has base ratios of zero.
 */
export function placeNumerators(request: NumeratorRequest): PlacedNumerators {
  const { total, denominator, atMostOne } = request;
  const scale = denominator.scale;
  const whole = sumOf(denominator.cells);
  if (whole === 0n && total > 0n) throw impossible('metric.no-denominators', {});
  if (atMostOne && total > whole) {
    throw impossible('metric.out-of-reach', { total: formatAmount(total, scale), most: formatAmount(whole, scale) });
  }
  const capped = new Set<number>();
  const floored = new Set<number>();
  for (;;) {
    const open = openCells(request, { capped, floored });
    const beyond = beyondLimits(request, open);
    if (beyond.capped.length + beyond.floored.length === 0) return rounded(request, { ...open, capped, floored });
    for (const cell of beyond.capped) capped.add(cell);
    for (const cell of beyond.floored) floored.add(cell);
  }
}

interface Limited {
  readonly capped: ReadonlySet<number>;
  readonly floored: ReadonlySet<number>;
}

/** The cells that are still free, and what they share. */
interface Open {
  readonly free: readonly number[];
  /** numerator of cell i = (rate_i x `times` + `plus`) x denominator_i / `over`. */
  readonly times: bigint;
  readonly plus: bigint;
  readonly over: bigint;
}

function openCells({ total, denominator, rates, way }: NumeratorRequest, { capped, floored }: Limited): Open {
  const { cells } = denominator;
  const free = rates.flatMap((_, cell) => (capped.has(cell) || floored.has(cell) || cells[cell] === 0n ? [] : [cell]));
  let left = total;
  for (const cell of capped) left -= cells[cell] as bigint;
  const [own, width] = [sumBy(free, (cell) => rates[cell]! * cells[cell]!), sumBy(free, (cell) => cells[cell]!)];
  if (way === 'points') return { free, times: width, plus: left * RATE_ONE - own, over: RATE_ONE * (width || 1n) };
  if (own === 0n && left > 0n) throw impossible('metric.zero-ratios', { left: formatAmount(left, denominator.scale) });
  return { free, times: left, plus: 0n, over: own || 1n };
}

/**
 * Cells that the open way would put beyond a limit: of both limits only those by which more is cut off, since what the others have
 * then moves the other way (Bitran and Hax, 1981).
 */
function beyondLimits({ rates, atMostOne, denominator }: NumeratorRequest, { free, times, plus, over }: Open) {
  const ratio = (cell: number) => rates[cell]! * times + plus;
  const capped = atMostOne ? free.filter((cell) => ratio(cell) > over) : [];
  const floored = free.filter((cell) => ratio(cell) < 0n);
  const above = sumBy(capped, (cell) => (ratio(cell) - over) * denominator.cells[cell]!);
  const below = sumBy(floored, (cell) => -ratio(cell) * denominator.cells[cell]!);
  return above >= below ? { capped, floored: above > 0n ? [] : floored } : { capped: [], floored };
}

function rounded(
  { denominator, rates, way }: NumeratorRequest,
  { free, times, plus, over, capped, floored }: Open & Limited,
): PlacedNumerators {
  const numerators = Array.from(denominator.cells, (cell, i) => (capped.has(i) ? cell * over : 0n));
  for (const cell of free) numerators[cell] = (rates[cell]! * times + plus) * (denominator.cells[cell] as bigint);
  const exact = over < 2n ** 53n ? overDenominator(numerators, over) : refineRows([{ numerators, denominator: over }]);
  const { cells, nearest } = roundCells(denominator, exact);
  const by = way === 'points' ? { numerator: plus, denominator: over } : { numerator: times * RATE_ONE, denominator: over };
  return { grid: { ...denominator, cells }, by, capped, floored, nearest };
}

function sumOf(cells: BigInt64Array): bigint {
  return cells.reduce((sum, cell) => sum + cell, 0n);
}

function sumBy(cells: readonly number[], of: (cell: number) => bigint): bigint {
  return cells.reduce((sum, cell) => sum + of(cell), 0n);
}

function impossible(code: string, values: Readonly<Record<string, string>>): Refusal {
  return new Refusal([finding('error', code, values)], 'impossible');
}
