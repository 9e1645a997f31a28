import { formatAmount } from '../amount.ts';
import { type Finding, finding } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { formatPath } from '../organisation/unit-tree.ts';
import { leafValue } from '../tree.ts';
import type { ExactCells } from './rounding/exact-fractions.ts';
import { wholeSum } from './rounding/exact-sums.ts';
import { roundCells } from './rounding/round-cells.ts';
import { shareOut } from './rounding/share-out.ts';

export interface AllocationRequest {
  /** The amount to place, >= 0, in 10^-scale of the base unit. */
  readonly total: bigint;
  /** Scale of the total and of the plan. */
  readonly scale: number;
  /** Every cell becomes a multiple of this (> 0, at `scale`), save one odd cell when the total is no multiple. */
  readonly roundTo: bigint;
  /** Non-negative weights with a positive sum; a zero weight gives a zero cell. */
  readonly weights: Grid;
}

export interface Allocation {
  readonly grid: Grid;
  readonly findings: readonly Finding[];
}

/**
 * The plan: total x weight / sum of weights, rounded by `roundCells` to multiples of `roundTo`. The parts add up to the total
 * exactly. An odd remainder of the total is taken out of the cell of largest weight before rounding and put back after,
 * and named in a finding. Where even that cell is smaller than the remainder, it is taken out of all cells in proportion, and
 * the distances that `roundCells` promises are below two units instead of one.
 */
export function allocate(request: AllocationRequest): Allocation {
  const { total, scale, roundTo, weights } = request;
  const odd = total % roundTo;
  const oddCell = odd === 0n ? -1 : largestCell(weights.cells);
  const exact = unroundedCells(request, odd, oddCell);
  const { cells, nearest } = roundCells(weights, exact);
  const amounts = inUnitsOf(roundTo, cells);
  if (oddCell >= 0) amounts[oddCell]! += odd;
  const grid: Grid = { units: weights.units, periods: weights.periods, scale, cells: amounts };
  assertExact(amounts, total);
  return { grid, findings: [...oddFinding(grid, odd, oddCell), ...(nearest ? [] : [notNearest(amounts.length)])] };
}

/** Cells in rounding units: (total x weight / sum - odd part of its cell) / roundTo. */
function unroundedCells({ total, roundTo, weights }: AllocationRequest, odd: bigint, oddCell: number): ExactCells {
  const share = { weights: weights.cells, roundTo };
  const isInside = oddCell >= 0 && (weights.cells[oddCell] as bigint) * total >= odd * wholeSum(weights.cells);
  if (isInside) return shareOut({ ...share, amount: total, odd: { cell: oddCell, amount: odd } });
  return shareOut({ ...share, amount: total - odd, odd: undefined });
}

/** Whole rounding units as amounts, in place. */
export function inUnitsOf(roundTo: bigint, cells: BigInt64Array): BigInt64Array {
  if (roundTo === 1n) return cells;
  for (let i = 0; i < cells.length; i++) cells[i] = (cells[i] as bigint) * roundTo;
  return cells;
}

/** The promise of the whole house; a plan that breaks it must not leave it. */
export function assertExact(cells: BigInt64Array, total: bigint): void {
  for (let i = 0; i < cells.length; i++) {
    if ((cells[i] as bigint) < 0n) throw new Error(`a planned cell is negative: ${cells[i]}`);
  }
  const sum = wholeSum(cells);
  if (sum !== total) throw new Error(`the plan adds up to ${sum}, not to ${total}`);
}

function largestCell(cells: BigInt64Array): number {
  let largest = 0;
  for (let i = 1; i < cells.length; i++) if ((cells[i] as bigint) > (cells[largest] as bigint)) largest = i;
  return largest;
}

/** What is left over in one cell; nothing when there is no such cell (-1). */
export function oddFinding(grid: Grid, odd: bigint, cell: number): Finding[] {
  if (cell < 0) return [];
  const width = grid.periods.leaves.length;
  const values = {
    amount: formatAmount(odd, grid.scale),
    unit: formatPath(leafValue(grid.units, Math.floor(cell / width)).path) || '-',
    period: leafValue(grid.periods, cell % width).label,
  };
  return [finding('note', 'allocation.odd-cell', values)];
}

/** That the rounding is exact but perhaps not the nearest. */
export function notNearest(cells: number): Finding {
  return finding('note', 'allocation.not-nearest', { cells });
}
