import { describe, expect, it } from 'vitest';
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
});
