import { describe, expect, it } from 'vitest';
import { breakFindings, breakLines } from '../../../src/core/analysis/breaks.ts';
import { monthTable } from '../../../src/core/analysis/month-table.ts';
import { type Row, stream, totals } from '../make.ts';

/** Months from January 2022 on. */
function months(count: number, amount: (i: number) => number): Row[] {
  return Array.from({ length: count }, (_, i) => {
    return ['A', `${2022 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-28`, amount(i)];
  });
}

describe('breakLines', () => {
  const noise = stream(7);
  const steady = Array.from({ length: 48 }, () => 1 + (noise(41) - 20) / 1000);
  const level = (i: number) => 1000 * (steady[i] as number);
  const tableOf = (rows: readonly Row[]) => monthTable(totals(rows, ['l1']));

  it('finds the month in which the level doubles, with the levels before and after, in the whole too', () => {
    const lines = breakLines(tableOf(months(48, (i) => level(i) * (i < 30 ? 1 : 2))));
    expect(lines.map(({ path, month }) => [path, month])).toEqual([
      [[], '2024-07'],
      [['A'], '2024-07'],
    ]);
    for (const { before, after, change } of lines) {
      expect(before).toBeGreaterThan(950);
      expect(before).toBeLessThan(1050);
      expect(after / before).toBeCloseTo(2, 1);
      expect(Number(change)).toBeCloseTo(1, 1);
    }
  });

  it('finds none in a level that stays, and says so', () => {
    const table = tableOf(months(48, level));
    expect(breakLines(table)).toEqual([]);
    expect(breakFindings(table, []).map(({ code }) => code)).toEqual(['analysis.no-breaks']);
  });

  it('says that a history is too short to tell', () => {
    const table = tableOf(months(23, (i) => level(i) * (i < 12 ? 1 : 3)));
    expect(breakLines(table)).toEqual([]);
    expect(breakFindings(table, []).map(({ code }) => code)).toEqual(['analysis.breaks-too-short']);
  });
});
