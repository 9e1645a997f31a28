import { describe, expect, it } from 'vitest';
import { RepeatFinder, type RepeatSearch, type RowRepeats } from '../../../src/facts/files/repeated-rows.ts';

const SEARCH: RepeatSearch = { check: 'sample', bytes: 0, delimiter: 0x2c, isCompared: true, order: -1 };

/** What is found in the rows of `text(0)` to `text(count - 1)`. */
function found(count: number, text: (row: number) => string, more: Partial<RepeatSearch>): RowRepeats {
  const finder = new RepeatFinder({ ...SEARCH, ...more });
  for (let row = 0; row < count; row++) {
    const bytes = Buffer.from(text(row));
    finder.push(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length, row + 1);
  }
  return finder.end();
}

/** What stands too often, as a message estimates it. */
function estimate({ rows, rate }: RowRepeats): number {
  return rows.reduce((sum, { times }) => sum + times - 1, 0) * rate;
}

const LARGE = 256 * 2 ** 20;

describe('a sample of rows', () => {
  it('says of short rows, too, how many of them were looked at', () => {
    const repeats = found(20_000, (row) => `A,${row}`, { bytes: LARGE });
    expect(repeats.rate / repeats.chosen).toBeGreaterThan(0.8);
    expect(repeats.rate / repeats.chosen).toBeLessThan(1.25);
  });

  it('estimates repeated rows where short ones stand among long ones', () => {
    const text = (row: number) => (row % 2 === 0 ? `A,${row}` : `2025-01-15,East,${1_000_000 + (row % 20_000)},CNY`);
    const repeats = found(40_000, text, { bytes: LARGE });
    expect(estimate(repeats)).toBeGreaterThan(8_000);
    expect(estimate(repeats)).toBeLessThan(12_000);
  });

  it('does not count what was found before the sample became smaller at the rate of afterwards', () => {
    const repeats = found(1_100_000, (row) => `A,${row < 20_000 ? row % 10_000 : row}`, {});
    expect(repeats.rate).toBe(2);
    expect(estimate(repeats)).toBeGreaterThan(9_000);
    expect(estimate(repeats)).toBeLessThan(11_000);
  });
});
