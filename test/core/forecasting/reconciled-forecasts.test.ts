import { describe, expect, test } from 'vitest';
import { dayOf } from '../../../src/core/calendar/day.ts';
import { calibratedSum } from '../../../src/core/forecasting/calibration/calibrated-sum.ts';
import { SCORES } from '../../../src/core/forecasting/calibration/error-quantiles.ts';
import { monthsOf } from '../../../src/core/forecasting/month-span.ts';
import type { MonthlyHistory } from '../../../src/core/forecasting/monthly-history.ts';
import { type OwnForecast, reconciledForecasts } from '../../../src/core/forecasting/reconciled-forecasts.ts';
import { unitTree } from '../../../src/core/organisation/unit-tree.ts';

const day = (year: number, month: number, date: number) => dayOf(year, month, date) as number;
const KNOWN = monthsOf({ start: day(2025, 11, 1), end: day(2025, 12, 31) });
const AHEAD = monthsOf({ start: day(2026, 1, 1), end: day(2026, 2, 28) });
const JANUARY = { start: day(2026, 1, 1), end: day(2026, 1, 31) };

/** Two known months of 100 and 200 a leaf. */
function historyOf(names: readonly string[]): MonthlyHistory {
  const units = unitTree(
    ['rep'],
    names.map((name) => [name]),
  );
  const amounts = units.nodes.flatMap(({ children }) => [100, 200].map((one) => one * Math.max(1, children.length)));
  return {
    ...{
      units,
      months: KNOWN,
      gaps: [],
      scale: 0,
      values: Float64Array.from(amounts),
      exact: BigInt64Array.from(amounts, BigInt),
    },
    begins: new Int32Array(units.nodes.length),
    ends: new Int32Array(units.nodes.length).fill(1),
  };
}

/** Normal errors about the same mean each month. */
function normal(mean: number, spread: number): OwnForecast {
  const distribution = () =>
    calibratedSum({ mean, spread, unit: spread, isNonNegative: true, errors: SCORES, confidence: 'calibrated' });
  return { mean: Float64Array.of(mean, mean), variance: spread ** 2, isNonNegative: true, distribution };
}

const reconciled = (own: readonly OwnForecast[], names: readonly string[]) =>
  reconciledForecasts({ history: historyOf(names), months: AHEAD, own, way: 'least-squares', method: 'test', findings: [] });

test('T14: floors of units are no floor of the company', () => {
  const names = Array.from('ABCDEFGHIJ');
  const own = [normal(1000, 20 * Math.sqrt(10)), ...names.map(() => normal(100, 20))];
  const { units, distribution } = reconciled(own, names);
  const floor = (node: number) => distribution(node, JANUARY).quantile(0.2);
  const sum = units.leaves.reduce((all, node) => all + floor(node), 0);
  expect(sum.toFixed(2)).toBe('831.68');
  expect(floor(0).toFixed(2)).toBe('946.77');
  expect(distribution(0, JANUARY).odds(floor(0))).toBeCloseTo(0.8, 9);
});

describe('a node beside its own forecast', () => {
  // The parts say 60 and 60, the whole says 100, all as sure: the gap of 20 is shared by three.
  const { baseline, distribution } = reconciled([normal(100, 10), normal(60, 10), normal(60, 10)], ['A', 'B']);

  test('has the reconciled mean and keeps its width', () => {
    expect(baseline(0, JANUARY)).toBeCloseTo(100 + 20 / 3, 9);
    expect(baseline(1, JANUARY)).toBeCloseTo(60 - 20 / 3, 9);
    const own = distribution(1, JANUARY);
    expect(own.mean).toBeCloseTo(60 - 20 / 3, 9);
    expect(own.quantile(0.9) - own.quantile(0.1)).toBeCloseTo(2 * 12.815515655, 5);
  });

  test('adds what is known of a span, below which it cannot fall', () => {
    const span = { start: day(2025, 12, 1), end: day(2026, 1, 31) };
    expect(baseline(1, span)).toBeCloseTo(200 + 60 - 20 / 3, 9);
    expect(distribution(1, span).odds(200)).toBe(1);
    expect(distribution(1, span).quantile(0.000001)).toBeGreaterThanOrEqual(200);
  });

  test('is certain of a span that is over', () => {
    const span = { start: day(2025, 11, 1), end: day(2025, 12, 31) };
    expect(baseline(0, span)).toBe(600);
    expect(distribution(0, span).quantile(0.01)).toBe(600);
    expect(distribution(0, span).odds(601)).toBe(0);
  });
});
