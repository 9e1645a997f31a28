import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/render/display-width.ts';
import type { Sheet } from '../../src/render/sheet.ts';
import { wrapRows, wrapText } from '../../src/render/wrap-rows.ts';

describe('long texts', () => {
  it('go on below, words whole', () => {
    expect(wrapText('odds 31% of 5,200,000; below 25% is hard', 16)).toEqual(['odds 31% of', '5,200,000; below', '25% is hard']);
    expect(wrapText('没有资料说明各单元的产能。', 10)).toEqual(['没有资料说', '明各单元的', '产能。']);
    expect(wrapText('', 10)).toEqual(['']);
    expect(wrapText('a-word-wider-than-that and', 10)).toEqual(['a-word-wider-than-that', 'and']);
  });

  it('no closing mark begins a line, and no opening one ends it', () => {
    expect(wrapText('产能已计，合适', 8)).toEqual(['产能已计，', '合适']);
    expect(wrapText('预测基线（自动）', 10)).toEqual(['预测基线', '（自动）']);
  });

  it('lose nothing but blanks', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', ' ', '中', '，', '（', '5', '.') }),
        fc.integer({ min: 4, max: 20 }),
        (text, width) => {
          const bare = (some: string) => some.replace(/\s/g, '');
          expect(bare(wrapText(text, width).join(''))).toBe(bare(text));
          for (const line of wrapText(text, width)) {
            // Wider are single words, and lines that a closing mark ends.
            expect(displayWidth(line) <= width || /^\S+$/.test(line) || /[，.]$/.test(line)).toBe(true);
          }
        },
      ),
    );
  });

  it('leave other columns of the lines below blank', () => {
    const sheet: Sheet = {
      ...{ name: 'x', title: 'X', totals: undefined },
      columns: [
        { name: 'a', kind: 'text' },
        { name: 'b', kind: 'text', wrap: 5 },
      ],
      rows: [{ cells: ['1', 'one two'], emphasis: 'subtotal' }, { cells: ['2', 'two'] }],
    };
    expect(wrapRows(sheet).rows.map(({ cells }) => cells)).toEqual([
      ['1', 'one'],
      ['', 'two'],
      ['2', 'two'],
    ]);
  });
});
