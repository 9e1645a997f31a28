import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillColumns, fillDown, looksMerged } from '../../../src/facts/files/layout/fill-down.ts';
import { findHeader } from '../../../src/facts/files/layout/find-header.ts';
import { footerOf } from '../../../src/facts/files/layout/footer.ts';
import { headRecords } from '../../../src/facts/files/layout/head-records.ts';
import { TotalBytes } from '../../../src/facts/files/layout/total-bytes.ts';
import { isCoarse, isWide, planWide } from '../../../src/facts/files/layout/wide.ts';
import { RecordScanner } from '../../../src/facts/files/record-scanner.ts';

const find = (text: string, more: { headerRow?: number; headerRows?: number; expect?: string[]; delimiter?: string } = {}) => {
  const { headerRow, headerRows, expect: expected = [], delimiter } = more;
  const found = findHeader({ records: headRecords(text, 50), headerRow, headerRows, expect: expected, delimiter });
  return found && `${found.first.line} skip ${found.last.ends} ${found.delimiter} ${found.columns?.join(' ')}`;
};

describe('the header', () => {
  it.each([
    ['日期,大区,金额\n2026-01-01,华东,1', '1 skip 0 , 日期 大区 金额'],
    ['x,y,z\n华东,销售,1', '1 skip 0 , x y z'],
    ['a;b\n1;2', '1 skip 0 ; a b'],
    ['销售明细\n日期,大区,金额\n2026-01-01,华东,1', '2 skip 1 , 日期 大区 金额'],
    ['销售明细,2025年\n\n,,,\n日期;大区;金额\n1;2;3', '4 skip 3 ; 日期 大区 金额'],
    ['"销售\n明细",,\n日期,大区,金额', '3 skip 1 , 日期 大区 金额'],
    ['sep=;\n日期;大区;金额', '2 skip 1 ; 日期 大区 金额'],
    ['sep=|\r\na,b|c\r\n', '2 skip 1 | a,b c'],
    ['表\n大区,1月,2月\n华东,1,2', '2 skip 1 , 大区 1月 2月'],
    ['一张表\n甲,乙,丙\n1,2,3', '2 skip 1 , 甲 乙 丙'],
    ['甲,乙,丙\n日期,销售,金额', '1 skip 0 , 甲 乙 丙'],
  ])('of %j is line %s', (text, found) => expect(find(text)).toBe(found));

  it('is where a person says it is', () => {
    expect(find('a,b\nc,d\n1,2', { headerRow: 2 })).toBe('2 skip 1 , c d');
    expect(find('a,b\n\nc,d', { headerRow: 2 })).toBeUndefined();
    expect(find('a,b', { headerRow: 9 })).toBeUndefined();
  });

  it('is found by the names that are expected', () =>
    expect(find('Bericht,2025\nTag,Gebiet,Umsatz\n1,2,3', { expect: ['Tag', 'Umsatz'] })).toBe('2 skip 1 , Tag Gebiet Umsatz'));

  it('may have two rows', () => {
    expect(find('表\n,,目标,\n大区,省份,1月,2月\n', { headerRows: 2 })).toBe('2 skip 2 , 大区 省份 目标_1月 目标_2月');
    expect(find('表\n大区,1月,\n,目标,实际\n', { headerRows: 2 })).toBe('2 skip 2 , 大区 1月_目标 1月_实际');
  });
});

describe('a footer', () => {
  const footer = (text: string, columns = 4) => {
    const bytes = Buffer.from(text);
    const found = footerOf(bytes, ',', columns);
    return found && [bytes.toString('utf8', 0, found.start), found.records, found.texts.join('|'), found.blank];
  };
  const rows = 'd,r,p,a\n2026-01-01,华东,x,1\n';

  it.each([
    ['备注：不含税\n', 1, '备注：不含税', 0],
    [',,,\n\n备注:不含税,,,\n,,,\n', 3, '备注:不含税', 2],
    ['制表人：张三,,审核：李四,', 1, '制表人：张三 审核：李四', 0],
    ['共 12 条记录,,,\r\n', 1, '共 12 条记录', 0],
    ['数据来源于ERP,,,\n以上为全部,,,\n', 2, '数据来源于ERP|以上为全部', 0],
  ])('is %j', (text, records, texts, blank) => expect(footer(rows + text)).toEqual([rows, records, texts, blank]));

  it.each([
    '华东\n',
    ',华东,,\n',
    '2026-01-31,,,\n',
    '合计：,,,\n',
    ',,,100\n',
    '备注：少一笔,,,100\n',
    '2026-01-01,华东,"备\n注：x",5\n',
    '2026-01-01,华东,"a\n备注：x\nb",5\n',
  ])('is not %j', (text) => expect(footer(rows + text)).toBeUndefined());

  it('of two columns is blank lines only', () => {
    expect(footer('d,a\n2026-01-01,1\n备注：x\n', 2)).toBeUndefined();
    expect(footer('d,a\n2026-01-01,1\n,\n', 2)).toEqual(['d,a\n2026-01-01,1\n', 1, '', 1]);
  });
});

