import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareSeries, turned } from '../../../../src/core/forecasting/preparation/prepare-series.ts';
import { seasonalShape } from '../../../../src/core/forecasting/seasonal-shape.ts';
import { runs } from '../../make.ts';
import { normals, seasonalSeries, YEAR } from '../make.ts';

const REPORT = { outliers: 'report', shifts: 'report' } as const;
const LEFT_OUT = Number.NaN;

function prepared(values: Iterable<number>, wishes: Partial<Parameters<typeof prepareSeries>[1]> = {}) {
  return prepareSeries({ values: Float64Array.from(values), season: 12, isNonNegative: true }, { ...REPORT, ...wishes });
}

describe('the ends of a series', () => {
  it('without values are cut off, and said', () => {
    const { series, start, trailingBlanks, leadingZeros } = prepared([LEFT_OUT, LEFT_OUT, 4, 5, LEFT_OUT]);
    expect([...series.values]).toEqual([4, 5]);
    expect([start, trailingBlanks, leadingZeros]).toEqual([2, 1, 0]);
  });

  it('lose zeros at the start where the unit did not exist yet, not where it often sells nothing', () => {
    const young = prepared([0, 0, 0, 7, 8, 0, 9]);
    expect([...young.series.values, young.start, young.leadingZeros]).toEqual([7, 8, 0, 9, 3, 3]);
    const fitful = prepared([0, 0, 7, 0, 0, 0, 9]);
    expect([fitful.series.values.length, fitful.leadingZeros]).toEqual([7, 0]);
    const late = prepared([LEFT_OUT, 0, LEFT_OUT, 0, 5, 6]);
    expect([...late.series.values, late.start, late.leadingZeros]).toEqual([5, 6, 4, 2]);
  });

  it('may be all there is', () => {
    expect(prepared([]).kind).toBe('empty');
    expect(prepared([LEFT_OUT, LEFT_OUT])).toMatchObject({ kind: 'empty', start: 0, trailingBlanks: 2 });
    expect(prepared([0, 0, 0])).toMatchObject({ kind: 'zero', leadingZeros: 0 });
    expect([...prepared([0, 0, 0]).series.values]).toEqual([0, 0, 0]);
    expect(prepared([5, 5, LEFT_OUT, 5]).kind).toBe('constant');
    expect(prepared([5, 0, 0, 4, 0, 3]).kind).toBe('intermittent');
    expect(prepared([5, 4, 0, 4]).kind).toBe('regular');
  });
});

describe('gaps', () => {
  it('of a short series are on the line between their neighbours', () => {
    const { series, gaps } = prepared([LEFT_OUT, 10, LEFT_OUT, LEFT_OUT, 16]);
    expect([...series.values]).toEqual([10, 12, 14, 16]);
    expect(gaps).toEqual([
      { position: 2, value: 12 },
      { position: 3, value: 14 },
    ]);
  });

  it('of a longer one have their season', () => {
    const whole = seasonalSeries(48, { growth: 3 });
    const { series, gaps } = prepared(whole.map((value, t) => (t === 23 || t === 30 ? LEFT_OUT : value)));
    expect(gaps.map(({ position }) => position)).toEqual([23, 30]);
    // December is half as high again as the mean; a straight line would give about 900 instead of about 1,600.
    for (const { position, value } of gaps) expect(Math.abs(value / whole[position]! - 1)).toBeLessThan(0.08);
    for (const [t, value] of series.values.entries()) if (t !== 23 && t !== 30) expect(value).toBe(whole[t]);
  });

  it('of a series too short for a season have a borrowed one, turned to where the series begins', () => {
    const borrowedSeason = { kind: 'multiplicative', indices: Float64Array.from(YEAR) } as const;
    const values = [LEFT_OUT, LEFT_OUT, ...YEAR.slice(2).map((index) => 100 * index)];
    const { gaps } = prepared(
      values.map((value, t) => (t === 10 ? LEFT_OUT : value)),
      { borrowedSeason },
    );
    expect(gaps).toHaveLength(1);
    expect(gaps[0]!.value).toBeCloseTo(100 * YEAR[10]!, 9);
    expect([...turned(borrowedSeason, 13).indices]).toEqual([...YEAR.slice(1), YEAR[0]]);
  });
});

