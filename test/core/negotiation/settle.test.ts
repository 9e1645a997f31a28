import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/core/allocation/locks/lock.ts';
import { Refusal } from '../../../src/core/finding.ts';
import { type Grid, valueAt } from '../../../src/core/grid.ts';
import { bottomUp } from '../../../src/core/negotiation/bottom-up.ts';
import { frozenBounds } from '../../../src/core/negotiation/frozen-cells.ts';
import type { PlacedNumber } from '../../../src/core/negotiation/placed-number.ts';
import { settle } from '../../../src/core/negotiation/settle.ts';
import { blocks } from '../allocation/changes/plans.ts';
import { runs } from '../make.ts';
import {
  amountAt,
  anyNegotiation,
  blockAt,
  numberOn,
  numbersAt,
  planOf,
  policy,
  settledPlan,
  settling,
  weight,
} from './negotiations.ts';

const WORKED = planOf({ 'East/A': 700, 'East/B': 500 });
const COMMITTED = numbersAt(WORKED, { 'East/A': 600, 'East/B': 450 });
const both = (grid: typeof WORKED) => [amountAt(grid, 'East/A'), amountAt(grid, 'East/B'), amountAt(grid, '')];

describe('settling what comes from below', () => {
  it('is the worked example under every policy', () => {
    const by = (text: string, tie: 'top' | 'settled') =>
      both(settledPlan(WORKED, { numbers: COMMITTED, policy: policy(text), tie }));
    expect(by('top-down', 'top')).toEqual([700, 500, 1200]);
    expect(by('bottom-up', 'settled')).toEqual([600, 450, 1050]);
    expect(by('bottom-up', 'top')).toEqual([685.72, 514.28, 1200]);
    expect(by('middle', 'top')).toEqual([693.33, 506.67, 1200]);
    expect(by('middle', 'settled')).toEqual([650, 475, 1125]);
    expect(by('middle:20%', 'settled')).toEqual([680, 490, 1170]);
  });

  it('weighs numbers by the authority of their units, inherited downwards', () => {
    const by = (authorities: Record<string, string>) => {
      const known = Object.entries(authorities).map(([path, text]) => ({ path: path.split('/'), weight: weight(text) }));
      return both(settledPlan(WORKED, { numbers: COMMITTED, policy: policy('authority'), authorities: known }));
    };
    expect(by({})).toEqual([650, 475, 1125]);
    expect(by({ East: '0.8' })).toEqual([620, 460, 1080]);
    expect(by({ East: '0.8', 'East/B': '0' })).toEqual([620, 500, 1120]);
  });

  it('keeps numbers inside a number, and gives the rest to those without', () => {
    const plan = planOf({ 'East/A': 700, 'East/B': 300, 'East/C': 200, West: 400 });
    const numbers = numbersAt(plan, { East: 1100, 'East/A': 650 });
    const grid = settledPlan(plan, { numbers });
    expect(['', 'East', 'East/A', 'East/B', 'East/C', 'West'].map((at) => amountAt(grid, at))).toEqual([
      1500, 1100, 650, 270, 180, 400,
    ]);
  });

  it('brings numbers to the one above them where they are not its sum, and says so', () => {
    const numbers = numbersAt(WORKED, { East: 1400, 'East/A': 600, 'East/B': 450 });
    const { grid, findings } = settle(WORKED, settling({ numbers }));
    expect(both(grid)).toEqual([800, 600, 1400]);
    expect(findings).toMatchObject([
      { code: 'negotiation.brought-to', values: { unit: 'East', amount: '1400.00', parts: '1050.00', count: 2 } },
    ]);
    expect(bottomUp(WORKED, numbers).findings).toMatchObject([
      { code: 'negotiation.parts-differ', values: { unit: 'East', amount: '1400.00', parts: '1050.00' } },
    ]);
  });

  it('tells zero from no number', () => {
    expect(both(settledPlan(WORKED, { numbers: numbersAt(WORKED, { 'East/A': 0 }) }))).toEqual([0, 500, 500]);
    expect(both(settledPlan(WORKED, { numbers: [] }))).toEqual([700, 500, 1200]);
  });

  it('meets a quarter alone, and leaves the others', () => {
    const grid = settledPlan(WORKED, { numbers: numbersAt(WORKED, { 'East/A@2026-Q2': 100.01 }) });
    expect(['2026-Q1', '2026-Q2', '2026-Q3', '2026'].map((label) => amountAt(grid, `East/A@${label}`))).toEqual([
      175, 100.01, 175, 625.01,
    ]);
    expect(amountAt(grid, 'East/B')).toBe(500);
  });

  it('gives a unit without a plan the course of the unit above', () => {
    const plan = planOf({ 'East/A': 700, 'East/New': 0 });
    plan.cells.set([10_000n, 20_000n, 30_000n, 10_000n]);
    const { grid, findings } = settle(plan, settling({ numbers: numbersAt(plan, { 'East/New': 70 }) }));
    expect(['Q1', 'Q2', 'Q3', 'Q4'].map((label) => amountAt(grid, `East/New@2026-${label}`))).toEqual([10, 20, 30, 10]);
    expect(findings.map(({ code }) => code)).toEqual(['lock.zero-parent']);
  });

  it('moves nothing outside the unit', () => {
    const plan = planOf({ 'East/A': 700, 'East/B': 500, 'West/C': 300 });
    const numbers = numbersAt(plan, { 'East/A': 600, 'West/C': 100 });
    const east = blockAt(plan, 'East').unit;
    const grid = settledPlan(plan, { numbers, unit: east, policy: policy('bottom-up'), tie: 'top' });
    expect(['East', 'East/A', 'East/B', 'West'].map((at) => amountAt(grid, at))).toEqual([1200, 654.55, 545.45, 300]);
  });

  it('keeps frozen cells, and says which frozen unit stands in the way', () => {
    const frozen = [{ ...blockAt(WORKED, 'East/B'), place: undefined, reason: 'Li 2026-03-01' }];
    const held = { frozen, bounds: frozenBounds(WORKED, frozen) };
    expect(both(settledPlan(WORKED, { ...held, numbers: COMMITTED }))).toEqual([600, 500, 1100]);
    expect(both(settledPlan(WORKED, { ...held, numbers: COMMITTED, policy: policy('middle'), tie: 'top' }))).toEqual([
      700, 500, 1200,
    ]);
    const tooLittle = settling({ ...held, numbers: numbersAt(WORKED, { East: 400 }) });
    expect(() => settle(WORKED, tooLittle)).toThrow(Refusal);
    try {
      settle(WORKED, tooLittle);
    } catch (error) {
      const { findings, kind } = error as Refusal;
      expect(kind).toBe('impossible');
      expect(findings.some(({ values }) => values?.kind === 'frozen' && values?.reason === 'Li 2026-03-01')).toBe(true);
    }
  });
});

