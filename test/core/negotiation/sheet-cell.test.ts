import { describe, expect, it } from 'vitest';
import { readSheetCell } from '../../../src/core/negotiation/sheet-cell.ts';

describe('readSheetCell', () => {
  it.each([
    ['1,234.00', 123_400n, 2, 'plain', 2],
    [' ￥1,234.5 ', 12_345n, 1, 'plain', 1],
    ['１２３', 123n, 0, 'plain', 0],
    ['-5', -5n, 0, 'plain', 0],
    ['1234567890.1', 12_345_678_901n, 1, 'long', 1],
    ['1.5万', 15_000n, 0, 'scaled', 0],
    ['5元', 5n, 0, 'scaled', 0],
    ['1.23E+11', 123_000_000_000n, 0, 'exponent', -9],
    ['1E+12', 1_000_000_000_000n, 0, 'exponent', -12],
  ])('%j is a number', (text, coefficient, scale, form, decimals) => {
    expect(readSheetCell(text)).toEqual({ kind: 'number', value: { coefficient, scale }, form, decimals });
  });

  it.each([
    ['', 'blank'],
    ['　', 'blank'],
    ['-', 'clear'],
    [' －   ', 'clear'],
    ['——', 'clear'],
    ['#DIV/0!', 'error'],
    ['#N/A', 'error'],
    ['####', 'error'],
    ['5%', 'bad'],
    ['无', 'bad'],
    ['1,23', 'bad'],
    ['=A1', 'bad'],
    ['1E-3', 'bad'],
  ])('%j is %s', (text, kind) => {
    expect(readSheetCell(text)).toEqual({ kind });
  });
});
