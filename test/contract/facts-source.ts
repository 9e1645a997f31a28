import { describe, expect, it } from 'vitest';
import type { FactsSource, TotalsQuery } from '../../src/facts/facts-source.ts';
import { lines, query, span, total, using } from '../facts/ask.ts';

/** Opens a source that holds these rows; the first is the header. */
export type OpenRows = (rows: readonly (readonly string[])[]) => FactsSource;

const HEADER = ['date', 'region', 'rep', 'amount', 'status'];
const ROWS = [
  HEADER,
  ['2026-03-15', '华东', '王芳', '10.5', 'done'],
  ['2026-03-15', '华东', '王芳', '0.0001', 'done'],
  ['2026-03-31', '华东', '李娜', '-3', 'done'],
  ['2026-04-01', '华南', '', '7', 'open'],
];

/** What every engine promises. */
export function factsSourceContract(name: string, open: OpenRows): void {
  const totals = (rows: readonly (readonly string[])[], changes: Parameters<typeof query>[0]) =>
    using(open(rows), (source) => source.totals(query(changes)));

  describe(`${name} keeps the contract of FactsSource`, () => {
    it('describes the columns in their order', async () => {
      const described = await using(open(ROWS), (source) => source.describe());
      expect(described.columns).toEqual(HEADER);
    });

    it('adds up exactly by unit and day', async () => {
      const result = await totals(ROWS, { by: ['region', 'rep'] });
      expect(lines(result.totals)).toEqual([
        '华东/李娜 2026-03-31 -3 x1',
        '华东/王芳 2026-03-15 10.5001 x2',
        '华南/(unassigned) 2026-04-01 7 x1',
      ]);
      expect(result.totals.account).toEqual({ read: 4, used: 4, rejected: 0, outOfRange: 0, notSelected: 0, subtotals: 0 });
    });

    it('gives months by their first day and still knows the first and last day', async () => {
      const result = await totals(ROWS, { grain: 'month' });
      expect(lines(result.totals)).toEqual(['华东 2026-03-01 7.5001 x3', '华南 2026-04-01 7 x1']);
      expect([result.totals.first, result.totals.last]).toEqual(Object.values(span('2026-03-15', '2026-04-01')));
    });

    it('adds up everything without a level', async () => {
      const result = await totals(ROWS, { by: [], grain: 'month' });
      expect(lines(result.totals)).toEqual([' 2026-03-01 7.5001 x3', ' 2026-04-01 7 x1']);
    });

    it('counts rows outside the range and rows that are not selected apart', async () => {
      const where = [{ column: 'status', operator: '=', values: ['done'] }] as const;
      const result = await totals(ROWS, { where, range: span('2026-03-15', '2026-03-15') });
      expect(result.totals.account).toEqual({ read: 4, used: 2, rejected: 0, outOfRange: 1, notSelected: 1, subtotals: 0 });
    });

    it.each<[TotalsQuery['where'][number]['operator'], string[], string]>([
      ['!=', ['done'], '7'],
      ['in', ['open', 'else'], '7'],
      ['=', [' done '], '7.5001'],
    ])('selects by %s %j', async (operator, values, sum) => {
      const result = await totals(ROWS, { where: [{ column: 'status', operator, values }] });
      expect(total(result.totals)).toBe(sum);
    });

    it('compares numbers by < and >, and text is neither', async () => {
      const rows = [...ROWS, ['2026-04-01', '华南', 'x', 'text', 'open']];
      const result = await totals(rows, { where: [{ column: 'amount', operator: '>', values: ['0.5'] }] });
      expect(total(result.totals)).toBe('17.5');
      expect(result.totals.account).toMatchObject({ used: 2, notSelected: 3, rejected: 0 });
    });

    it('takes every bad row out and says so', async () => {
      const rows = [
        ...ROWS,
        ['2025-02-30', '华东', '', '1', ''],
        ['2026-03-01', '华东', '', '1,23,4', ''],
        ['', '华东', '', '', ''],
      ];
      const result = await totals(rows, { describeRejects: 2 });
      expect(result.totals.account).toEqual({ read: 7, used: 4, rejected: 3, outOfRange: 0, notSelected: 0, subtotals: 0 });
      expect(result.rejects.map(({ finding }) => finding.code)).toEqual(['facts.bad-date', 'facts.amount-grouping']);
    });

    it('reads cells as people write them, whatever else the row has', async () => {
      const rows = [
        HEADER,
        ['2026年3月15日', '华东', '', '￥1,200.5', ''],
        ['2026/3/15 0:00:00', '华东', '', '（0.5）', ''],
        ['2026-03-15', '华东', '', '1.2万', ''],
        ['20260315', '华南', '', '7', ''],
        ['2026年3月', '华南', '', '△3', ''],
        ['2026-03-15', '华南', '', '#REF!', ''],
        ['03/04/2026', '华南', '', '1', ''],
      ];
      const result = await totals(rows, {});
      expect(lines(result.totals)).toEqual(['华东 2026-03-15 13200 x3', '华南 2026-03-01 -3 x1', '华南 2026-03-15 7 x1']);
      expect([result.totals.first, result.totals.last]).toEqual(Object.values(span('2026-03-01', '2026-03-31')));
      // A table on a server has no order.
      const codes = result.rejects.map(({ finding }) => finding.code);
      expect(codes.sort()).toEqual(['facts.date-ambiguous', 'facts.excel-error']);
      expect(result.findings.map(({ code, values }) => `${code} ${values?.['count']} ${values?.['cell']}`)).toEqual([
        'facts.excel-errors 1 #REF!',
        'facts.month-cells 1 2026年3月',
        'facts.scaled-cells 1 1.2万',
      ]);
      const asked = await totals(rows, { cells: { dateFormat: 'dmy' }, grain: 'month' });
      expect(lines(asked.totals)).toEqual(['华东 2026-03-01 13200 x3', '华南 2026-03-01 4 x2', '华南 2026-04-01 1 x1']);
    });

    it('multiplies by the power of the unit and keeps every decimal', async () => {
      const result = await totals([HEADER, ['2026-01-01', 'a', '', '1.234567', '']], { amount: { column: 'amount', power: 4 } });
      expect(lines(result.totals)).toEqual(['a 2026-01-01 12345.67 x1']);
    });

    it('joins names that are equal after NFC and trimming, whatever the order of the rows', async () => {
      const rows = ['Caf\u00e9', ' Cafe\u0301 ', '\u3000', ''].map((name) => ['2026-01-01', name, '', '1', '']);
      const one = await totals([HEADER, ...rows], {});
      const other = await totals([HEADER, ...rows.reverse()], {});
      expect(lines(one.totals)).toEqual(['(unassigned) 2026-01-01 2 x2', 'Caf\u00e9 2026-01-01 2 x2']);
      expect(other.totals).toEqual(one.totals);
    });
  });
}