describe('settling any plan', () => {
  const policies = fc.constantFrom('top-down', 'bottom-up', 'middle', 'middle:33%', 'authority');

  it('keeps the total that is to be kept, for every policy', () => {
    fc.assert(
      fc.property(anyNegotiation, policies, fc.constantFrom(1n, 100n), ({ plan, numbers }, text, roundTo) => {
        const grid = settledPlan(plan, { numbers, policy: policy(text), tie: 'top', roundTo });
        expect(valueAt(grid, 0, 0)).toBe(valueAt(plan, 0, 0));
      }),
      runs(300),
    );
  });

  it('moves no cell outside the unit that is settled, which keeps its total when tied', () => {
    let moved = 0;
    const property = fc.property(anyNegotiation, policies, fc.nat(), ({ plan, numbers }, text, pick) => {
      const unit = pick % plan.units.nodes.length;
      const grid = settledPlan(plan, { numbers, policy: policy(text), tie: 'top', unit });
      expect(valueAt(grid, unit, 0)).toBe(valueAt(plan, unit, 0));
      const { leafFrom, leafTo } = plan.units.nodes[unit]!;
      const width = plan.periods.leaves.length;
      const outside = (cells: BigInt64Array) => [...cells.slice(0, leafFrom * width), ...cells.slice(leafTo * width)];
      expect(outside(grid.cells)).toEqual(outside(plan.cells));
      if (unit > 0 && grid.cells.join() !== plan.cells.join()) moved++;
    });
    fc.assert(property, runs(300));
    expect(moved).toBeGreaterThan(20);
  });

  it('is the plan itself, cell by cell, from the top and without numbers', () => {
    fc.assert(
      fc.property(anyNegotiation, policies, fc.constantFrom('top', 'settled'), ({ plan, numbers }, text, tie) => {
        expect(settledPlan(plan, { numbers, policy: policy('top-down'), tie })).toBe(plan);
        expect(settledPlan(plan, { numbers: [], policy: policy(text), tie })).toBe(plan);
      }),
      runs(50),
    );
  });

  it('meets every number of a leaf when untied, unless the numbers contradict each other', () => {
    fc.assert(
      fc.property(anyNegotiation, fc.constantFrom(1n, 100n), ({ plan, numbers }, roundTo) => {
        const { grid, findings } = settle(plan, settling({ numbers, roundTo }));
        const contradict = findings.some(({ code }) => code === 'negotiation.brought-to');
        if (!contradict) for (const { unit, period, amount } of numbers) expect(valueAt(grid, unit, period)).toBe(amount);
        const { value } = bottomUp(plan, numbers);
        expect(valueAt(grid, 0, 0)).toBe(value({ unit: 0, period: 0 }));
      }),
      runs(300),
    );
  });

  it('leaves what is settled as it is', () => {
    fc.assert(
      fc.property(anyNegotiation, ({ plan, numbers }) => {
        const { grid, findings } = settle(plan, settling({ numbers }));
        if (findings.some(({ code }) => code === 'negotiation.brought-to')) return;
        expect(settledPlan(grid, { numbers }).cells).toEqual(grid.cells);
      }),
      runs(300),
    );
  });

  it('leaves what is settled to the smallest unit under a tied total, too, when every unit has a number', () => {
    fc.assert(
      fc.property(anyNegotiation, fc.integer({ min: 1, max: 300 }), ({ plan }, factor) => {
        const numbers = plan.units.leaves.map((unit, i) => numberOn({ unit, period: 0 }, BigInt((i + 1) * factor * 1000)));
        const tied = { numbers, tie: 'top' } as const;
        const once = settledPlan(plan, tied);
        const again = settledPlan(once, tied).cells;
        // The course inside a unit is now that of rounded cells.
        again.forEach((cell, i) => {
          expect(Math.abs(Number(cell - (once.cells[i] as bigint)))).toBeLessThanOrEqual(1);
        });
      }),
      runs(300),
    );
  });

  it('comes to the sum of the parts, by units and by periods alike', () => {
    fc.assert(
      fc.property(anyNegotiation, ({ plan, numbers }) => {
        const { value } = bottomUp(plan, numbers);
        for (const block of blocks(plan).filter(({ unit, period }) => !isNumber(numbers, unit, period))) {
          for (const parts of partsOf(plan, numbers, block))
            expect(parts.reduce((sum, part) => sum + value(part), 0n)).toBe(value(block));
        }
      }),
      runs(200),
    );
  });

  it('either meets numbers that cross or refuses them', () => {
    const plan = planOf({ 'East/A': 700, 'East/B': 500 });
    const numbers = numbersAt(plan, { 'East/A': 600, 'East@2026-Q1': 310 });
    const { grid } = settle(plan, settling({ numbers }));
    expect([amountAt(grid, 'East/A'), amountAt(grid, 'East@2026-Q1'), amountAt(grid, '')]).toEqual([600, 310, 1110]);
    expect(bottomUp(plan, numbers).findings).toMatchObject([
      { code: 'negotiation.crossing', values: { unit: 'East/A', period: '2026', other: 'East', span: '2026-Q1' } },
    ]);
    const impossible = numbersAt(plan, { 'East/A': 0, 'East/B': 0, 'East@2026-Q1': 310 });
    expect(() => settle(plan, settling({ numbers: impossible }))).toThrow(Refusal);
  });
});

const isNumber = (numbers: readonly PlacedNumber[], unit: number, period: number) =>
  numbers.some((one) => one.unit === unit && one.period === period);

/** The parts of a block by units and by periods, unless a number on the other axis stands between it and them. */
function partsOf({ units, periods }: Grid, numbers: readonly PlacedNumber[], { unit, period }: Block): Block[][] {
  const byUnits = units.nodes[unit]!.children.map((child) => ({ unit: child, period }));
  const byPeriods = periods.nodes[period]!.children.map((span) => ({ unit, period: span }));
  return [
    ...(numbers.some((one) => one.unit === unit) ? [] : [byUnits]),
    ...(numbers.some((one) => one.period === period) ? [] : [byPeriods]),
  ].filter((parts) => parts.length > 0);
}
