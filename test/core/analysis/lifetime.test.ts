import { describe, expect, it } from 'vitest';
import { lifetimeLine, lifetimeValue, lifetimeYears } from '../../../src/core/analysis/lifetime.ts';
import { firstOfMonth, formatDay } from '../../../src/core/calendar/day.ts';
import type { CustomerCount } from '../../../src/core/metrics/customers.ts';

const rate = (percent: number) => ({ numerator: BigInt(percent), denominator: 100n });
const ASSUMED = { margin: rate(40), discount: rate(10) };
const count = (period: number, active: number, before: number, kept: number): CustomerCount => {
  return { period, path: [], gained: 0, reactivated: 0, orders: active, active, repeat: 0, before, kept };
};

describe('lifetimeValue', () => {
  it('is what the years to come add up to', () => {
    // 1000 a year, 40 % of it, 80 % kept, discounted by 10 %: 400 x 0.8 / 0.3 = 1066.67; the same by adding 300 years up.
    const value = lifetimeValue({ amount: 500_000n, customers: 5n, retention: rate(80) }, ASSUMED);
    let summed = 0;
    for (let year = 1; year <= 300; year++) summed += 400 * (0.8 / 1.1) ** year;
    expect(value).toBe(106_667n);
    expect(Number(value) / 100).toBeCloseTo(summed, 2);
  });

  it('is of revenue without a margin, and finite where nobody was lost', () => {
    expect(lifetimeValue({ amount: 500_000n, customers: 5n, retention: rate(80) }, { ...ASSUMED, margin: undefined })).toBe(
      266_667n,
    );
    expect(lifetimeValue({ amount: 100n, customers: 1n, retention: rate(100) }, ASSUMED)).toBe(400n);
  });
});

describe('lifetimeLine', () => {
  it('takes the last year for amounts and every later year for retention', () => {
    const counts = [count(0, 5, 8, 4), count(1, 8, 12, 12), count(2, 12, 0, 0)];
    expect(lifetimeLine({ path: [], amount: 500_000n, counts }, 3, ASSUMED)).toEqual({
      ...{ path: [], customers: 5, amount: 500_000n, perCustomer: 100_000n },
      ...{ before: 20, kept: 16, retention: '0.8000', years: '5.0000', value: 106_667n },
    });
  });

  it('knows no value where nobody bought before, and no years where nobody was lost', () => {
    expect(lifetimeLine({ path: [], amount: 5n, counts: [count(0, 1, 0, 0)] }, 2, ASSUMED)).toMatchObject({
      retention: '',
      value: undefined,
    });
    expect(lifetimeLine({ path: [], amount: 5n, counts: [count(0, 1, 1, 1)] }, 2, ASSUMED)).toMatchObject({
      retention: '1.0000',
      years: '',
    });
  });
});

describe('lifetimeYears', () => {
  it('counts whole years back from the last whole month', () => {
    const years = lifetimeYears({ from: 2024 * 12, to: 2026 * 12 + 3 }, (month) =>
      firstOfMonth(Math.floor(month / 12), (month % 12) + 1),
    );
    expect(years.map(({ start, end }) => `${formatDay(start)} ${formatDay(end)}`)).toEqual([
      '2025-04-01 2026-03-31',
      '2024-04-01 2025-03-31',
    ]);
  });
});
