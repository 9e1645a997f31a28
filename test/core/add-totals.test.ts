import { describe, expect, it } from 'vitest';
import { addTotals } from '../../src/core/add-totals.ts';
import type { Totals } from '../../src/core/totals.ts';

function totals(rows: readonly (readonly [unit: string, day: number, amount: bigint])[]): Totals {
  const units = [...new Set(rows.map(([unit]) => unit))];
  const days = rows.map(([, day]) => day);
  return {
    ...{ levels: ['rep'], grain: 'day', scale: 6, units: units.map((unit) => [unit]) },
    unit: Int32Array.from(rows, ([unit]) => units.indexOf(unit)),
    day: Int32Array.from(days),
    amount: BigInt64Array.from(rows, ([, , amount]) => amount),
    rows: Float64Array.from(rows, () => 1),
    ...{ first: Math.min(...days), last: Math.max(...days) },
    account: { read: rows.length + 1, used: rows.length, rejected: 1, outOfRange: 0, notSelected: 0, subtotals: 0 },
  };
}

const cells = ({ units, unit, day, amount, rows }: Totals) =>
  [...unit].map((at, i) => `${units[at]?.join()} ${day[i]} ${amount[i]} ${rows[i]}`);

describe('totals of several tables', () => {
  const a = totals([
    ['b', 1, 10n],
    ['a', 2, 5n],
  ]);
  const b = totals([
    ['b', 1, 3n],
    ['c', 9, 7n],
  ]);

  it('add up cell by cell; what one does not have is zero there', () => {
    const sum = addTotals([
      { totals: a, factor: 1n },
      { totals: b, factor: -2n },
    ]);
    expect(cells(sum)).toEqual(['a 2 5 1', 'b 1 4 2', 'c 9 -14 1']);
    expect([sum.first, sum.last]).toEqual([1, 9]);
    expect(sum.account).toEqual({ read: 6, used: 4, rejected: 2, outOfRange: 0, notSelected: 0, subtotals: 0 });
  });

  it('do not depend on the order of the tables', () => {
    const one = addTotals([
      { totals: a, factor: 1n },
      { totals: b, factor: 1n },
    ]);
    const other = addTotals([
      { totals: b, factor: 1n },
      { totals: a, factor: 1n },
    ]);
    expect(one).toEqual(other);
  });

  it('are refused beyond 64 bits', () => {
    const large = totals([['a', 1, 2n ** 62n]]);
    expect(() =>
      addTotals([
        { totals: large, factor: 1n },
        { totals: large, factor: 1n },
      ]),
    ).toThrow('facts.sum-too-large');
  });
});
