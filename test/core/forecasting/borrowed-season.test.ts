import { describe, expect, it } from 'vitest';
import { lentSeason, withBorrowedSeason } from '../../../src/core/forecasting/borrowed-season.ts';
import { methodOf } from '../../../src/core/forecasting/methods/index.ts';
import { seededRandom } from '../../../src/core/forecasting/random.ts';
import { NO_SHAPE } from '../../../src/core/forecasting/seasonal-shape.ts';
import { seasonalSeries, YEAR } from './make.ts';

const request = (values: Float64Array) => ({ series: { values, season: 12, isNonNegative: true }, horizon: 12 });

describe('a borrowed season', () => {
  it('carries a unit of nine months over the year as its parent goes', () => {
    const lent = lentSeason(seasonalSeries(48), 12);
    const child = seasonalSeries(9).map((value) => value / 50);
    const { mean, paths, form } = withBorrowedSeason(methodOf('mean')!, lent).forecast(request(child));
    for (const [step, value] of mean.entries()) expect(value).toBeCloseTo(20 * YEAR[(9 + step) % 12]!, 6);
    for (const [at, value] of paths(3, seededRandom(1)).entries()) expect(value).toBeCloseTo(mean[at % 12]!, 6);
    expect(form).toMatch(/with a borrowed season$/);
  });

  it('is none where the lender is too short or has months of nothing', () => {
    expect(lentSeason(seasonalSeries(23), 12)).toBe(NO_SHAPE);
    expect(
      lentSeason(
        seasonalSeries(36).map((value, t) => (t % 12 === 3 ? 0 : value)),
        12,
      ),
    ).toBe(NO_SHAPE);
    expect(lentSeason(new Float64Array(36), 12)).toBe(NO_SHAPE);
    const method = methodOf('theta')!;
    expect(withBorrowedSeason(method, NO_SHAPE)).toBe(method);
  });
});
