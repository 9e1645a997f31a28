import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { hashFile } from '../../src/facts/files/hash-file.ts';
import { type FactsOptions, openFacts } from '../../src/facts/open-facts.ts';
import { ask, lines, query, refusalOf, rejectsOf, total, using } from './ask.ts';
import { tempFiles } from './temp-files.ts';

const files = tempFiles();
const ROW = 'region,date,amount\na,2026-01-01,1\n';
/** 日期,金额,姓名 / 2026/1/1,1,䶮㐱𠮷 / x,2,㐱 in GB18030, with CRLF. */
const GB = Buffer.from(
  'c8d5c6da2cbdf0b6ee2cd0d5c3fb0d0a323032362f312f312c312cfe9f8139f3389534b2350d0a782c322c8139f3380d0a',
  'hex',
);

const refused = async (content: string | Uint8Array, options?: FactsOptions) => {
  const path = files.write('sales.csv', content);
  return refusalOf(using(openFacts([path], options), (source) => source.describe()));
};

describe('encodings', () => {
  const chinese = { date: '日期', amount: { column: '金额', power: 0 }, by: ['姓名'] };

  it('reads GB18030 with rare characters, says that it assumed it and removes its copy', async () => {
    const path = files.write('sales.csv', GB);
    files.write('temp/keep', '');
    await using(openFacts([path], { tempDirectory: files.path('temp') }), async (source) => {
      const { files: described, findings } = await source.describe();
      expect(described).toEqual([{ name: path, encoding: 'gb18030', delimiter: ',', bytes: GB.length }]);
      expect(findings).toMatchObject([
        { code: 'facts.assumed-gb18030', severity: 'note', values: { columns: '日期, 金额, 姓名' } },
      ]);
      const result = await source.totals(query(chinese));
      expect(lines(result.totals)).toEqual(['䶮㐱𠮷 2026-01-01 1 x1']);
      expect(rejectsOf(result)).toEqual(['bad-date:3:日期:x']);
    });
    expect(files.list('temp')).toEqual(['keep']);
  });

  it('says nothing when the encoding was given', async () => {
    const path = files.write('sales.csv', GB);
    const described = await using(openFacts([path], { encoding: 'gb18030' }), (source) => source.describe());
    expect(described.findings).toEqual([]);
  });

  it('checks characters that a read cuts in two', async () => {
    const wide = `region,date,amount\n${'𠮷'.repeat(300_000)},2026-01-01,1\n${'é'.repeat(600_000)},2026-01-01,1\n`;
    for (const shift of ['', 'x', 'xx', 'xxx']) {
      const described = await using(openFacts([files.write('sales.csv', `${shift}${wide}`)]), (source) => source.describe());
      expect(described.files[0]?.encoding).toBe('utf-8');
    }
    expect(await refused(Buffer.concat([Buffer.from(wide), Buffer.from([0xe4, 0xb8])]))).toMatchObject([
      { code: 'facts.cut-character' },
    ]);
  });

  it.each([
    ['facts.empty-file', ''],
    ['facts.empty-file', '\ufeff'],
    ['facts.empty-file', '\n\n'],
    ['facts.header-only', 'region,date,amount\n\n'],
    ['facts.header-only', '\ufeffregion,date,amount'],
    ['facts.duplicate-column', 'a,b, a \n1,2,3\n'],
    ['facts.bad-header', '"a"x,b\n1,2\n'],
  ])('refuses with %s', async (code, content) => {
    expect((await refused(content)).map((found) => found.code)).toEqual([code]);
  });

  it('names both of two equal columns', async () => {
    expect(await refused('a,b,a\n1,2,3\n')).toMatchObject([{ values: { column: 'a', first: 1, second: 3 } }]);
  });

  it('refuses a file with an open quote and says where it opens', async () => {
    expect(await refused(`${ROW}"x\ny",2026-01-01,1\na,"2026-01-01,1\na,b\n`)).toMatchObject([
      { code: 'facts.unclosed-quote', place: { line: 5 } },
    ]);
  });
});

describe('headers', () => {
  it.each([',', ';', '\t', '|'])('finds the delimiter %j', async (delimiter) => {
    const path = files.write(
      'sales.csv',
      ['"re,g;i|on"', ' date ', 'amount\na', '2026-01-01', '1'].join(delimiter).replace('amount\n', 'amount\n'),
    );
    const described = await using(openFacts([path]), (source) => source.describe());
    expect(described.columns).toEqual(['re,g;i|on', 'date', 'amount']);
    expect(described.files[0]?.delimiter).toBe(delimiter);
  });

  it('takes the delimiter that is given and refuses one that cannot be', async () => {
    const path = files.write('sales.csv', 'a,b:c\n1:2\n');
    expect((await using(openFacts([path], { delimiter: ':' }), (source) => source.describe())).columns).toEqual(['a,b', 'c']);
    expect(await refused('a,b\n1,2\n', { delimiter: '::' })).toMatchObject([{ code: 'facts.bad-delimiter' }]);
  });
});

describe('files', () => {
  it('expands * and ? in every part of a path, sorted', async () => {
    for (const name of ['b/2026-02.csv', 'a/2026-01.csv', 'a/2026-1.csv', '.c/2026-03.csv', 'a/2026-04.csv.bak'])
      files.write(name, ROW);
    const described = await using(openFacts([files.path('*/2026-??.csv')]), (source) => source.describe());
    expect(described.files.map(({ name }) => name)).toEqual([files.path('a/2026-01.csv'), files.path('b/2026-02.csv')]);
  });

  it('refuses every name that stands for nothing at once', async () => {
    const path = files.write('a.csv', ROW);
    const names = [files.path('no.csv'), files.path('*.tsv'), files.path('.'), path, files.path('?.csv')];
    const findings = await refusalOf(using(openFacts(names), (source) => source.describe()));
    expect(findings.map(({ code }) => code)).toEqual([
      'facts.no-file',
      'facts.no-match',
      'facts.is-a-folder',
      'facts.file-twice',
    ]);
  });

  it('tells the problems of all files at once', async () => {
    const names = [files.write('a.csv', ''), files.write('b.csv', 'x,y\n'), files.write('c.csv', ROW)];
    const findings = await refusalOf(using(openFacts(names), (source) => source.describe()));
    expect(findings.map(({ code, place }) => [code, place?.file])).toEqual([
      ['facts.empty-file', names[0]],
      ['facts.header-only', names[1]],
    ]);
  });

  it('reads standard input', async () => {
    const result = await ask(['-'], {}, { stdin: Readable.from([ROW, 'a,x,1\n']) });
    expect(total(result.totals)).toBe('1');
    expect(result.rejects[0]?.finding.place).toMatchObject({ file: '-', line: 3 });
  });

  it('hashes a file', async () => {
    expect(await hashFile(files.write('a', 'abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
