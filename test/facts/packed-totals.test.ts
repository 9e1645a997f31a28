import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Totals } from '../../src/core/totals.ts';
import { packTotals, unpackTotals } from '../../src/facts/cache/packed-totals.ts';

const name = fc.constantFrom('a', 'b', '华东', 'a/b', '(unassigned)');

it('totals are the same after they were kept, whatever names follow one another', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 }), fc.array(fc.tuple(name, name, name), { maxLength: 40 }), (depth, paths) => {
      const units = paths.map((path) => path.slice(0, depth));
      const totals: Totals = {
        ...{ levels: ['x', 'y', 'z'].slice(0, depth), grain: 'month', scale: 6, units, first: 1, last: 2 },
        unit: Int32Array.from(units, (_, at) => at),
        day: new Int32Array(units.length),
        amount: BigInt64Array.from(units, (_, at) => BigInt(at)),
        rows: new Float64Array(units.length).fill(1),
        account: { read: 0, used: 0, rejected: 0, outOfRange: 0, notSelected: 0, subtotals: 0 },
      };
      const packed = packTotals(totals);
      expect(unpackTotals(packed)).toEqual(totals);
      for (const own of packed.names) for (let at = 1; at < own.length; at++) expect(own[at]).not.toBe(own[at - 1]);
    }),
  );
});
