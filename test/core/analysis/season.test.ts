import { describe, expect, it } from 'vitest';
import { monthTable } from '../../../src/core/analysis/month-table.ts';
import { seasonLines, seasonStrength, strengthFindings } from '../../../src/core/analysis/season.ts';
import { type Row, totals } from '../make.ts';

const year = (name: string, text: number, amounts: readonly number[]): Row[] =>
  amounts.map((amount, i) => [name, `${text}-${String(i + 1).padStart(2, '0')}-15`, amount]);
const HIGH_IN_DECEMBER = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 13];
const FLAT = HIGH_IN_DECEMBER.map(() => 2);

describe('seasonLines', () => {
  const table = monthTable(totals([...year('A', 2023, HIGH_IN_DECEMBER), ...year('A', 2024, FLAT), ...year('B', 2024, FLAT)]));
  const lines = seasonLines(table);
  const of = (name: string, month: string) => lines.find(({ path, month: own }) => path[0] === name && own === month);

  it('gives index, least and greatest year and their spread', () => {
    // December: 15 of 48, so 3.75 mean months; years 13 x 12/24 = 6.5 and 1; deviation of 6.5 and 1 is 5.5 / sqrt 2.
    expect(of('A', '12')).toMatchObject({
      amount: 1500n,
      index: '3.7500',
      lowest: '1.0000',
      highest: '6.5000',
      spread: '3.8891',
      years: 2,
    });
  });

  it('says how many years a unit has', () => {
    expect(of('B', '01')).toMatchObject({ index: '1.0000', spread: '', years: 1, strength: '' });
  });

  it('has no season without a complete year', () => {
    const part = seasonLines(monthTable(totals(year('A', 2023, HIGH_IN_DECEMBER.slice(0, 11)))));
    expect(part).toEqual([]);
    expect(strengthFindings(part).map(({ code }) => code)).toEqual(['analysis.no-complete-year']);
  });
});

describe('seasonStrength', () => {
  it('is 1 where every year has the same course and 0 where the month says nothing', () => {
    expect(seasonStrength(HIGH_IN_DECEMBER.map((value) => [value, value, value]))).toBe(1);
    const alternating = HIGH_IN_DECEMBER.map((_, i) => (i % 2 === 0 ? [1, 2] : [2, 1]));
    expect(seasonStrength(alternating)).toBe(0);
  });

  it('is the adjusted R squared of a regression on the months', () => {
    // Two months, three years: total squares 8 + 5.5, worked by hand. Means 1.5 and 3.5, within 0.5 + 0.5 + 0 and the same.
    const indexes = [
      [1, 2, 1.5],
      [3, 4, 3.5],
    ];
    const within = 0.5 + 0.5;
    const total = [1, 2, 1.5, 3, 4, 3.5].reduce((sum, x) => sum + (x - 2.5) ** 2, 0);
    const r2 = 1 - within / total;
    expect(seasonStrength(indexes)).toBeCloseTo(1 - ((1 - r2) * 5) / 4, 12);
  });

  it('knows nothing of one year, nor of months that are all equal', () => {
    expect(seasonStrength([[1], [2]])).toBeUndefined();
    expect(
      seasonStrength([
        [1, 1],
        [1, 1],
      ]),
    ).toBeUndefined();
  });
});
