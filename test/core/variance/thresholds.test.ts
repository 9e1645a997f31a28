import { describe, expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS, MEASURES, statusOf, type VarianceFigures } from '../../../src/core/variance/measures.ts';

const figures = (actual: number, plan: number): VarianceFigures => ({
  scale: 0,
  plan: BigInt(plan),
  planToDate: BigInt(plan),
  actual: BigInt(actual),
  lastYear: undefined,
  daysGone: 31,
  days: 31,
});

const print = (name: string, f: VarianceFigures) =>
  MEASURES.find((measure) => measure.name === name)?.of(f, { decimals: 2, thresholds: DEFAULT_THRESHOLDS });

describe('a ratio that is judged (domain rule T1)', () => {
  it.each([
    [99_996, 100_000, '0.9999', 'amber'],
    [100_000, 100_000, '1.0000', 'green'],
    [89_999, 100_000, '0.8999', 'red'],
    [90_000, 100_000, '0.9000', 'amber'],
    [50_006, 100_000, '0.5001', 'red'],
  ])('%i of %i prints %s and is %s', (actual, plan, text, status) => {
    const f = figures(actual, plan);
    expect([print('pace', f), print('attainment', f)]).toEqual([text, text]);
    expect(statusOf(f, DEFAULT_THRESHOLDS)).toBe(status);
  });
});
