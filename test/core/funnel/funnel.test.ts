import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePeriod } from '../../../src/core/calendar/parse-period.ts';
import type { Period } from '../../../src/core/calendar/period.ts';
import { partition, periodTree } from '../../../src/core/calendar/period-tree.ts';
import { countOf, funnelOf, NEEDED_SCALE, type UnitTerms } from '../../../src/core/funnel/funnel.ts';
import { stageList } from '../../../src/core/funnel/stage-list.ts';
import { parseConversion, parseEffort, parseOrderValue } from '../../../src/core/funnel/stated-terms.ts';
import { emptyGrid } from '../../../src/core/grid.ts';
import { unitTree } from '../../../src/core/organisation/unit-tree.ts';

const FISCAL = { startMonth: 1, name: 'end' } as const;
const period = (label: string) => parsePeriod(label, FISCAL) as Period;
const STAGES = [
  { name: 'opportunity', of: 'won', isEffort: false },
  { name: 'lead', of: 'opportunity', isEffort: false },
  { name: 'visit', of: 'lead', isEffort: true },
];
const over = (numerator: number, denominator = 1) => ({ numerator: BigInt(numerator), denominator: BigInt(denominator) });

function grid(label: string, amounts: readonly (readonly number[])[]) {
  const units = unitTree(
    ['rep'],
    amounts.map((_, unit) => [`rep ${unit}`]),
  );
  const filled = emptyGrid({ units, periods: periodTree(period(label), ['month'], undefined).tree, scale: 2 });
  amounts.flat().forEach((amount, cell) => {
    filled.cells[cell] = BigInt(Math.round(amount * 100));
  });
  return filled;
}

describe('a funnel', () => {
  it('rounds up each number from the unrounded chain (T29)', () => {
    const terms = {
      orderValue: over(30_000),
      stages: [
        { perServed: over(4), days: 0 },
        { perServed: over(5), days: 0 },
      ],
    };
    const funnel = funnelOf({ revenue: grid('2026-01', [[1_000_000]]), stages: STAGES.slice(0, 2), termsOf: () => terms });
    expect([0, 1, 2].map((stage) => countOf(funnel.needed(0, stage)))).toEqual([34n, 134n, 667n]);
  });

  it('moves the work back by the days of the stages between', () => {
    const terms = { orderValue: over(1000), stages: [{ perServed: over(2), days: 31 }] };
    const revenue = grid('2026-01..2026-03', [[0, 0, 31_000]]);
    const funnel = funnelOf({ revenue, stages: STAGES.slice(0, 1), termsOf: () => terms });
    const inMonth = (label: string) => Number(funnel.neededIn(0, 1, period(label))) / 10 ** NEEDED_SCALE;
    // March's 31 days, 31 days earlier, are 29 January to 28 February: 3 and 28 days.
    expect([inMonth('2026-01'), inMonth('2026-02'), inMonth('2026-03')]).toEqual([6, 56, 0]);
    expect(funnel.workOf(1)).toEqual({ start: period('2025-12-01').start, end: period('2026-02-28').end });
  });

  it('is the sum of its units and of its months, whatever their terms', () => {
    const unit = fc.record({
      amounts: fc.array(fc.integer({ min: 0, max: 10 ** 7 }), { minLength: 12, maxLength: 12 }),
      value: fc.integer({ min: 1, max: 10 ** 5 }),
      rate: fc.integer({ min: 1, max: 100 }),
      days: fc.integer({ min: 0, max: 200 }),
    });
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 4 }), (all) => {
        const termsOf = (leaf: number): UnitTerms => {
          const { value, rate, days } = all[leaf] as (typeof all)[number];
          const conversion = { perServed: over(100, rate), days };
          return { orderValue: over(value), stages: [conversion, conversion, { perServed: over(3), days: 0 }] };
        };
        const revenue = grid(
          '2026',
          all.map(({ amounts }) => amounts),
        );
        const funnel = funnelOf({ revenue, stages: STAGES, termsOf });
        const work = funnel.workOf(2);
        const months = partition({ start: work.start, end: period('2026').end }, 'month', undefined);
        for (const stage of [0, 1, 2, 3]) {
          const byMonth = months.reduce((sum, month) => sum + funnel.neededIn(0, stage, month), 0n);
          const byUnit = revenue.units.leaves.reduce((sum, node) => sum + funnel.needed(node, stage), 0n);
          const tolerance = BigInt(months.length * all.length);
          const distance = byMonth - funnel.needed(0, stage);
          expect(distance <= tolerance && distance >= -tolerance).toBe(true);
          expect(byUnit).toBe(funnel.needed(0, stage));
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('a count', () => {
  it('is rounded up, but not for the noise of a rounded sum', () => {
    const one = 10 ** NEEDED_SCALE;
    expect([33.333333333, 34, 34.0000000005, 34.001, 0, -5].map((n) => countOf(BigInt(Math.round(n * one))))).toEqual([
      34n,
      34n,
      34n,
      35n,
      0n,
      0n,
    ]);
  });
});

describe('what people state', () => {
  it('is a number for a stage, a unit or all', () => {
    expect(parseConversion('25%')).toEqual({ stage: undefined, unit: '', value: over(1, 4) });
    expect(parseConversion('商机@华东/上海=0.3')).toEqual({ stage: '商机', unit: '华东/上海', value: over(3, 10) });
    expect(['0%', '120%', '=5%', 'x'].map(parseConversion)).toEqual([undefined, undefined, undefined, undefined]);
    expect(parseOrderValue('华东=5万')).toEqual({ stage: undefined, unit: '华东', value: over(50_000) });
    expect(parseEffort('拜访=商机:3')).toEqual({ stage: '拜访', unit: '', of: '商机', value: over(3) });
    expect(parseEffort('3')).toBeUndefined();
  });

  it('makes a chain: conversions one before the other, work on the outermost', () => {
    const rates = [parseConversion('25%'), parseConversion('20%')].flatMap((term) => term ?? []);
    const efforts = [parseEffort('visit=3')].flatMap((term) => term ?? []);
    const { stages } = stageList([], { rates, efforts, cycles: [] });
    expect(stages.map(({ name, of }) => [name, of])).toEqual([
      ['opportunity', 'won'],
      ['lead', 'opportunity'],
      ['visit', 'lead'],
    ]);
  });

  it('refuses work and days of a stage that nobody named', () => {
    const efforts = [parseEffort('visit=demo:3')].flatMap((term) => term ?? []);
    const cycles = [{ stage: 'lead', unit: '', value: over(20) }];
    const { findings } = stageList([], { rates: [], efforts, cycles });
    expect(findings.map(({ values }) => values?.named)).toEqual(['lead', 'demo']);
  });
});
