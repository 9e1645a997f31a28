import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civil, firstOfMonth, formatDay } from '../../src/core/calendar/day.ts';
import { AMOUNT_PATTERN, DATE_PATTERN, PLAIN_AMOUNT_PATTERN } from '../../src/facts/cells/cell-rules.ts';
import { type CellForm, PLAIN_FORM, readAmount, readDate } from '../../src/facts/cells/read-cell.ts';
import { runs } from '../core/make.ts';
import { ask, decimal, lines } from './ask.ts';
import { tempFiles } from './temp-files.ts';

const files = tempFiles();

const matching = (pattern: string) => fc.stringMatching(new RegExp(`^(?:${pattern})$`));
const blank = fc.constantFrom('', '', '', ' ', '\u3000', '\u00a0', '\u200b', '\ufeff');
const around = (cell: fc.Arbitrary<string>) => fc.tuple(blank, cell, blank).map((parts) => parts.join(''));
const letters = (text: string) => fc.string({ unit: fc.constantFrom(...text), maxLength: 9 });

const day = fc.tuple(fc.integer({ min: 2023, max: 2026 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }));
const date = around(
  fc.oneof(
    matching(DATE_PATTERN),
    day.map(([y, m, d]) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`),
    day.map(([y, m, d]) => `${y}年${m}月${d}日`),
    day.map(([y, m]) => `${y}年${m}月`),
    day.map(([y, m, d]) => `${d}/${m}/${y}`),
    day.map(([, m]) => `${m}月`),
    fc.integer({ min: 0, max: 120_000 }).map(String),
    letters('0123456789-/年月日. :T'),
    fc.constantFrom('2025Q1', '上半年', '#N/A', '-', 'Jan-25', '2025.1', "'2025-01-03", '20250103'),
  ),
);
const amount = around(
  fc.oneof(
    matching(AMOUNT_PATTERN),
    matching(PLAIN_AMOUNT_PATTERN),
    fc.tuple(matching(AMOUNT_PATTERN), fc.constantFrom('￥', '¥ ', '△', '-', '$')).map(([text, sign]) => sign + text),
    fc
      .tuple(matching(PLAIN_AMOUNT_PATTERN), fc.constantFrom('万', '元', '亿元', '-', '%', 'E+5'))
      .map(([text, unit]) => text + unit),
    matching(AMOUNT_PATTERN).map((text) => `(${text})`),
    letters('0123456789,. -()万￥%'),
    fc.constantFrom('', '无', '#REF!', '####', '一百', '1.234,56'),
  ),
);
const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const form = fc.record<CellForm>(
  {
    dateFormat: fc.constantFrom('ymd', 'dmy', 'mdy'),
    year: fc.constant(2025),
    serials: fc.boolean(),
    percent: fc.boolean(),
    power: fc.constant(0),
  },
  { requiredKeys: ['serials', 'percent', 'power'] },
);

interface Row {
  readonly unit: string;
  readonly date: string;
  readonly amount: string;
}

/** `a 2025-01-03 12.5 x2`: what `lines` gives, row by row with the one rule set. */
function expected(rows: readonly Row[], cells: CellForm, grain: 'day' | 'month'): string[] {
  const sums = new Map<string, { amount: bigint; rows: number }>();
  for (const row of rows) {
    const [read, value] = [readDate(row.date, cells), readAmount(row.amount, cells)];
    if ('problem' in read || 'problem' in value) continue;
    const { year, month } = civil(read.day);
    const key = `${row.unit} ${formatDay(grain === 'month' ? firstOfMonth(year, month) : read.day)}`;
    const sum = sums.get(key) ?? { amount: 0n, rows: 0 };
    sums.set(key, { amount: sum.amount + value.amount, rows: sum.rows + 1 });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, sum]) => `${key} ${decimal(sum.amount, 6)} x${sum.rows}`);
}

describe('a cell has one meaning', () => {
  it.each(['day', 'month'] as const)(
    'whichever road it takes to the sum of a %s',
    async (grain) => {
      const row = fc.record<Row>({ unit: fc.constantFrom('a', 'b'), date, amount });
      await fc.assert(
        fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 120 }), form, async (rows, cells) => {
          const text = rows.map((r) => `${r.unit},${cell(r.date)},${cell(r.amount)}\n`).join('');
          const path = files.write('rows.csv', `region,date,amount\n${text}`);
          const result = await ask([path], { cells, grain, describeRejects: 1000 });
          expect(lines(result.totals)).toEqual(expected(rows, cells, grain));
          expect(result.totals.account.read).toBe(rows.length);
          expect(result.rejects).toHaveLength(result.totals.account.rejected);
        }),
        runs(60),
      );
    },
    120_000,
  );

  it('reads what the patterns of plain cells accept', () => {
    fc.assert(
      fc.property(matching(AMOUNT_PATTERN), (text) => {
        expect(readAmount(text, PLAIN_FORM)).not.toHaveProperty('problem');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('rows without plain cells', () => {
  it('are scaled by the unit of their own file', async () => {
    const one = files.write('one.csv', 'region,date,金额（万元）\na,2025年1月3日,1.5\na,2025-01-03,1\na,2025-01-03,2万\n');
    const other = files.write('other.csv', 'date,金额,region\n2025-01-03,￥7,a\n2025-01-03,2万,a\n');
    const result = await ask([one, other], { amount: { column: '金额（万元）', power: 4, unit: '万元' } });
    expect(lines(result.totals)).toEqual(['a 2025-01-03 45007 x4']);
    expect(result.rejects.map(({ finding }) => finding.code)).toEqual(['facts.amount-unit-twice']);
  });

  it('are left out where they are not selected or out of range', async () => {
    const path = files.write(
      'rows.csv',
      'region,date,amount\na,2025年1月3日,1\nb,2025年1月3日,2\na,2025年2月,4\na,2025年2月,x\n',
    );
    const where = [{ column: 'region', operator: '=', values: ['a'] }] as const;
    const result = await ask([path], { where, range: { start: 20_089, end: 20_091 } });
    expect(lines(result.totals)).toEqual(['a 2025-01-03 1 x1']);
    expect(result.totals.account).toEqual({ read: 4, used: 1, rejected: 1, outOfRange: 1, notSelected: 1, subtotals: 0 });
  });
});
