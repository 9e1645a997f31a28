import { describe, expect, it } from 'vitest';
import { arrange, columnsFromSpans, rollUpUnits } from '../../src/core/arrange.ts';
import { period, type Row, totals, units } from './make.ts';

const ROWS: Row[] = [
  ['a/x', '2026-01-31', 1],
  ['a/x', '2026-02-01', 2],
  ['a/y', '2026-02-28', 4],
  ['b', '2026-03-01', 8],
  ['gone', '2026-02-02', 16],
];
const TREE = units('a/x', 'a/y', 'b');
const columns = (...labels: string[]) => columnsFromSpans(labels.map((label) => label.split('+').map((one) => period(one))));

describe('arrange', () => {
  it('puts each total into the cell of its unit and day, and counts who has no place', () => {
    const { cells, rows, foreignRows } = arrange(totals(ROWS), TREE, columns('2026-01', '2026-02'));
    expect([...cells]).toEqual([100n, 200n, 0n, 400n, 0n, 0n]);
    expect([rows, foreignRows]).toEqual([3, 1]);
  });

  it('puts one total into every column that its day stands for, and takes several spans for one column', () => {
    const { cells, rows } = arrange(totals(ROWS), TREE, columns('2026-01..2026-02', '2026-02', '2026-01+2026-03'));
    expect([...cells]).toEqual([300n, 200n, 100n, 400n, 400n, 0n, 0n, 0n, 800n]);
    expect(rows).toBe(4);
  });

  it('has in each node the sum of its units', () => {
    const { cells } = arrange(totals(ROWS), TREE, columns('2026-01', '2026-02', '2026-03'));
    expect([...rollUpUnits(TREE, cells, 3)]).toEqual([
      100n,
      600n,
      800n,
      100n,
      600n,
      0n,
      100n,
      200n,
      0n,
      0n,
      400n,
      0n,
      0n,
      0n,
      800n,
    ]);
  });

  it('refuses what a cell could not hold, returns counted by their size', () => {
    const large = (amount: bigint) => ({ ...totals(ROWS), amount: BigInt64Array.of(amount, -amount, 0n, 0n, 0n) });
    expect(() => arrange(large(2n ** 61n), TREE, columns('2026'))).toThrow('basis.too-large');
    expect(arrange(large(2n ** 61n - 1n), TREE, columns('2026')).cells[0]).toBe(0n);
  });
});
