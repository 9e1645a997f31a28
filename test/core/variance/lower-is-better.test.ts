import { describe, expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS, MEASURES, statusOf, type VarianceFigures } from '../../../src/core/variance/measures.ts';

const figures = (actual: bigint): VarianceFigures => ({
  ...{ scale: 2, plan: 10_000n, planToDate: 10_000n, actual, lastYear: undefined, daysGone: 31, days: 31 },
  lowerIsBetter: true,
});
const measure = (name: string, actual: bigint) =>
  MEASURES.find((one) => one.name === name)?.of(figures(actual), { decimals: 2, thresholds: DEFAULT_THRESHOLDS });

describe('a metric of which less is better', () => {
  it.each([
    [8_000n, '1.2000', 'green'],
    [10_000n, '1.0000', 'green'],
    [10_500n, '0.9500', 'amber'],
    [11_001n, '0.8999', 'red'],
    [25_000n, '0.0000', 'red'],
  ])('has 2 - actual / plan: %s is %s and %s', (actual, attainment, status) => {
    expect(measure('attainment', actual)).toBe(attainment);
    expect(measure('pace', actual)).toBe(attainment);
    expect(statusOf(figures(actual), DEFAULT_THRESHOLDS)).toBe(status);
  });

  it('has nothing left to go', () => {
    expect(['gap_to_go', 'required_rate', 'required_factor'].map((name) => measure(name, 8_000n))).toEqual(['', '', '']);
  });
});
