import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../../../src/core/allocation/locks/lock.ts';
import { arcFractions } from '../../../../src/core/allocation/rounding/arc-fractions.ts';
import { overDenominator } from '../../../../src/core/allocation/rounding/exact-fractions.ts';
import { nearestRounding } from '../../../../src/core/allocation/rounding/nearest-rounding.ts';
import { roundCells } from '../../../../src/core/allocation/rounding/round-cells.ts';
import { type Axes, roundingNetwork } from '../../../../src/core/allocation/rounding/rounding-network.ts';
import { type Grid, rollUp } from '../../../../src/core/grid.ts';
import { unitTree } from '../../../../src/core/organisation/unit-tree.ts';
import { nodeAt, type Tree } from '../../../../src/core/tree.ts';
import { anyPaths, anyPeriods, gridOf, periods, runs, stream, units } from '../../make.ts';
import { promisedNodes } from '../instances.ts';

const DENOMINATOR = 997n;

/** Whether one node holds the other and is not it. */
const above = (tree: Tree<unknown>, outer: number, inner: number) => {
  const [a, b] = [nodeAt(tree, outer), nodeAt(tree, inner)];
  return outer < inner && a.leafFrom <= b.leafFrom && b.leafTo <= a.leafTo;
};

/** One has the smaller unit, the other the smaller period. */
const cross = ({ units, periods }: Axes, a: Block, b: Block) =>
  (above(units, a.unit, b.unit) && above(periods, b.period, a.period)) ||
  (above(units, b.unit, a.unit) && above(periods, a.period, b.period));

const holds = ({ units, periods }: Axes, block: Block, cell: number) => {
  const width = periods.leaves.length;
  const [unit, period] = [nodeAt(units, block.unit), nodeAt(periods, block.period)];
  const [u, p] = [Math.floor(cell / width), cell % width];
  return unit.leafFrom <= u && u < unit.leafTo && period.leafFrom <= p && p < period.leafTo;
};

/** Axes with two nested families of locked nodes and a fractional plan in which the locked nodes are whole. */
const anyLocked = fc
  .record({ paths: anyPaths, periods: anyPeriods, seed: fc.integer(), count: fc.integer({ min: 1, max: 9 }) })
  .map(({ paths, periods, seed, count }) => {
    const axes = { units: unitTree(['l1', 'l2', 'l3'], paths), periods };
    const next = stream(seed);
    const family = () => {
      const blocks: Block[] = [];
      for (let i = 0; i < count; i++) {
        const block = { unit: next(axes.units.nodes.length), period: next(axes.periods.nodes.length) };
        const isKnown = blocks.some(({ unit, period }) => unit === block.unit && period === block.period);
        if (!isKnown && !blocks.some((other) => cross(axes, other, block))) blocks.push(block);
      }
      return blocks;
    };
    const families = { down: family(), up: family() };
    return { families, numerators: wholeInLocks(axes, [...families.down, ...families.up], next) };
  });

/** Random cells; the last of those in the same locked nodes makes their sum whole. */
function wholeInLocks(axes: Axes, blocks: readonly Block[], next: (below: number) => number): Grid {
  const grid = gridOf(axes, 0, () => BigInt(next(3) === 0 ? next(5) * 997 : next(5000)));
  const classes = new Map<string, number[]>();
  grid.cells.forEach((_, cell) => {
    const key = blocks.map((block) => Number(holds(axes, block, cell))).join('');
    classes.set(key, [...(classes.get(key) ?? []), cell]);
  });
  for (const cells of classes.values()) {
    const sum = cells.reduce((all, cell) => all + (grid.cells[cell] as bigint), 0n);
    grid.cells[cells.at(-1) as number]! += DENOMINATOR - (sum % DENOMINATOR);
  }
  return grid;
}

const exact = (numerators: Grid) => overDenominator([...numerators.cells], DENOMINATOR);
const same = (a: Block) => (b: Block) => a.unit === b.unit && a.period === b.period;