describe('outliers', () => {
  const ordinary = seasonalSeries(60, { growth: 2, noise: 0.03 });

  it('are found with what was expected, reported, and damped only where wished', () => {
    const values = ordinary.map((value, t) => (t === 20 ? value * 2 : t === 41 ? value / 4 : value));
    const { outliers, series } = prepared(values);
    expect(outliers.map(({ position }) => position)).toEqual([20, 41]);
    for (const { position, value, expected } of outliers) {
      expect(value).toBe(values[position]);
      expect(Math.abs(expected / ordinary[position]! - 1)).toBeLessThan(0.1);
    }
    expect(series.values).toEqual(values);
    const damped = prepared(values, { outliers: 'damp' }).series.values;
    expect([...damped].flatMap((value, t) => (value === values[t] ? [] : [t]))).toEqual([20, 41]);
    expect(damped[20]).toBe(outliers[0]!.expected);
  });

  it('are not every large month: a strong season, growth and noise have hardly any', () => {
    let found = 0;
    for (let seed = 1; seed <= 50; seed++)
      found += prepared(seasonalSeries(60, { growth: 15, noise: 0.08, seed })).outliers.length;
    // 3,000 values.
    expect(found).toBeLessThan(10);
  });

  it('are neither three in a row nor any in intermittent or very short series; one in a constant is', () => {
    const raised = ordinary.map((value, t) => (t >= 30 && t < 33 ? value * 3 : value));
    expect(prepared(raised).outliers).toEqual([]);
    expect(prepared([0, 0, 50, 0, 0, 1, 0, 0, 1, 0, 2, 0]).outliers).toEqual([]);
    expect(prepared([1, 1, 90, 1]).outliers).toEqual([]);
    expect(prepared([8, 8, 8, 8, 90, 8, 8, 8, 8]).outliers).toEqual([{ position: 4, value: 90, expected: expect.closeTo(8, 9) }]);
  });
});

describe('level shifts', () => {
  const shifted = (size: number, at: number, factor: number, seed: number): Float64Array =>
    seasonalSeries(size, { noise: 0.05, seed }).map((value, t) => (t >= at ? value * factor : value));

  it('are found where they are, with the levels on both sides', () => {
    let right = 0;
    for (let seed = 1; seed <= 50; seed++) {
      const { shifts } = prepared(shifted(60, 33, 1.5, seed));
      if (shifts.length !== 1 || Math.abs(shifts[0]!.position - 33) > 1) continue;
      right++;
      expect(shifts[0]!.after / shifts[0]!.before).toBeGreaterThan(1.3);
      expect(shifts[0]!.after / shifts[0]!.before).toBeLessThan(1.75);
    }
    expect(right).toBeGreaterThanOrEqual(45);
  });

  it('are not found in growth, noise or a strong season, and seldom where a level wanders', () => {
    let [steady, wandering] = [0, 0];
    for (let seed = 1; seed <= 60; seed++) {
      steady += prepared(seasonalSeries(60, { growth: 15, noise: 0.07, seed })).shifts.length;
      const normal = normals(seed);
      let level = 1000;
      wandering += prepared(Array.from({ length: 60 }, () => (level += 30 * normal()))).shifts.length;
    }
    expect(steady).toBeLessThanOrEqual(2);
    expect(wandering).toBeLessThanOrEqual(12);
  });

  it('can be levelled: what was before moves to the level after', () => {
    const values = shifted(60, 33, 1.5, 3);
    const { series, shifts } = prepared(values, { shifts: 'level' });
    expect(shifts).toHaveLength(1);
    const { position, before, after } = shifts[0]!;
    for (const [t, value] of series.values.entries())
      expect(value).toBe(t < position ? values[t]! * (after / before) : values[t]);
  });
});

describe('every series', () => {
  it('is prepared without a gap, a value below zero or a changed length', () => {
    const value = fc.oneof(
      fc.constant(LEFT_OUT),
      fc.constant(0),
      fc.integer({ min: 0, max: 9999 }),
      fc.double({ min: 0, max: 1e200, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 80 }), (values) => {
        const { series, start, trailingBlanks, gaps } = prepared(values, { outliers: 'damp', shifts: 'level' });
        expect(start + series.values.length + trailingBlanks).toBe(series.values.length === 0 ? trailingBlanks : values.length);
        expect(series.values.every((one) => Number.isFinite(one) && one >= 0)).toBe(true);
        for (const { position } of gaps) expect(values[position]).toBeNaN();
        expect(seasonalShape(series.values, 12).indices.some(Number.isNaN)).toBe(false);
      }),
      runs(150),
    );
  });
});
