import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { wordsFor } from '../../src/locale/index.ts';
import { type Progress, progressText } from '../../src/render/progress-text.ts';

const en = await wordsFor('en');
const zh = await wordsFor('zh-CN');
const CHECK: Progress = { phase: 'check', file: '华东/orders.csv', number: 2, files: 3, done: 312_400_000, total: 600_000_000 };

describe('a line of progress', () => {
  it.each([
    [CHECK, en, 'Checking 华东/orders.csv (2/3): 52%, 312 of 600 MB'],
    [CHECK, zh, '正在检查 华东/orders.csv（2/3）：52%，312/600 MB'],
    [
      { ...CHECK, phase: 'unpack', files: 1, done: 999_999, total: 1_000_000 },
      en,
      'Unpacking 华东/orders.csv: 99%, 1.0 of 1.0 MB',
    ],
    [{ ...CHECK, phase: 'decode', total: 0 }, en, 'Converting 华东/orders.csv (2/3) ...'],
    [{ phase: 'engine', number: 1, files: 1, done: 47.9, total: 100 }, en, 'Adding up: 47%'],
    [{ phase: 'engine', number: 1, files: 1, done: 0, total: 0 }, zh, '正在汇总……'],
    // The file grows while it is read.
    [{ ...CHECK, files: 1, done: 700_000_000 }, en, 'Checking 华东/orders.csv: 100%, 700 of 600 MB'],
  ])('%j', (progress, words, text) => {
    expect(progressText(progress, words, 80)).toBe(text);
  });

  it('loses the beginning of the file’s name first', () => {
    expect(progressText(CHECK, en, 46)).toBe('Checking ...ers.csv (2/3): 52%, 312 of 600 MB');
    expect(progressText(CHECK, en, 30)).toBe('Checking ... (2/3): 52%, 312 ');
    expect(progressText(CHECK, zh, 40)).toMatch(/^正在检查 \.\.\.[a-z.]*（2\/3）：52%，312\/600 MB$/);
  });

  it('is narrower than the terminal, whatever the name, and on one line', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 120 }),
        fc.constantFrom(en, zh),
        (file, width, words) => {
          const text = progressText({ ...CHECK, file: `\u001b[2J${file}\n\r` }, words, width);
          expect(stringWidth(text)).toBeLessThan(Math.max(width, 1));
          expect([...text].filter((letter) => letter < ' ')).toEqual([]);
        },
      ),
    );
  });
});
