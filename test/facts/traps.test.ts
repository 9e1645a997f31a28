import { describe, expect, it } from 'vitest';
import { openFacts } from '../../src/facts/open-facts.ts';
import { period } from '../core/make.ts';
import { ask, lines, query, refusalOf, rejectsOf, total, using } from './ask.ts';
import { tempFiles } from './temp-files.ts';

const files = tempFiles();
const HEADER = 'id,region,date,amount,note\n';
const csv = (...rows: string[]) => files.write('sales.csv', HEADER + rows.map((row) => `${row}\n`).join(''));

describe('traps of the engine', () => {
  it('reads columns by name, not by position', async () => {
    const path = files.write('sales.csv', 'amount,date,region\n5,2026-01-01,a\n');
    expect(lines((await ask([path])).totals)).toEqual(['a 2026-01-01 5 x1']);
  });

  it('keeps 2.5 as 2.5 and four decimals as four', async () => {
    const { totals } = await ask([csv('1,a,2026-01-01,2.5,', '2,a,2026-01-01,0.0001,', '3,a,2026-01-01,20.005,')]);
    expect(total(totals)).toBe('22.5051');
  });

  it.each(['0x10', '1_000', '1.2.3', '--1', '+-5', '1e', 'infinity'])('refuses the amount %s', async (cell) => {
    const result = await ask([csv(`1,a,2026-01-01,${cell},`)]);
    expect(rejectsOf(result)).toEqual([`bad-amount:2:amount:${cell}`]);
  });

  it.each(['2025-02-30', 'epoch', 'infinity', '0001-01-01', '2026-01-05 24:00', '2026-01-05Z'])(
    'refuses the date %s',
    async (cell) => {
      const result = await ask([csv(`1,a,${cell},1,`)]);
      expect(rejectsOf(result)).toEqual([`bad-date:2:date:${cell}`]);
    },
  );

  it.each([
    '2026-03-05',
    '2026-3-5',
    '2026/3/5',
    '2026/03/05',
    '2026 03 05',
    '2026-03-05 10:11',
    '2026-03-05T10:11:12',
    '2026/3/5 0:00:00',
    '2026-03-05 10:11:12.123',
    '\u30002026-03-05\u00a0',
  ])('reads the date %s', async (cell) => {
    expect(lines((await ask([csv(`1,a,${cell},1,`)])).totals)).toEqual(['a 2026-03-05 1 x1']);
  });

  describe('text after the closing quote of a last cell that ends in a Chinese character', () => {
    const GOOD = '1,a,2026-01-01,1,"x\ny"';
    const BAD = '2,a,2026-01-01,2,"x"备注';

    it.each([
      ['first', [BAD, GOOD], 2],
      ['last', [GOOD, BAD], 4],
      ['alone', [BAD], 2],
      ['among blank rows', [',,,,', BAD, ' ,"",,,', GOOD], 3],
      ['before a row of totals', [GOOD, BAD, '合计,,,1,'], 4],
    ])('makes a bad row of its own alone: %s', async (_, rows, line) => {
      const result = await ask([csv(...rows), files.write('more.csv', `${HEADER}3,b,2026-01-02,4,\n`)]);
      const good = rows.includes(GOOD) ? ['a 2026-01-01 1 x1'] : [];
      expect(lines(result.totals)).toEqual([...good, 'b 2026-01-02 4 x1']);
      expect(rejectsOf(result)).toEqual([expect.stringContaining(`broken-quote:${line}`)]);
    });

    it('is so where sums are worked out ahead, and where customers are counted', async () => {
      const path = csv(GOOD, BAD, '3,b,2026-01-02,4,');
      await using(openFacts([path], { aheadFrom: 0 }), async (source) => {
        const { totals } = await source.totals(query());
        expect(totals.account).toEqual({ read: 3, used: 2, rejected: 1, outOfRange: 0, notSelected: 0, subtotals: 0 });
        const question = { periods: [period('2026-01')], lookBack: 24, credit: 'share' } as const;
        const { counts } = await source.customers({ ...query(), ...question, customer: 'region', order: 'id', used: 2 });
        expect(counts.map(({ path, active }) => `${path.join()} ${active}`).sort()).toEqual([' 2', 'a 1', 'b 1']);
      });
    });
  });

  it('groups commas by three or not at all', async () => {
    const result = await ask([csv('1,a,2026-01-01,"1,234,567.5",', '2,a,2026-01-01,"1,23,4",', '3,a,2026-01-01,"12345,678",')]);
    expect(total(result.totals)).toBe('1234567.5');
    expect(rejectsOf(result)).toEqual(['amount-grouping:3:amount:1,23,4', 'amount-grouping:4:amount:12345,678']);
  });

  it('says when an amount is too fine or too large instead of rounding it', async () => {
    const result = await ask([csv('1,a,2026-01-01,1.0000001,', '2,a,2026-01-01,1234567890123,', '3,a,2026-01-01,1.50000000,')]);
    expect(rejectsOf(result)).toEqual(['amount-too-fine:2:amount:1.0000001', 'amount-too-large:3:amount:1234567890123']);
    expect(total(result.totals)).toBe('1.5');
  });

  it('refuses a sum that does not fit', async () => {
    const path = csv(...Array.from({ length: 10 }, (_, i) => `${i},华东,2026-01-01,999999999999,`));
    expect(await refusalOf(ask([path]))).toMatchObject([{ code: 'facts.sum-too-large', values: { unit: '华东' } }]);
  });

  it('loses no good row after a bad quote', async () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, i) => `${i},a,2026-01-01,1,${i === 50_000 ? '"x"y' : 'some text to make rows longer'}`,
    );
    const result = await ask([csv(...rows)]);
    expect(result.totals.account).toMatchObject({ read: 100_000, used: 99_999, rejected: 1 });
    expect(rejectsOf(result)).toEqual(['broken-quote:50002']);
  });

  it('rejects a row for its cells that no one asked for being too many or too few', async () => {
    const result = await ask([csv('1,a,2026-01-01', '2,a,2026-01-01,1,x,y', '3,a,2026-01-01,1,')], { by: [] });
    expect(rejectsOf(result)).toEqual(['cell-count:2', 'cell-count:3']);
    expect(result.rejects[1]?.finding).toMatchObject({
      values: { expected: 5, found: 6 },
      place: { row: '2,a,2026-01-01,1,x,y' },
    });
  });

  it('gives the physical line, not the number of the record', async () => {
    const result = await ask([
      csv('1,a,2026-01-01,1,"two\nlines"', '', '2,a,2026-01-01,1,"three\r\n\nlines"', '3,a,x,1,"a\nb"', '4,a,,1,'),
    ]);
    expect(rejectsOf(result)).toEqual(['bad-date:8:date:x', 'blank-date:10:date:']);
    expect(result.rejects[0]?.finding.place?.row).toBe('3,a,x,1,"a\nb"');
  });

  it.each([
    ['LF', '\n', '\n'],
    ['CRLF', '\r\n', '\r\n'],
    ['CR', '\r', '\r'],
    ['CRLF and LF', '\r\n', '\n'],
    ['LF and CR', '\n', '\r'],
  ])('reads files with %s', async (_, one, other) => {
    const text = `region,date,amount${one}a,2026-01-01,1${other}"b",2026-01-01,2${one}${one}a,bad,3${other}a,2026-01-01,4`;
    const result = await ask([files.write('sales.csv', text)]);
    expect(lines(result.totals)).toEqual(['a 2026-01-01 5 x2', 'b 2026-01-01 2 x1']);
    expect(rejectsOf(result)).toEqual(['bad-date:5:date:bad']);
  });

  it('keeps line breaks inside cells when it rewrites mixed line ends', async () => {
    const text = 'region,date,amount\r\n"a\r\nb",2026-01-01,1\n"a\r\nb",2026-01-01,2\r\n';
    expect((await ask([files.write('sales.csv', text)])).totals.units).toEqual([['a\r\nb']]);
  });

  it('takes blank lines before the header, a BOM and spaces before quotes', async () => {
    const text = '\ufeff\n\nregion,date,amount\n"a", "2026-01-01","1,000" \n"a", 2026-01-01,1,\n';
    const result = await ask([files.write('sales.csv', text)]);
    expect(lines(result.totals)).toEqual(['a 2026-01-01 1001 x2']);
  });

  it('counts right when every row is bad', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => (i % 2 ? `${i},a,x,1,` : `${i},a`));
    const result = await ask([csv(...rows)], { describeRejects: 3 });
    expect(result.totals.account).toEqual({
      read: 60_000,
      used: 0,
      rejected: 60_000,
      outOfRange: 0,
      notSelected: 0,
      subtotals: 0,
    });
    expect(result.rejects).toHaveLength(3);
    expect(result.totals).toMatchObject({ units: [], first: undefined, last: undefined });
  });

  it('gives a result of 20,005 cells whole', async () => {
    const rows = Array.from({ length: 20_005 }, (_, i) => `${i},u${i},2026-01-01,${i},`);
    const { totals } = await ask([csv(...rows)]);
    expect(totals.amount).toHaveLength(20_005);
    expect(total(totals)).toBe(String((20_005 * 20_004) / 2));
  });

  it('reads a cell of more than two megabytes', async () => {
    const result = await ask([csv('1,a,2026-01-01,1,x', `2,a,2026-01-01,2,${'x'.repeat(4_500_000)}`, '3,a,2026-01-01,4,y')]);
    expect(total(result.totals)).toBe('7');
  });

  it('takes hostile column names as names', async () => {
    const columns = [`re"gion`, `da'te); DROP TABLE x;--`, 'amount [*] {1}'];
    const header = columns.map((name) => `"${name.replaceAll('"', '""')}"`).join(',');
    const path = files.write('sales.csv', `${header}\no'neil,2026-01-01,1\n`);
    const changes = { date: columns[1]!, amount: { column: columns[2]!, power: 0 }, by: [columns[0]!] };
    const where = [{ column: columns[0]!, operator: '=', values: ["o'neil"] }] as const;
    expect(lines((await ask([path], { ...changes, where })).totals)).toEqual(["o'neil 2026-01-01 1 x1"]);
  });

  it.each(["o'neil.csv", 'a[1].csv', 'a*b?.csv', '销售 {x}.csv', 'plain.csv.gz', '%41$.csv'])(
    'reads a file named %s',
    async (name) => {
      const path = files.write(name, `${HEADER}1,a,2026-01-01,1,\n`);
      files.write('a1.csv', `${HEADER}1,a,2026-01-01,99,\n`);
      expect(total((await ask([path])).totals)).toBe('1');
    },
  );

  it('reads several files whose columns stand in different orders, by file and line', async () => {
    files.write('2026-01.csv', `${HEADER}1,a,2026-01-01,1,\n2,a,bad,1,\n`);
    files.write('2026-02.csv', 'amount;date;region\n2;2026-02-01;a\n3;;a\n');
    const result = await ask([files.path('2026-*.csv')]);
    expect(lines(result.totals)).toEqual(['a 2026-01-01 1 x1', 'a 2026-02-01 2 x1']);
    expect(result.totals.account).toMatchObject({ read: 4, used: 2, rejected: 2 });
    expect(result.rejects.map(({ finding }) => [finding.place?.file, finding.place?.line])).toEqual([
      [files.path('2026-01.csv'), 3],
      [files.path('2026-02.csv'), 3],
    ]);
  });

  it('counts all bad rows and describes as many as it is asked for', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i},a,x,1,`);
    const result = await ask([csv(...rows)], { describeRejects: 4 });
    expect([result.totals.account.rejected, result.rejects.length]).toEqual([30, 4]);
    expect((await ask([csv(...rows, '1,a')], { describeRejects: 0 })).totals.account.rejected).toBe(31);
  });

  it('does not check rows that are not selected', async () => {
    const where = [{ column: 'note', operator: '!=', values: ['cancelled'] }] as const;
    const result = await ask([csv('1,a,2026-01-01,1,', '2,a,,,cancelled', '3,a,x,1,')], { where });
    expect(result.totals.account).toMatchObject({ used: 1, notSelected: 1, rejected: 1 });
    expect(rejectsOf(result)).toEqual(['bad-date:4:date:x']);
  });

  it('names every column that a file lacks, and a condition without a number', async () => {
    const path = csv('1,a,2026-01-01,1,');
    const where = [{ column: 'note', operator: '<', values: ['abc'] }] as const;
    const findings = await refusalOf(ask([path], { date: 'day', by: ['area'], where }));
    expect(findings.map(({ code, values }) => [code, values?.['column']])).toEqual([
      ['facts.missing-column', 'day'],
      ['facts.missing-column', 'area'],
      ['facts.condition-number', 'note'],
    ]);
  });

  it('answers a second question from the same source', async () => {
    await using(openFacts([csv('1,a,2026-01-01,1,x')]), async (source) => {
      expect(total((await source.totals(query())).totals)).toBe('1');
      expect((await source.totals(query({ by: ['note'] }))).totals.units).toEqual([['x']]);
    });
  });
});
