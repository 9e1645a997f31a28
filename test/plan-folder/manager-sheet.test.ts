import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { formatDay } from '../../src/core/calendar/day.ts';
import type { Refusal } from '../../src/core/finding.ts';
import { headerParts, openSheet, type SheetWords, sheetHeader, sheetRows } from '../../src/plan-folder/manager-sheet.ts';
import { sheetLayout } from '../../src/plan-folder/manager-sheet-columns.ts';
import { spreadsheetDay } from '../../src/plan-folder/manager-sheet-day.ts';

const WORDS: SheetWords = {
  target: ['target', '目标'],
  period: ['period', '期间'],
  kind: ['row type', '行类型'],
  last_year: ['last year', '去年同期'],
  proposal: ['proposal', '方案'],
  number: ['your number', '你的数字'],
  note: ['note', '说明'],
  person: ['person', '姓名'],
  date: ['date', '日期'],
  check: ['check code', '核对码'],
};

const open = (text: string) => openSheet(Buffer.from(text), 'a.csv', WORDS);
const layout = (text: string, levels = ['区域']) =>
  sheetLayout(open(text), { words: WORDS, levels, periodOf: (name) => (/^Q\d$/.test(name) ? name : undefined) });
const codes = (text: string, levels?: string[]) => layout(text, levels).findings.map(({ code, values }) => [code, values]);

function refusal(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    return (error as Refusal).findings.map(({ code }) => code);
  }
  return [];
}

describe('openSheet', () => {
  it('finds the header below titles, in either language and GB18030', () => {
    const text = '2026 年指标,,,\r\n单位：万元,,,\r\n期间,目标,区域,你的数字（万元）\r\n2026,T1,䶮州,5\r\n,,,\r\n';
    const sheet = openSheet(iconv.encode(text, 'gb18030'), 'a.csv', WORDS);
    expect(sheet.header.line).toBe(3);
    expect(sheet.unitAbove).toBe('万元');
    expect(sheetRows(sheet).rows.map((row) => [row.line, row.text(2)])).toEqual([[4, '䶮州']]);
  });

  it.each([
    ['a workbook by its bytes', () => openSheet(Buffer.from('PK\u0003\u0004'), 'a.csv', WORDS), 'sheet.is-workbook'],
    ['a workbook by its name', () => openSheet(Buffer.from('target,your number'), 'a.et', WORDS), 'sheet.is-workbook'],
    ['tabs', () => open('target\tyour number\n'), 'folder.csv-delimiter'],
    ['another file', () => open('日期,金额\n2026-01-01,5\n'), 'sheet.no-header'],
    ['an empty file', () => open(''), 'sheet.no-header'],
    ['bytes that are no text', () => openSheet(Uint8Array.of(0xff, 0xff, 0xff), 'a.csv', WORDS), 'folder.bad-encoding'],
  ])('refuses %s', (_, act, code) => {
    expect(refusal(act)).toEqual([code]);
  });

  it('wakes no formula and keeps no apostrophe before one', () => {
    const { rows } = sheetRows(open("target,your number,note\nT1,5,'=SUM(A1)\nT1,5,'quoted'\n"));
    expect(rows.map((row) => row.text(2))).toEqual(['=SUM(A1)', "'quoted'"]);
  });
});

describe('headerParts', () => {
  it.each([
    ['方案（万元）', '方案', '万元'],
    ['proposal (k)', 'proposal', 'k'],
    ['方案/亿元', '方案', '亿元'],
    ['方案', '方案', ''],
    ['方案（含税）', '方案(含税)', ''],
  ])('%s', (written, name, unit) => {
    expect(headerParts(written)).toEqual({ name, unit });
  });
});

describe('sheetLayout', () => {
  it('knows the columns wherever they stand', () => {
    const found = layout('备注,Q2,你的数字,区域,Q1,目标,期间,,\nx,1,2,3,4,5,6,,\n');
    expect([found.indexOf('target'), found.indexOf('number'), found.indexOf('check'), found.levels]).toEqual([5, 2, -1, [3]]);
    expect(found.periods).toEqual([
      { index: 1, period: 'Q2' },
      { index: 4, period: 'Q1' },
    ]);
    expect(found.findings.map(({ code, values }) => [code, values])).toEqual([['sheet.other-column', { column: '备注' }]]);
  });

  it('tells a level from a column of ours with the same name', () => {
    const header = sheetHeader('姓名', ['姓名']);
    expect(header).toBe('姓名*');
    const found = layout(`target,period,姓名,your number,${header}\n`, ['姓名']);
    expect([found.levels, found.indexOf('person'), found.findings]).toEqual([[2], 4, []]);
  });

  it.each<[string, string, unknown[]]>([
    [
      'columns that are gone',
      'target,proposal\n',
      [
        ['sheet.no-period-column', {}],
        ['sheet.no-number-column', {}],
      ],
    ],
    ['a column twice', 'target,period,your number,你的数字\n', [['folder.column-twice', { column: '你的数字' }]]],
    ['a level twice', 'target,period,your number,区域,区域\n', [['folder.column-twice', { column: '区域' }]]],
    ['a period twice', 'target,period,your number,Q1,Q1\n', [['folder.column-twice', { column: 'Q1' }]]],
    ['two units', 'target,period,your number（万元）,Q1\n', [['sheet.several-units', { units: '万元, 元' }]]],
    ['another unit above', '单位：元\ntarget,period,your number（万元）\n', [['sheet.several-units', { units: '万元, 元' }]]],
    ['values without a header', 'target,period,your number,\n1,2,3,x\n', [['sheet.other-column', { column: '#4' }]]],
  ])('says that there are %s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });
});

describe('spreadsheetDay', () => {
  it.each(['2026/1/3', '2026-01-03', '2026.1.3', '2026年1月3日', '20260103', '2026/1/3 0:00:00', '46025', '２０２６/1/3'])(
    '%s',
    (text) => {
      expect(formatDay(spreadsheetDay(text) as number)).toBe('2026-01-03');
    },
  );

  it.each(['1/3/2026', '26/1/3', '2026/13/1', '2026-02-30', '3', 'Jan-26'])('%s is none', (text) => {
    expect(spreadsheetDay(text)).toBeUndefined();
  });
});
