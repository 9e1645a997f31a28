import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal } from '../../../src/core/amount.ts';
import { parseDay } from '../../../src/core/calendar/day.ts';
import { currencyRate } from '../../../src/core/money/currency.ts';
import { parseShare, parseTaxRate } from '../../../src/core/money/rate-cell.ts';
import { type Settling, settleAmounts } from '../../../src/core/money/settle-amounts.ts';
import { splitOrders } from '../../../src/core/money/split-orders.ts';
import type { TaxRule } from '../../../src/core/money/tax.ts';
import { taxQuotient, yearlyTaxFindings } from '../../../src/core/money/tax-quotient.ts';
import type { Totals } from '../../../src/core/totals.ts';

const day = (text: string) => parseDay(text) as number;
const MILLION = 1_000_000n;

interface Row {
  readonly names: readonly string[];
  readonly day: string;
  /** In the base unit with two decimals at most. */
  readonly amount: string;
  readonly rows?: number;
}

function totals(rows: readonly Row[]): Totals {
  const amounts = rows.map(({ amount }) => parseDecimal(amount)!);
  return {
    ...{ levels: rows[0]!.names.map((_, i) => `l${i}`), grain: 'day', scale: 6 },
    units: rows.map(({ names }) => names),
    unit: Int32Array.from(rows.keys()),
    day: Int32Array.from(rows, (row) => day(row.day)),
    amount: BigInt64Array.from(amounts, ({ coefficient, scale }) => (coefficient * MILLION) / 10n ** BigInt(scale)),
    rows: Float64Array.from(rows, ({ rows: count = 1 }) => count),
    ...{ first: undefined, last: undefined },
    account: { read: 0, used: 0, rejected: 0, outOfRange: 0, notSelected: 0, subtotals: 0 },
  };
}

const share = (text: string) => parseShare(text)!;
const RULE: TaxRule = {
  ...{ from: 'inclusive', to: 'exclusive', rounding: 'row', decimals: 2 },
  rates: [
    { from: day('2019-04-01'), rate: share('13%') },
    { from: undefined, rate: share('17%') },
    { from: day('2018-05-01'), rate: share('16%') },
  ],
};

const settled = (rows: readonly Row[], settling: Partial<Settling>) => {
  const { totals: result } = settleAmounts(totals(rows), { keys: [], grain: 'day', ...settling });
  return [...result.amount];
};

describe('tax, as in the domain rule T25', () => {
  const keys = [{ key: 'amount' as const, column: '金额' }];
  const invoices: Row[] = [{ names: ['a', '100.00'], day: '2025-03-01', amount: '300.00', rows: 3 }];

  it('of three invoices of 100.00 is 265.50 by row and 265.49 on the sum', () => {
    expect(settled(invoices, { keys, tax: RULE })).toEqual([265_500_000n]);
    expect(settled(invoices, { keys, tax: { ...RULE, rounding: 'sum' } })).toEqual([265_486_726n]);
  });

  it('of 5,000,000 is 4,424,778.76 without it', () => {
    expect(settled([{ names: ['a', '500万'], day: '2025-01-01', amount: '5000000' }], { keys, tax: RULE })).toEqual([
      4_424_778_760_000n,
    ]);
  });

  it('has rates by their days: 117.00, 116.00 and 113.00 are each 100.00', () => {
    const rows = (['2018-04-30 117', '2018-05-01 116', '2019-03-31 116', '2019-04-01 113'] as const).map((text): Row => {
      const [at = '', amount = ''] = text.split(' ');
      return { names: ['a', amount], day: at, amount };
    });
    expect(settled(rows, { keys, tax: RULE })).toEqual(Array(4).fill(100n * MILLION));
  });

  it('has the rate of its row before that of its day, and of a returned row the same amount below zero', () => {
    const byRow = [...keys, { key: 'tax_rate' as const, column: '税率' }];
    const rows: Row[] = [
      { names: ['a', '106', '6%'], day: '2025-01-01', amount: '106' },
      { names: ['b', '-106', '6%'], day: '2025-01-01', amount: '-106' },
      { names: ['c', '50', '免税'], day: '2025-01-01', amount: '50' },
      { names: ['d', '113', '(unassigned)'], day: '2025-01-01', amount: '113' },
    ];
    expect(settled(rows, { keys: byRow, tax: RULE })).toEqual([100n, -100n, 50n, 100n].map((amount) => amount * MILLION));
  });

  it('is refused row by row where files have different units', () => {
    const rows: Row[] = [
      { names: ['a', '100'], day: '2025-01-01', amount: '100' },
      { names: ['b', '100'], day: '2025-01-01', amount: '1000000' },
    ];
    expect(() => settled(rows, { keys, tax: RULE })).toThrow('money.mixed-units');
  });

  it('names every cell that is no rate, at once', () => {
    const rows: Row[] = ['13', 'x'].map((text) => ({ names: ['a', text], day: '2025-01-01', amount: '1' }));
    const run = () => settled(rows, { keys: [{ key: 'tax_rate', column: '税率' }], tax: { ...RULE, rounding: 'sum' } });
    expect(run).toThrow('money.bad-tax-rate, money.bad-tax-rate');
  });
});

