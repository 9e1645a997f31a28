import { describe, expect, it } from 'vitest';
import { cutMonths, isInside, monthTable, rowsOver, sumOver, wholeMonths } from '../../../src/core/analysis/month-table.ts';
import { unitIndex } from '../../../src/core/organisation/unit-tree.ts';
import { day, totals } from '../make.ts';

const month = (text: string) => {
  const [year = 0, number = 0] = text.split('-').map(Number);
  return year * 12 + number - 1;
};
const span = (first: string, last: string) => wholeMonths({ first: day(first), last: day(last) });

describe('wholeMonths', () => {
  it('takes a month that at most three days are missing of as whole', () => {
    expect(span('2025-01-04', '2025-06-27')).toEqual({ from: month('2025-01'), to: month('2025-07') });
    expect(span('2025-01-05', '2025-06-26')).toEqual({ from: month('2025-02'), to: month('2025-06') });
  });

  it('takes rows on firsts of months as months', () => {
    expect(span('2025-01-01', '2025-06-01')).toEqual({ from: month('2025-01'), to: month('2025-07') });
    expect(span('2025-01-01', '2025-06-02')).toEqual({ from: month('2025-01'), to: month('2025-06') });
  });

  it('names the ends that are cut', () => {
    expect(cutMonths({ first: day('2025-01-05'), last: day('2025-06-26') }).map(({ code }) => code)).toEqual([
      'analysis.begins-inside',
      'analysis.ends-inside',
    ]);
    expect(cutMonths({ first: day('2025-01-02'), last: day('2025-06-30') })).toEqual([]);
  });
});

describe('monthTable', () => {
  const table = monthTable(
    totals([
      ['East/Ann', '2025-01-10', 10],
      ['East/Bob', '2025-01-31', 20],
      ['East/Ann', '2025-03-01', -5],
      ['East', '2025-03-02', 7],
    ]),
  );
  const node = (path: string) => unitIndex(table.units).get(path.split('/').join('\u0000')) as number;
  const between = (path: string, from: string, to: string) =>
    sumOver(table, node(path), { from: month(from), to: month(to) + 1 });

  it('adds up months for every node, and knows where there is nothing', () => {
    expect(sumOver(table, 0, { from: month('2025-01'), to: month('2025-02') })).toBe(3000n);
    expect(between('East/Ann', '2025-01', '2025-03')).toBe(500n);
    expect(between('East/Bob', '2025-02', '2025-03')).toBeUndefined();
    expect(between('East/Bob', '2020-01', '2030-12')).toBe(2000n);
    expect(rowsOver(table, 0, { from: month('2025-01'), to: month('2025-02') })).toBe(2);
  });

  it('gives a path that is the beginning of another a leaf of its own', () => {
    expect(between('East/(unassigned)', '2025-03', '2025-03')).toBe(700n);
    expect(between('East', '2025-03', '2025-03')).toBe(200n);
  });

  it('holds nothing without rows', () => {
    const empty = monthTable(totals([]));
    expect(sumOver(empty, 0, { from: 0, to: 99_999 })).toBeUndefined();
    expect(isInside({ from: 1, to: 2 }, empty.whole)).toBe(false);
  });
});
