import { relative } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { useDuckDb } from '../../src/facts/duckdb/run-duckdb.ts';
import { expandFiles } from '../../src/facts/files/expand-files.ts';
import { TempFolder } from '../../src/facts/files/temp-folder.ts';
import { guessPlain } from '../../src/facts/read-ahead.ts';
import { ask, lines, refusalOf, rejectsOf } from './ask.ts';
import { tempFiles } from './temp-files.ts';

const files = tempFiles();
const HEADER = 'date,region,amount\n';
const ROWS = '2025-01-03,华东,10.5\n2025-01-04,华南,-3\n';

/** Files that are plain, and files that turn out not to be when all their bytes are checked. */
const FILES: Readonly<Record<string, string>> = {
  plain: HEADER + ROWS,
  'with a byte order mark': `\ufeff${HEADER}${ROWS}`,
  'with a total row': `${HEADER}${ROWS}合计,,7.5\n${ROWS}`,
  'with a blank row': `${HEADER}${ROWS},,\n${ROWS}`,
  'with odd cells': `${HEADER}${ROWS}2025年1月5日,华东,￥1\n`,
  'with bad rows': `${HEADER}${ROWS}x,华东,1\n2025-01-05,华东\n`,
  'with two kinds of line ends': `${HEADER}${ROWS}`.replace('\n', '\r\n'),
  'with a title': `report\n${HEADER}${ROWS}`,
  'with a remark below': `${HEADER}${ROWS}备注：x,,\n`,
  wide: 'region,2025-01,2025-02\n华东,1,2\n',
};

describe('a file that is summed while it is checked', () => {
  it.each(Object.entries(FILES))('%s, gives what it gives otherwise', async (name, text) => {
    const path = files.write('a.csv', text);
    const query = name === 'wide' ? { date: '月份', amount: { column: 'amount', power: 0 } } : {};
    const outcome = async (aheadFrom: number | undefined) => {
      try {
        const result = await ask([path], query, { aheadFrom });
        return { lines: lines(result.totals), account: result.totals.account, rejects: rejectsOf(result) };
      } catch (error) {
        return { error: String(error) };
      }
    };
    expect(await outcome(0)).toEqual(await outcome(undefined));
  });

  it.each<[string, string | Buffer, string]>([
    [
      'a wrong byte',
      Buffer.concat([Buffer.from(HEADER + ROWS), Buffer.from([0xff]), Buffer.from(ROWS)]),
      'facts.no-encoding-fits',
    ],
    ['a quote that nothing closes', `${HEADER}${ROWS}2025-01-05,"华东,1\n`, 'facts.unclosed-quote'],
    ['another column twice', `date,region,amount,amount\n${ROWS}`, 'facts.duplicate-column'],
  ])('is refused for %s', async (_, bytes, code) => {
    const path = files.write('a.csv', bytes);
    expect((await refusalOf(ask([path], {}, { aheadFrom: 0 }))).map((found) => found.code)).toEqual([code]);
  });

  it('has one path however it is named: else its sums would be asked for twice', async () => {
    const name = relative(process.cwd(), files.write('a.csv', HEADER + ROWS));
    const temp = new TempFolder();
    const guessed = await guessPlain(name, { options: { aheadFrom: 0 }, temp });
    const [found] = await expandFiles([name], temp, process.stdin);
    expect(guessed?.relation(true)).toContain(`read_csv('${found?.path}'`);
  });

  it('is read by an engine that spills into a folder of its own', async () => {
    const temp = new TempFolder();
    const folder = () => useDuckDb(temp, (db) => db.rows([`SELECT current_setting('temp_directory')`]));
    const folders = (await Promise.all([folder(), folder()])).flat(3);
    await temp.remove();
    expect(new Set(folders).size).toBe(2);
  });
});
