import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { peopleText } from '../../src/render/cell.ts';
import type { Sheet } from '../../src/render/sheet.ts';
import { pipe, plan, terminal, text, texts, year } from './story.ts';

const linesOf = (output: string) => output.trimEnd().split('\n');
const widths = (lines: readonly string[]) => new Set(lines.map((line) => stringWidth(line)));

/** Every cell text of a bordered table, over all blocks. */
function borderedCells(output: string): Set<string> {
  const rows = linesOf(output).filter((line) => line.startsWith('│'));
  return new Set(rows.flatMap((line) => line.split('│').map((cell) => cell.trim())));
}

function expectedCells(sheet: Sheet): string[] {
  return sheet.rows.flatMap((row) => sheet.columns.map((column, place) => peopleText(row.cells[place] ?? '', column)));
}

describe('table on a terminal', () => {
  it('has borders, thousands separators, indented units and the totals last', async () => {
    expect(`\n${await text('table', plan, terminal(100))}`).toBe(`
Plan 2026, revenue, CNY
┌─────────────┬──────────────┬────────┬────────┬────────────┬────────┐
│ 区域        │         目标 │ orders │   pace │ due        │ status │
├─────────────┼──────────────┼────────┼────────┼────────────┼────────┤
│ 华东        │ 5,000,000.00 │  1,200 │ 0.9277 │ 2026-03-31 │ amber  │
│   上海|浦东 │    -1,234.50 │      7 │        │ 2026-03-31 │ red    │
│   =SUM(A1)  │       999.00 │        │ 1.0100 │            │ green  │
│ 合计        │ 5,000,999.00 │  1,207 │ 0.9300 │            │ none   │
└─────────────┴──────────────┴────────┴────────┴────────────┴────────┘
`);
  });

  it('draws with ASCII when asked', async () => {
    const output = await text('table', texts(['a', 'b']), { ...terminal(100), ascii: true });
    expect(`\n${output}`).toBe(`
Texts
+----+----+
| c0 | c1 |
+----+----+
| a  | b  |
+----+----+
`);
  });

  it('colours the codes and sets totals bold, and only with colour', async () => {
    const coloured = await text('table', plan, { ...terminal(100), colour: true });
    expect(coloured).toContain('\u001B[31mred\u001B[39m');
    expect(coloured).toContain('\u001B[32mgreen\u001B[39m');
    expect(coloured).toContain('\u001B[33mamber\u001B[39m');
    expect(coloured).toContain('\u001B[1m合计\u001B[22m');
    expect(widths(linesOf(coloured).slice(1)).size).toBe(1);
    expect(await text('table', plan, terminal(100))).not.toContain('\u001B');
  });

  it.each([40, 80, 200])('loses no cell at %i columns', async (width) => {
    const sheet = year(9);
    const output = await text('table', sheet, terminal(width));
    const cells = borderedCells(output);
    expect(expectedCells(sheet).filter((cell) => !cells.has(cell))).toEqual([]);
    expect(Math.max(...widths(linesOf(output)))).toBeLessThanOrEqual(width);
  });

  it('repeats in each block the labels that tell rows apart, and the constant one only once', async () => {
    const blocks = (await text('table', year(3), terminal(60))).split('\n\n');
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks) expect(block).toMatch(/区域.*销售员/);
    expect(blocks.filter((block) => block.includes('target'))).toHaveLength(1);
  });

  it('prints a column that fits nowhere all the same', async () => {
    const wide = '很'.repeat(40);
    const output = await text('table', texts(['a', wide, 'c'], ['b', 'x', 'd']), terminal(20));
    expect(output).toContain(wide);
    expect(borderedCells(output)).toEqual(new Set(['', 'a', 'b', 'c', 'd', 'x', wide, 'c0', 'c1', 'c2']));
  });

  it('keeps aligned what tabs, line breaks and terminal codes would move', async () => {
    const output = await text('table', texts(['a\tb\nc', '\u001B[2Jx'], ['华东', '']), terminal(80));
    expect(output).not.toContain('\u001B');
    expect(widths(linesOf(output).slice(1)).size).toBe(1);
  });
});

describe('table in a pipe', () => {
  it('is plain aligned columns with plain numbers', async () => {
    expect(`\n${await text('table', plan)}`).toBe(`
Plan 2026, revenue, CNY
区域               目标  orders    pace  due         status
华东         5000000.00    1200  0.9277  2026-03-31  amber
  上海|浦东    -1234.50       7          2026-03-31  red
  =SUM(A1)       999.00          1.0100              green
合计         5000999.00    1207  0.9300              none
`);
  });

  it('has no colour, no blanks at line ends and no blocks, whatever the width', async () => {
    const output = await text('table', year(2), { ...pipe, width: 40, colour: true });
    expect(output).not.toContain('\u001B');
    expect(output).not.toMatch(/ $/m);
    expect(linesOf(output)).toHaveLength(4);
  });

  it('aligns Chinese by display width', async () => {
    const sheet: Sheet = {
      ...texts(['华东', '1'], ['East', '22'], ['ＡＢ', '3']),
      columns: [
        { name: 'u', kind: 'text' },
        { name: 'n', kind: 'amount' },
      ],
    };
    expect(widths(linesOf(await text('table', sheet)).slice(1)).size).toBe(1);
  });
});

describe('a long table', () => {
  it('is bordered up to 1,000 rows and plain from 1,001 on', async () => {
    expect(await text('table', year(1000), terminal(200))).toContain('│');
    expect(await text('table', year(1001), terminal(200))).not.toContain('│');
  });

  it('is split into blocks too', async () => {
    const sheet = year(1001);
    const output = await text('table', sheet, terminal(80));
    const cells = new Set(output.split(/\s+/));
    expect(Math.max(...widths(linesOf(output)))).toBeLessThanOrEqual(80);
    expect(expectedCells(sheet).filter((cell) => !cells.has(cell))).toEqual([]);
  });
});
