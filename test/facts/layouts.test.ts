import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { openFacts } from '../../src/facts/open-facts.ts';
import { ask, lines, type query, refusalOf, rejectsOf, total, using } from './ask.ts';
import { tempFiles } from './temp-files.ts';

const files = tempFiles();
const COLUMNS = { date: '日期', amount: { column: '金额', power: 0 }, by: ['大区'] } as const;

const csv = (...rows: string[]) => files.write('rows.csv', `${rows.join('\n')}\n`);
const told = (findings: readonly Finding[] = []) => findings.map(({ code }) => code.replace('layouts.', ''));
const warnings = (findings: readonly Finding[] = []) =>
  findings
    .filter(({ severity }) => severity === 'warning')
    .map(({ place, values }) => `${place?.line}: ${values?.['stated']} <> ${values?.['sum']}`);

describe('a table with things around it', () => {
  const rows = [
    '2025年明细,,',
    '单位：万元,,',
    '日期,大区,金额',
    '2025-01-01,华东,1',
    ',,',
    '2025-01-02,华南,x',
    '2025-01-03,华南,3',
  ];

  it('is read as the table alone, with the lines of the file', async () => {
    const path = csv(...rows, '备注：不含税,,');
    const result = await ask([path], COLUMNS);
    expect(lines(result.totals)).toEqual(['华东 2025-01-01 10000 x1', '华南 2025-01-03 30000 x1']);
    expect(result.totals.account).toMatchObject({ read: 3, used: 2, rejected: 1 });
    expect(rejectsOf(result)).toEqual(['bad-amount:6:金额:x']);
    const { findings, columns } = await using(openFacts([path]), (source) => source.describe());
    expect(told(findings)).toEqual(['titles', 'stated-unit', 'footer', 'blank-rows']);
    expect(columns).toEqual(['日期', '大区', '金额']);
  });

  it.each([
    ['\r\n', undefined],
    ['\r', undefined],
    ['\n', 3],
  ])('with line ends %j', async (end, headerRow) => {
    const path = files.write(
      'rows.csv',
      ['表', '', '日期,大区,金额', '2025-01-01,"华\n东",1', '', '2025-01-01,华南,2'].join(end),
    );
    expect(total((await ask([path], COLUMNS, { headerRow })).totals)).toBe('3');
  });

  it('keeps rows of a wrong number of cells as rejects when rows are dropped', async () => {
    const result = await ask(
      [csv('日期,大区,金额', '2025-01-01,华东', ',,', '"2025"-01-01,华东,1', '2025-01-01,华东,1')],
      COLUMNS,
    );
    expect(result.totals.account).toMatchObject({ read: 3, used: 1, rejected: 2 });
    expect(rejectsOf(result)).toEqual(['cell-count:2', 'broken-quote:4']);
  });

  it('keeps a line of white space as a reject beside rows of delimiters alone', async () => {
    for (const blank of [[], [',,'], [',']]) {
      const result = await ask([csv('日期,大区,金额', ...blank, '  ', '2025-01-01,华东,1')], COLUMNS);
      expect(result.totals.account).toMatchObject({ read: 2, used: 1, rejected: 1 });
    }
  });

  it('leaves out white space at the end, and tells what it left out', async () => {
    const path = csv('日期,大区,金额', '2025-01-01,华东,1', ',,', '2025-01-01,华东,2', '  ');
    const result = await ask([path], COLUMNS);
    expect(result.totals.account).toMatchObject({ read: 2, used: 2, rejected: 0 });
    const { findings } = await using(openFacts([path]), (source) => source.describe());
    expect(findings.map(({ code, values }) => [code, values?.['count']])).toEqual([['layouts.blank-rows', 2]]);
  });

  it('does not take a name alone at the end for a footer', async () => {
    const result = await ask([csv('日期,大区,金额', '2025-01-01,华东,1', ',华东,')], COLUMNS);
    expect(result.totals.account).toMatchObject({ read: 2, used: 1, rejected: 1 });
  });

  it('refuses a header that is not there, and one with two rows', async () => {
    const path = csv('大区,2025-01,', ',目标,实际', '华东,1,2');
    const codes = async (options: Parameters<typeof openFacts>[1]) =>
      told(await refusalOf(using(openFacts([path], options), (source) => source.describe())));
    expect(await codes({})).toEqual(['two-header-rows']);
    expect(await codes({ headerRow: 7 })).toEqual(['no-header-line']);
    expect(await codes({ headerRows: 2, fillDown: ['省'] })).toEqual(['which-measure', 'fill-down']);
  });
});

