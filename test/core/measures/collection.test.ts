import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRatio } from '../../../src/core/amount.ts';
import { collectionRate } from '../../../src/core/measures/collection.ts';
import { keyedFacts, settle } from '../../../src/core/measures/settle.ts';
import { COLLECTION_DEFINITIONS, type CollectionDefinition } from '../../../src/core/metrics/metric.ts';
import { period, type Row, runs, totals } from '../make.ts';

const facts = (sold: readonly Row[], dues: readonly Row[], receipts: readonly Row[]) => ({
  dues: keyedFacts(totals(dues, ['region', 'invoice'])),
  sales: totals(sold, ['region', 'invoice']),
  receipts: keyedFacts(totals(receipts, ['region', 'invoice'])),
  scale: 2,
});

/** Opening receivables of 900: 200 overdue, 500 due in March, 200 later; March sales on credit 600; cash 450, 300 of it for March's dues. */
const MARCH = facts(
  [
    ['东/i1', '2026-01-10', 200],
    ['东/i2', '2026-02-03', 500],
    ['东/i3', '2026-02-20', 200],
    ['东/i4', '2026-03-05', 600],
  ],
  [
    ['东/i1', '2026-02-10', 200],
    ['东/i2', '2026-03-15', 500],
    ['东/i3', '2026-04-20', 200],
    ['东/i4', '2026-05-05', 600],
  ],
  [
    ['东/i1', '2026-03-02', 150],
    ['东/i2', '2026-03-20', 300],
  ],
);

const rate = (of: ReturnType<typeof facts>, definition: CollectionDefinition, label = '2026-03', path: string[] = []) => {
  const value = collectionRate(of, [period(label)], definition).at(path, 0);
  return (
    value && `${value.numerator / 100n}/${value.denominator / 100n} ${formatRatio(100n * value.numerator, value.denominator, 2)}`
  );
};

describe('a collection rate', () => {
  it('is what each definition says of one month', () => {
    expect(COLLECTION_DEFINITIONS.map((definition) => rate(MARCH, definition))).toEqual([
      '300/500 60.00',
      '450/500 90.00',
      '450/700 64.29',
      '450/600 75.00',
      '450/1500 30.00',
    ]);
  });

  it('takes what came in by the period’s end, before it fell due as well', () => {
    const of = facts(
      [],
      [['东/i1', '2026-03-15', 100]],
      [
        ['东/i1', '2026-02-01', 30],
        ['东/i1', '2026-03-31', 20],
        ['东/i1', '2026-04-01', 50],
      ],
    );
    expect(rate(of, 'due-matched')).toBe('50/100 50.00');
    expect(rate(of, 'due-matched', '2026-Q2')).toBe('0/0 ');
    expect(rate(of, 'due-matched', '2026')).toBe('100/100 100.00');
    expect(rate(of, 'cash-due-overdue', '2026-04')).toBe('50/50 100.00');
  });

  it('pays the earliest instalment first, and units of one invoice in proportion', () => {
    const of = facts(
      [],
      [
        ['东/i1', '2026-03-15', 100],
        ['东/i1', '2026-04-15', 60],
        ['西/i1', '2026-04-15', 40],
      ],
      [['东/i1', '2026-04-20', 150]],
    );
    expect(rate(of, 'due-matched', '2026-04')).toBe('50/100 50.00');
    expect(rate(of, 'due-matched', '2026-04', ['西'])).toBe('20/40 50.00');
    expect(rate(of, 'due-matched', '2026-03', ['东'])).toBe('0/100 0.00');
  });

  it('takes back what came in last, and names what was paid for nothing', () => {
    const of = facts(
      [],
      [['东/i1', '2026-03-15', 100]],
      [
        ['东/i1', '2026-03-16', 130],
        ['东/i1', '2026-03-20', -50],
        ['东/x', '2026-03-21', 7],
        ['东/(unassigned)', '2026-03-22', 5],
      ],
    );
    expect(rate(of, 'due-matched')).toBe('80/100 80.00');
    const { findings } = collectionRate(of, [period('2026-03')], 'due-matched');
    expect(findings).toMatchObject([{ code: 'measures.unmatched-receipts', values: { count: 2, amount: '12.00' } }]);
    expect(collectionRate(of, [period('2026-03')], 'cash-due').findings).toEqual([]);
  });

  it('never settles more than is due or was paid, whatever the order of the rows', () => {
    const row = fc
      .tuple(fc.constantFrom('东/a', '西/a', '东/b'), fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 99 }))
      .map(([unit, day, amount]): Row => [unit, `2026-03-${String(day).padStart(2, '0')}`, amount]);
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { selector: ([u, d]) => `${u}${d}`, maxLength: 8 }),
        fc.array(row, { maxLength: 8 }),
        (dues, paid) => {
          const run = (a: readonly Row[], b: readonly Row[]) =>
            settle(keyedFacts(totals(a, ['r', 'i'])), keyedFacts(totals(b, ['r', 'i'])));
          const { amount, unmatched } = run(dues, paid);
          const sum = (all: readonly bigint[]) => all.reduce((a, b) => a + b, 0n);
          const settled = sum(amount);
          const cents = (rows: readonly Row[]) => BigInt(100 * rows.reduce((all, [, , own]) => all + own, 0));
          expect(settled + sum(unmatched.map((one) => one.amount))).toBe(cents(paid));
          expect(settled).toBeLessThanOrEqual(cents(dues));
          const turned = run(dues.toReversed(), paid.toReversed());
          expect([sum(turned.amount), turned.unmatched]).toEqual([settled, unmatched]);
        },
      ),
      runs(200),
    );
  });
});
