import { describe, expect, it } from 'vitest';
import { defaultMetric, type Metric } from '../../../src/core/metrics/metric.ts';
import { type MetricTotal, productFindings } from '../../../src/core/metrics/products.ts';

const AOV: Metric = { ...defaultMetric('aov'), kind: 'ratio', numerator: 'revenue', denominator: 'orders' };

const total = (metric: string, numerator: bigint, denominator: bigint, over: Partial<MetricTotal> = {}): MetricTotal => ({
  ...{ metric, period: '2026', unit: '', value: { numerator, denominator } },
  ...over,
});

const found = (...totals: MetricTotal[]) => productFindings(totals, { ratios: [AOV], decimals: 2 });

describe('a ratio and both of its parts', () => {
  it('multiply out: 60 orders at 440 are 26,400', () => {
    expect(found(total('aov', 26400n, 60n), total('orders', 60n, 1n), total('revenue', 26400n, 1n))).toEqual([]);
    const [wrong] = found(total('aov', 26400n, 60n), total('orders', 60n, 1n), total('revenue', 26000n, 1n));
    expect(wrong).toMatchObject({
      severity: 'error',
      code: 'check.product',
      values: { above: '26000.00', below: '60.00', value: '440.0000', product: '26400.00', off: '-400.00' },
    });
  });

  it('may be off by less than the smallest unit of money', () => {
    const near = (cents: bigint) => found(total('aov', 100n, 3n), total('orders', 10n, 1n), total('revenue', cents, 100n));
    expect(near(33333n)).toEqual([]);
    expect(near(33335n)).toHaveLength(1);
  });

  it('may be off by the last decimal that a person wrote the ratio with', () => {
    const written = (revenue: bigint) =>
      found(total('aov', 333n, 100n, { decimals: 2 }), total('orders', 300n, 1n), total('revenue', revenue, 1n));
    expect(written(1000n)).toEqual([]);
    expect(written(1002n)).toHaveLength(1);
  });

  it('are looked at only where all three are given for one period and unit', () => {
    const wrong = total('revenue', 1n, 1n);
    expect(found(total('aov', 1n, 1n), wrong)).toEqual([]);
    expect(found(total('aov', 1n, 1n), total('orders', 5n, 1n, { period: '2027' }), wrong)).toEqual([]);
    expect(found(total('aov', 1n, 1n), total('orders', 5n, 1n, { unit: 'e' }), wrong)).toEqual([]);
    expect(found(total('aov', 1n, 0n), total('orders', 5n, 1n), wrong)).toEqual([]);
  });
});
