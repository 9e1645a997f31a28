import { describe, expect, it } from 'vitest';
import { allocateWithBounds } from '../../../../src/core/allocation/allocate-bounded.ts';
import { families } from '../../../../src/core/allocation/locks/families.ts';
import type { Block, Bound } from '../../../../src/core/allocation/locks/lock.ts';
import { cellsOf } from '../../../../src/core/allocation/locks/odd-cells.ts';
import { seedZeroBlocks } from '../../../../src/core/allocation/locks/seed-zero-blocks.ts';
import { type Finding, Refusal } from '../../../../src/core/finding.ts';
import type { Grid } from '../../../../src/core/grid.ts';
import { gridOf, periods, stream, units } from '../../make.ts';

const UNITS = [
  units('A/a', 'A/b', 'B/c'),
  units('A/x/a', 'A/x/b', 'A/y/c', 'B/z/d'),
  units('A/a', 'A/b', 'A/c', 'B/d'),
  units('A/a', 'B/b'),
  units('A', 'B', 'C'),
];
const PERIODS = [
  periods('2026-02..2026-04', 'quarter', 'month'),
  periods('2026-01..2026-02', 'month'),
  periods('2026-03..2026-05', 'quarter', 'month'),
  periods('2026-06..2026-08', 'half', 'quarter', 'month'),
  periods('2026-07..2026-08', 'quarter', 'month'),
];

interface Table {
  readonly weights: Grid;
  readonly total: bigint;
  readonly bounds: readonly Bound[];
}

/** A rep's whole span, a region's quarter and a month of the company: each crosses the next. */
const CHAIN: readonly Block[] = [
  { unit: 2, period: 0 },
  { unit: 1, period: 1 },
  { unit: 0, period: 2 },
];

function isBlock(axes: Pick<Grid, 'units' | 'periods'>, { unit, period }: Block): boolean {
  return unit < axes.units.nodes.length && period < axes.periods.nodes.length;
}

function randomTable(seed: number): Table {
  const next = stream(seed);
  const pick = <T>(from: readonly T[]): T => from[next(from.length)] as T;
  const axes = { units: pick(UNITS), periods: pick(PERIODS) };
  const weights = gridOf(axes, 0, () => BigInt(next(4) === 0 ? 0 : 1 + next(5)));
  if (weights.cells.every((cell) => cell === 0n)) weights.cells[0] = 1n;
  const total = BigInt(1 + next(5));
  const bound = (block: Block, line: number): Bound => {
    const amount = BigInt(next(Number(total) + (next(8) === 0 ? 2 : 1)));
    const kind = pick(['fix', 'floor', 'cap'] as const);
    const [min, max] = [kind === 'cap' ? undefined : amount, kind === 'floor' ? undefined : amount];
    return { ...block, min, max, source: { kind, place: { line }, reason: '' } };
  };
  const anywhere = Array.from({ length: 1 + next(6) }, () => ({
    unit: next(axes.units.nodes.length),
    period: next(axes.periods.nodes.length),
  }));
  const blocks = next(3) === 0 ? [...anywhere.slice(0, 3), ...CHAIN.filter((block) => isBlock(axes, block))] : anywhere;
  const bounds = blocks.map(bound);
  return { weights, total, bounds };
}

/** Whether any table of whole numbers keeps everything, by trying them all. */
function isFeasible({ weights, total }: Table, bounds: readonly Bound[]): boolean {
  const rules = bounds.map(({ min, max, ...block }) => ({ cells: new Set(cellsOf(weights, block)), min, max }));
  const sums = rules.map(() => 0n);
  const place = (cell: number, left: bigint): boolean => {
    if (cell === weights.cells.length)
      return left === 0n && rules.every(({ min }, i) => min === undefined || (sums[i] as bigint) >= min);
    const touched = rules.flatMap(({ cells }, i) => (cells.has(cell) ? [i] : []));
    const most = weights.cells[cell] === 0n ? 0n : left;
    for (let amount = 0n; amount <= most; amount++) {
      const fits = touched.every((i) => rules[i]?.max === undefined || (sums[i] as bigint) + amount <= (rules[i]?.max as bigint));
      if (!fits) return false;
      for (const i of touched) sums[i]! += amount;
      const found = place(cell + 1, left - amount);
      for (const i of touched) sums[i]! -= amount;
      if (found) return true;
    }
    return false;
  };
  return place(0, total);
}

