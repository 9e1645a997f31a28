import fc from 'fast-check';
import { applyChange } from '../../../../src/core/allocation/changes/apply-change.ts';
import { parseChange } from '../../../../src/core/allocation/changes/change.ts';
import type { ChangeOptions } from '../../../../src/core/allocation/changes/change-problem.ts';
import { placeChange } from '../../../../src/core/allocation/changes/placed-change.ts';
import type { Block } from '../../../../src/core/allocation/locks/lock.ts';
import { Refusal } from '../../../../src/core/finding.ts';
import { type Grid, valueAt } from '../../../../src/core/grid.ts';
import { formatPath, unitTree } from '../../../../src/core/organisation/unit-tree.ts';
import { anyPaths, anyPeriods, CALENDAR, gridOf, stream } from '../../make.ts';
import { referenceBounds } from '../reference-bounds.ts';

/** Plans of every shape, with and without empty cells, some rows empty. */
export const anyPlan: fc.Arbitrary<Grid> = fc
  .record({ paths: anyPaths, periods: anyPeriods, seed: fc.integer(), kinds: fc.constantFrom(2, 4, 1000, 10 ** 8) })
  .map(({ paths, periods, seed, kinds }) => {
    const next = stream(seed);
    const units = unitTree(['l1', 'l2', 'l3'], paths);
    const empty = units.leaves.map(() => next(5) === 0);
    return gridOf({ units, periods }, 2, (i) => (empty[Math.floor(i / periods.leaves.length)] ? 0n : BigInt(next(kinds))));
  });

/** A plan after a change as a person writes it, by the stand-in for the allocation. */
export function change(plan: Grid, text: string, over: Partial<ChangeOptions> = {}) {
  const parsed = parseChange(text, plan.scale);
  if (!parsed) throw new Error(`no change: ${text}`);
  const placed = placeChange(plan, parsed, CALENDAR);
  return applyChange(plan, placed, { absorb: 'siblings', roundTo: 1n, locks: [], allocate: referenceBounds, ...over });
}

/** The plan after the change, undefined when it is refused. */
export function changed(plan: Grid, text: string, over: Partial<ChangeOptions> = {}): Grid | undefined {
  try {
    return change(plan, text, over).grid;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** A block as a person writes it. */
export function named(plan: Grid, { unit, period }: Block): string {
  return `${formatPath(plan.units.nodes[unit]!.value.path)}@${plan.periods.nodes[period]!.value.label}`;
}

/** Every block of a plan. */
export function blocks({ units, periods }: Grid): Block[] {
  return units.nodes.flatMap((_, unit) => periods.nodes.map((_, period) => ({ unit, period })));
}

/** Whether a block holds a leaf cell, by its number. */
export function holds({ units, periods }: Grid, { unit, period }: Block, cell: number): boolean {
  const [rows, columns] = [units.nodes[unit]!, periods.nodes[period]!];
  const [u, p] = [Math.floor(cell / periods.leaves.length), cell % periods.leaves.length];
  return rows.leafFrom <= u && u < rows.leafTo && columns.leafFrom <= p && p < columns.leafTo;
}

/** What `East/Ann@2026-Q1` holds, in whole units of money; without a period in the whole span. */
export function amountOf(plan: Grid, text: string): number {
  const [unit, label = plan.periods.nodes[0]!.value.label] = text.split('@');
  const row = plan.units.nodes.findIndex(({ value }) => formatPath(value.path) === unit);
  const column = plan.periods.nodes.findIndex(({ value }) => value.label === label);
  return Number(valueAt(plan, row, column)) / 100;
}
