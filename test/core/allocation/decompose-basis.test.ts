import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/core/finding.ts';
import type { Row } from '../make.ts';
import { found, monthly, run, value } from './request.ts';

const months = (...numbers: number[]) => numbers.map((number) => `2026-${String(number).padStart(2, '0')}`);
const YEAR_2025 = monthly('a', '2025-01..2025-12', (i) => 10 * (i + 1), '28');

describe('last-year', () => {
  it('puts each month where the same month was', () => {
    const { plan, findings } = run({ rows: YEAR_2025, total: 1560 });
    expect(months(1, 2, 12).map((month) => value(plan, 'a', month))).toEqual([20, 40, 240]);
    expect(found(findings, 'basis.ends-early')).toEqual([]);
  });

  it('cuts the first and last month as the target cuts them', () => {
    const rows: Row[] = [
      ['a', '2025-03-09', 500],
      ['a', '2025-03-10', 10],
      ['a', '2025-04-20', 20],
      ['a', '2025-05-05', 70],
      ['a', '2025-05-06', 500],
    ];
    const { plan, account } = run({ rows, total: 100, period: '2026-03-10..2026-05-05' });
    expect(months(3, 4, 5).map((month) => value(plan, '', month))).toEqual([10, 20, 70]);
    expect(account).toEqual({ read: 5, used: 3, rejected: 0, notSelected: 0, outOfRange: 2, subtotals: 0 });
  });
});

describe('trailing-12', () => {
  const rows = monthly('a', '2024-01..2025-10', (i) => i + 1, '31'.replace('31', '28'));

  it('gives every quarter its three months, though the twelve begin inside a quarter', () => {
    const { plan } = run({ rows, total: 198, by: ['quarter'], org: 'trailing-12' });
    // November 2024 to October 2025 are 11 to 22; the year holds 198.
    expect(['Q1', 'Q2', 'Q3', 'Q4'].map((quarter) => value(plan, 'a', `2026-${quarter}`))).toEqual([42, 51, 60, 45]);
  });

  it('grows from the twelve months, with and without a grain', () => {
    expect(run({ rows, growth: [10n, 100n], org: 'trailing-12', by: [] }).total).toBe(21_780n);
    expect(run({ rows, growth: [10n, 100n], org: 'trailing-12', by: ['quarter'] }).total).toBe(21_780n);
  });
});

describe('a total as growth', () => {
  it('counts returns, leaves out whom it excludes, and rounds halves away from zero', () => {
    const rows: Row[] = [...YEAR_2025, ['a', '2025-06-30', -100], ...monthly('b', '2025-01..2025-12', 1)];
    expect(run({ rows, growth: [8n, 100n] }).total).toBe(74_736n);
    expect(run({ rows, growth: [8n, 100n], over: { exclude: ['b'] } }).total).toBe(73_440n);
    expect(
      run({
        rows: [
          ['a', '2025-01-05', 0.05],
          ['a', '2025-12-31', 0.05],
        ],
        growth: [5n, 100n],
      }).total,
    ).toBe(11n);
    expect(() => run({ rows, growth: [-2n, 1n] })).toThrow('basis.negative-total');
    expect(() => run({ rows, growth: [1n, 10n], org: 'equal' })).toThrow('basis.growth-without-history');
  });

  it('takes the mean of a basis of several years', () => {
    const rows = [...YEAR_2025, ...monthly('a', '2024-01..2024-12', (i) => 20 * (i + 1))];
    for (const by of [['month'], ['quarter'], []] as const)
      expect(run({ rows, by, growth: [0n, 1n], org: '2024..2025' }).total).toBe(117_000n);
  });
});

