import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ask, decimal, total } from './ask.ts';
import { tempFiles } from './temp-files.ts';

const files = tempFiles();

/** Cells with their worth in 10^-6, or undefined where the row is bad. */
const AMOUNTS: readonly (readonly [string, bigint | undefined])[] = [
  ['1', 1_000_000n],
  ['-2.5', -2_500_000n],
  ['+3.25', 3_250_000n],
  ['"1,234.000001"', 1_234_000_001n],
  [' 7.1000000 ', 7_100_000n],
  ['000012.30', 12_300_000n],
  ['999999999999.999999', 999_999_999_999_999_999n],
  ['"1,23,4"', undefined],
  ['1e3', undefined],
  ['0.0000001', undefined],
  ['', undefined],
  ['9999999999999', undefined],
  ['5.', 5_000_000n],
  ['￥2.5', 2_500_000n],
  ['（1）', -1_000_000n],
  ['1.5万', 15_000_000_000n],
  ['#REF!', undefined],
  ['0x10', undefined],
  ['1_000', undefined],
  ['两', undefined],
];
const DATES: readonly (readonly [string, boolean])[] = [
  ['2026-03-15', true],
  ['2026/3/5', true],
  ['2026-3-5 10:11', true],
  ['2026-03-15T23:59:59.123', true],
  [' 2026-03-15 ', true],
  ['2025-02-30', false],
  ['2026-03/15', false],
  ['2026-03-15 25:00', false],
  ['20260315', true],
  ['2026年3月15日', true],
  ['2026年3月', true],
  ['03/04/2026', false],
  ['infinity', false],
  ['epoch', false],
  ['0999-01-01', false],
  ['', false],
];
/** A row without any cell filled in is a blank line with delimiters, and counts as little. */
const BLANK = ',,,';
const ODD_ROWS = ['a,b', 'a,2026-01-01,1,x,y', '"a"b,2026-01-01,1,x', '  ', BLANK];
const NOTES = ['', 'x', '"a\nb"', '"a ""quote"""', '华"东', '"a,b"'];

const row = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      date: fc.constantFrom(...DATES),
      amount: fc.constantFrom(...AMOUNTS),
      note: fc.constantFrom(...NOTES),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom(...ODD_ROWS) },
  { weight: 1, arbitrary: fc.constant('') },
);

/** At the end of a file white space is no row. */
const isWhite = (row: unknown) => typeof row === 'string' && (row.trim() === '' || row === BLANK);

describe('every row is accounted for', () => {
  it('adds up the good rows exactly and counts the others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), fc.constantFrom('\n', '\r\n'), async (rows, end) => {
        const written = rows.map((r) => (typeof r === 'string' ? r : `u,${r.date[0]},${r.amount[0]},${r.note}`));
        if (rows.every(isWhite)) return;
        const path = files.write('rows.csv', `region,date,amount,note${end}${written.join(end)}`);
        const result = await ask([path], { describeRejects: 100 });
        const last = rows.findLastIndex((r) => !isWhite(r));
        const records = rows.slice(0, last + 1).filter((r) => r !== '' && r !== BLANK);
        const good = records.flatMap((r) =>
          typeof r !== 'string' && r.date[1] && r.amount[1] !== undefined ? [r.amount[1]] : [],
        );
        const sum = good.reduce((a, b) => a + b, 0n);
        expect(total(result.totals)).toBe(decimal(sum, 6));
        expect(result.totals.account).toMatchObject({
          read: records.length,
          used: good.length,
          rejected: records.length - good.length,
        });
        expect(result.rejects).toHaveLength(records.length - good.length);
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
