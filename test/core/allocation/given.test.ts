import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GivenAmount, givenAmounts, givenUnit } from '../../../src/core/allocation/given.ts';
import { withPart } from '../../../src/core/explain/with-part.ts';
import { Refusal } from '../../../src/core/finding.ts';
import { type Grid, rollUp } from '../../../src/core/grid.ts';
import { leafValue } from '../../../src/core/tree.ts';
import { gridOf, periods, type Row, runs, split, stream, units } from '../make.ts';
import { run } from './request.ts';

const REGIONS = ['a', 'b', '华东'];

/** History of three regions with up to nine reps, by month, with gaps. */
function history(seed: number): Row[] {
  const next = stream(seed);
  return REGIONS.flatMap((region) =>
    Array.from({ length: 1 + next(3) }, (_, rep) => rep).flatMap((rep) =>
      Array.from({ length: 12 }, (_, month): Row => {
        const amount = next(4) === 0 ? 0 : next(100_000) / 100 + 0.01;
        return [`${region}/r${rep}`, `2025-${String(month + 1).padStart(2, '0')}-15`, amount];
      }),
    ),
  ).filter(([, , amount]) => amount > 0);
}

const byRegion = (rows: readonly Row[]): Row[] => rows.map(([unit, day, amount]) => [unit.split('/')[0] as string, day, amount]);

function rowOf(grid: Grid, unit: number): GivenAmount[] {
  const width = grid.periods.leaves.length;
  return grid.periods.leaves.map((_, p) => ({
    period: leafValue(grid.periods, p).label,
    amount: grid.cells[unit * width + p] as bigint,
  }));
}

const columnsOf = (grid: Grid) => {
  const values = rollUp(grid);
  return grid.periods.leaves.map((node) => values[node] as bigint);
};

describe('a part of a plan', () => {
  it('keeps what its unit was given in every period, for random plans', () => {
    let parts = 0;
    const property = fc.property(
      fc.integer(),
      fc.integer({ min: 0, max: 10 ** 7 }),
      fc.constantFrom(1n, 100n),
      (seed, total, roundTo) => {
        const rows = history(seed);
        if (!REGIONS.every((region) => rows.some(([unit]) => unit.startsWith(region)))) return;
        const top = run({ rows: byRegion(rows), total: total / 100, over: { roundTo } });
        const once = run({ rows, total: total / 100, over: { roundTo } });
        let joined = top.plan;
        top.plan.units.leaves.forEach((_, leaf) => {
          const unit = leafValue(top.plan.units, leaf).path;
          const given = rowOf(top.plan, leaf);
          const amount = given.reduce((sum, one) => sum + one.amount, 0n);
          const part = run({
            rows,
            over: { unit, givenAmounts: given, total: { kind: 'amount', amount }, roundTo, onZeroBasis: 'equal' },
          });
          expect(columnsOf(part.plan)).toEqual(given.map((one) => one.amount));
          joined = withPart({ ...joined, units: { ...joined.units, levels: part.plan.units.levels } }, part.plan, unit);
          if (part.plan.units.leaves.length > 1) parts++;
        });
        expect(columnsOf(joined)).toEqual(columnsOf(top.plan));
        expect(joined.cells.reduce((a, b) => a + b, 0n)).toBe(once.plan.cells.reduce((a, b) => a + b, 0n));
      },
    );
    fc.assert(property, runs(25));
    expect(parts).toBeGreaterThan(20);
  });

  it('is proportional to the basis inside each period', () => {
    const rows: Row[] = [
      ['a/x', '2025-01-15', 300],
      ['a/y', '2025-01-15', 100],
      ['a/y', '2025-12-15', 50],
    ];
    const given = [
      { period: '2026-H1', amount: 1000n },
      { period: '2026-H2', amount: 5000n },
    ];
    const { plan, trace } = run({
      rows,
      by: ['half'],
      over: { unit: ['a'], givenAmounts: given, total: { kind: 'amount', amount: 6000n } },
    });
    expect([...plan.cells]).toEqual([750n, 0n, 250n, 5000n]);
    expect(trace.bounds.map(({ source, min }) => [source.kind, min])).toEqual([
      ['plan', 1000n],
      ['plan', 5000n],
    ]);
  });

  it('names a lock that the given amount contradicts', () => {
    const rows: Row[] = [
      ['a/x', '2025-01-15', 300],
      ['a/y', '2025-12-15', 100],
    ];
    const given = [{ period: '2026', amount: 1000n }];
    const lock = {
      ...{ period: leafValue(periods('2026', 'year'), 0), path: ['a', 'x'], kind: 'floor' as const, amount: 2000n },
      ...{ reason: '', by: '', until: undefined, place: undefined },
    };
    const over = { unit: ['a'], givenAmounts: given, total: { kind: 'amount' as const, amount: 1000n }, locks: [lock] };
    const refused = () => run({ rows, by: ['year'], over });
    expect(refused).toThrow(Refusal);
    try {
      refused();
    } catch (error) {
      expect((error as Refusal).kind).toBe('impossible');
    }
  });
});

describe('the unit of a plan', () => {
  const cells = [
    { path: ['a', 'x'], period: '2026-Q1', amount: 5n, place: undefined },
    { path: ['a', 'y'], period: '2026-Q1', amount: 7n, place: undefined },
    { path: ['a', 'y'], period: '2026-Q2', amount: undefined, place: undefined },
    { path: ['b'], period: '2026-Q1', amount: 11n, place: undefined },
  ];
  const source = { levels: ['l1', 'l2'], cells };

  it('has the sums of its parts', () => {
    expect(givenUnit(source, 'y')).toEqual(['a', 'y']);
    expect(givenAmounts(source, ['a'])).toEqual([
      { period: '2026-Q1', amount: 12n },
      { period: '2026-Q2', amount: 0n },
    ]);
  });

  it('is refused below where the plan stops, by another name than one that is unknown', () => {
    expect(() => givenUnit(source, 'b/z')).toThrow('layers.stops-above');
    expect(() => givenUnit(source, 'q/z')).toThrow('organisation.no-such-unit');
  });
});

describe('a plan with a part', () => {
  it('has the part in the place of its unit and everything else as it was', () => {
    const own = { periods: periods('2026', 'half') };
    const plan = gridOf({ ...own, units: units('a', 'b') }, 2, (i) => BigInt(10 + i));
    const part = gridOf({ ...own, units: units('b/x', 'b/y') }, 3, (i) => BigInt(i));
    const joined = withPart(plan, part, split('b'));
    expect(joined.units.leaves.map((_, leaf) => leafValue(joined.units, leaf).path.join('/'))).toEqual(['a', 'b/x', 'b/y']);
    expect([...joined.cells]).toEqual([100n, 110n, 0n, 1n, 2n, 3n]);
    expect(joined.scale).toBe(3);
  });
});
