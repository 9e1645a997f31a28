import { describe, expect, it } from 'vitest';
import { columnBlocks } from '../../src/render/column-blocks.ts';
import type { TextColumn } from '../../src/render/text-column.ts';

const FRAME = { each: 3, once: 1 };

function column(heading: string, texts: readonly string[], right = false): TextColumn {
  const width = Math.max(heading.length, ...texts.map((text) => text.length));
  return { heading, kind: right ? 'amount' : 'text', right, texts, width };
}

const headings = (columns: readonly TextColumn[], width: number) =>
  columnBlocks(columns, FRAME, width).map((block) => block.map(({ heading }) => heading));

const history = [
  column('section', ['year', 'unit', 'unit']),
  column('period', ['2024', '', '']),
  column('unit', ['', 'East/Ann', 'West/Bob']),
  column('rows', ['40', '20', '20'], true),
  column('amount', ['5,000,000.00', '3,000,000.00', '2,000,000.00'], true),
  column('share', ['100.00%', '60.00%', '40.00%'], true),
];

describe('columnBlocks', () => {
  it('repeats in every block what tells the rows apart, and first leaves out what the others tell', () => {
    expect(headings(history, 40)).toEqual([
      ['section', 'period', 'unit', 'rows'],
      ['period', 'unit', 'amount'],
      ['period', 'unit', 'share'],
    ]);
  });

  it('numbers the rows where their names leave no room', () => {
    const long = [
      column('region', ['a very long name of a region', 'a longer name of one']),
      column('team', ['a very long name of a team', 'a very long name of a team']),
      column('amount', ['5,000,000.00', '3,000,000.00'], true),
      column('share', ['60.00%', '40.00%'], true),
    ];
    expect(headings(long, 40)).toEqual([
      ['#', 'region'],
      ['#', 'team'],
      ['#', 'amount', 'share'],
    ]);
  });

  it.each([20, 30, 40, 60])('holds every column once or more, and each block tells the rows apart, at %i', (width) => {
    const blocks = columnBlocks(history, FRAME, width);
    for (const one of history) expect(blocks.flat()).toContain(one);
    for (const block of blocks) {
      const rows = history[0]?.texts.map((_, row) => block.map(({ texts }) => texts[row]).join('|'));
      expect(new Set(rows).size).toBe(3);
    }
  });
});
