import { LARGEST_AMOUNT } from '../../amount.ts';
import { type Finding, finding, refuse } from '../../finding.ts';
import { type Grid, valueAt } from '../../grid.ts';
import { nodeAt } from '../../tree.ts';
import type { Block } from '../locks/lock.ts';
import { blockNames } from '../methods/block-names.ts';
import { type ChangeOptions, type ChangeProblem, changeBound } from './change-problem.ts';
import { withLocks } from './held-locks.ts';
import { blockPart, type Part } from './part.ts';
import { impossible, newAmount, type PlacedChange, wrongChange } from './placed-change.ts';
import { transferProblem } from './transfer.ts';

/**
 * The allocation that carries out a change, weighted by the plan's own cells; undefined when nothing is to change.
 * `siblings`: the node's parent unit keeps its value in the period of the change, and the node's siblings take up the difference in
 * proportion; for the whole organisation the other periods of the period above do. `none`: only the node's own cells change,
 * and the plan's total with them. A transfer changes two units and no sum of the two in any leaf period, whatever `absorb` says.
 * A block without amounts gets equal weights, with a warning. Refuses (wrong use) a node without siblings; (impossible) more than
 * there is to take.
 */
export function changeBounds(plan: Grid, placed: PlacedChange, options: ChangeOptions): ChangeProblem | undefined {
  const { locks, roundTo } = options;
  if (placed.to !== undefined) {
    const problem = transferProblem(plan, { ...placed, to: placed.to }, roundTo);
    return problem && withLocks(plan, problem, locks);
  }
  const amount = newAmount(plan, placed);
  if (amount === valueAt(plan, placed.unit, placed.period)) return undefined;
  const problem = options.absorb === 'none' ? alone : amongSiblings;
  return withLocks(plan, problem(plan, placed, { amount, roundTo }), locks);
}

interface NewAmount {
  readonly amount: bigint;
  readonly roundTo: bigint;
}

function alone(plan: Grid, placed: PlacedChange, { amount, roundTo }: NewAmount): ChangeProblem {
  const { unit, period } = placed;
  if (valueAt(plan, 0, 0) - valueAt(plan, unit, period) + amount > LARGEST_AMOUNT) throw refuse('plan.too-large');
  const part = blockPart(plan, placed);
  const { weights, findings } = changeWeights(plan, part, placed);
  return { part, request: { total: amount, scale: plan.scale, roundTo, weights, bounds: [] }, findings };
}

function amongSiblings(plan: Grid, placed: PlacedChange, { amount, roundTo }: NewAmount): ChangeProblem {
  const outer = parentBlock(plan, placed);
  const total = valueAt(plan, outer.unit, outer.period);
  checkSiblings(plan, placed, { amount, total });
  const part = blockPart(plan, outer);
  const { weights, findings } = changeWeights(plan, part, placed);
  const bounds = [changeBound(part.blockIn(placed) as Block, amount, placed.change.text)];
  return { part, request: { total, scale: plan.scale, roundTo, weights, bounds }, findings };
}

/** The block that keeps its value: the parent unit in the same period, for the whole organisation the period above. */
function parentBlock(plan: Grid, { unit, period }: Block): Block {
  const isWhole = unit === 0;
  const parent = isWhole ? nodeAt(plan.periods, period).parent : nodeAt(plan.units, unit).parent;
  const siblings = parent < 0 ? [] : nodeAt<unknown>(isWhole ? plan.periods : plan.units, parent).children;
  if (siblings.length < 2) throw wrongChange(plan, { unit, period }, 'change.no-siblings');
  return isWhole ? { unit, period: parent } : { unit: parent, period };
}

function checkSiblings(plan: Grid, placed: Block, { amount, total }: { readonly amount: bigint; readonly total: bigint }): void {
  const old = valueAt(plan, placed.unit, placed.period);
  if (amount > total) throw impossible(plan, placed, { code: 'change.siblings-short', amount: amount - total });
  if (amount < old && old === total) throw impossible(plan, placed, { code: 'change.siblings-empty', amount: old - amount });
}

/** The plan's cells as weights; all the same in a block that holds nothing and is to receive an amount. */
function changeWeights(plan: Grid, { grid, blockIn }: Part, placed: Block): { weights: Grid; findings: readonly Finding[] } {
  if (valueAt(plan, placed.unit, placed.period) > 0n) return { weights: grid, findings: [] };
  const block = blockIn(placed) as Block;
  const [rows, columns] = [nodeAt(grid.units, block.unit), nodeAt(grid.periods, block.period)];
  const cells = grid.cells.slice();
  for (let u = rows.leafFrom; u < rows.leafTo; u++) {
    const from = u * grid.periods.leaves.length;
    cells.fill(1n, from + columns.leafFrom, from + columns.leafTo);
  }
  return { weights: { ...grid, cells }, findings: [equalCells(plan, placed)] };
}

function equalCells(plan: Grid, block: Block): Finding {
  return finding('warning', 'change.equal-cells', blockNames(plan, block));
}
