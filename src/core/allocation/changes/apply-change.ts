import { formatAmount } from '../../amount.ts';
import { type Finding, finding } from '../../finding.ts';
import { type Grid, valueAt } from '../../grid.ts';
import { nodeAt } from '../../tree.ts';
import type { Allocation } from '../allocate.ts';
import { blockNames } from '../methods/block-names.ts';
import type { AllocateWithBounds } from '../methods/bounded-request.ts';
import { changeBounds } from './change-bounds.ts';
import type { ChangeOptions, ChangeProblem } from './change-problem.ts';
import type { PlacedChange } from './placed-change.ts';

/** How a change is carried out. */
export interface Applying extends ChangeOptions {
  readonly allocate: AllocateWithBounds;
}

/**
 * The plan after a change, with what is worth knowing about it: a note when nothing changes, and one with the largest shift when
 * the parent's value is kept in the period of the change but moves between the leaf periods inside. Refuses as `changeBounds`
 * and the allocation do.
 */
export function applyChange(plan: Grid, placed: PlacedChange, { allocate, ...options }: Applying): Allocation {
  const problem = changeBounds(plan, placed, options);
  if (!problem) return { grid: plan, findings: [finding('note', 'change.nothing', { change: placed.change.text })] };
  const changed = allocate(problem.request);
  const cells = plan.cells.slice();
  problem.part.cells.forEach((cell, i) => {
    cells[cell] = changed.grid.cells[i] as bigint;
  });
  const keepsParent = options.absorb === 'siblings' && placed.to === undefined && placed.unit > 0;
  const shifts = keepsParent ? shiftFinding(plan, placed, { problem, changed: changed.grid }) : [];
  return { grid: { ...plan, cells }, findings: [...problem.findings, ...changed.findings, ...shifts] };
}

interface Outcome {
  readonly problem: ChangeProblem;
  readonly changed: Grid;
}

/** The leaf period in which the parent's value moves most. */
function shiftFinding(plan: Grid, { unit, period }: PlacedChange, { problem, changed }: Outcome): Finding[] {
  const before = problem.part.grid;
  let largest = { amount: 0n, period: '' };
  for (const leaf of before.periods.leaves) {
    const difference = valueAt(changed, 0, leaf) - valueAt(before, 0, leaf);
    const amount = difference < 0n ? -difference : difference;
    if (amount > largest.amount) largest = { amount, period: nodeAt(before.periods, leaf).value.label };
  }
  if (largest.amount === 0n) return [];
  const parent = blockNames(plan, { unit: nodeAt(plan.units, unit).parent, period });
  return [
    finding('note', 'change.shifts-inside', {
      ...parent,
      leaf: largest.period,
      amount: formatAmount(largest.amount, plan.scale),
    }),
  ];
}
