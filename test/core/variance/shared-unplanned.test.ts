import { describe, expect, it } from 'vitest';
import { printedRows } from '../../../src/core/variance/shared-unplanned.ts';
import { compare, planOf } from './ask.ts';

const plan = planOf('2026-05', { 'a/x': [10], 'b/y': [20] });
const result = compare(
  plan,
  [
    ['a/x', '2026-05-02', 3],
    ['a/new', '2026-05-03', 4],
    ['b/new', '2026-05-04', 5],
    ['c/z', '2026-05-05', 6],
  ],
  '2026-05-31',
);

const print = (...depths: number[]) =>
  printedRows(result, result.rows, depths).map(({ path, figures }) => [path.join('/'), Number(figures.actual) / 100]);

describe('unplanned actuals in print', () => {
  it('stand inside their parent where its level prints too', () => {
    expect(print(0, 1, 2)).toEqual([
      ['', 18],
      ['(unplanned)', 6],
      ['a', 7],
      ['a/(unplanned)', 4],
      ['a/x', 3],
      ['b', 5],
      ['b/(unplanned)', 5],
      ['b/y', 0],
    ]);
    expect(print(0, 1)).toEqual([
      ['', 18],
      ['(unplanned)', 6],
      ['a', 7],
      ['b', 5],
    ]);
  });

  it('share one row where only their own level prints, and the column still adds up', () => {
    expect(print(0, 2)).toEqual([
      ['', 18],
      ['/(unplanned)', 15],
      ['a/x', 3],
      ['b/y', 0],
    ]);
  });
});
