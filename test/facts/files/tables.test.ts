import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { utils, type WorkSheet, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { openFacts } from '../../../src/facts/open-facts.ts';
import { ask, lines, refusalOf, rejectsOf, total, using } from '../ask.ts';
import { tempFiles } from '../temp-files.ts';

const files = tempFiles();

type Cell = string | number | boolean | null;

function workbook(
  name: string,
  sheets: Readonly<Record<string, WorkSheet>>,
  bookType: 'xlsx' | 'biff8' | 'xlsb' | 'ods' = 'xlsx',
): string {
  const path = files.write(name, '');
  const book = utils.book_new();
  for (const [sheet, cells] of Object.entries(sheets)) utils.book_append_sheet(book, cells, sheet);
  writeFileSync(path, write(book, { type: 'buffer', bookType }) as Buffer);
  return path;
}

const sheet = (rows: readonly (readonly Cell[])[]): WorkSheet => utils.aoa_to_sheet(rows.map((row) => [...row]));
const HEADER = ['date', 'region', 'amount'];
const JANUARY = 45660;

function dated(rows: readonly (readonly Cell[])[]): WorkSheet {
  const made = sheet(rows);
  for (const [at, cell] of Object.entries(made)) if (/^A\d+$/.test(at) && cell.t === 'n') cell.z = 'yyyy"年"m"月"d"日"';
  return made;
}

describe('a workbook', () => {
  it.each(['xlsx', 'xlsb', 'biff8', 'ods'] as const)('of the kind %s is a table', async (kind) => {
    const path = workbook(
      `a.${kind === 'biff8' ? 'xls' : kind}`,
      { 一月: dated([HEADER, [JANUARY, '华东', 12.5], [JANUARY + 1, '华南', -3]]) },
      kind,
    );
    const { totals } = await ask([path]);
    expect(lines(totals)).toEqual(['华东 2025-01-03 12.5 x1', '华南 2025-01-04 -3 x1']);
  });

  it('keeps the fifteen digits of a spreadsheet and not the sixteenth', async () => {
    const rows = [HEADER, [JANUARY, 'a', 0.1 + 0.2], [JANUARY, 'b', 12345678901.25], [JANUARY, 'c', 1e-5]];
    expect(lines((await ask([workbook('a.xlsx', { s: dated(rows) })])).totals)).toEqual([
      'a 2025-01-03 0.3 x1',
      'b 2025-01-03 12345678901.25 x1',
      'c 2025-01-03 0.00001 x1',
    ]);
  });

  it('gives every row of a merged cell its value, and blank rows and rows above a range do not count', async () => {
    const made = dated([
      ['title', null, null],
      HEADER,
      [JANUARY, '华东', 1],
      [JANUARY, null, 2],
      [null, null, null],
      [JANUARY, null, 4],
    ]);
    made['!merges'] = [utils.decode_range('B3:B4'), utils.decode_range('A1:C1')];
    const { totals } = await ask([workbook('a.xlsx', { s: made })], {}, { range: 'a2:c9' });
    expect(lines(totals)).toEqual(['(unassigned) 2025-01-03 4 x1', '华东 2025-01-03 3 x2']);
    expect(totals.account).toMatchObject({ read: 3, used: 3 });
  });

  it('takes the first sheet that has a table and is not hidden, and says which others there are', async () => {
    const path = workbook('a.xlsx', {
      notes: sheet([['hello']]),
      data: dated([HEADER, [JANUARY, 'x', 1]]),
      more: dated([HEADER, [JANUARY, 'y', 2]]),
    });
    await using(openFacts([path]), async (source) => {
      expect((await source.describe()).findings).toMatchObject([
        { code: 'facts.one-sheet', values: { sheet: 'data', others: 'notes, more' } },
      ]);
    });
    expect(total((await ask([path], {}, { sheet: 'more' })).totals)).toBe('2');
    expect(total((await ask([path], {}, { sheet: '3' })).totals)).toBe('2');
  });

  it('names the row of the sheet and the cell of a bad row', async () => {
    const path = workbook('a.xlsx', { s: dated([['', '', ''], HEADER, [JANUARY, 'x', 'abc'], [JANUARY, 'x', 1]]) });
    expect(rejectsOf(await ask([path]))).toEqual(['bad-amount:3:amount:abc']);
  });

  it('is read as another program wrote it, with merged cells, a date format and a line break', async () => {
    const path = fileURLToPath(new URL('other-writer.xlsx', import.meta.url));
    const by = { date: '下单日期', amount: { column: '金额（元）', power: 0 }, by: ['大区', '销售员'] };
    expect(lines((await ask([path], by, { sheet: '销售明细', range: 'A2:E6' })).totals)).toEqual([
      '华东/李娜 2025-01-04 0.3 x1',
      '华东/王芳 2025-01-03 1234.5 x1',
      '华南/张伟 2025-02-28 12345678881.25 x2',
    ]);
  });

  it.each<[string, () => string, object, string]>([
    ['is cut', () => files.write('cut.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 1, 2, 3])), {}, 'facts.bad-workbook'],
    [
      'has no such sheet',
      () => workbook('b.xlsx', { s: sheet([HEADER, ['2025-01-01', 'a', 1]]) }),
      { sheet: 'S2' },
      'facts.no-sheet',
    ],
    ['has only titles', () => workbook('c.xlsx', { s: sheet([['title']]) }), {}, 'facts.no-table'],
    [
      'has no such range',
      () => workbook('d.xlsx', { s: sheet([HEADER, ['2025-01-01', 'a', 1]]) }),
      { range: 'A' },
      'facts.bad-range',
    ],
    ['is none', () => files.write('e.csv', 'date,region,amount\n2025-01-01,a,1\n'), { sheet: '1' }, 'facts.no-workbook'],
  ])('that %s is refused', async (_, make, options, code) => {
    expect((await refusalOf(ask([make()], {}, options))).map((found) => found.code)).toEqual([code]);
  });
});

describe('JSON lines', () => {
  const json = (rows: readonly string[]) => files.write('a.jsonl', `${rows.join('\n')}\n`);

  it('have a column for every key, wherever it first stands', async () => {
    const path = json([
      '{"date":"2025-01-03","region":"华东","amount":12.50}',
      '',
      '{"amount":"1,000.5","date":"2025-01-04","who":{"rep":"李"}}',
    ]);
    const { totals } = await ask([path], { by: ['region', 'who.rep'] });
    expect(lines(totals)).toEqual(['(unassigned)/李 2025-01-04 1000.5 x1', '华东/(unassigned) 2025-01-03 12.5 x1']);
  });

  it('keep every digit of a long number', async () => {
    const { totals } = await ask([json(['{"date":"2025-01-03","region":"a","amount": 123456789012.123456}'])]);
    expect(lines(totals)).toEqual(['a 2025-01-03 123456789012.123456 x1']);
  });

  it('count a line that is no object as a bad row, with its line', async () => {
    const result = await ask([
      json(['{"date":"2025-01-03","region":"a","amount":1}', '', '{"date":', '[1]', '{"date":"2025-01-03","amount":"x"}']),
    ]);
    expect(result.totals.account).toMatchObject({ read: 4, used: 1, rejected: 3 });
    expect(rejectsOf(result)).toEqual(['broken-json:3', 'broken-json:4', 'bad-amount:5:amount:x']);
  });

  it('without any object are refused', async () => {
    expect((await refusalOf(ask([json(['[1]'])]))).map(({ code }) => code)).toEqual(['facts.no-json-rows']);
  });
});

describe('Parquet', () => {
  async function parquet(select: string): Promise<string> {
    const path = files.write('a.parquet', '');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
    return path;
  }

  it('of any type gives the same sums as text would', async () => {
    const path = await parquet(`SELECT * FROM (VALUES
      (DATE '2025-01-03', 'a', 12.5::DECIMAL(18,2), 12.5::DOUBLE, 1e-5::DOUBLE, 7, 1e15::DOUBLE),
      (DATE '2025-01-03', NULL, 0.25, 0.1, 0.00002, -3, 1)) AS t(date, region, dec, dbl, tiny, int, big)`);
    const sums = async (column: string) => lines((await ask([path], { amount: { column, power: 0 } })).totals);
    expect(await sums('dec')).toEqual(['(unassigned) 2025-01-03 0.25 x1', 'a 2025-01-03 12.5 x1']);
    expect(await sums('dbl')).toEqual(['(unassigned) 2025-01-03 0.1 x1', 'a 2025-01-03 12.5 x1']);
    expect(await sums('tiny')).toEqual(['(unassigned) 2025-01-03 0.00002 x1', 'a 2025-01-03 0.00001 x1']);
    expect(await sums('int')).toEqual(['(unassigned) 2025-01-03 -3 x1', 'a 2025-01-03 7 x1']);
    expect(rejectsOf(await ask([path], { amount: { column: 'big', power: 0 } }))).toHaveLength(1);
  });

  it('takes times as their day, and says so where they have a zone', async () => {
    const path = await parquet(
      `SELECT TIMESTAMP '2025-01-03 23:59:59' AS date, TIMESTAMPTZ '2025-01-03 23:00:00+08' AS zoned, 'a' AS region, 1 AS amount`,
    );
    expect(lines((await ask([path])).totals)).toEqual(['a 2025-01-03 1 x1']);
    expect(lines((await ask([path], { date: 'zoned' })).totals)).toEqual(['a 2025-01-03 1 x1']);
    await using(openFacts([path]), async (source) => {
      expect((await source.describe()).findings).toMatchObject([{ code: 'facts.zoned-time', values: { column: 'zoned' } }]);
    });
  });

  it('gives a bad row its number', async () => {
    const path = await parquet(`SELECT * FROM (VALUES ('2025-01-03', 'a', '1'), ('x', 'a', '1')) AS t(date, region, amount)`);
    expect(rejectsOf(await ask([path]))).toEqual(['bad-date:2:date:x']);
  });

  it('that is cut is refused', async () => {
    expect((await refusalOf(ask([files.write('b.parquet', 'PAR1xx')]))).map(({ code }) => code)).toEqual(['facts.bad-parquet']);
  });
});
