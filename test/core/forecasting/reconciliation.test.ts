import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RECONCILIATIONS } from '../../../src/core/forecasting/reconciliation/names.ts';
import type { BaseForecast } from '../../../src/core/forecasting/reconciliation/reconciliation.ts';
import { reconcileBy } from '../../../src/core/forecasting/reconciliation/reconciliations.ts';
import { type UnitTree, unitTree } from '../../../src/core/organisation/unit-tree.ts';
import { runs } from '../make.ts';

const ADDING = RECONCILIATIONS.filter((way) => way !== 'none');

/** Random small organisations of up to three levels. */
const trees = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((paths) =>
    unitTree(
      ['a', 'b', 'c'],
      paths.map((path) => path.map(String)),
    ),
  );

const bases = (least: number) =>
  trees.chain((units) => {
    const numbers = (min: number, max: number) =>
      fc
        .array(fc.double({ min, max, noNaN: true }), { minLength: units.nodes.length, maxLength: units.nodes.length })
        .map((values) => Float64Array.from(values));
    return fc.record({
      units: fc.constant(units),
      mean: numbers(least === 0 ? 0 : -100, 1000),
      variance: numbers(0.1, 50),
      least: fc.constant(new Float64Array(units.nodes.length).fill(least)),
    });
  });

function largestGap(units: UnitTree, values: Float64Array): number {
  const gaps = units.nodes.map(({ children }, node) =>
    children.length === 0 ? 0 : Math.abs((values[node] as number) - children.reduce((sum, c) => sum + (values[c] as number), 0)),
  );
  return Math.max(...gaps);
}

/** The same as least squares by normal equations: leaf values b with S'WS b = S'W y, where S says which leaves a node has. */
function denseSolution({ units, mean, variance }: BaseForecast): number[] {
  const leaves = units.leaves.length;
  const matrix = Array.from({ length: leaves }, () => new Array<number>(leaves + 1).fill(0));
  units.nodes.forEach(({ leafFrom, leafTo }, node) => {
    const weight = 1 / (variance[node] as number);
    for (let i = leafFrom; i < leafTo; i++) {
      const row = matrix[i] as number[];
      for (let j = leafFrom; j < leafTo; j++) row[j]! += weight;
      row[leaves]! += weight * (mean[node] as number);
    }
  });
  return gauss(matrix);
}

function gauss(matrix: number[][]): number[] {
  const n = matrix.length;
  for (let k = 0; k < n; k++) {
    const pivot = matrix.slice(k).reduce((best, row, i) => (Math.abs(row[k]!) > Math.abs(matrix[best]![k]!) ? k + i : best), k);
    [matrix[k], matrix[pivot]] = [matrix[pivot]!, matrix[k]!];
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = matrix[i]![k]! / matrix[k]![k]!;
      for (let j = k; j <= n; j++) matrix[i]![j]! -= factor * matrix[k]![j]!;
    }
  }
  return matrix.map((row, i) => row[n]! / row[i]!);
}

describe.each(ADDING)('%s', (way) => {
  test('children add up to their parents, never below zero', () => {
    fc.assert(
      fc.property(bases(0), (base) => {
        const values = reconcileBy(way)(base);
        expect(largestGap(base.units, values)).toBeLessThanOrEqual(1e-9 * Math.max(1, values[0] as number));
        expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      }),
      runs(100),
    );
  });

  test('forecasts that add up already stay', () => {
    fc.assert(
      fc.property(bases(Number.NEGATIVE_INFINITY), (base) => {
        const mean = reconcileBy('bottom-up')(base);
        const values = reconcileBy(way)({ ...base, mean });
        mean.forEach((value, node) => {
          expect(values[node]).toBeCloseTo(value, 6);
        });
      }),
      runs(100),
    );
  });
});

test('least squares is the dense solution', () => {
  fc.assert(
    fc.property(bases(Number.NEGATIVE_INFINITY), (base) => {
      const values = reconcileBy('least-squares')(base);
      const dense = denseSolution(base);
      base.units.leaves.forEach((node, leaf) => {
        expect(values[node]).toBeCloseTo(dense[leaf] as number, 5);
      });
    }),
    runs(100),
  );
});

test('a node whose variance is near zero keeps its own forecast', () => {
  const units = unitTree(['a'], [['x'], ['y'], ['z']]);
  const base = {
    units,
    mean: Float64Array.of(100, 50, 30, 40),
    variance: Float64Array.of(4, 1, 1e-14, 2),
    least: new Float64Array(4),
  };
  const values = reconcileBy('least-squares')(base);
  expect(values[2]).toBeCloseTo(30, 9);
  // The gap of -20 is shared by the variances 4 (the whole), 1 and 2.
  expect(values[0]).toBeCloseTo(100 + (20 * 4) / 7, 9);
  expect(values[1]).toBeCloseTo(50 - (20 * 1) / 7, 9);
  expect(values[3]).toBeCloseTo(40 - (20 * 2) / 7, 9);
});

test('a part that would go below zero stays there, and its siblings share the rest', () => {
  const units = unitTree(['a'], [['x'], ['y'], ['z']]);
  const base = {
    units,
    mean: Float64Array.of(10, 2, 20, 20),
    variance: Float64Array.of(1e-9, 30, 10, 10),
    least: new Float64Array(4),
  };
  const values = reconcileBy('least-squares')(base);
  expect(Array.from(values, (value) => Math.round(value * 1e6) / 1e6)).toEqual([10, 0, 5, 5]);
});

test('top-down shares by the forecasts, level by level', () => {
  const units = unitTree(
    ['a', 'b'],
    [
      ['x', '1'],
      ['x', '2'],
      ['y', '1'],
    ],
  );
  // whole, x, x/1, x/2, y, y/1
  const base = {
    units,
    mean: Float64Array.of(120, 60, 10, 30, 40, 99),
    variance: new Float64Array(6).fill(1),
    least: new Float64Array(6),
  };
  expect(Array.from(reconcileBy('top-down')(base))).toEqual([120, 72, 18, 54, 48, 48]);
});