describe('rows that only add up others', () => {
  const check = async (rows: string[], changes: Parameters<typeof query>[0] = {}) => {
    const result = await ask([csv('日期,大区,销售员,金额', ...rows)], { ...COLUMNS, ...changes });
    return { sum: total(result.totals), subtotals: result.totals.account.subtotals, differ: warnings(result.findings) };
  };
  const DETAIL = ['2025-01-05,华东,王芳,1.5', '2025-01-31,华南,张强,2', '2025-02-01,华东,王芳,4'];

  it.each([
    ['the whole file', '合计,,,7.5'],
    ['a region by its word', ',华东小计,,5.5'],
    ['a region beside the word', ',华东,小计,5.5'],
    ['a region and a month', '2025-01-31,华东,小计,1.5'],
    ['a month', '2025-01-31,,合计,3.5'],
    ['a person', ',,王芳 合计：,"5.5"'],
    ['in English', 'Grand Total,,,7.5'],
  ])('agree for %s', async (_, row) => {
    expect(await check([...DETAIL, row])).toEqual({ sum: '7.5', subtotals: 1, differ: [] });
    expect(await check([row, ...DETAIL])).toEqual({ sum: '7.5', subtotals: 1, differ: [] });
  });

  it('agree where they add up what is above them', async () => {
    const rows = [DETAIL[0]!, DETAIL[1]!, '小计,,,3.5', DETAIL[2]!, '小计,,,4', '累计,,,7.5', '总计,,,7.5'];
    expect(await check(rows)).toEqual({ sum: '7.5', subtotals: 4, differ: [] });
  });

  it.each([
    ['合计,,,8', '5: 8 <> 7.5'],
    [',华东小计,,7.5', '5: 7.5 <> 5.5'],
    ['2025-02-28,,合计,5', '5: 5 <> 4'],
    [',西北小计,,9', '5: 9 <> 7.5'],
  ])('that do not agree are told with both numbers: %s', async (row, differ) => {
    expect((await check([...DETAIL, row])).differ).toEqual([differ]);
  });

  it('are counted whatever conditions and dates a run has, and checked against the whole file', async () => {
    const range = { start: 20_089, end: 20_119 };
    const result = await ask([csv('日期,大区,销售员,金额', ...DETAIL, '合计,,,7.5')], { ...COLUMNS, range });
    expect(result.totals.account).toEqual({ read: 4, used: 2, rejected: 0, outOfRange: 1, notSelected: 0, subtotals: 1 });
    expect(told(result.findings)).toEqual(['subtotals-agree']);
  });

  it('are facts like others by --keep-totals', async () => {
    const path = csv('日期,大区,金额', '2025-01-05,合计,1', '2025-01-05,华东,1');
    expect(total((await ask([path], COLUMNS)).totals)).toBe('1');
    expect(total((await ask([path], COLUMNS, { keepTotals: true })).totals)).toBe('2');
  });

  it.each(['计算机', '会计合计划部', 'Totally', '小计算机店'])('are not those of %s', async (name) =>
    expect(await check([`2025-01-01,${name},x,1`, '合计,,,1'])).toMatchObject({ sum: '1', subtotals: 1 }),
  );

  it('are not looked for in a file that holds no such word', async () => {
    const path = csv('日期,大区,金额', '2025-01-05,计算机,1');
    expect((await ask([path], COLUMNS)).findings).toEqual([]);
  });
});

