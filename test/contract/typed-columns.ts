import { describe, expect, it } from 'vitest';
import type { FactsSource } from '../../src/facts/facts-source.ts';
import { lines, query, span, total, using } from '../facts/ask.ts';

/** What a column holds: days, points in time without a zone, exact decimals with two digits behind the point, whole numbers of 64 bits, floating point, text. All may be null. */
export type ColumnKind = 'date' | 'moment' | 'decimal' | 'whole' | 'float' | 'text';

export type Cell = string | null;

export interface TypedTable {
  readonly columns: readonly (readonly [name: string, kind: ColumnKind])[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Opens a source that holds this table. */
export type OpenTyped = (table: TypedTable) => FactsSource;

const SALES: TypedTable['columns'] = [
  ['date', 'date'],
  ['region', 'text'],
  ['amount', 'decimal'],
];

/** What every server promises of columns that have types. */
export function typedColumnsContract(name: string, open: OpenTyped): void {
  const totals = (table: TypedTable, changes: Parameters<typeof query>[0] = {}) =>
    using(open(table), (source) => source.totals(query(changes)));

  describe(`${name} reads columns by their types`, () => {
    it('dates and decimals', async () => {
      const rows = [
        ['2026-03-15', '华东', '10.50'],
        ['2026-03-15', '华东', '-0.05'],
        ['2026-03-16', '华南', '9999999999.99'],
        ['2026-03-16', '华南', '9999999999.99'],
      ];
      const result = await totals({ columns: SALES, rows });
      expect(lines(result.totals)).toEqual(['华东 2026-03-15 10.45 x2', '华南 2026-03-16 19999999999.98 x2']);
      const months = await totals({ columns: SALES, rows }, { grain: 'month', range: span('2026-03-16', '2026-12-31') });
      expect(lines(months.totals)).toEqual(['华南 2026-03-01 19999999999.98 x2']);
      expect(months.totals.account).toMatchObject({ read: 4, used: 2, outOfRange: 2 });
    });

    it('a null as a blank: no unit, or no row', async () => {
      const rows = [
        ['2026-03-15', null, '1'],
        [null, 'a', '2'],
        ['2026-03-15', 'b', null],
      ];
      const { totals: sums, rejects } = await totals({ columns: SALES, rows });
      expect(lines(sums)).toEqual(['(unassigned) 2026-03-15 1 x1']);
      expect(sums.account).toEqual({ read: 3, used: 1, rejected: 2, outOfRange: 0, notSelected: 0, subtotals: 0 });
      expect(rejects.map(({ finding: { code, place } }) => `${code} ${place?.column}`).sort()).toEqual([
        'facts.blank-amount amount',
        'facts.blank-date date',
      ]);
    });

    it('an empty table as no rows', async () => {
      const { totals: sums } = await totals({ columns: SALES, rows: [] });
      expect([...sums.unit]).toEqual([]);
      expect([sums.first, sums.last]).toEqual([undefined, undefined]);
      expect(sums.account).toEqual({ read: 0, used: 0, rejected: 0, outOfRange: 0, notSelected: 0, subtotals: 0 });
    });

    it('points in time by their day', async () => {
      const columns = [['date', 'moment'], ...SALES.slice(1)] as TypedTable['columns'];
      const times = ['2026-03-15 00:00:00', '2026-03-15 23:59:59', '2026-03-16 00:00:00'];
      const result = await totals({ columns, rows: times.map((time) => [time, 'a', '1']) });
      expect(lines(result.totals)).toEqual(['a 2026-03-15 2 x2', 'a 2026-03-16 1 x1']);
    });

    it('whole numbers to the limit of an amount, and not beyond', async () => {
      const columns = [...SALES.slice(0, 2), ['amount', 'whole']] as TypedTable['columns'];
      const whole = ['999999999999', '-999999999998', '1000000000000', '-9223372036854775807'];
      const result = await totals({ columns, rows: whole.map((amount) => ['2026-03-15', 'a', amount]) });
      expect(lines(result.totals)).toEqual(['a 2026-03-15 1 x2']);
      expect(result.rejects.map(({ finding }) => finding.code)).toEqual(['facts.amount-too-large', 'facts.amount-too-large']);
    });

    it('floating point as the decimal that it is written as', async () => {
      const columns = [...SALES.slice(0, 2), ['amount', 'float']] as TypedTable['columns'];
      const exact = ['0.1', '0.2', '0.3', '1234567.89', '-0.07', '1e3'];
      const result = await totals({ columns, rows: exact.map((amount) => ['2026-03-15', 'a', amount]) });
      expect(lines(result.totals)).toEqual(['a 2026-03-15 1235568.42 x6']);
      const inexact = await totals({ columns, rows: [['2026-03-15', 'a', '0.30000000000000004']] });
      expect(inexact.rejects.map(({ finding }) => finding.code)).toEqual(['facts.amount-too-fine']);
    });

    it('levels and conditions by the text of their cells', async () => {
      const columns = [...SALES, ['size', 'whole']] as TypedTable['columns'];
      const rows = ['9', '10', '11', null].map((size) => ['2026-03-15', 'a', '1', size]);
      const where = (operator: '=' | '<' | '>' | '!=', value: string) => [{ column: 'size', operator, values: [value] }];
      const sum = async (operator: '=' | '<' | '>' | '!=', value: string) =>
        total((await totals({ columns, rows }, { where: where(operator, value) })).totals);
      expect(await sum('>', '9')).toBe('2');
      expect(await sum('<', '10')).toBe('1');
      expect(await sum('=', '10')).toBe('1');
      expect(await sum('!=', '10')).toBe('3');
      const by = await totals({ columns, rows }, { by: ['size'] });
      expect(by.totals.units.flat()).toEqual(['(unassigned)', '10', '11', '9']);
    });
  });
}
