import type { Finding } from '../../finding.ts';
import { type Grid, valueAt } from '../../grid.ts';
import type { Block, Bound } from '../locks/lock.ts';
import { type Applying, applyChange } from './apply-change.ts';
import { changeBound } from './change-problem.ts';
import type { PlacedChange } from './placed-change.ts';

export interface ChangedPlan {
  readonly grid: Grid;
  /** The nodes that were set, each once; what they hold now is what the person asked for. */
  readonly changed: readonly Block[];
  readonly findings: readonly Finding[];
}

/** Changes one after the other. What an earlier one set, a later one leaves as it is, unless it sets the same node. */
export function applyChanges(plan: Grid, changes: readonly PlacedChange[], options: Applying): ChangedPlan {
  let grid = plan;
  let locks = options.locks;
  const changed: Block[] = [];
  const findings: Finding[] = [];
  for (const placed of changes) {
    const blocks = blocksOf(placed);
    locks = locks.filter((lock) => !blocks.some((block) => isSame(block, lock)));
    const result = applyChange(grid, placed, { ...options, locks });
    grid = result.grid;
    findings.push(...result.findings);
    locks = [...locks, ...heldBounds(grid, blocks, placed.change.text)];
    changed.push(...blocks.filter((block) => !changed.some((other) => isSame(block, other))));
  }
  return { grid, changed, findings };
}

/** The nodes that a change sets. */
export function blocksOf({ unit, to, period }: PlacedChange): Block[] {
  return to === undefined ? [{ unit, period }] : [unit, to].map((own) => ({ unit: own, period }));
}

/** Blocks held at what they are. */
export function heldBounds(grid: Grid, blocks: readonly Block[], text: string): Bound[] {
  return blocks.map((block) => changeBound(block, valueAt(grid, block.unit, block.period), text));
}

function isSame(a: Block, b: Block): boolean {
  return a.unit === b.unit && a.period === b.period;
}