function attempt({ weights, total, bounds }: Table): { grid?: Grid; findings: readonly Finding[] } {
  try {
    const seeded = seedZeroBlocks(weights, bounds, 'error').weights;
    return allocateWithBounds({ total, scale: 0, roundTo: 1n, weights: seeded, bounds });
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'impossible') return { findings: error.findings };
    throw error;
  }
}

/** The bounds of each conflict that the findings name: a head and its members, or a block without basis alone. */
function conflicts({ bounds }: Table, findings: readonly Finding[]): Conflict[] {
  const groups: { members: Bound[]; withTotal: boolean }[] = [];
  for (const { code, place } of findings) {
    if (!code.startsWith('lock.conflict-member') && code !== 'lock.conflict-total')
      groups.push({ members: [], withTotal: false });
    const group = groups.at(-1);
    if (group && code === 'lock.conflict-total') group.withTotal = true;
    if (place?.line !== undefined) group?.members.push(bounds[place.line] as Bound);
  }
  return groups;
}

interface Conflict {
  readonly members: readonly Bound[];
  /** Whether the total is one of what contradicts; else any total would do. */
  readonly withTotal: boolean;
}

function isFeasibleAlone(table: Table, { members, withTotal }: Conflict): boolean {
  const most = members.reduce((sum, { min }) => sum + (min ?? 0n), 0n);
  const totals = withTotal ? [table.total] : Array.from({ length: Number(most) + 1 }, (_, less) => most - BigInt(less));
  return totals.some((total) => isFeasible({ ...table, total }, members));
}

const sumOf = ({ cells }: Grid, inside: readonly number[]) => inside.reduce((sum, cell) => sum + (cells[cell] as bigint), 0n);

describe('locks against an exhaustive search on 2,000 small tables', () => {
  const tables = Array.from({ length: 2000 }, (_, seed) => randomTable(seed));

  it('agrees on what is possible, and keeps every lock when it is', () => {
    let possible = 0;
    for (const table of tables) {
      const { grid, findings } = attempt(table);
      expect({ ...table, possible: grid !== undefined, findings }).toMatchObject({ possible: isFeasible(table, table.bounds) });
      if (!grid) continue;
      possible++;
      expect(sumOf(grid, [...grid.cells.keys()])).toBe(table.total);
      for (const bound of table.bounds) {
        const sum = sumOf(grid, cellsOf(grid, bound));
        expect(sum >= (bound.min ?? 0n) && sum <= (bound.max ?? sum)).toBe(true);
      }
      grid.cells.forEach((cell, i) => void expect(cell >= 0n && (cell === 0n || table.weights.cells[i] !== 0n)).toBe(true));
    }
    expect(possible).toBeGreaterThan(300);
    expect(possible).toBeLessThan(1700);
    expect(tables.filter(({ weights, bounds }) => families(weights, bounds).middle.length > 0).length).toBeGreaterThan(100);
  });

  it('names bounds of which none can be spared', () => {
    for (const table of tables.slice(0, 600)) {
      const { grid, findings } = attempt(table);
      if (grid) continue;
      for (const conflict of conflicts(table, findings)) {
        expect(isFeasibleAlone(table, conflict)).toBe(false);
        for (const spared of conflict.members) {
          const members = conflict.members.filter((bound) => bound !== spared);
          expect({ table, findings, isFeasible: isFeasibleAlone(table, { ...conflict, members }) }).toMatchObject({
            isFeasible: true,
          });
        }
      }
    }
  });
});
