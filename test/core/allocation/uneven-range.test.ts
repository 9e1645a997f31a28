import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/core/finding.ts';
import { found, monthly, run, value } from './request.ts';

const flat = monthly('a', '2023-01..2025-12', 100);
const at = (plan: Parameters<typeof value>[0], month: string) => value(plan, 'a', `2026-${month}`);

describe('a range that has some months more often than others', () => {
  it('counts each month by its mean: a flat history stays flat', () => {
    const { plan } = run({ rows: flat, total: 1200, org: '2023-07..2025-12' });
    expect(['01', '06', '07', '12'].map((month) => at(plan, month))).toEqual([100, 100, 100, 100]);
    const quarters = run({ rows: flat, total: 1200, org: '2023-07..2025-12', by: ['quarter'] }).plan;
    expect(['Q1', 'Q2', 'Q3', 'Q4'].map((quarter) => at(quarters, quarter))).toEqual([300, 300, 300, 300]);
  });

  it('grows from one mean year', () => {
    expect(run({ rows: flat, growth: [0n, 100n], org: '2023-07..2025-12' }).total).toBe(120_000n);
  });

  it('says which periods it does not reach, and plans nothing there', () => {
    const { plan, findings } = run({ rows: flat, total: 600, org: '2025-H1' });
    expect(['06', '07'].map((month) => at(plan, month))).toEqual([100, 0]);
    const periods = ['07', '08', '09', '10', '11', '12'].map((month) => `2026-${month}`).join(', ');
    expect(found(findings, 'basis.uncovered')).toEqual([{ periods }]);
  });

  it('is refused where history has no rows at all', () => {
    expect(() => run({ rows: flat, total: 600, org: '2021' })).toThrow(Refusal);
    expect(() => run({ rows: flat, total: 600, org: '2021' })).toThrow('basis.range-without-rows');
  });
});

describe('a unit that nets to nothing', () => {
  it('is named with its amount, once for the outermost', () => {
    const rows = [...monthly('b/x', '2025-01..2025-12', 10), ...monthly('a/y', '2025-01..2025-12', (i) => (i === 0 ? -500 : 10))];
    const { findings } = run({ rows, total: 120 });
    expect(found(findings, 'basis.nets-to-nothing')).toEqual([{ unit: 'a', amount: '-390.00' }]);
  });
});

describe('--like', () => {
  it('is refused for a node that is no leaf', () => {
    const rows = monthly('a/x', '2025-01..2025-12', 10);
    const likes = [{ unit: 'b', model: 'a', share: { numerator: 1n, denominator: 1n } }];
    expect(() => run({ rows, total: 120, over: { likes: [{ ...likes[0]!, unit: 'a' }] } })).toThrow('organisation.like-not-leaf');
  });
});