describe('credit shares', () => {
  const keys = [{ key: 'share' as const, column: '分成比例' }];

  it('split an amount exactly, whatever the shares are', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 12n), fc.integer({ min: 0, max: 10_000 }), (cents, tenThousandths) => {
        const amount = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
        const texts = [`${tenThousandths / 100}%`, `${(10_000 - tenThousandths) / 100}%`];
        const rows = texts.map((text, i): Row => ({ names: [`u${i}`, text], day: '2025-01-01', amount }));
        const [a = 0n, b = 0n] = settled(rows, { keys });
        expect(a + b).toBe(cents * 10_000n);
        expect(a).toBe(cents * BigInt(tenThousandths));
      }),
    );
  });

  it('count in full where they are blank, and add up in a unit and month before they are rounded', () => {
    const third = { names: ['a', '33.333333%'], day: '2025-01-01', amount: '0.01' };
    const rows: Row[] = [
      third,
      { ...third, day: '2025-01-02' },
      { names: ['a', '(unassigned)'], day: '2025-01-03', amount: '1' },
    ];
    expect(settled(rows, { keys, grain: 'month' })).toEqual([1_006_667n]);
  });

  it('are 60 only under a header with a percent sign', () => {
    expect(parseShare('60', '比例（%）')).toEqual({ numerator: 60n, denominator: 100n });
    expect(parseShare('60')).toBeUndefined();
    expect(parseShare('６０％')).toEqual({ numerator: 60n, denominator: 100n });
    for (const text of ['120%', '-10%', '三成', '1.5', '']) expect(parseShare(text)).toBeUndefined();
    expect(parseTaxRate('免税')).toEqual({ numerator: 0n, denominator: 1n });
  });

  it('of an order are told when they do not come to a whole, line by line', () => {
    const row = (order: string, amount: string, text: string, rows = 1): Row => ({
      names: [order, amount, text],
      day: '2025-01-01',
      amount,
      rows,
    });
    const table = totals([
      ...[row('A1', '10', '60%'), row('A1', '10', '0.4')],
      ...[row('A2', '10', '60%'), row('A2', '10', '30%'), row('A2', '20', '60%'), row('A2', '20', '50%')],
      ...[row('A3', '10', '(unassigned)', 3), row('(unassigned)', '5', '10%')],
    ]);
    expect(splitOrders(table, '分成比例')).toEqual([
      { order: 'A2', sum: '90.00%' },
      { order: 'A2', sum: '110.00%' },
    ]);
  });
});

describe('currencies, as in the domain rule T26', () => {
  const rate = (text: string) => parseDecimal(text)!;
  const rates = [
    { currency: 'USD', kind: 'plan' as const, span: undefined, rate: rate('7.10') },
    { currency: 'USD', kind: 'actual' as const, span: undefined, rate: rate('6.95') },
    { currency: 'USD', kind: 'actual' as const, span: { start: day('2026-01-01'), end: day('2026-01-31') }, rate: rate('6.90') },
  ];

  it('have the rate of the shortest span with the day', () => {
    const on = (at: string) => currencyRate('USD', day(at), { home: 'CNY', kind: 'actual', rates });
    expect(on('2026-01-31')).toEqual({ numerator: 690n, denominator: 100n });
    expect(on('2026-02-01')).toEqual({ numerator: 695n, denominator: 100n });
    expect(currencyRate('EUR', 0, { home: 'CNY', kind: 'plan', rates })).toBeUndefined();
  });

  it('add up exactly before the one rounding', () => {
    const rows: Row[] = [
      { names: ['a', 'USD'], day: '2026-01-05', amount: '1050000' },
      { names: ['a', 'CNY'], day: '2026-01-05', amount: '0.01' },
    ];
    const keys = [{ key: 'currency' as const, column: '币种' }];
    const at = (kind: 'plan' | 'actual') => settled(rows, { keys, currency: { home: 'CNY', kind, rates } });
    expect(at('plan')).toEqual([7_455_000_010_000n]);
    expect(at('actual')).toEqual([7_245_000_010_000n]);
    const jpy = [{ names: ['a', 'JPY'], day: '2026-01-05', amount: '1' }];
    expect(() => settled(jpy, { keys, currency: { home: 'CNY', kind: 'plan', rates } })).toThrow('money.no-currency-rate');
  });
});

describe('a yearly quotient', () => {
  it('is near a tax rate within half a percent, either way round', () => {
    expect(taxQuotient(1_130_000n, 1_000_000n)).toBe('1.13');
    expect(taxQuotient(1_000_000n, 1_130_000n)).toBe('1.13');
    expect(taxQuotient(1_135_650n, 1_000_000n)).toBe('1.13');
    expect(taxQuotient(1_135_651n, 1_000_000n)).toBeUndefined();
    expect(taxQuotient(109n, 100n)).toBe('1.09');
    expect(taxQuotient(106n, 100n)).toBe('1.06');
    for (const [a, b] of [
      [100n, 100n],
      [115n, 100n],
      [0n, 1n],
      [-113n, -100n],
    ] as const)
      expect(taxQuotient(a, b)).toBeUndefined();
  });

  it('is told for years with the same months only', () => {
    const one = totals([
      { names: ['a'], day: '2025-01-01', amount: '113' },
      { names: ['a'], day: '2024-01-01', amount: '113' },
    ]);
    const other = totals([
      { names: ['b'], day: '2025-01-09', amount: '100' },
      { names: ['a'], day: '2024-02-01', amount: '100' },
    ]);
    expect(yearlyTaxFindings(one, other, { one: 'x', other: 'y' }).map(({ values }) => values)).toEqual([
      { one: 'x 2025', other: 'y 2025', quotient: '1.130', near: '1.13' },
    ]);
  });
});
