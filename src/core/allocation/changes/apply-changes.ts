import type { Finding } from '../../finding.ts';
import { type Grid, valueAt } from '../../grid.ts';
import { ancestry } from '../../tree.ts';
import type { Block, Bound } from '../locks/lock.ts';
import { type Applying, applyChange } from './apply-change.ts';
import { CHANGE_KIND, changeBound } from './change-problem.ts';
import type { PlacedChange } from './placed-change.ts';

/** A plan after changes, with what is worth knowing about them. */
export interface ChangedPlan {
  readonly grid: Grid;
  /** The nodes that were set, each once; what they hold now is what the person asked for. */
  readonly changed: readonly Block[];
  readonly findings: readonly Finding[];
}

/** How changes are carried out one after the other. */
export interface ApplyingAll extends Applying {
  /** Nodes that were typed before, fixed at what they hold: a change of the same node takes their place. */
  readonly typed: readonly Bound[];
}

/**
 * Changes one after the other. `locks` hold throughout; what was typed before, or set by an earlier change, holds unless a
 * change sets the same node. A change inside what an earlier one set goes before it.
 */
export function applyChanges(plan: Grid, changes: readonly PlacedChange[], options: ApplyingAll): ChangedPlan {
  let grid = plan;
  let typed = options.typed;
  const changed: Block[] = [];
  const findings: Finding[] = [];
  for (const placed of changes) {
    const blocks = blocksOf(placed);
    typed = typed.filter((bound) => !blocks.some((block) => isSame(block, bound) || isInside(grid, block, bound)));
    const result = applyChange(grid, placed, { ...options, locks: [...options.locks, ...typed] });
    grid = result.grid;
    findings.push(...result.findings);
    typed = [...typed, ...heldBounds(grid, blocks, placed.change.text)];
    changed.push(...blocks.filter((block) => !changed.some((other) => isSame(block, other))));
  }
  return { grid, changed, findings };
}

/** Locks sorted for changes: a `fix` is what somebody typed, and so is what earlier changes hold; floors and caps always hold. */
export function heldApart(locks: readonly Bound[], earlier: readonly Bound[]): Pick<ApplyingAll, 'locks' | 'typed'> {
  const isTyped = ({ source }: Bound) => source.kind === 'fix';
  return { locks: locks.filter((lock) => !isTyped(lock)), typed: [...locks.filter(isTyped), ...earlier] };
}

/** The nodes that a change sets. */
export function blocksOf({ unit, to, period }: PlacedChange): Block[] {
  return to === undefined ? [{ unit, period }] : [unit, to].map((own) => ({ unit: own, period }));
}

/** Blocks held at what they are. */
export function heldBounds(grid: Grid, blocks: readonly Block[], text: string): Bound[] {
  return blocks.map((block) => changeBound(block, valueAt(grid, block.unit, block.period), text));
}

/** Whether a block lies inside one that an earlier change set. */
function isInside({ units, periods }: Grid, block: Block, bound: Bound): boolean {
  if (bound.source.kind !== CHANGE_KIND) return false;
  return ancestry(units, block.unit).includes(bound.unit) && ancestry(periods, block.period).includes(bound.period);
}

function isSame(a: Block, b: Block): boolean {
  return a.unit === b.unit && a.period === b.period;
}
