import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arcFractions, type Fractions } from '../../../../src/core/allocation/rounding/arc-fractions.ts';
import { overDenominator } from '../../../../src/core/allocation/rounding/exact-fractions.ts';
import { nearestRounding } from '../../../../src/core/allocation/rounding/nearest-rounding.ts';
import { roundCells } from '../../../../src/core/allocation/rounding/round-cells.ts';
import { type RoundingNetwork, roundingNetwork } from '../../../../src/core/allocation/rounding/rounding-network.ts';
import { type Grid, rollUp } from '../../../../src/core/grid.ts';
import { gridOf, periods, runs, stream, units } from '../../make.ts';
import { promisedNodes } from '../instances.ts';

/** Trees in which every promised node is one arc: both axes have something below the whole. At most 12 cells. */
const AXES = [
  { units: units('a', 'b'), periods: periods('2026-Q1', 'month') },
  { units: units('a/x', 'a/y', 'b'), periods: periods('2026-H1', 'quarter') },
  { units: units('a/x', 'b/y', 'b/z'), periods: periods('2026-01..2026-04', 'quarter', 'month') },
  { units: units('a', 'b'), periods: periods('2026-02..2026-06', 'quarter', 'month') },
  { units: units('a/x/1', 'a/x/2', 'a/y/3', 'b/z/4'), periods: periods('2026-H1', 'quarter') },
  { units: units('a', 'b', 'c', 'd'), periods: periods('2026-Q1', 'month') },
];

interface Nodes {
  readonly unrounded: readonly bigint[];
  readonly denominator: bigint;
}

/** Sum of squared deviations over all promised nodes, times the denominator squared; undefined when one is a unit off. */
function deviation({ unrounded, denominator }: Nodes, rounded: readonly bigint[]): bigint | undefined {
  let squares = 0n;
  for (let i = 0; i < rounded.length; i++) {
    const distance = (rounded[i] as bigint) * denominator - (unrounded[i] as bigint);
    if (distance >= denominator || distance <= -denominator) return undefined;
    squares += distance * distance;
  }
  return squares;
}

function promised(grid: Grid): bigint[] {
  const values = rollUp(grid);
  return promisedNodes(grid).map(([unit, period]) => values[unit * grid.periods.nodes.length + period] as bigint);
}

/** The least deviation that any choice of up or down for each cell reaches with the total kept. */
function leastDeviation(numerators: Grid, denominator: bigint): bigint {
  const nodes = { unrounded: promised(numerators), denominator };
  const fractional = numerators.cells.reduce<number[]>(
    (found, cell, i) => (cell % denominator > 0n ? found.concat(i) : found),
    [],
  );
  let least: bigint | undefined;
  for (let choice = 0; choice < 2 ** fractional.length; choice++) {
    const cells = numerators.cells.map((cell) => cell / denominator);
    fractional.forEach((cell, bit) => {
      if (choice & (2 ** bit)) cells[cell]! += 1n;
    });
    const found = deviation(nodes, promised({ ...numerators, cells }));
    if (found !== undefined && (least === undefined || found < least)) least = found;
  }
  if (least === undefined) throw new Error('no rounding at all');
  return least;
}

const DENOMINATOR = 997n;

const anyNumerators = fc
  .tuple(fc.constantFrom(...AXES), fc.integer(), fc.constantFrom(3, 997, 5000))
  .map(([axes, seed, below]) => {
    const next = stream(seed);
    const grid = gridOf(axes, 0, () => BigInt(next(below)));
    grid.cells[0]! += DENOMINATOR - (grid.cells.reduce((a, b) => a + b) % DENOMINATOR);
    return grid;
  });

/** Whether turning some cycle of fractional arcs would lower the sum of squared deviations (Bellman and Ford). */
function canImprove(network: RoundingNetwork, { numerator, denominator }: Fractions, up: Uint8Array): boolean {
  const arcs = Array.from(numerator.keys()).filter((arc) => (numerator[arc] as number) > 0);
  const distance = new Float64Array(network.nodes);
  for (let round = 0; round < network.nodes; round++) {
    let changed = false;
    for (const arc of arcs) {
      const ends = [network.from[arc] as number, network.to[arc] as number];
      const [tail, head] = (up[arc] ? ends.reverse() : ends) as [number, number];
      const price = (up[arc] ? -1 : 1) * (denominator - 2 * (numerator[arc] as number));
      if ((distance[tail] as number) + price >= (distance[head] as number)) continue;
      distance[head] = (distance[tail] as number) + price;
      changed = true;
    }
    if (!changed) return false;
  }
  return true;
}

describe('the nearest rounding of a larger grid', () => {
  const reps = Array.from({ length: 240 }, (_, i) => `r${i % 4}/t${i % 24}/u${i}`);
  const axes = { units: units(...reps), periods: periods('2026', 'quarter', 'month') };

  it.each([3, 997, 5000])('cannot be improved by any cycle: cells below %i / 997', (below) => {
    for (let seed = 0; seed < 6; seed++) {
      const next = stream(seed);
      const numerators = gridOf(axes, 0, () => BigInt(next(below)));
      numerators.cells[0]! += DENOMINATOR - (numerators.cells.reduce((a, b) => a + b) % DENOMINATOR);
      const network = roundingNetwork(axes);
      const fractions = arcFractions(network, overDenominator([...numerators.cells], DENOMINATOR));
      const { up, nearest } = nearestRounding(network, fractions);
      expect([nearest, canImprove(network, fractions, up)]).toEqual([true, false]);
      const cut = nearestRounding(network, fractions, 5000);
      expect([cut.nearest, canImprove(network, fractions, cut.up)]).toEqual([false, true]);
    }
  });
});

describe('roundCells', () => {
  it('finds the least sum of squared deviations that any rounding of the cells has', () => {
    fc.assert(
      fc.property(anyNumerators, (numerators) => {
        const { cells, nearest } = roundCells(numerators, overDenominator([...numerators.cells], DENOMINATOR));
        const nodes = { unrounded: promised(numerators), denominator: DENOMINATOR };
        expect(nearest).toBe(true);
        expect(deviation(nodes, promised({ ...numerators, cells }))).toBe(leastDeviation(numerators, DENOMINATOR));
      }),
      runs(60),
    );
  });

  it('gives the odd units to the earliest cells when nothing else decides', () => {
    const axes = { units: units(''), periods: periods('2026', 'month') };
    const { cells } = roundCells(axes, overDenominator(Array<bigint>(12).fill(5n), 12n));
    expect([...cells].join('')).toBe('111110000000');
  });

  it('takes the corners with the earliest cell where rows and columns are alike', () => {
    const axes = { units: units('a', 'b', 'c'), periods: periods('2026-Q1', 'month') };
    const { cells } = roundCells(axes, overDenominator(Array<bigint>(9).fill(1n), 3n));
    expect([...cells].join('')).toBe('100010001');
    const halves = { units: units('a', 'b'), periods: periods('2026-01..2026-02', 'month') };
    expect([...roundCells(halves, overDenominator([1n, 1n, 1n, 1n], 2n)).cells].join('')).toBe('1001');
  });
});
