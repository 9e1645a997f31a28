import { statSync } from 'node:fs';
import { relative } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { runStatements } from '../../src/facts/duckdb/run-duckdb.ts';
import { expandFiles } from '../../src/facts/files/expand-files.ts';
import { TempFolder } from '../../src/facts/files/temp-folder.ts';
import { openFacts } from '../../src/facts/open-facts.ts';
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
});

describe('a file that is summed while it is checked, and given up', () => {
  const large = () => files.write('large.csv', HEADER + ROWS.repeat(400_000));
  const LARGE_MS = 60_000;

  it(
    'is not read on when it has more sums than may be held',
    async () => {
      const seen: number[] = [];
      const progress = ({ phase, done }: { readonly phase: string; readonly done: number }) => {
        if (phase === 'check') seen.push(done);
      };
      const path = large();
      const refused = await refusalOf(ask([path], { mostGroups: 1 }, { aheadFrom: 0, progress }));
      expect(refused).toMatchObject([{ code: 'facts.too-many-groups', values: { sums: 2, units: 2, limit: 1 } }]);
      const read = seen.length;
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(seen).toHaveLength(read);
    },
    LARGE_MS,
  );

  it(
    'is not read to its end when it is closed',
    async () => {
      let most = 0;
      const path = large();
      const source = openFacts([path], {
        aheadFrom: 0,
        progress: ({ done }) => {
          most = Math.max(most, done);
        },
      });
      await source.describe();
      await source.close();
      expect(most).toBeLessThan(statSync(path).size / 2);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(most).toBeLessThan(statSync(path).size / 2);
    },
    LARGE_MS,
  );
});

it('spills two engines at once into folders of their own', async () => {
  const temp = new TempFolder();
  const spilled = `SELECT sum(length(x)) FROM (SELECT x FROM (SELECT repeat(i::VARCHAR, 30) AS x FROM range(2500000) r(i)) ORDER BY hash(x))`;
  try {
    const results = await Promise.all([1, 2].map(() => runStatements([spilled], temp)));
    expect(results[0]).toEqual(results[1]);
  } finally {
    await temp.remove();
  }
}, 60_000);
