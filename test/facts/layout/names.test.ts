import { describe, expect, it } from 'vitest';
import { joinHeaderRows, looksLikeTwoRows } from '../../../src/facts/files/layout/header-rows.ts';
import { periodName } from '../../../src/facts/files/layout/period-names.ts';
import { statedUnit, titleYear } from '../../../src/facts/files/layout/title-lines.ts';
import { isTotalRow, withoutTotalWord } from '../../../src/facts/files/layout/total-words.ts';

const period = (text: string) => {
  const found = periodName(text);
  return found && [found.year ?? '?', found.months.join('+'), found.measure].join(' ').trim();
};

describe('names of periods', () => {
  it.each([
    ['2026-01', '2026 1'],
    ['2026/1', '2026 1'],
    ['2026.12', '2026 12'],
    ['202601', '2026 1'],
    ['2026年1月', '2026 1'],
    ['２０２６年０１月份', '2026 1'],
    ['2026-01-01 00:00:00', '2026 1'],
    ['1月', '? 1'],
    ['十二月', '? 12'],
    ['Jan-26', '2026 1'],
    ['26-Jan', '2026 1'],
    ['September 2026', '2026 9'],
    ['Sept', '? 9'],
    ['2026年_3月', '2026 3'],
    ['2026-01_实际', '2026 1 实际'],
    ['2026年_3月_实际', '2026 3 实际'],
    ['2026Q1', '2026 1+2+3'],
    ['四季度', '? 10+11+12'],
    ['第2季度', '? 4+5+6'],
    ['下半年', '? 7+8+9+10+11+12'],
    ['2025年', '2025 1+2+3+4+5+6+7+8+9+10+11+12'],
    ['合计', '? 1+2+3+4+5+6+7+8+9+10+11+12'],
  ])('reads %s', (text, expected) => expect(period(text)).toBe(expected));

  it.each(['2026', '13月', '202613', '1', '大区', '金额', '月', '2026-01-15', 'Marketing', 'Q5', '3月目标客户', '_1月', ''])(
    'takes %s for none',
    (text) => expect(period(text)).toBeUndefined(),
  );
});

describe('titles', () => {
  const title = (...cells: string[]) => [{ line: 3, cells }];

  it.each([
    ['单位：万元', 4, '万元'],
    ['（单位:元）', 0, '元'],
    ['2025年销售表（单位：人民币千元）', 3, '千元'],
    ['单位 亿元', 8, '亿元'],
    ['Unit: USD', 0, 'USD'],
  ])('finds the unit in %s', (text, power, unit) => expect(statedUnit(title('', text))).toEqual({ power, text: unit, line: 3 }));

  it.each(['单位：上海分公司', '单位：台', '销售表'])('finds none in %s', (text) =>
    expect(statedUnit(title(text))).toBeUndefined(),
  );

  it('joins a unit in the next cell', () => expect(statedUnit(title('单位：', '万元'))?.power).toBe(4));

  it.each([
    ['2025年销售表', 2025],
    ['2025年1-12月销售', 2025],
    ['Sales 2025', 2025],
    ['2025年度 制表日期：2026年1月5日', 2025],
    ['2025年表 编号2024', 2025],
    ['2024年与2025年对比', undefined],
    ['制表 2026-01-05', undefined],
    ['编号 12025', undefined],
  ])('knows the year of %s', (text, year) => expect(titleYear(title(text))).toBe(year));
});

describe('two header rows', () => {
  it('carries merged names on and keeps what one row alone names', () => {
    const upper = ['大区', '', 'Q1', '', '合计', '备注'];
    expect(joinHeaderRows(upper, ['', '销售员', '目标', '实际', '', '备注'])).toEqual([
      '大区',
      '大区_销售员',
      'Q1_目标',
      'Q1_实际',
      '合计',
      '备注',
    ]);
    expect(joinHeaderRows(['', '', '1月', ''], ['大区', '省份', '目标', '实际'])).toEqual([
      '大区',
      '省份',
      '1月_目标',
      '1月_实际',
    ]);
  });

  it('are suspected by names under blanks only', () => {
    expect(looksLikeTwoRows(['大区', '1月', ''], ['', '目标', '实际'])).toBe(true);
    expect(looksLikeTwoRows(['大区', '1月', ''], ['华东', '10', '备'])).toBe(false);
    expect(looksLikeTwoRows(['大区', '1月'], ['华东', '目标'])).toBe(false);
  });
});

describe('rows that only add up others', () => {
  it.each([
    [['合计', '', '', '5']],
    [['', '', '小计：', '5']],
    [['华东小计', '', '', '5']],
    [['2026-01-31', '华东 合计', '', '5']],
    [['', '合　计', '', '5']],
    [['总计（元）', '', '', '5']],
    [['本月合计', '', '', '5']],
    [['Grand Total', '', '', '5']],
    [['SUBTOTAL', '', '', '5']],
    [['', 'East Total', '', '5']],
    [['2026-01-31', '华东', '小计', '5']],
  ])('%j is one', (cells) => expect(isTotalRow(cells, [0, 1])).toBe(true));

  it.each([
    [['2026-01-31', '计算机', '', '5']],
    [['2026-01-31', '华东', '会计软件', '5']],
    [['2026-01-31', '小计算机店', '', '5']],
    [['2026-01-31', '合计划一部', '', '5']],
    [['2026-01-31', '华东', '运费合计', '5']],
    [['2026-01-31', 'Colgate Total', '', '5']],
    [['2026-01-31', '华东', 'Total', '5']],
    [['2026-01-31', 'Totally', '', '5']],
    [['2026-01-31', 'Subtotal Ltd', '', '5']],
  ])('%j is none', (cells) => expect(isTotalRow(cells, [0, 1])).toBe(false));

  it.each([
    ['华东 小计：', '华东'],
    ['华东小计', '华东'],
    ['East Total', 'East'],
    ['2026-01 合计', '2026-01'],
    ['合计', ''],
    ['Total', ''],
    ['本月合计', ''],
    ['计算机', '计算机'],
  ])('%s is about "%s"', (cell, name) => expect(withoutTotalWord(cell)).toBe(name));
});
