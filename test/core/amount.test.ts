import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  atScale,
  displayPower,
  divideRounded,
  formatAmount,
  formatExact,
  formatRatio,
  parseDecimal,
} from '../../src/core/amount.ts';
import { runs } from './make.ts';

const anyUnits = fc.bigInt(-(10n ** 25n), 10n ** 25n);
const anyScale = fc.integer({ min: 0, max: 8 });

describe('parseDecimal', () => {
  it.each([
    ['5000000', 5_000_000n, 0],
    ['5,000,000', 5_000_000n, 0],
    ['５，０００，０００', 5_000_000n, 0],
    ['500万', 5_000_000n, 0],
    ['５００万元', 5_000_000n, 0],
    ['1.2亿', 120_000_000n, 0],
    ['1.2 亿元', 120_000_000n, 0],
    ['0.12345万', 12_345n, 1],
    ['1.00', 100n, 2],
    ['-3.5', -35n, 1],
    ['－３．５', -35n, 1],
    ['+7', 7n, 0],
    ['3k', 3_000n, 0],
    ['1.5M', 1_500_000n, 0],
    ['12元', 12n, 0],
    ['¥5', 5n, 0],
    ['￥1,234.50', 123_450n, 2],
    ['-￥ 3万元', -30_000n, 0],
    [' 8 ', 8n, 0],
    ['007', 7n, 0],
    ['123456789012345678901234567890', 123456789012345678901234567890n, 0],
  ])('%j is %s of scale %s', (text, coefficient, scale) => {
    expect(parseDecimal(text)).toEqual({ coefficient, scale });
  });

  it.each([
    '',
    ' ',
    '1,23,4',
    '1,2345',
    ',123',
    '1234,567',
    '1e3',
    '.5',
    '5.',
    '1.2.3',
    '--1',
    '1万亿',
    '万',
    '5 %',
    '0x10',
    '1 000',
    'NaN',
    '¥',
    '5¥',
    '$5',
    '1,000.5,0',
  ])('refuses %j', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });

  it('reads what formatAmount writes, with and without separators', () => {
    fc.assert(
      fc.property(anyUnits, anyScale, (units, scale) => {
        const text = formatAmount(units, scale);
        const [whole = '', fraction] = text.split('.');
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
        expect(parseDecimal(text)).toEqual({ coefficient: units, scale });
        expect(parseDecimal(grouped)).toEqual({ coefficient: units, scale });
      }),
      runs(300),
    );
  });
});

describe('atScale', () => {
  it('is the same number in smaller steps, or in larger ones that lose nothing', () => {
    fc.assert(
      fc.property(anyUnits, anyScale, anyScale, (coefficient, scale, to) => {
        const found = atScale({ coefficient, scale }, to);
        const isExact = (coefficient * 10n ** BigInt(to)) % 10n ** BigInt(scale) === 0n;
        expect(found === undefined).toBe(!isExact);
        if (found !== undefined) expect(found * 10n ** BigInt(scale)).toBe(coefficient * 10n ** BigInt(to));
      }),
      runs(500),
    );
  });
});

describe('formatExact', () => {
  it('drops only zeros, only behind the point, and keeps the least decimals', () => {
    fc.assert(
      fc.property(
        fc.tuple(anyUnits, anyScale).map(([units, scale]) => [units / 10n ** BigInt((scale / 2) | 0), scale] as const),
        anyScale,
        ([units, scale], least) => {
          const text = formatExact(units * 100n, scale, least);
          const decimals = text.split('.')[1]?.length ?? 0;
          const read = parseDecimal(text);
          expect(read && atScale(read, scale)).toBe(units * 100n);
          expect(decimals >= Math.min(least, scale)).toBe(true);
          if (decimals > least) expect(text.endsWith('0')).toBe(false);
        },
      ),
      runs(500),
    );
  });

  it.each([
    [500_000_000n, 2, 2, '5000000.00'],
    [1_500_000n, 6, 2, '1.50'],
    [1_500_001n, 6, 2, '1.500001'],
    [-50n, 2, 2, '-0.50'],
    [0n, 6, 2, '0.00'],
    [100n, 0, 2, '100'],
    [1_000_000n, 6, 0, '1'],
    [-1n, 6, 2, '-0.000001'],
  ])('%s of scale %s with %s decimals is %s', (units, scale, least, text) => {
    expect(formatExact(units, scale, least)).toBe(text);
  });
});

describe('divideRounded', () => {
  it('is the nearest whole number, halves away from zero', () => {
    fc.assert(
      fc.property(anyUnits, fc.bigInt(1n, 10n ** 12n), (numerator, denominator) => {
        const rest = numerator - divideRounded(numerator, denominator) * denominator;
        expect(2n * (rest < 0n ? -rest : rest) <= denominator).toBe(true);
        if (2n * rest === denominator) expect(numerator < 0n).toBe(true);
        if (-2n * rest === denominator) expect(numerator > 0n).toBe(true);
        expect(divideRounded(-numerator, denominator)).toBe(-divideRounded(numerator, denominator));
      }),
      runs(500),
    );
    expect([5n, -5n, 4n, 15n].map((n) => divideRounded(n, 10n))).toEqual([1n, -1n, 0n, 2n]);
  });
});

describe('formatRatio', () => {
  it.each([
    [2n, 3n, 4, '0.6667'],
    [-2n, 3n, 4, '-0.6667'],
    [2n, -3n, 4, '-0.6667'],
    [-1n, 100_000n, 4, '0.0000'],
    [99_996n, 100_000n, 4, '1.0000'],
    [1n, 0n, 4, ''],
    [0n, 0n, 4, ''],
    [0n, 5n, 4, '0.0000'],
    [7n, 2n, 0, '4'],
    [10n ** 30n, 1n, 1, `${10n ** 30n}.0`],
  ])('%s / %s with %s decimals is %j', (numerator, denominator, decimals, text) => {
    expect(formatRatio(numerator, denominator, decimals)).toBe(text);
  });
});

it('knows the power of ten of each display unit', () => {
  expect((['元', '万元', '亿元', 'k', 'm'] as const).map(displayPower)).toEqual([0, 4, 8, 3, 6]);
});
