import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateWithBounds } from '../../../src/core/allocation/allocate-bounded.ts';
import type { DecomposeRequest } from '../../../src/core/allocation/decompose.ts';
import { LOCK_KINDS, type Lock } from '../../../src/core/allocation/locks/lock.ts';
import { Refusal } from '../../../src/core/finding.ts';
import { period, type Row, runs, split, stream, totals } from '../make.ts';
import { anyBounded } from './bounded-instances.ts';
import { monthly, run } from './request.ts';

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const next = stream(seed);
  const left = [...items];
  return items.map(() => left.splice(next(left.length), 1)[0] as T);
}

const UNITS = ['东/b', '东/a', '西/c', '西/B', 'é/d'];
const PERIODS = ['2026', '2026-Q1', '2026-Q3', '2026-02', '2026-12'];

/** Locks of which about half the sets can all hold. */
function anyLocks(seed: number): Lock[] {
  const next = stream(seed);
  return Array.from({ length: next(6) }, (_, line): Lock => {
    const label = PERIODS[next(5)] as string;
    const path = next(3) === 0 ? [UNITS[next(5)]!.split('/')[0] as string] : next(4) === 0 ? [] : split(UNITS[next(5)] as string);
    const share = (path.length === 0 ? 9 : path.length === 1 ? 4 : 2) * (label === '2026' ? 12 : label.includes('Q') ? 3 : 1);
    const amount = BigInt(share * (50 + next(100)) * 7);
    const kind = LOCK_KINDS[next(3)] as Lock['kind'];
    return {
      period: period(label),
      path,
      kind,
      amount,
      reason: '',
      by: '',
      until: undefined,
      place: { file: 'locks.csv', line },
    };
  });
}

type Result = { readonly cells: readonly bigint[]; readonly said: readonly string[] } | { readonly refused: readonly string[] };

/** The plan and what was said about it, or why there is none; findings in an order of their own. */
function outcome(rows: readonly Row[], over: Partial<DecomposeRequest>): Result {
  const said = (findings: readonly unknown[]) => findings.map((found) => JSON.stringify(found)).sort();
  try {
    const { plan, findings } = run({ rows, total: 9000.5, by: ['quarter', 'month'], over });
    return { cells: [...plan.cells], said: said(findings) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refused: said(error.findings) };
  }
}

const history = (seed: number): Row[] => {
  const next = stream(seed);
  return UNITS.flatMap((unit) => monthly(unit, '2025-01..2025-12', (i) => (i % 11 === 0 ? 5 : next(5) * next(30)), '28'));
};

describe('the order of what is read', () => {
  it('of history, and rows that are split in two, do not matter', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.constantFrom(1n, 100n), (seed, order, roundTo) => {
        const rows = history(seed);
        const over = { locks: anyLocks(seed), roundTo };
        const halves = rows.flatMap(([unit, day, amount]): Row[] => [
          [unit, day, amount - 1],
          [unit, day, 1],
        ]);
        const expected = outcome(rows, over);
        expect(outcome(shuffled(rows, order), over)).toEqual(expected);
        expect(outcome(shuffled(halves, order), over)).toEqual(expected);
      }),
      runs(40),
    );
  });

  it('of locks does not matter, neither for the plan nor for what contradicts', () => {
    let [plans, refusals] = [0, 0];
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.constantFrom(1n, 100n), (seed, order, roundTo) => {
        const rows = history(seed);
        const locks = anyLocks(seed);
        const first = outcome(rows, { locks, roundTo });
        expect(outcome(rows, { locks: shuffled(locks, order), roundTo })).toEqual(first);
        if ('refused' in first) refusals++;
        else plans++;
      }),
      runs(100),
    );
    expect(plans).toBeGreaterThan(20);
    expect(refusals).toBeGreaterThan(5);
  });

  it('of names in the history does not matter', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (seed, order) => {
        const rows = history(seed);
        const { plan } = run({ rows, total: 9000.5 });
        const turned = totals(shuffled(rows, order));
        const again = run({ rows, total: 9000.5, over: { totals: turned, levels: turned.levels } }).plan;
        expect(again.units.nodes).toEqual(plan.units.nodes);
        expect(again.cells).toEqual(plan.cells);
      }),
      runs(40),
    );
  });
});

describe('the order of bounds', () => {
  it('does not matter to the placement', () => {
    fc.assert(
      fc.property(anyBounded, fc.integer(), (request, order) => {
        const { grid, unrounded } = allocateWithBounds(request);
        const again = allocateWithBounds({ ...request, bounds: shuffled(request.bounds, order) });
        expect(again.grid.cells).toEqual(grid.cells);
        expect(again.unrounded.cells).toEqual(unrounded.cells);
      }),
      runs(200),
    );
  });
});
