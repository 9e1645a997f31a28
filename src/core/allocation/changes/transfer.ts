import { type Finding, finding } from '../../finding.ts';
import { type Grid, valueAt } from '../../grid.ts';
import { ancestry, nodeAt } from '../../tree.ts';
import type { Block, Bound } from '../locks/lock.ts';
import { blockNames } from '../methods/block-names.ts';
import { type ChangeProblem, changeBound } from './change-problem.ts';
import { type Part, pairPart } from './part.ts';
import { impossible, type PlacedChange, wrongChange } from './placed-change.ts';

/** A transfer from `unit` to `to`. */
type Transfer = PlacedChange & { readonly to: number };

/**
 * The two units alone: the giver less and the receiver more by the amount, and their sum in each leaf period as it was.
 * Where the receiver holds nothing in leaf periods without which the amount finds no room, its cells there take the giver's
 * course in equal parts, with a warning. Refuses (wrong use) units of which one holds the other; (impossible) more than the giver has.
 */
export function transferProblem(plan: Grid, transfer: Transfer, roundTo: bigint): ChangeProblem | undefined {
  const { unit, to, period, change } = transfer;
  const amount = change.kind === 'transfer' ? change.amount : 0n;
  if (ancestry(plan.units, unit).includes(to) || ancestry(plan.units, to).includes(unit)) {
    throw wrongChange(plan, transfer, 'change.transfer-nested');
  }
  const [giver, receiver] = [valueAt(plan, unit, period), valueAt(plan, to, period)];
  if (amount > giver) throw impossible(plan, transfer, { code: 'change.transfer-short', amount: amount - giver });
  if (amount === 0n) return undefined;
  const part = pairPart(plan, [unit, to], period);
  const from = part.blockIn({ unit, period }) as Block;
  const target = part.blockIn({ unit: to, period }) as Block;
  const bounds = [
    changeBound(from, giver - amount, change.text),
    changeBound(target, receiver + amount, change.text),
    ...periodBounds(part, change.text),
  ];
  const opened = openReceiver(part, { from: from.unit, to: target.unit, amount });
  const findings: Finding[] = opened ? [finding('warning', 'change.equal-cells', blockNames(plan, { unit: to, period }))] : [];
  const request = { total: giver + receiver, scale: plan.scale, roundTo, weights: opened ?? part.grid, bounds };
  return { part, request, findings };
}

/** What both units hold in each leaf period stays; a single period is the total already. */
function periodBounds({ grid }: Part, text: string): Bound[] {
  if (grid.periods.leaves.length < 2) return [];
  return grid.periods.leaves.map((period) => changeBound({ unit: 0, period }, valueAt(grid, 0, period), text));
}

interface Move {
  readonly from: number;
  readonly to: number;
  readonly amount: bigint;
}

/** Weights for the receiver's empty leaf periods; undefined when the amount fits into the others. */
function openReceiver({ grid }: Part, { from, to, amount }: Move): Grid | undefined {
  const gives = grid.periods.leaves.map((period) => valueAt(grid, from, period));
  const isEmpty = grid.periods.leaves.map((period) => valueAt(grid, to, period) === 0n);
  const room = gives.reduce((sum, value, p) => (isEmpty[p] ? sum : sum + value), 0n);
  if (room >= amount) return undefined;
  const { leafFrom, leafTo } = nodeAt(grid.units, to);
  const width = gives.length;
  const cells = grid.cells.map((cell, i) => {
    const [u, p] = [Math.floor(i / width), i % width];
    return leafFrom <= u && u < leafTo && isEmpty[p] ? (gives[p] as bigint) : cell;
  });
  return { ...grid, cells };
}
