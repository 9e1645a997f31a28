import { rollUpUnits } from '../../arrange.ts';
import { type Finding, finding, Refusal } from '../../finding.ts';
import type { Grid } from '../../grid.ts';
import { nodeAt } from '../../tree.ts';
import { blockNames } from '../methods/block-names.ts';
import type { OnZeroBasis } from '../weigh.ts';
import type { Block, Bound } from './lock.ts';
import { cellsOf } from './odd-cells.ts';

/** The largest weight after seeding, and the largest of a seed: next to the others it weighs little. */
const LARGEST = 10n ** 12n;
const SHARES = 100_000n;

/**
 * Weights for blocks that must receive an amount while all their cells are zero: equal ones, or the course of the nearest unit
 * above that has one; so small beside the rest that a floor receives little more than its floor. A warning for each; with `error`
 * they are refused (impossible), all at once.
 */
export function seedZeroBlocks(
  weights: Grid,
  bounds: readonly Bound[],
  rule: OnZeroBasis,
): { weights: Grid; findings: Finding[] } {
  const empty = bounds.filter((bound) => (bound.min ?? 0n) > 0n && isZero(weights, bound));
  const blocks = outsideIn(weights, empty);
  if (blocks.length === 0) return { weights, findings: [] };
  if (rule === 'error') {
    throw new Refusal(
      blocks.map((bound) => finding('error', 'lock.zero-basis', blockNames(weights, bound), bound.source.place)),
      'impossible',
    );
  }
  const courses = rule === 'parent' ? rollUpUnits(weights.units, weights.cells, weights.periods.leaves.length) : undefined;
  const largest = weights.cells.reduce((most, cell) => (cell > most ? cell : most), 1n);
  const factor = LARGEST > largest ? LARGEST / largest : 1n;
  const cells = weights.cells.map((cell) => cell * factor);
  for (const block of blocks) {
    const course = courses && courseAbove(weights, courses, block);
    const width = weights.periods.leaves.length;
    for (const cell of cellsOf(weights, block)) cells[cell] = course ? course(cell % width) + 1n : 1n;
  }
  const code = `lock.zero-${rule}`;
  return {
    weights: { ...weights, cells },
    findings: blocks.map((bound) => finding('warning', code, blockNames(weights, bound), bound.source.place)),
  };
}

/** Larger blocks first, so that a cell in several has the course of the smallest; ties by unit and period. */
function outsideIn(axes: Grid, blocks: readonly Bound[]): Bound[] {
  const size = new Map(blocks.map((block) => [block, cellsOf(axes, block).length]));
  return [...blocks].sort((a, b) => (size.get(b) as number) - (size.get(a) as number) || a.unit - b.unit || a.period - b.period);
}

function isZero(weights: Grid, block: Block): boolean {
  return cellsOf(weights, block).every((cell) => weights.cells[cell] === 0n);
}

/** The course of the nearest unit above with a positive sum inside the block's periods, in 10^-5 of its sum. */
function courseAbove(
  weights: Grid,
  courses: BigInt64Array,
  { unit, period }: Block,
): ((leafPeriod: number) => bigint) | undefined {
  const { leafFrom, leafTo } = nodeAt(weights.periods, period);
  const width = weights.periods.leaves.length;
  for (let above = nodeAt(weights.units, unit).parent; above >= 0; above = nodeAt(weights.units, above).parent) {
    const course = courses.subarray(above * width + leafFrom, above * width + leafTo);
    const sum = course.reduce((a, b) => a + b, 0n);
    if (sum > 0n) return (leaf) => (SHARES * (courses[above * width + leaf] as bigint)) / sum;
  }
  return undefined;
}
