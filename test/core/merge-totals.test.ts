import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/core/finding.ts';
import { mergeTotals } from '../../src/core/merge-totals.ts';
import { compareNames } from '../../src/core/names.ts';
import type { Totals } from '../../src/core/totals.ts';

interface Row {
  readonly unit: string;
  readonly day: number;
  readonly amount: bigint;
}

const UNITS = ['华东', '华南', 'a', '𠀀', ''];

const rows = fc.array(
  fc.record({
    unit: fc.constantFrom(...UNITS),
    day: fc.integer({ min: 20000, max: 20004 }),
    amount: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }),
  }),
  { maxLength: 30 },
);

/** Added up by a plain map, which shares nothing with the code under test; units in their order, as an engine gives them. */
function totalsOf(facts: readonly Row[]): Totals {
  const sums = new Map<string, { row: Row; amount: bigint; rows: number }>();
  for (const row of facts) {
    const key = `${row.unit}|${row.day}`;
    const found = sums.get(key) ?? { row, amount: 0n, rows: 0 };
    sums.set(key, { row, amount: found.amount + row.amount, rows: found.rows + 1 });
  }
  const units = [...new Set(facts.map(({ unit }) => unit))].sort(compareNames);
  const place = (unit: string) => units.indexOf(unit);
  const cells = [...sums.values()].sort((a, b) => place(a.row.unit) - place(b.row.unit) || a.row.day - b.row.day);
  const days = facts.map(({ day }) => day);
  return {
    ...{ levels: ['区域'], grain: 'day', scale: 6, units: units.map((unit) => [unit]) },
    unit: Int32Array.from(cells, ({ row }) => place(row.unit)),
    day: Int32Array.from(cells, ({ row }) => row.day),
    amount: BigInt64Array.from(cells, ({ amount }) => amount),
    rows: Float64Array.from(cells, (cell) => cell.rows),
    first: days.length > 0 ? Math.min(...days) : undefined,
    last: days.length > 0 ? Math.max(...days) : undefined,
    account: { read: facts.length + 3, used: facts.length, rejected: 1, outOfRange: 1, notSelected: 1, subtotals: 0 },
  };
}

function withAccount(totals: Totals, files: number): Totals {
  const { used } = totals.account;
  return {
    ...totals,
    account: { read: used + 3 * files, used, rejected: files, outOfRange: files, notSelected: files, subtotals: 0 },
  };
}

describe('mergeTotals', () => {
  it('gives what reading all rows at once gives, in whatever order the parts come', () => {
    fc.assert(
      fc.property(fc.array(rows, { minLength: 1, maxLength: 5 }), (files) => {
        const whole = withAccount(totalsOf(files.flat()), files.length);
        expect(mergeTotals(files.map(totalsOf))).toEqual(whole);
        expect(mergeTotals(files.slice().reverse().map(totalsOf))).toEqual(whole);
      }),
    );
  });

  it('may be done in steps', () => {
    fc.assert(
      fc.property(rows, rows, rows, (a, b, c) => {
        const [x, y, z] = [a, b, c].map(totalsOf) as [Totals, Totals, Totals];
        expect(mergeTotals([mergeTotals([x, y]), z])).toEqual(mergeTotals([x, mergeTotals([y, z])]));
      }),
    );
  });

  it('refuses a sum beyond 64 bits and names the unit', () => {
    const most = totalsOf([{ unit: '华东', day: 20000, amount: 2n ** 63n - 1n }]);
    expect(() => mergeTotals([most, totalsOf([{ unit: '华东', day: 20000, amount: 1n }])])).toThrow(Refusal);
    expect(mergeTotals([most, totalsOf([{ unit: '华东', day: 20001, amount: 1n }])]).amount).toHaveLength(2);
  });
});
