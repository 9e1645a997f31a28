import { refuse } from '../finding.ts';
import { emptyGrid, type Grid } from '../grid.ts';
import { formatPath, isWithin, leafPaths, pathKey, type UnitPath, unitIndex, unitTree } from '../organisation/unit-tree.ts';
import { leafFinder } from '../plan.ts';
import { nodeAt, type TreeNode } from '../tree.ts';
import type { Cut } from './cut.ts';
import type { Delivery, EventLock, LockTerms } from './delivery.ts';
import { firstDayAfter, type Heir, type OrgEvent } from './event.ts';
import { allHeirs, givingUnit, placeAt } from './heirs.ts';
import { movedCells } from './moved-cells.ts';
import { type MovedLock, moveLocks } from './moved-locks.ts';
import { shareMoved } from './share-moved.ts';
import { refuseTooDeep } from './too-deep.ts';

export interface Applying extends LockTerms {
  readonly roundTo: bigint;
  readonly cut: Cut | undefined;
}

/** What one heir got. */
export interface Handover extends Heir {
  readonly moved: bigint;
}

/** A plan after an event. */
export interface AppliedEvent {
  readonly plan: Grid;
  /** All locks, with those that went along. */
  readonly locks: readonly EventLock[];
  readonly movedLocks: readonly MovedLock[];
  /** What the unit has left, and what went to whom; together what it had. */
  readonly kept: bigint;
  readonly handovers: readonly Handover[];
}

/**
 * The plan after an event: what the unit has from the first day of the new state goes to its heirs. Every leaf period keeps its
 * total, every node that holds the unit and its heirs its values. Refuses a unit that the plan does not have, amounts below zero,
 * and (impossible) locks that would not hold, unless they are to move.
 */
export function applyEvent(plan: Grid, event: OrgEvent, applying: Applying): AppliedEvent {
  const node = givingNode(plan, event);
  if (node === undefined) return { plan: withLeaf(plan, event.unit), ...unmoved(applying) };
  const moved = movedCells(plan, node, event, applying);
  const negative = moved.some((amount) => amount < 0n);
  if (negative) throw refuse('event.below-zero', { unit: formatPath(event.unit) }, event.place);
  const deliveries = deliver(plan, node, event, { moved, roundTo: applying.roundTo });
  const after = rebuilt(plan, node, event, { moved, deliveries });
  const { locks, movedLocks } = moveLocks({ before: plan, after, event, deliveries, node }, applying);
  return {
    plan: after,
    locks,
    movedLocks,
    kept: rowsSum(plan, node) - sumOf(moved),
    handovers: deliveries.map(({ heir, cells }) => ({ ...heir, moved: sumOf(cells) })),
  };
}

function unmoved({ locks }: Applying) {
  return { locks, movedLocks: [], kept: 0n, handovers: [] };
}

/** The node that gives; undefined for someone who joins where nothing is vacant. */
function givingNode(plan: Grid, event: OrgEvent): TreeNode<unknown> | undefined {
  const unit = givingUnit(event);
  const index = unitIndex(plan.units).get(pathKey(unit));
  if (index !== undefined) return nodeAt(plan.units, index);
  if (event.kind === 'join') return undefined;
  throw refuse('event.no-such-unit', { unit: formatPath(unit) }, event.place);
}

interface Moving {
  readonly moved: readonly bigint[];
  readonly roundTo: bigint;
}

function deliver(plan: Grid, node: TreeNode<unknown>, event: OrgEvent, { moved, roundTo }: Moving): Delivery[] {
  const heirs = allHeirs(event);
  const unit = givingUnit(event);
  const leaves = leafPaths(plan.units, node.leafFrom, node.leafTo);
  const all = new Set(leafPaths(plan.units).map(pathKey));
  const isLeaf = (path: UnitPath) => all.has(pathKey(path));
  const shared = shareMoved(plan, moved, { heirs, roundTo });
  return heirs.map((heir, i) => {
    const paths = leaves.map((path) => placeAt(heir.path, { path, unit, isLeaf }));
    refuseTooDeep(paths, plan.units.levels, [event]);
    return { heir, paths, cells: shared[i] as bigint[] };
  });
}

interface Rebuilding {
  readonly moved: readonly bigint[];
  readonly deliveries: readonly Delivery[];
}

/** The plan on its new units. A row of which every period went is gone; one that had a day in the old state stays. */
function rebuilt(plan: Grid, node: TreeNode<unknown>, event: OrgEvent, { moved, deliveries }: Rebuilding): Grid {
  const width = plan.periods.leaves.length;
  const { leafFrom, leafTo } = node;
  const isGone = event.kind === 'rename' || firstDayAfter(event) <= nodeAt(plan.periods, 0).value.start;
  const old = leafPaths(plan.units);
  const stays = (leaf: number) => !isGone || leaf < leafFrom || leaf >= leafTo;
  const news = deliveries.flatMap(({ paths }) => paths);
  const units = unitTree(plan.units.levels, [...old.filter((_, leaf) => stays(leaf)), ...news]);
  const grid = emptyGrid({ ...plan, units });
  const leafOf = leafFinder(units);
  const add = (path: UnitPath, cell: (p: number) => bigint) => {
    const row = leafOf(path) * width;
    for (let p = 0; p < width; p++) grid.cells[row + p]! += cell(p);
  };
  old.forEach((path, leaf) => {
    const inside = leaf >= leafFrom && leaf < leafTo;
    const gone = (p: number) => (inside ? (moved[(leaf - leafFrom) * width + p] as bigint) : 0n);
    if (stays(leaf)) add(path, (p) => (plan.cells[leaf * width + p] as bigint) - gone(p));
  });
  for (const { paths, cells } of deliveries) {
    for (const [row, path] of paths.entries()) add(path, (p) => cells[row * width + p] as bigint);
  }
  return grid;
}

/** The plan with a unit that has nothing yet. */
function withLeaf(plan: Grid, unit: UnitPath): Grid {
  const old = leafPaths(plan.units);
  if (old.some((path) => isWithin(path, unit))) return plan;
  const width = plan.periods.leaves.length;
  const units = unitTree(plan.units.levels, [...old, unit]);
  const grid = emptyGrid({ ...plan, units });
  const leafOf = leafFinder(units);
  for (const [leaf, path] of old.entries())
    grid.cells.set(plan.cells.subarray(leaf * width, (leaf + 1) * width), leafOf(path) * width);
  return grid;
}

function rowsSum({ cells, periods }: Grid, { leafFrom, leafTo }: TreeNode<unknown>): bigint {
  const width = periods.leaves.length;
  return sumOf(Array.from(cells.subarray(leafFrom * width, leafTo * width)));
}

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}