describe('--fill-down', () => {
  const filled = (rows: string[][], columns = [0, 1]) => {
    const step = fillDown(columns);
    return rows.flatMap((cells, line) => step({ line, raw: cells.join(','), cells })).map(({ cells }) => cells?.join(','));
  };

  it('carries each column on, and starts the inner ones again', () =>
    expect(
      filled([
        ['华东', '江苏', '1'],
        ['', '', '2'],
        ['', '浙江', '3'],
        ['华南', '', '4'],
        ['', '广东', '5'],
      ]),
    ).toEqual(['华东,江苏,1', '华东,江苏,2', '华东,浙江,3', '华南,,4', '华南,广东,5']));

  it('neither fills nor carries a word of totals', () =>
    expect(
      filled([
        ['华东', '江苏', '1'],
        ['', '小计', '1'],
        ['', '浙江', '2'],
        ['华东小计', '', '3'],
        ['', '', '4'],
        ['华南', '小计', '5'],
        ['', '广东', '5'],
      ]),
    ).toEqual(['华东,江苏,1', '华东,小计,1', '华东,浙江,2', '华东小计,,3', '华东,浙江,4', '华南,小计,5', '华南,广东,5']));

  it('names near columns for one that is not there', () => {
    expect(fillColumns('f', ['大区', '省分'], ['省份', '大区'])).toMatchObject([
      { code: 'layouts.fill-down-near', values: { column: '省分', first: '省份' } },
    ]);
    expect(fillColumns('f', ['xyz'], ['省份'])).toMatchObject([{ code: 'layouts.fill-down' }]);
    expect(fillColumns('f', ['省份', '大区'], ['大区', 'x', '省份'])).toEqual([2, 0]);
  });

  it('is suggested for values that blanks follow', () => {
    expect(looksMerged(['华东', '', '', '华南', '', ''])).toBe(true);
    expect(looksMerged(['', '华东', '', '', '华南', '', ''])).toBe(false);
    expect(looksMerged(['华东', '华东', '华东', '', '', '', '', ''])).toBe(false);
    expect(looksMerged(['华东', '', '华南', '华南', '华东'])).toBe(false);
  });
});

describe('wide tables', () => {
  const plan = (columns: string[], more: { year?: number; expect?: string[] } = {}) => {
    const found = planWide({ file: 'f', line: 1, columns, year: more.year, expect: more.expect ?? [] });
    return Array.isArray(found) ? found.map(({ code }) => code) : found;
  };

  it('have two months and no date', () => {
    expect(isWide(['大区', '1月', '2月'], undefined)).toBe(true);
    expect(isWide(['大区', '1月', 'Q1'], undefined)).toBe(false);
    expect(isWide(['日期', '1月', '2月'], undefined)).toBe(false);
    expect(isWide(['Tag', '1月', '2月'], 'Tag')).toBe(false);
    expect(isCoarse(['大区', '2026Q1', '2026Q2'], undefined)).toBe(true);
    expect(isCoarse(['大区', '合计', '小计'], undefined)).toBe(false);
  });

  it('become rows with a date and an amount', () => {
    expect(plan(['大区', '2026-01', '2026-02', 'Q1', '合计'])).toMatchObject({
      columns: ['大区', '日期', '金额'],
      measures: [''],
    });
    expect(plan(['rep', 'Jan-26(万元)', 'Feb-26(万元)'])).toMatchObject({ columns: ['rep', 'date', 'amount(万元)'] });
    expect(plan(['rep', '2026-01_实际', '2026-01_目标'], { expect: ['实际'] })).toMatchObject({
      columns: ['rep', 'date', '实际'],
    });
  });

  it.each([
    [['a', '1月', '2月'], ['layouts.no-year']],
    [['a', 'b'], ['layouts.no-periods']],
    [['a', '2026-01', '2026年1月'], ['layouts.month-twice']],
    [['a', '2026-01(元)', '2026-02(万元)'], ['layouts.mixed-units']],
    [['a', '2026-01_目标', '2026-01_实际'], ['layouts.which-measure']],
  ])('%j is refused', (columns, codes) => expect(plan(columns)).toEqual(codes));
});

describe('the scan for layouts', () => {
  const chunks = (bytes: Buffer, sizes: readonly number[]) => {
    const pieces: Buffer[] = [];
    for (let at = 0, i = 0; at < bytes.length; i++) {
      const size = sizes[i % sizes.length]!;
      pieces.push(bytes.subarray(at, at + size));
      at += size;
    }
    return pieces;
  };

  it('counts rows of delimiters alone, however the bytes are cut', () => {
    const line = fc.constantFrom(',,', ',', 'a,b', ',,a', '', '"x\n,,"', ',"",', '\n,,');
    const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(line), sizes, fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), (lines, cut, end, ends) => {
        const text = lines.map((each) => each.replace(/^\n/, end)).join(end) + (ends ? end : '');
        const scanner = new RecordScanner(44);
        for (const chunk of chunks(Buffer.from(text), cut)) scanner.push(chunk);
        const bare = text.replace(/"[^"]*"/g, 'q');
        expect(scanner.end().blank).toBe(bare.split(/\r\n|\r|\n/).filter((each) => /^,+$/.test(each)).length);
      }),
    );
  });

  it.each(['小计', '合 计', '累计', 'Total', 'TOTAL'])('sees %s, however the bytes are cut', (word) => {
    const bytes = Buffer.from(`计算机,会计,${'计划'.repeat(300)},${word},设计`);
    for (const size of [1 << 20, 11, 13]) {
      const search = new TotalBytes();
      for (const chunk of chunks(bytes, [size])) search.push(chunk);
      expect(search.found).toBe(true);
    }
  });

  it('does not see 计算机', () => {
    const search = new TotalBytes();
    search.push(Buffer.from('计算机,会计,设计,tota'));
    search.push(Buffer.from('计l'));
    expect(search.found).toBe(false);
  });
});
