import { describe, expect, it } from 'vitest';
import { cleanBasis } from '../../../../src/core/allocation/basis/clean-basis.ts';
import type { UnitTree } from '../../../../src/core/organisation/unit-tree.ts';
import { units } from '../../make.ts';

const clean = (tree: UnitTree, ...rows: number[][]) => {
  const cells = BigInt64Array.from(rows.flat(), BigInt);
  const found = cleanBasis(tree, { cells, columns: rows[0]!.length, scale: 0, times: 1n }, 'zero');
  return { cells: Array.from(found.basis.cells, Number), values: found.findings.map(({ values }) => values) };
};

describe('cleanBasis', () => {
  it('leaves a basis without negative cells as it is', () => {
    expect(clean(units('a', 'b'), [1, 0, 2], [0, 0, 0])).toEqual({ cells: [1, 0, 2, 0, 0, 0], values: [] });
  });

  it('counts a negative cell as nothing and says what that does to the unit', () => {
    expect(clean(units('a', 'b'), [100, -20, 40], [80, 0, 0])).toEqual({
      cells: [100, 0, 40, 80, 0, 0],
      values: [{ unit: 'a', cells: 1, amount: '-20', before: '60.00', after: '63.64' }],
    });
  });

  it('gives nothing to a unit that nets to zero or less', () => {
    expect(clean(units('a', 'b'), [30, -20, -10], [1, 2, 3]).cells).toEqual([0, 0, 0, 1, 2, 3]);
    expect(clean(units('a', 'b'), [30, -20, -9], [1, 2, 3]).cells).toEqual([30, 0, 0, 1, 2, 3]);
  });

  it('gives nothing to all units of a node that nets to zero or less, its good ones too', () => {
    expect(clean(units('a/x', 'a/y', 'b'), [50, 10], [-40, -30], [5, 5]).cells).toEqual([0, 0, 0, 0, 5, 5]);
    expect(clean(units('a/x', 'a/y', 'b'), [50, 10], [-40, -10], [5, 5]).cells).toEqual([50, 10, 0, 0, 5, 5]);
  });

  it('only clips the cells of an organisation that nets to nothing as a whole', () => {
    expect(clean(units(''), [10, -30]).cells).toEqual([10, 0]);
    expect(clean(units(''), [10, -10]).values).toEqual([{ unit: '-', cells: 1, amount: '-10', before: '-', after: '100.00' }]);
  });

  it('makes errors of them when asked', () => {
    const cells = BigInt64Array.of(10n, -30n);
    const { findings } = cleanBasis(units(''), { cells, columns: 2, scale: 1, times: 1n }, 'error');
    expect(findings).toMatchObject([{ code: 'basis.negative-error', severity: 'error', values: { amount: '-3.0' } }]);
  });
});
