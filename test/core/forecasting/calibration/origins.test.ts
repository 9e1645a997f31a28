import { describe, expect, it } from 'vitest';
import { backtestCuts } from '../../../../src/core/forecasting/calibration/origins.ts';

const YEAR = { season: 12, windows: [{ first: 1, last: 12 }], least: 1, most: 8 };

describe('what a backtest holds back', () => {
  it.each([
    [35, []],
    [36, [12]],
    [41, [12]],
    [42, [12, 18]],
    [60, [12, 18, 24, 30, 36]],
  ])('of %d months: %j', (length, cuts) => {
    expect(backtestCuts({ ...YEAR, length })).toEqual(cuts);
  });

  it('is no more than asked, and leaves what the method needs', () => {
    expect(backtestCuts({ ...YEAR, length: 60, most: 2 })).toEqual([12, 18]);
    expect(backtestCuts({ ...YEAR, length: 60, least: 40 })).toEqual([12, 18]);
  });

  it('begins with the furthest step of a window, or as much as there is room for', () => {
    const windows = [{ first: 4, last: 15 }];
    expect(backtestCuts({ ...YEAR, windows, length: 60, most: 2 })).toEqual([15, 21]);
    expect(backtestCuts({ ...YEAR, windows, length: 36 })).toEqual([12]);
  });

  it('knows quarters, and series without a season', () => {
    const windows = [{ first: 1, last: 4 }];
    expect(backtestCuts({ ...YEAR, windows, season: 4, length: 11 })).toEqual([]);
    expect(backtestCuts({ ...YEAR, windows, season: 4, length: 16 })).toEqual([4, 6, 8]);
    expect(backtestCuts({ ...YEAR, windows, season: 1, length: 12 })).toEqual([4]);
  });
});
