import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LARGEST_AMOUNT } from '../../src/core/amount.ts';
import { dayOf } from '../../src/core/calendar/day.ts';
import { COMMITMENT_STATUSES } from '../../src/core/negotiation/commitment.ts';
import { readCommitmentsCsv, writeCommitmentsCsv } from '../../src/plan-folder/commitments-csv.ts';

const CONTEXT = { decimals: 2, fiscal: { startMonth: 4, name: 'end' } } as const;
const LEVELS = ['区域', '销售员'];
const FORM = { levels: LEVELS, decimals: 2 };
const HEADER = 'target,period,区域,销售员,amount,note,by,status,date\n';

const read = (content: string, decimals = 2) =>
  readCommitmentsCsv({ content, file: 'commitments.csv' }, { ...CONTEXT, decimals });

const name = fc.constantFrom('华东', '王芳', '李"四"', '王, 芳', '𠮷野');
const text = fc.oneof(fc.constant(''), name);
const row = fc.record({
  target: name,
  period: fc.constantFrom('2026', '2026-Q1', '2026-03', 'FY2026-Q1'),
  path: fc.array(name, { maxLength: 2 }),
  amount: fc.option(fc.bigInt({ min: 0n, max: LARGEST_AMOUNT }), { nil: undefined }),
  note: text,
  by: text,
  status: fc.constantFrom(...COMMITMENT_STATUSES),
  date: fc.option(fc.integer({ min: 0, max: 40_000 }), { nil: undefined }),
  line: fc.constant(0),
});
const rows = fc.uniqueArray(row, { selector: ({ target, period, path }) => JSON.stringify([target, period, path]) });

describe('commitments.csv', () => {
  it('reads what it writes, and is written the same whatever the order of the rows', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const csv = writeCommitmentsCsv(list, FORM);
        const back = read(csv);
        expect(back.findings).toEqual([]);
        expect(back.levels).toEqual(LEVELS);
        expect(new Set(back.rows.map((one) => ({ ...one, line: 0 })))).toEqual(new Set(list));
        expect(writeCommitmentsCsv(list.toReversed(), FORM)).toBe(csv);
      }),
    );
  });

  it('tells a blank amount from zero, and takes what people write', () => {
    const { rows, findings } = read(
      `${HEADER}T1,2026Q1, 华东 ,,105万,可行,王芳,submitted,2026/3/1\nT1,2026,华东,李,,,,,\nT1,2026,华东,王,0,,,frozen,\n`,
    );
    expect(findings).toEqual([]);
    expect(rows).toMatchObject([
      {
        period: '2026-Q1',
        path: ['华东'],
        amount: 105_000_000n,
        note: '可行',
        by: '王芳',
        status: 'submitted',
        date: dayOf(2026, 3, 1),
      },
      { period: '2026', path: ['华东', '李'], amount: undefined, status: 'draft', date: undefined },
      { amount: 0n, status: 'frozen' },
    ]);
  });

  it('is read without the column of dates, and without no other', () => {
    const old = 'target,period,区域,amount,note,by,status\nT1,2026,华东,7.5,,,agreed\n';
    expect(read(old)).toMatchObject({
      findings: [],
      levels: ['区域'],
      rows: [{ amount: 750n, status: 'agreed', date: undefined }],
    });
    expect(read('target,period,区域,amount,note,by,date\n').findings.map(({ code, values }) => [code, values?.column])).toEqual([
      ['folder.missing-column', 'status'],
    ]);
  });

  it('names all problems at once, with line, column and cell', () => {
    const bad = [
      ',soon,,,-5,,,done,never',
      'T1,2026,华东,,0.001,,,,',
      `T1,2026,,,${LARGEST_AMOUNT},,,,`,
      'T1,2026,,王,1E+06,,,,',
      'T1,2026,华东,,1,,,,',
    ].join('\n');
    expect(read(`${HEADER}${bad}\n`).findings.map((f) => [f.place?.line, f.place?.column, f.code, f.place?.cell])).toEqual([
      [2, 'target', 'folder.blank-cell', ''],
      [2, 'period', 'folder.bad-period', 'soon'],
      [2, 'amount', 'folder.negative-amount', '-5'],
      [2, 'status', 'folder.want-one-of', 'done'],
      [2, 'date', 'folder.bad-day', 'never'],
      [3, 'amount', 'folder.too-fine', '0.001'],
      [4, 'amount', 'folder.amount-too-large', String(LARGEST_AMOUNT)],
      [5, '区域', 'folder.gap-in-unit', ''],
      [5, 'amount', 'folder.bad-number', '1E+06'],
      [6, undefined, 'folder.row-twice', undefined],
    ]);
  });

  it('keeps to the decimals of the currency', () => {
    expect(read(`${HEADER}T1,2026,,,12.50,,,,\n`, 1)).toMatchObject({ findings: [], rows: [{ amount: 125n }] });
    expect(read(`${HEADER}T1,2026,,,12.50,,,,\n`, 0).findings).toMatchObject([{ code: 'folder.too-fine' }]);
  });
});
