import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/core/calendar/day.ts';
import { type FactsSource, NO_AMOUNT, type TotalsQuery } from '../../src/facts/facts-source.ts';
import { fitsEngines } from '../../src/facts/row-factor.ts';
import { lines, query, refusalOf, span, total, using } from '../facts/ask.ts';

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

    it('may have the column of the amounts among the levels', async () => {
      const result = await totals([...ROWS, ['2026-03-15', '华东', '王芳', '10.5', 'done']], {
        by: ['region', 'amount'],
        grain: 'month',
      });
      expect(lines(result.totals)).toEqual([
        '华东/-3 2026-03-01 -3 x1',
        '华东/0.0001 2026-03-01 0.0001 x1',
        '华东/10.5 2026-03-01 21 x2',
        '华南/7 2026-04-01 7 x1',
      ]);
    });

    it('counts rows where no column of amounts is named, whatever stands in it', async () => {
      const rows = [...ROWS, ['2026-03-15', '华东', '王芳', 'x', 'done'], ['2026-02-30', '华东', '王芳', '1', 'done']];
      const result = await totals(rows, { by: ['region'], grain: 'month', amount: NO_AMOUNT });
      expect(lines(result.totals)).toEqual(['华东 2026-03-01 0 x4', '华南 2026-04-01 0 x1']);
      expect(result.totals.account).toMatchObject({ read: 6, used: 5, rejected: 1 });
      expect(result.rejects.map(({ finding }) => finding.code)).toEqual(['facts.bad-date']);
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

    describe('taxes rows one by one', () => {
      const byText = (text: string, numerator: string, denominator: string) => ({ text, factor: { numerator, denominator } });
      const halves = { byText: [], byDay: [{ from: undefined, factor: { numerator: '1', denominator: '2' } }], decimals: 2 };
      const vat = {
        column: 'status',
        byText: [
          byText('13%', '100', '113'),
          byText('0.13', '100', '113'),
          byText('6 %', '100', '106'),
          byText('免税', '1', '1'),
        ],
        byDay: [
          { from: parseDay('2026-04-01'), factor: { numerator: '100', denominator: '109' } },
          { from: undefined, factor: { numerator: '100', denominator: '116' } },
        ],
        decimals: 2,
      } as const;
      const taxed = (rows: readonly (readonly [string, string, string])[], changes: Parameters<typeof query>[0]) =>
        totals([HEADER, ...rows.map(([date, amount, rate]) => [date, 'a', '', amount, rate])], { grain: 'month', ...changes });

      it('with halves away from zero', async () => {
        // 0.005, 0.015, -0.005 and -0.015 of the half: each row by itself.
        const rows = ['0.01', '0.03', '-0.01', '-0.01', '-0.03', '0.029999'].map((amount) => ['2026-03-05', amount, ''] as const);
        const one = async (at: number) => lines((await taxed([rows[at]!], { tax: halves })).totals);
        expect(await one(0)).toEqual(['a 2026-03-01 0.01 x1']);
        expect(await one(1)).toEqual(['a 2026-03-01 0.02 x1']);
        expect(await one(2)).toEqual(['a 2026-03-01 -0.01 x1']);
        expect(await one(4)).toEqual(['a 2026-03-01 -0.02 x1']);
        expect(await one(5)).toEqual(['a 2026-03-01 0.01 x1']);
        expect(lines((await taxed(rows, { tax: halves })).totals)).toEqual(['a 2026-03-01 0 x6']);
      });

      it('with rates of their own, and those of the day where the cell is blank', async () => {
        const rows = [
          ['2026-03-31', '100', '13%'],
          ['2026-03-31', '100', ' 0.13 '],
          ['2026-03-31', '-100', '6 %'],
          ['2026-03-31', '7.77', '免税'],
          ['2026-03-31', '100', ''],
          ['2026-04-01', '100', ''],
          ['2026-04-02', '100', '\u3000'],
        ] as const;
        // 88.50 + 88.50 - 94.34 + 7.77 + 86.21, and 91.74 twice.
        expect(lines((await taxed(rows, { tax: vat })).totals)).toEqual(['a 2026-03-01 176.64 x5', 'a 2026-04-01 183.48 x2']);
      });

      it('with odd dates and amounts, bad rows and rows that do not count', async () => {
        const rows = [
          ['2026年3月31日', '100', '13%'],
          ['2026年3月31日', '200', '13%'],
          ['2026年4月1日', '100', ''],
          ['2026-03-31', '￥100', '6 %'],
          ['2026-03-31', '￥100', '6 %'],
          ['2026年3月', '0.01万', ''],
          ['2026-02-30', '100', '13%'],
          ['2026-03-31', 'x', ''],
          ['2026-01-01', '100', 'no rate'],
        ] as const;
        const range = span('2026-03-01', '2026-04-30');
        const result = await taxed(rows, { tax: vat, range });
        // 88.50 + 176.99 + 2 x 94.34 + 86.21, and 91.74.
        expect(lines(result.totals)).toEqual(['a 2026-03-01 540.38 x5', 'a 2026-04-01 91.74 x1']);
        expect(result.totals.account).toMatchObject({ read: 9, used: 6, rejected: 2, outOfRange: 1 });
      });

      it('in the base unit', async () => {
        // 12345.67 and 1.13 of money: 10925.37 + 1.00.
        const rows = [
          ['2026-03-31', '1.234567', '13%'],
          ['2026-03-31', '0.000113', '13%'],
        ] as const;
        const result = await taxed(rows, { tax: vat, amount: { column: 'amount', power: 4 } });
        expect(lines(result.totals)).toEqual(['a 2026-03-01 10926.37 x2']);
      });

      it('for the largest amounts and longest rates', async () => {
        const factor = { numerator: '10000000000', denominator: '11234567891' };
        const tax = { byText: [], byDay: [{ from: undefined, factor }], decimals: 2 };
        expect(fitsEngines(tax)).toBe(true);
        const result = await taxed([['2026-03-31', '999999999999.999999', '']], { tax });
        // 10^22 / 11234567891, which is 890109890920.772...
        expect(lines(result.totals)).toEqual(['a 2026-03-01 890109890920.77 x1']);
      });
    });

    it('joins names that are equal after NFC and trimming, whatever the order of the rows', async () => {
      const rows = ['Caf\u00e9', ' Cafe\u0301 ', '\u3000', ''].map((name) => ['2026-01-01', name, '', '1', '']);
      const one = await totals([HEADER, ...rows], {});
      const other = await totals([HEADER, ...rows.reverse()], {});
      expect(lines(one.totals)).toEqual(['(unassigned) 2026-01-01 2 x2', 'Caf\u00e9 2026-01-01 2 x2']);
      expect(other.totals).toEqual(one.totals);
    });

    it('gives every group of a large result', async () => {
      const many = Array.from({ length: 50_000 }, (_, index) => ['2026-01-05', `r${index}`, '', '1.25', '']);
      const result = await totals([HEADER, ...many], {});
      expect(result.totals.unit).toHaveLength(50_000);
      expect(total(result.totals)).toBe('62500');
      expect(result.totals.account).toMatchObject({ read: 50_000, used: 50_000 });
    }, 60_000);

    it('keeps 18 digits, and sums that have more', async () => {
      const amounts = ['999999999999.999999', '999999999999.999999', '-0.000001', '-999999999999.999999', '0.000001'];
      const result = await totals([HEADER, ...amounts.map((amount) => ['2026-01-05', 'a', '', amount, ''])], {});
      expect(lines(result.totals)).toEqual(['a 2026-01-05 999999999999.999999 x5']);
    });

    it('refuses one more group than it may hold, and holds that many', async () => {
      const days = Array.from({ length: 8 }, (_, day) => [`2026-01-0${day + 1}`, day % 2 ? '华东' : '华南', '王芳', '1', '']);
      const rows = [HEADER, ...days];
      const by = ['rep', 'region'];
      expect((await totals(rows, { by, mostGroups: 8 })).totals.unit).toHaveLength(8);
      const sums = await refusalOf(totals(rows, { by, mostGroups: 7 }));
      expect(sums.map(({ code }) => code.replace('-so-far', ''))).toEqual(['facts.too-many-groups']);
      expect(sums[0]?.values).toMatchObject({ limit: 7, level: 'region', levels: 'region 2, rep 1' });
      expect((await totals(rows, { by, grain: 'month', mostGroups: 2 })).totals.unit).toHaveLength(2);
      const units = await refusalOf(totals(rows, { by, grain: 'month', mostGroups: 1 }));
      expect(units[0]?.values).toMatchObject({ limit: 1 });
    });

    it('says which sum is too large to be kept', async () => {
      const rows = Array.from({ length: 10 }, () => ['2026-01-05', 'a', '', '999999999999', '']);
      const refused = await refusalOf(totals([HEADER, ...rows], {}));
      expect(refused.map(({ code, values }) => [code, values?.['unit']])).toEqual([['facts.sum-too-large', 'a']]);
    });

    it('reads columns whose names and values look like SQL', async () => {
      const names = ["it's", 'a`b', '\\', 'SELECT', "'; DROP TABLE rows; --", '区域 "x"', 'd', 'l0', 'a.b', '%s {x} ?'];
      const values = ["'; DROP TABLE rows; --", "\\'", '`', "it''s", '张三 🙂', '%', '\\N', 'NULL', '$1', '{x:String}'];
      const rows = values.map((value) => ['2026-01-05', '1', ...names.map(() => value)]);
      const header = ['date', 'amount', ...names];
      for (const [index, name] of names.entries()) {
        const where = [{ column: name, operator: '=', values: [values[index]!] }] as const;
        const result = await totals([header, ...rows], { by: [name], where });
        expect(lines(result.totals)).toEqual([`${values[index]} 2026-01-05 1 x1`]);
      }
    }, 60_000);

    it('takes date and amount from columns with such names', async () => {
      const header = ["da`te'", 'amo"unt\\', 'k'];
      const result = await totals([header, ['2026-01-05', '1.5', 'x']], {
        by: ['k'],
        date: "da`te'",
        amount: { column: 'amo"unt\\', power: 0 },
      });
      expect(lines(result.totals)).toEqual(['x 2026-01-05 1.5 x1']);
    });

    it('compares text after NFC and trimming on both sides', async () => {
      const texts = [
        'Caf\u00e9',
        'Cafe\u0301',
        '\u3000Cafe\u0301\t',
        'Cafe',
        '\uf900',
        '\u8c48',
        '\u1100\u1161',
        '\uac00',
        'a\u0323\u0307',
        'a\u0307\u0323',
        '',
      ];
      const rows = texts.map((text) => ['2026-01-05', 'a', '', '1', text]);
      const used = async (operator: '=' | '!=' | 'in', values: string[]) =>
        (await totals([HEADER, ...rows], { where: [{ column: 'status', operator, values }] })).totals.account.used;
      expect(await used('=', ['Caf\u00e9'])).toBe(3);
      expect(await used('=', [' Cafe\u0301'])).toBe(3);
      expect(await used('!=', ['Caf\u00e9'])).toBe(8);
      expect(await used('=', ['\u8c48'])).toBe(2);
      expect(await used('in', ['\uac00', '\u1ea1\u0307'])).toBe(4);
      expect(await used('=', [''])).toBe(1);
    }, 60_000);

    it.each(['0.3', '0.30', '1493e0', '1.493', '123456789.123456', '-3', '+5', '1,234.5', '0.1234567', '12345678901234567'])(
      'compares with %s as numbers do',
      async (bound) => {
        const cells = [
          '0.3',
          '0.30000000000000004',
          '0.29',
          '1.493',
          '1.4929',
          '1.596963',
          '123456789.123456',
          '123456789.123455',
        ];
        const rows = [...cells, '-3', '-3.0', '+5', '5', '1,234.5', '1234.50', '0.1234567', '12345678901234567', 'x', '', '1e3'];
        const number = (text: string) => (/^[+-]?[0-9,.]+$/.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN);
        for (const operator of ['<', '>'] as const) {
          const asked = totals([HEADER, ...rows.map((cell) => ['2026-01-05', 'a', '', '1', cell])], {
            where: [{ column: 'status', operator, values: [bound] }],
          });
          if (Number.isNaN(number(bound))) expect((await refusalOf(asked))[0]?.code).toBe('facts.condition-number');
          else {
            const meets = (cell: string) => (operator === '<' ? number(cell) < number(bound) : number(cell) > number(bound));
            expect((await asked).totals.account.used).toBe(rows.filter(meets).length);
          }
        }
      },
      60_000,
    );

    it('counts months, ranges and conditions together', async () => {
      const rows = ['2026-01-31', '2026-02-01', '2026-02-15', '2026-02-28', '2026-03-01', '2026-02-30', 'x'].flatMap((date) => [
        [date, 'a', '', '1', 'done'],
        [date, 'a', '', '10', 'open'],
      ]);
      const where = [{ column: 'status', operator: '=', values: ['done'] }] as const;
      const result = await totals([HEADER, ...rows], { grain: 'month', where, range: span('2026-02-01', '2026-02-15') });
      expect(lines(result.totals)).toEqual(['a 2026-02-01 2 x2']);
      expect(result.totals.account).toEqual({ read: 14, used: 2, rejected: 2, outOfRange: 3, notSelected: 7, subtotals: 0 });
      expect([result.totals.first, result.totals.last]).toEqual(Object.values(span('2026-02-01', '2026-02-15')));
    });

    it('reads dates that a server may not know, and times of day', async () => {
      const dates = ['1000-01-01', '1969-12-31', '1970-01-01', '1970-01-02', '2105-12-31', '2106-01-01', '9999-12-31'];
      const times = ['2026-1-5', '2026/01/05 9:05', '2026/1/5 23:59:59.999', '2026-01-05T00:00', ' 2026-01-05 '];
      const result = await totals([HEADER, ...[...dates, ...times].map((date) => [date, 'a', '', '1', ''])], {});
      const days = dates.map((date) => `a ${date} 1 x1`);
      expect(lines(result.totals)).toEqual([...days.slice(0, 4), 'a 2026-01-05 5 x5', ...days.slice(4)]);
    });

    it('gives no row for a range without one', async () => {
      for (const range of [
        span('2027-01-01', '2027-12-31'),
        span('1000-01-01', '1000-02-01'),
        span('9000-01-01', '9999-12-31'),
      ]) {
        const result = await totals(ROWS, { range });
        expect([...result.totals.unit]).toEqual([]);
        expect(result.totals.account).toMatchObject({ read: 4, used: 0, outOfRange: 4 });
      }
    });

    it('says which columns are missing', async () => {
      const refused = await refusalOf(totals(ROWS, { by: ['nothing'], date: 'when' }));
      expect(refused.map(({ code, place }) => [code, place?.column])).toEqual([
        ['facts.missing-column', 'when'],
        ['facts.missing-column', 'nothing'],
      ]);
    });
  });
}
