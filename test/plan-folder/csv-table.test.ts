import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { csvRecords } from '../../src/plan-folder/csv-records.ts';
import { type CsvTable, openTable } from '../../src/plan-folder/csv-table.ts';
import { csvCells } from '../../src/plan-folder/csv-text.ts';
import { levelNameFindings } from '../../src/plan-folder/level-columns.ts';

const FORMAT = { before: ['target', 'period'], after: ['amount', 'note'] };
const open = (content: string | Uint8Array): CsvTable => openTable({ content, file: 'plan.csv' }, FORMAT);
const rowsOf = (table: CsvTable) => [...table.rows].map(({ line, cells }) => [line, ...cells]);
const headerFindings = (header: string) => open(`${header}\n`).findings.map((f) => [f.code, f.place?.column]);

describe('records', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('华东', 'a"b', 'a,b', 'a\nb', '"', '""', ',', '\r', '李"四", 王'));
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });

  it('come back as they were written', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const text = rows.map((cells) => `${csvCells(cells)}\n`).join('');
        const kept = rows.filter((cells) => cells.some((c) => c.trim() !== ''));
        expect([...csvRecords(text)].map((record) => record.cells)).toEqual(kept);
      }),
    );
  });

  it('are those of csv-parse', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const text = rows.map((cells) => `${csvCells(cells)}\n`).join('');
        const theirs = parse(text, { relax_column_count: true, record_delimiter: '\n' }).filter((cells) =>
          cells.some((c) => c.trim() !== ''),
        );
        expect([...csvRecords(text)].map((record) => record.cells)).toEqual(theirs);
      }),
    );
  });

  it('have physical line numbers, after line breaks in cells and blank lines too', () => {
    const text = 'h,i\n"a\nb",1\n\n,\nc,2\n"d",3';
    expect([...csvRecords(text)].map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'h', 'i'],
      [2, 'a\nb', '1'],
      [6, 'c', '2'],
      [7, 'd', '3'],
    ]);
  });

  it('that have stray quotes are broken alone', () => {
    const lines = [...csvRecords('a,b\nz"z,1\n"y"y,2\nok,3\n"open,4\nlast,5\n')];
    expect(lines.map(({ line, broken }) => [line, broken])).toEqual([
      [1, false],
      [2, true],
      [3, true],
      [4, false],
      [5, true],
      [6, false],
    ]);
  });
});

describe('a table', () => {
  it('has the levels that stand between its fixed columns', () => {
    const table = open('target,period,区域,销售员,amount,note\nrev,2026-01,华东,王芳,1,\n');
    expect(table.levels).toEqual(['区域', '销售员']);
    expect(rowsOf(table)).toEqual([[2, 'rev', '2026-01', '华东', '王芳', '1', '']]);
    expect(open('target,period,amount,note\n').levels).toEqual([]);
  });

  it('tells missing, misspelt, unknown and repeated columns, all at once', () => {
    expect(headerFindings('target,区域,ammount,note,extra,note')).toEqual([
      ['folder.missing-column', 'period'],
      ['folder.misspelt-column', 'ammount'],
      ['folder.unknown-column', 'extra'],
      ['folder.column-twice', 'note'],
    ]);
  });

  it('refuses levels named like a grain or a file column, with the --map to use', () => {
    expect(headerFindings('target,period,month,owner,区域,区域,amount,note')).toEqual([
      ['folder.level-is-grain', 'month'],
      ['folder.level-is-column', 'owner'],
      ['folder.level-twice', '区域'],
    ]);
    expect(levelNameFindings(['月', 'plan', '区域'])).toMatchObject([
      { values: { suggestion: '单位月' } },
      { values: { suggestion: 'unit_plan' } },
    ]);
  });

  it('says so when columns are separated by something else, or nothing is there', () => {
    expect(headerFindings('target;period;amount;note')[0]?.[0]).toBe('folder.csv-delimiter');
    expect(open('').findings).toMatchObject([{ code: 'folder.no-header', place: { line: 1 } }]);
  });

  it('reports every row with a wrong number of cells or stray quotes, and keeps the others', () => {
    const table = open('target,period,amount,note\na,b,c\na,b"b,c,d\na,b,c,d\na,b,c,d,e\n');
    expect(rowsOf(table)).toEqual([[4, 'a', 'b', 'c', 'd']]);
    expect(table.findings.map((f) => [f.place?.line, f.code, f.place?.row])).toEqual([
      [2, 'folder.cell-count', 'a,b,c'],
      [3, 'folder.csv-quotes', 'a,b"b,c,d'],
      [5, 'folder.cell-count', 'a,b,c,d,e'],
    ]);
  });
});

describe('a file saved again elsewhere', () => {
  const text = 'target,period,区域,amount,note\n目标,2026-01,华东,1.00,"一,二\n三"\n目标,2026-01,𠮷野,2.00,\n';
  const asWritten = rowsOf(open(text));

  it.each([
    ['with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['with CRLF', Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['with both', Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`)],
    ['as GB18030 with CRLF', iconv.encode(text.replaceAll('\n', '\r\n'), 'gb18030')],
  ])('reads the same %s', (_, bytes) => {
    const table = open(bytes);
    expect(rowsOf(table)).toEqual(asWritten);
    expect(table.findings.filter((f) => f.severity !== 'note')).toEqual([]);
  });

  it('is noted when it was GB18030, and refused when it is no text', () => {
    expect(open(iconv.encode(text, 'gb18030')).findings).toMatchObject([{ severity: 'note', code: 'folder.assumed-gb18030' }]);
    expect(open(Uint8Array.of(0xff, 0xfe, 0x00)).findings).toMatchObject([{ severity: 'error', code: 'folder.bad-encoding' }]);
  });
});