describe('a negative basis', () => {
  it('is nothing where it is negative, and the rest takes the total', () => {
    const rows: Row[] = [
      ['', '2025-01-05', 100],
      ['', '2025-02-05', -20],
      ['', '2025-03-31', 40],
    ];
    const { plan, findings } = run({ rows, total: 120, period: '2026-Q1' });
    expect(months(1, 2, 3).map((month) => value(plan, '', month))).toEqual([85.71, 0, 34.29]);
    expect(found(findings, 'basis.negative-zero')).toEqual([
      { unit: '-', cells: 1, amount: '-20.00', before: '100.00', after: '100.00' },
    ]);
  });

  it('stops the run when asked', () => {
    const rows: Row[] = [
      ['a', '2025-01-05', 100],
      ['a', '2025-12-31', -20],
    ];
    expect(() => run({ rows, total: 1, over: { onNegative: 'error' } })).toThrow(Refusal);
    expect(run({ rows, total: 1 }).plan.cells.every((cell) => cell >= 0n)).toBe(true);
  });

  it('leaves a unit that nets to nothing without a plan, visibly', () => {
    const rows: Row[] = [...YEAR_2025, ['b', '2025-03-05', 10], ['b', '2025-12-05', -10]];
    const { plan, findings } = run({ rows, total: 780 });
    expect([value(plan, 'a'), value(plan, 'b')]).toEqual([780, 0]);
    expect(found(findings, 'basis.unit-without-history')).toEqual([{ unit: 'b' }]);
  });
});

describe('two bases', () => {
  const rows: Row[] = [...YEAR_2025, ...monthly('b', '2025-01..2025-12', 65)];

  it('give equal totals by last year, or equal months to last year', () => {
    const org = run({ rows, total: 3120, org: 'equal', time: 'last-year' }).plan;
    expect([value(org, 'a', '2026-01'), value(org, 'a'), value(org, 'b', '2026-07')]).toEqual([20, 1560, 130]);
    const time = run({
      rows: [...rows, ...monthly('b', '2025-01..2025-12', 65)],
      total: 2340,
      org: 'last-year',
      time: 'equal',
    }).plan;
    expect([value(time, 'a', '2026-01'), value(time, 'a'), value(time, 'b', '2026-07')]).toEqual([65, 780, 130]);
  });

  it('count a row that both of them read once', () => {
    const { account, windows } = run({ rows, total: 1, org: 'last-year', time: '2025' });
    expect(windows).toHaveLength(2);
    expect(account).toEqual({ read: 24, used: 24, rejected: 0, notSelected: 0, outOfRange: 0, subtotals: 0 });
  });
});

it('takes every unit of the history when no basis reads any', () => {
  const { plan } = run({ rows: [...YEAR_2025, ['b', '2019-01-01', 1]], total: 24, org: 'equal' });
  expect([value(plan, 'a'), value(plan, 'b'), value(plan, 'b', '2026-12')]).toEqual([12, 12, 1]);
});

it('does not plan on a history without rows as if it had asked for equal shares', () => {
  expect(() => run({ rows: [], total: 12 })).toThrow('basis.no-rows');
  expect(value(run({ rows: [], total: 12, org: 'equal' }).plan, '', '2026-05')).toBe(1);
});

it('has the same months with weeks and days below as without', () => {
  const rows = Array.from(
    { length: 365 },
    (_, i): Row => [`u${i % 5}`, new Date(Date.UTC(2025, 0, 1 + i)).toISOString().slice(0, 10), (i * 37) % 101],
  );
  for (const by of [['week'], ['month', 'day'], ['quarter', 'month', 'week', 'day']] as const) {
    const plain = run({ rows, total: 99_999.99, by: by.length > 2 ? ['quarter', 'month'] : ['month'] }).plan;
    const fine = run({ rows, total: 99_999.99, by }).plan;
    for (const unit of ['', 'u0', 'u4'])
      for (const month of months(1, 2, 7, 12)) expect(value(fine, unit, month)).toBe(value(plain, unit, month));
  }
});

it('has the units of both bases of history, also in a plan of one unit', () => {
  const rows: Row[] = [
    ...monthly('a/x', '2025-01..2025-12', 1),
    ...monthly('a/y', '2024-01..2024-12', 1),
    ['b/z', '2025-06-05', 1],
  ];
  const ask = { rows, total: 12, org: 'last-year', time: '2024' } as const;
  const over = { unit: ['a'], onZeroBasis: 'parent' } as const;
  expect(found(run({ ...ask, over }).findings, 'basis.unit-without-history')).toEqual([{ unit: 'a/y' }]);
});
