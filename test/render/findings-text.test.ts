import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { type Finding, finding } from '../../src/core/finding.ts';
import { wordsFor } from '../../src/locale/index.ts';
import { findingsText } from '../../src/render/findings-text.ts';
import { markedRow } from '../../src/render/marked-row.ts';
import { words } from './story.ts';

const bad = (line: number, row: string, cell: string, remedy = 'a number') =>
  finding('error', 'facts.bad-amount', { remedy }, { file: 'orders.csv', line, column: '金额', row, cell });

const shown = (findings: readonly Finding[], colour = false) => `\n${findingsText(findings, words, { colour })}`;

describe('findings as text', () => {
  it('says where and what, marks the cell, and gives a shared remedy once', () => {
    const findings = [bad(14, '2026-01-05,华东大区,"1,2,3",x', '1,2,3'), bad(15, '2026-01-06,华东,一百,x', '一百')];
    expect(shown(findings)).toBe(`
severity.error: orders.csv:14:金额: facts.bad-amount is wrong
    2026-01-05,华东大区,"1,2,3",x
                         ^^^^^
severity.error: orders.csv:15:金额: facts.bad-amount is wrong
    2026-01-06,华东,一百,x
                    ^^^^
Try a number
`);
  });

  it('leaves out what is not known of the place, and the remedy where there is none', () => {
    expect(shown([finding('note', 'a.b'), finding('warning', 'a.c', undefined, { file: 'x.csv' })])).toBe(`
severity.note: a.b is wrong
severity.warning: x.csv: a.c is wrong
`);
  });

  it('keeps different remedies of one code apart', () => {
    const output = shown([bad(1, 'x', 'x', 'one'), bad(2, 'y', 'y', 'two'), bad(3, 'z', 'z', 'one')]);
    expect(output.match(/:\d:|Try \w+/g)).toEqual([':1:', ':3:', 'Try one', ':2:', 'Try two']);
  });

  it('shows at most 20 of one code and counts the rest', () => {
    const output = shown([...Array.from({ length: 25 }, (_, n) => bad(n + 1, 'x', 'x')), finding('error', 'a.b')]);
    expect(output.match(/orders\.csv/g)).toHaveLength(20);
    expect(output).toContain('Try a number\nfindings.more 5\nseverity.error: a.b is wrong\n');
  });

  it('colours the severity only when asked', () => {
    expect(shown([finding('warning', 'a.b')], true)).toBe('\n\u001B[33mseverity.warning\u001B[39m: a.b is wrong\n');
  });

  it.each([
    ['en', 'error: "x" is no field of this output\nTry one of these fields: a, b\n'],
    ['zh-CN', '错误: 输出中没有字段“x”\n可以试试：改用以下字段之一：a, b\n'],
  ] as const)('reads well in %s', async (language, expected) => {
    const unknown = finding('error', 'render.unknown-field', { field: 'x', fields: 'a, b' });
    expect(findingsText([unknown], await wordsFor(language), { colour: false })).toBe(expected);
  });
});

describe('the marked row', () => {
  it.each([
    ['a whole cell before a part of another', '2025-01-05,5', '5', '           ^'],
    ['every cell that is equal', '1,a,1', '1', '^   ^'],
    ['a blank cell', '"a",b,,c', '', '      ^'],
    ['a cell with quotes in it', 'a,"say ""hi""",b', 'say "hi"', '   ^^^^^^^^^^'],
    ['a part, when the cell was trimmed', 'a,  华东 ,b', '华东', '    ^^^^'],
    ['a cell behind a tab', '华\tx\ty', 'x', '   ^'],
    ['what a pattern would read', 'a,(*.*),b', '(*.*)', '  ^^^^^'],
  ])('marks %s', (_, row, cell, marks) => {
    expect(markedRow({ row, cell })[1]).toBe(`    ${marks}`);
  });

  it('shows a row too wide for the terminal around its cell', () => {
    const row = `${'前文,'.repeat(40)}坏数,${'后文,'.repeat(40)}`;
    const [shown = '', marks = ''] = markedRow({ row, cell: '坏数' }, 60);
    expect(stringWidth(shown)).toBeLessThanOrEqual(60);
    expect(shown).toMatch(/^ {4}\.\.\..*文,坏数,后文.*\.\.\.$/);
    expect(stringWidth(shown.slice(0, shown.indexOf('坏数')))).toBe(marks.indexOf('^'));
    expect(marks.trim()).toBe('^^^^');
    expect(markedRow({ row, cell: '坏数' })[0]).toBe(`    ${row}`);
  });

  it('has no marks for a cell that the row has not', () => {
    expect(markedRow({ row: 'a,b', cell: 'z' })).toEqual(['    a,b']);
    expect(markedRow({ row: 'a,b' })).toEqual(['    a,b']);
    expect(markedRow({ cell: 'z' })).toEqual([]);
  });
});