/** The value of nodes before and after rounding, before in 1 / 997. */
function nodeValues(numerators: Grid, cells: BigInt64Array): (block: Block) => [before: bigint, after: bigint] {
  const [before, after] = [rollUp(numerators), rollUp({ ...numerators, cells })];
  const width = numerators.periods.nodes.length;
  return ({ unit, period }) => [before[unit * width + period] as bigint, after[unit * width + period] as bigint];
}

function expectNear([before, after]: [bigint, bigint]): void {
  const distance = after * DENOMINATOR - before;
  expect(distance < DENOMINATOR && distance > -DENOMINATOR).toBe(true);
  if (before % DENOMINATOR === 0n) expect(distance).toBe(0n);
}

describe('rounding with locked nodes', () => {
  it('keeps them exactly, and every node that is not given up within one unit', () => {
    fc.assert(
      fc.property(anyLocked, ({ numerators, families }) => {
        const { cells, nearest, givenUp } = roundCells(numerators, exact(numerators), families);
        const valuesAt = nodeValues(numerators, cells);
        expect(nearest).toBe(true);
        for (const block of [...families.down, ...families.up]) {
          const [before, after] = valuesAt(block);
          expect(after * DENOMINATOR).toBe(before);
        }
        for (const [unit, period] of promisedNodes(numerators)) {
          if (!givenUp.some(same({ unit, period }))) expectNear(valuesAt({ unit, period }));
        }
      }),
      runs(1500),
    );
  });

  it('gives up the promised nodes that a locked one of their own family crosses, and no others', () => {
    fc.assert(
      fc.property(anyLocked, ({ numerators, families }) => {
        const { units, periods } = numerators;
        const isLeaf = (tree: Tree<unknown>, node: number) => nodeAt(tree, node).children.length === 0;
        const expected = promisedNodes(numerators).flatMap(([unit, period]) => {
          const block = { unit, period };
          const crossed = (family: readonly Block[]) => family.some((other) => cross(numerators, other, block));
          const isDown = period === 0 || (isLeaf(units, unit) && !isLeaf(periods, period));
          const isUp = (unit === 0 && !isLeaf(periods, period)) || (!isLeaf(units, unit) && isLeaf(periods, period));
          return (isDown && crossed(families.down)) || (isUp && crossed(families.up)) ? [block] : [];
        });
        const byName = (a: Block, b: Block) => a.unit - b.unit || a.period - b.period;
        const { givenUp } = roundingNetwork(numerators, families);
        expect([...givenUp].sort(byName)).toEqual(expected.sort(byName));
      }),
      runs(500),
    );
  });

  it('gives up the years of the reps of a region whose quarter is locked, and keeps their quarters', () => {
    const axes = { units: units('a/x', 'a/y', 'b/z'), periods: periods('2026', 'quarter', 'month') };
    const quarter = { unit: 1, period: 1 };
    expect(roundingNetwork(axes).givenUp).toEqual([]);
    expect(roundingNetwork(axes, { down: [quarter], up: [] }).givenUp).toEqual([
      { unit: 2, period: 0 },
      { unit: 3, period: 0 },
    ]);
    expect(roundingNetwork(axes, { down: [], up: [quarter] }).givenUp).toEqual([2, 3, 4].map((period) => ({ unit: 0, period })));
  });
});

describe('a rounding whose effort ran out', () => {
  it('is exact and near all the same, and says so', () => {
    let cut = 0;
    fc.assert(
      fc.property(anyLocked, fc.integer({ min: -1, max: 30 }), ({ numerators, families }, effort) => {
        const network = roundingNetwork(numerators, families);
        const cells = exact(numerators);
        const { up, nearest } = nearestRounding(network, arcFractions(network, cells), effort);
        if (!nearest) cut++;
        const valuesAt = nodeValues(
          numerators,
          cells.whole.map((whole, cell) => whole + BigInt(up[cell] as number)),
        );
        for (const block of [...families.down, ...families.up]) expectNear(valuesAt(block));
        for (const [unit, period] of promisedNodes(numerators)) {
          if (!network.givenUp.some(same({ unit, period }))) expectNear(valuesAt({ unit, period }));
        }
      }),
      runs(500),
    );
    expect(cut).toBeGreaterThan(40);
  });
});