describe('a table with a column a month', () => {
  const wide = (...rows: string[]) => csv('2025年销售表', '大区,省份,1月,2月,Q1,合计', ...rows);

  it('becomes rows; blanks are no rows', async () => {
    const result = await ask([wide('华东,江苏,1,2.5,,3.5', '华东,浙江,,-,,', '华南,广东,0,x,,')], COLUMNS);
    expect(lines(result.totals)).toEqual(['华东 2025-01-01 1 x1', '华东 2025-02-01 2.5 x1', '华南 2025-01-01 0 x1']);
    expect(result.totals.account).toMatchObject({ read: 4, used: 3, rejected: 1 });
    expect(rejectsOf(result)).toEqual(['bad-amount:5:2月:x']);
  });

  it('says where its total columns differ', async () => {
    const source = openFacts([wide('华东,江苏,1,2,,4', '华东,浙江,1,1,9,2')]);
    const { findings } = await using(source, (facts) => facts.describe());
    expect(told(findings)).toEqual(['titles', 'wide', 'total-columns', 'total-column-differs']);
    expect(findings.at(-1)).toMatchObject({ place: { line: 3, column: '合计' }, values: { stated: '4', sum: '3' } });
    expect(findings.at(-2)?.values).toMatchObject({ agreed: 1, differing: 1 });
  });

  it('may have merged cells and rows that add up', async () => {
    const path = wide('华东,江苏,1,2,,', ',浙江,3,4,,', '华东小计,,4,6,,', '华南,广东,5,6,,', '合计,,9,12,,');
    const result = await ask([path], { ...COLUMNS, grain: 'month' }, { fillDown: ['大区', '省份'] });
    expect(lines(result.totals)).toEqual([
      '华东 2025-01-01 4 x2',
      '华东 2025-02-01 6 x2',
      '华南 2025-01-01 5 x1',
      '华南 2025-02-01 6 x1',
    ]);
    expect(result.totals.account.subtotals).toBe(4);
    expect(told(result.findings)).toEqual(['subtotals-agree']);
  });

  it('takes the measure that is asked for', async () => {
    const path = csv('大区,2025-01,,2025-02,', ',目标,实际,目标,实际', '华东,1,2,3,', '华南,5,,6,7');
    const asked = { ...COLUMNS, amount: { column: '实际', power: 0 } };
    const result = await ask([path], asked, { headerRows: 2, expect: ['实际'] });
    expect(lines(result.totals)).toEqual(['华东 2025-01-01 2 x1', '华南 2025-02-01 7 x1']);
  });

  it('is a long one where a person says so, and the year may be given', async () => {
    const path = csv('大区,1月,2月', '华东,1,2');
    expect(told(await refusalOf(ask([path], COLUMNS)))).toEqual(['no-year']);
    expect(lines((await ask([path], COLUMNS, { year: 2024 })).totals)[0]).toBe('华东 2024-01-01 1 x1');
    const { columns } = await using(openFacts([path], { table: 'long' }), (source) => source.describe());
    expect(columns).toEqual(['大区', '1月', '2月']);
  });

  it('keeps rows with a wrong number of cells as rejects', async () => {
    const result = await ask([wide('华东,江苏,1', '华东,江苏,1,2,,')], COLUMNS);
    expect(result.totals.account).toMatchObject({ read: 3, used: 2, rejected: 1 });
    expect(rejectsOf(result)).toEqual(['cell-count:3']);
    expect(result.rejects[0]?.finding.values).toEqual({ expected: 6, found: 3 });
  });

  it('of quarters is refused', async () =>
    expect(told(await refusalOf(ask([csv('大区,2025Q1,2025Q2', '华东,1,2')], COLUMNS)))).toEqual(['coarse-periods']));
});

describe('merged cells', () => {
  it('are suggested, and filled when asked', async () => {
    const path = csv(
      '大区,日期,金额',
      '华东,2025-01-01,1',
      ',2025-01-02,2',
      ',2025-01-03,3',
      '华南,2025-01-01,4',
      ',2025-01-02,5',
    );
    const result = await ask([path], COLUMNS);
    expect(result.findings).toMatchObject([{ code: 'layouts.merged', values: { columns: '大区' } }]);
    const filled = await ask([path], { ...COLUMNS, grain: 'month' }, { fillDown: ['大区'] });
    expect(lines(filled.totals)).toEqual(['华东 2025-01-01 6 x3', '华南 2025-01-01 9 x2']);
    expect(filled.findings).toEqual([]);
  });
});

describe('several files', () => {
  it('may have columns in other orders and other layouts', async () => {
    const a = files.write('a.csv', '日期,大区,金额\n2025-01-01,华东,1\n');
    const b = files.write('b.csv', 'sep=;\n金额;x;大区;日期\n2;;华东;2025-01-01\n');
    const c = files.write('c.csv', '2025年\n大区\t1月\t2月\n华东\t4\t\n');
    expect(lines((await ask([a, b, c], COLUMNS)).totals)).toEqual(['华东 2025-01-01 7 x3']);
  });
});
