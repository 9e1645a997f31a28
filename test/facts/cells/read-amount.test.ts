import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatExact } from '../../../src/core/amount.ts';
import { type CellForm, PLAIN_FORM, readAmount } from '../../../src/facts/cells/read-cell.ts';

/** The number, with the code of its notice behind it; or why it is none. */
function read(cell: string, form: Partial<CellForm> = {}): string {
  const found = readAmount(cell, { ...PLAIN_FORM, ...form });
  if ('problem' in found) return found.problem.replace('facts.', '');
  return [formatExact(found.amount, 6, 0), ...(found.notice ? [found.notice.replace('facts.', '')] : [])].join(' ');
}

describe('an amount cell', () => {
  it.each([
    ['1234.56', '1234.56'],
    ['1,234.56', '1234.56'],
    ['１，２３４', '1234'],
    ['１２３４．５０', '1234.5'],
    ['1 234', '1234'],
    ['1\u00a0234\u202f567', '1234567'],
    ['1,2345', '12345'],
    ['1,2345,6789.5', '123456789.5'],
    ['￥1,234', '1234'],
    ['¥ 1,234.00', '1234'],
    ['¥1,234.00元', '1234'],
    ['1234元整', '1234'],
    ['RMB 1,234', '1234'],
    ['1234 CNY', '1234'],
    ['$1,234', '1234 dollar-cells'],
    ['USD 1,234', '1234 dollar-cells'],
    ['(1,234)', '-1234'],
    ['（1,234）', '-1234'],
    ['(¥1,234)', '-1234'],
    ['¥(1,234)', '-1234'],
    ['(1,234)元', '-1234'],
    ['-1,234', '-1234'],
    ['－1234', '-1234'],
    ['–1234', '-1234'],
    ['—1234', '-1234'],
    ['\u22121234', '-1234'],
    ['- 1234', '-1234'],
    ['-¥1234', '-1234'],
    ['¥-1234', '-1234'],
    ['△12', '-12'],
    ['▲12', '-12'],
    ['1234-', '-1234'],
    ['+12', '12'],
    ['1.2万', '12000 scaled-cells'],
    ['3亿', '300000000 scaled-cells'],
    ['12.5万元', '125000 scaled-cells'],
    ['3千', '3000 scaled-cells'],
    ['3百万', '3000000 scaled-cells'],
    ['-1.23456789万', '-12345.6789 scaled-cells'],
    ['￥１.２萬', '12000 scaled-cells'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['000000000000012', '12'],
    ['1.50000000000', '1.5'],
    ["'1234", '1234'],
    ["'-12", '-12'],
    ['="1234"', '1234'],
    ['\u3000 1234\u00a0', '1234'],
    ['\u200b1\u200d234\ufeff', '1234'],
    ['0', '0'],
    ['-0.00', '0'],
  ])('is read: %s as %s', (cell, value) => {
    expect(read(cell)).toBe(value);
  });

  it.each([
    ['1,23,4', 'amount-grouping'],
    ['1,234 567', 'amount-grouping'],
    ['1,2345,678', 'amount-grouping'],
    ["1'234", 'bad-amount'],
    ['1.234,56', 'amount-decimal-comma'],
    ['12,5', 'amount-decimal-comma'],
    ['1.234.567', 'amount-decimal-comma'],
    ['1.2.3', 'bad-amount'],
    ['(-5)', 'bad-amount'],
    ['-5-', 'bad-amount'],
    ['1(23)', 'bad-amount'],
    ['(5', 'bad-amount'],
    ['5²', 'bad-amount'],
    ['①', 'bad-amount'],
    ['½', 'bad-amount'],
    ['1\n2', 'bad-amount'],
    ['1万2千', 'bad-amount'],
    ['€5', 'bad-amount'],
    ['约5', 'bad-amount'],
    ['12.5%', 'amount-percent'],
    ['1.23E+15', 'amount-scientific'],
    ['1E3', 'amount-scientific'],
    ['一百二十', 'amount-numerals'],
    ['二〇', 'amount-numerals'],
    ['壹万元整', 'amount-numerals'],
    ['1.2345678', 'amount-too-fine'],
    ['1234567890123', 'amount-too-large'],
    ['10000亿', 'amount-too-large'],
    ['#DIV/0!', 'excel-error'],
    ['#REF!', 'excel-error'],
    ['#VALUE!', 'excel-error'],
    ['#NAME?', 'excel-error'],
    ['######', 'excel-hashes'],
  ])('is refused: %s as %s', (cell, problem) => {
    expect(read(cell)).toBe(problem);
  });

  it.each(['', ' \t', '-', ' - ', '—', '——', '/', '无', 'N/A', '#N/A', 'NULL', '\u3000', '\u200b', '=""'])(
    'is missing: %j',
    (cell) => {
      expect(read(cell)).toBe('blank-amount');
    },
  );

  it('is a percentage only in a column of rates', () => {
    const rates = (cell: string) => read(cell, { percent: true });
    expect(['12.5%', '１２．５％', '(12.5%)', '-3%', '0.125', '100%', '12.34567%', '5元%'].map(rates)).toEqual([
      '0.125',
      '0.125',
      '-0.125',
      '-0.03',
      '0.125',
      '1',
      'amount-too-fine',
      'bad-amount',
    ]);
  });

  it('has no unit of its own in a column with a unit', () => {
    const cells = ['1.2万', '3亿', '12元', '¥12', '12'].map((cell) => read(cell, { power: 4 }));
    expect(cells).toEqual(['amount-unit-twice', 'amount-unit-twice', 'amount-unit-twice', '12', '12']);
  });

  it('comes back from every way of writing a number', () => {
    const ways = [
      (text: string) => text,
      (text: string) => `¥${text}`,
      (text: string) => `${text}元`,
      (text: string) => [...text].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join(''),
      (text: string) => text.replace(/\B(?=(\d{3})+(?!\d))/gu, ','),
      (text: string) => text.replace(/\B(?=(\d{4})+(?!\d))/gu, ','),
      (text: string) => text.replace(/\B(?=(\d{3})+(?!\d))/gu, ' '),
    ];
    const negatives = ['-', '△', '▲', '−', '－'].map((sign) => (text: string) => sign + text);
    const negative = fc.constantFrom(
      ...negatives,
      (text: string) => `(${text})`,
      (text: string) => `${text}-`,
    );
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 12n - 1n }),
        fc.constantFrom(...ways),
        fc.option(negative),
        (whole, way, minus) => {
          const text = way(String(whole));
          const sign = minus ? -1n : 1n;
          expect(readAmount(minus ? minus(text) : text, PLAIN_FORM)).toEqual({ amount: sign * whole * 1_000_000n });
        },
      ),
    );
  });
});
