import { describe, expect, it } from 'vitest';
import { allocate } from '../../../../src/core/allocation/allocate.ts';
import { growthBounds, type PlacedRate } from '../../../../src/core/allocation/methods/growth-bounds.ts';
import { parseFactor, parseGrowth } from '../../../../src/core/allocation/methods/rate.ts';
import { parseScopedFactor, parseScopedGrowth } from '../../../../src/core/allocation/methods/scoped-rate.ts';
import { planTilts } from '../../../../src/core/allocation/plan-bounds.ts';
import { tiltWeights } from '../../../../src/core/allocation/tilt.ts';
import { valueAt } from '../../../../src/core/grid.ts';
import { gridOf, period, periods, units } from '../../make.ts';
import { referenceBounds } from '../reference-bounds.ts';

/** East 600, South 400 a year, in cents; the months of a quarter alike. */
const axes = { units: units('East', 'South'), periods: periods('2026', 'quarter', 'month') };
const basis = gridOf(axes, 2, (i) => (i < 12 ? 5000n : i === 12 ? 40_000n : 0n));

const placed = (unit: number, span: string, text: string, parse = parseGrowth): PlacedRate => ({
  unit,
  span: period(span),
  text,
  ...parse(text)!,
});

const bounds = (growths: readonly PlacedRate[], over: Partial<Parameters<typeof growthBounds>[0]> = {}) =>
  growthBounds({
    axes,
    basisOf: ({ unit, period }) => ({ amount: valueAt(basis, unit, period), scale: 2 }),
    growths,
    scale: 2,
    roundTo: 1n,
    ...over,
  });

const named = (found: ReturnType<typeof bounds>) =>
  found.bounds.map(({ unit, period, min, max }) => {
    expect(min).toBe(max);
    return [axes.units.nodes[unit]!.value.name, axes.periods.nodes[period]!.value.label, min];
  });

describe('--growth', () => {
  it('fixes the node, its sibling absorbs (T18)', () => {
    const found = bounds([placed(1, '2026', '+20%')]);
    expect(named(found)).toEqual([['East', '2026', 72_000n]]);
    expect(found.bounds[0]?.source).toEqual({ kind: '--growth', place: undefined, reason: '+20%' });
    const { grid } = referenceBounds({ total: 110_000n, scale: 2, roundTo: 1n, weights: basis, bounds: found.bounds });
    expect([valueAt(grid, 1, 0), valueAt(grid, 2, 0)]).toEqual([72_000n, 38_000n]);
  });

  it('cuts its span into the largest periods of the plan', () => {
    expect(named(bounds([placed(1, '2026-04..2026-12', '+10%')]))).toEqual([
      ['East', '2026-Q2', 16_500n],
      ['East', '2026-Q3', 16_500n],
      ['East', '2026-Q4', 16_500n],
    ]);
    expect(named(bounds([placed(1, '2026-03..2026-06', '-100%')]))).toEqual([
      ['East', '2026-03', 0n],
      ['East', '2026-Q2', 0n],
    ]);
  });

  it('rounds to the nearest multiple of the rounding unit, halves up, whatever the scale of the basis', () => {
    const amountOf = (amount: bigint, scale: number) =>
      bounds([placed(1, '2026', '+50%')], { basisOf: () => ({ amount, scale }), roundTo: 100n }).bounds[0]?.min;
    expect(amountOf(1_000_000n, 6)).toBe(200n);
    expect(amountOf(999_999n, 6)).toBe(100n);
    expect(amountOf(1n, 0)).toBe(200n);
  });

  it('needs periods of the plan: says which grain has them, or that none can', () => {
    const quarters = { units: axes.units, periods: periods('2026', 'quarter') };
    const finding = (span: string) => bounds([placed(1, span, '+1%')], { axes: quarters }).findings;
    expect(finding('2026-01..2026-04')).toEqual([
      {
        code: 'scope.needs-grain',
        severity: 'error',
        values: { period: '2026-01..2026-04', span: '2026', grain: 'month' },
      },
    ]);
    expect(bounds([placed(1, '2026-H1', '+1%')], { axes: quarters }).bounds).toHaveLength(2);
    const years = { units: axes.units, periods: periods('2026') };
    const [half] = bounds([placed(1, '2026-H1', '+1%')], { axes: years }).findings;
    expect(half?.values?.['grain']).toBe('half');
    expect(finding('2026-01-05..2026-03')[0]?.code).toBe('scope.cuts-month');
    expect(finding('2026-10..2027-03')[0]?.code).toBe('scope.outside-plan');
  });

  it('has nothing to grow where the basis has nothing', () => {
    const { bounds: found, findings } = bounds([placed(2, '2026-H1', '+10%')]);
    expect(found).toHaveLength(1);
    expect(findings).toEqual([
      { code: 'growth.no-basis', severity: 'error', values: { unit: 'South', period: '2026-Q2', growth: '+10%' } },
    ]);
  });
});

describe('--weight', () => {
  const place = (unit: string, span: string, text: string) =>
    planTilts(basis, [{ unit, period: span, span: period(span), text, ...parseFactor(text)! }]);

  it('tilts the basis and ties it back to the total (T18)', () => {
    const weights = tiltWeights(basis, place('East', '2026', '1.2'));
    const { grid } = allocate({ total: 110_000n, scale: 2, roundTo: 1n, weights });
    expect([valueAt(grid, 1, 0), valueAt(grid, 2, 0)]).toEqual([70_714n, 39_286n]);
  });

  it('holds for the leaf periods of its span', () => {
    const factor = { unit: 2, numerator: 150n, denominator: 100n };
    expect(place('South', '2026-03..2026-06', '150%')).toEqual([
      { ...factor, periodFrom: 2, periodTo: 3 },
      { ...factor, periodFrom: 3, periodTo: 6 },
    ]);
  });

  it('needs periods of the plan', () => {
    expect(() => place('East', '2025', '2')).toThrow('scope.outside-plan');
    expect(place('East', '2026-Q4', '0')).toEqual([{ unit: 1, numerator: 0n, denominator: 1n, periodFrom: 9, periodTo: 12 }]);
  });
});

describe('a scoped rate', () => {
  it.each([
    ['华东=+10%', '华东', undefined, 10n, 100n],
    ['华东/上海@2026-04..2026-12=+10%', '华东/上海', '2026-04..2026-12', 10n, 100n],
    ['@2026-04=-5%', '', '2026-04', -5n, 100n],
    ['华东＠２０２６-Q1＝＋2.9％', '华东', '２０２６-Q1', 29n, 1000n],
    ['a@b.com@FY2026-Q1=+1pct', 'a@b.com', 'FY2026-Q1', 1n, 100n],
    ['a@163.com=+1%', 'a@163.com', undefined, 1n, 100n],
    ['a=b\\/c=+1%', 'a=b\\/c', undefined, 1n, 100n],
  ])('%s', (text, unit, span, numerator, denominator) => {
    expect(parseScopedGrowth(text)).toMatchObject({ unit, period: span, numerator, denominator });
  });

  it('is a change for --growth and a factor for --weight', () => {
    expect(parseScopedFactor('华东@2026=120%')).toEqual({
      unit: '华东',
      period: '2026',
      text: '120%',
      numerator: 120n,
      denominator: 100n,
    });
    for (const text of ['华东=10%', '华东', '=+10%', '华东=', '+10%']) expect(parseScopedGrowth(text)).toBeUndefined();
    for (const text of ['华东=+10%', '华东=-1', '=2']) expect(parseScopedFactor(text)).toBeUndefined();
  });
});
