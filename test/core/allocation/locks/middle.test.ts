import { describe, expect, it } from 'vitest';
import { allocateWithBounds } from '../../../../src/core/allocation/allocate-bounded.ts';
import type { Block, Bound } from '../../../../src/core/allocation/locks/lock.ts';
import { type Grid, valueAt } from '../../../../src/core/grid.ts';
import { gridOf, periods, stream, units } from '../../make.ts';

const axes = { units: units('R/T1/a', 'R/T1/b', 'R/T2/c', 'S/T3/d'), periods: periods('2026', 'half', 'quarter', 'month') };

function block(unit: string, label: string): Block {
  return {
    unit: axes.units.nodes.findIndex(({ value }) => value.path.join('/') === unit),
    period: axes.periods.nodes.findIndex(({ value }) => value.label === label),
  };
}

const fix = (place: Block, amount: bigint): Bound => ({
  ...place,
  min: amount,
  max: amount,
  source: { kind: 'fix', place: undefined, reason: '' },
});

/** A rep's year < a team's quarter, a region's half < a month of the company; and two quarters that pieces of the half cross. */
const CHAIN = [
  block('R/T1/a', '2026'),
  block('', '2026-04'),
  block('R/T1', '2026-Q1'),
  block('R', '2026-H1'),
  block('R/T2', '2026-Q2'),
];

describe('blocks that cross two families', () => {
  it('hold beside blocks that their own months cross', () => {
    const weights = gridOf(axes, 0, (i) => BigInt(1 + (i % 7)));
    const amounts = [50_000n, 30_000n, 9_000n, 60_000n];
    const bounds = amounts.map((amount, i) => fix(CHAIN[i] as Block, amount));
    const { grid } = allocateWithBounds({ total: 300_000n, scale: 2, roundTo: 1n, weights, bounds });
    expect(bounds.map(({ unit, period }) => valueAt(grid, unit, period))).toEqual(amounts);
  });

  it('hold whenever a plan with all of them exists', () => {
    for (let seed = 0; seed < 300; seed++) {
      const next = stream(seed);
      const [weights, other] = [0, 1].map(() => gridOf(axes, 0, () => BigInt(next(5) === 0 ? 0 : 1 + next(90)))) as [Grid, Grid];
      const support = { ...other, cells: other.cells.map((cell, i) => (weights.cells[i] === 0n ? 0n : cell + 1n)) };
      const total = BigInt(1 + next(300_000));
      const made = allocateWithBounds({ total, scale: 2, roundTo: 1n, weights: support, bounds: [] }).grid;
      const bounds = CHAIN.map((place) => fix(place, valueAt(made, place.unit, place.period)));
      const positive = bounds.filter(({ min }) => min !== 0n || next(2) === 0);
      const { grid } = allocateWithBounds({ total, scale: 2, roundTo: 1n, weights, bounds: positive });
      expect(positive.map(({ unit, period }) => valueAt(grid, unit, period))).toEqual(positive.map(({ min }) => min));
    }
  });
});
