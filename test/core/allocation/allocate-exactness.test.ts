import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../../src/core/allocation/allocate.ts';
import { type Grid, valueAt } from '../../../src/core/grid.ts';
import { unitTree } from '../../../src/core/organisation/unit-tree.ts';
import { gridOf, runs } from '../make.ts';
import { anyInstance, type Instance, promisedNodes } from './instances.ts';

const plan = ({ weights, total, roundTo }: Instance) => allocate({ total, scale: 2, roundTo, weights });
const sum = (cells: BigInt64Array) => cells.reduce((a, b) => a + b, 0n);
const size = (value: bigint) => (value < 0n ? -value : value);

/** The largest |value - total x weight / sum| among promised nodes, as numerator over the sum of weights. */
function distances({ weights, total }: Instance, grid: Grid): bigint[] {
  const whole = sum(weights.cells);
  return promisedNodes(weights).map(([unit, period]) =>
    size(valueAt(grid, unit, period) * whole - total * valueAt(weights, unit, period)),
  );
}

/** The cell of largest weight, which takes the odd part. */
const oddCell = ({ weights }: Instance) => weights.cells.indexOf(weights.cells.reduce((a, b) => (b > a ? b : a)));

/** Whether the odd part of the total fits into the unrounded value of its cell. */
function oddFits(instance: Instance): boolean {
  const { weights, total, roundTo } = instance;
  return (weights.cells[oddCell(instance)] as bigint) * total >= (total % roundTo) * sum(weights.cells);
}

describe('a plan', () => {
  it('adds up to the total, has no negative cell, and nothing where the weight is zero', () => {
    fc.assert(
      fc.property(anyInstance, (instance) => {
        const { grid } = plan(instance);
        const odd = oddCell(instance);
        expect(sum(grid.cells)).toBe(instance.total);
        expect(valueAt(grid, 0, 0)).toBe(instance.total);
        grid.cells.forEach((cell, i) => {
          expect(cell >= 0n).toBe(true);
          if (instance.weights.cells[i] === 0n) expect(cell).toBe(0n);
          if (i !== odd) expect(cell % instance.roundTo).toBe(0n);
        });
        expect((grid.cells[odd] as bigint) % instance.roundTo).toBe(instance.total % instance.roundTo);
      }),
      runs(500),
    );
  });

  it('keeps every promised node less than one rounding unit from its exact share', () => {
    fc.assert(
      fc.property(anyInstance, (instance) => {
        fc.pre(oddFits(instance));
        const limit = instance.roundTo * sum(instance.weights.cells);
        for (const distance of distances(instance, plan(instance).grid)) expect(distance < limit).toBe(true);
      }),
      runs(500),
    );
  });

  it('keeps it less than two when every cell is smaller than the odd part of the total', () => {
    fc.assert(
      fc.property(anyInstance, (instance) => {
        fc.pre(!oddFits(instance));
        const limit = 2n * instance.roundTo * sum(instance.weights.cells);
        for (const distance of distances(instance, plan(instance).grid)) expect(distance < limit).toBe(true);
      }),
      runs(150),
    );
  });

  it('leaves every value as it is that is whole in rounding units', () => {
    fc.assert(
      fc.property(anyInstance, (instance) => {
        const { weights, total, roundTo } = instance;
        fc.pre(total % roundTo === 0n);
        const whole = sum(weights.cells);
        const { grid } = plan(instance);
        for (const [unit, period] of promisedNodes(weights)) {
          const share = total * valueAt(weights, unit, period);
          if (share % (whole * roundTo) === 0n) expect(valueAt(grid, unit, period)).toBe(share / whole);
        }
      }),
      runs(500),
    );
  });

  it('does not depend on the order of the units nor on the scale of the weights', () => {
    fc.assert(
      fc.property(anyInstance, fc.integer(), (instance, turn) => {
        const { weights, paths } = instance;
        const turned = paths.map((_, i) => paths[(((i + turn) % paths.length) + paths.length) % paths.length]!).reverse();
        const units = unitTree(['l1', 'l2', 'l3'], turned);
        const reordered = { ...weights, units };
        const scaled = gridOf(weights, 0, (i) => 7n * (weights.cells[i] as bigint));
        const { grid } = plan(instance);
        expect(units.nodes).toEqual(weights.units.nodes);
        expect(plan({ ...instance, weights: reordered }).grid.cells).toEqual(grid.cells);
        expect(plan({ ...instance, weights: scaled }).grid.cells).toEqual(grid.cells);
      }),
      runs(200),
    );
  });
});
