import { describe, expect, it } from 'vitest';
import { lowest } from '../../../../src/core/forecasting/smoothing/nelder-mead.ts';

const of = (...values: number[]): Float64Array => Float64Array.from(values);

describe('the lowest point', () => {
  it('of a curved valley is found', () => {
    const height = ([x, y]: Float64Array): number => 100 * (y! - x! * x!) ** 2 + (1 - x!) ** 2;
    const best = lowest({
      start: of(-1.2, 1),
      step: of(0.5, 0.5),
      low: of(-5, -5),
      high: of(5, 5),
      height,
      most: 2000,
      tolerance: 1e-14,
    });
    expect(best.point[0]).toBeCloseTo(1, 5);
    expect(best.point[1]).toBeCloseTo(1, 5);
  });

  it('stays within its bounds, also on them', () => {
    const asked: number[] = [];
    const height = ([x]: Float64Array): number => {
      asked.push(x!);
      return -x!;
    };
    const best = lowest({ start: of(0.5), step: of(0.9), low: of(0), high: of(1), height, most: 100, tolerance: 1e-9 });
    expect(best.point[0]).toBe(1);
    expect(asked.every((x) => x >= 0 && x <= 1)).toBe(true);
  });

  it('of what is infinite everywhere is the start, and of what never levels out the best that was met', () => {
    const infinite = {
      start: of(3),
      step: of(1),
      low: of(-9),
      high: of(9),
      height: () => Number.POSITIVE_INFINITY,
      most: 50,
      tolerance: 0,
    };
    expect(lowest(infinite).point[0]).toBe(3);
    let asked = 0;
    const height = (): number => -asked++;
    expect(lowest({ ...infinite, height }).height).toBeLessThan(-40);
    expect(asked).toBeLessThan(60);
  });
});
