import { formatAmount } from '../../amount.ts';
import { type Finding, finding } from '../../finding.ts';
import { emptyGrid, type Grid } from '../../grid.ts';
import { nodeAt, subtree } from '../../tree.ts';
import type { Allocation } from '../allocate.ts';
import type { Block, Bound } from '../locks/lock.ts';
import type { AllocateWithBounds, BoundedRequest } from './bounded-request.ts';
import type { MethodAxis } from './method.ts';
import { type BlockLimits, innerOver, type Limits, NO_LIMITS, within, withoutWeights } from './repeat-limits.ts';

/** An amount to repeat. */
export interface RepeatRequest {
  /** What is repeated, in 10^-scale. */
  readonly amount: bigint;
  readonly scale: number;
  readonly roundTo: bigint;
  /** Shares along an axis that is not repeated; a zero weight gives a zero cell. */
  readonly weights: Grid;
  /** On which axes the amount is repeated; at least one. */
  readonly repeats: Readonly<Record<MethodAxis, boolean>>;
  readonly bounds: readonly Bound[];
  readonly allocate: AllocateWithBounds;
}

/**
 * The grid whose lines along the other axis each hold the amount: rows when it is repeated on `org`, columns on `time`. Equal
 * lines are allocated once.
 */
export function repeatLines(request: RepeatRequest, limits: readonly BlockLimits[], repeated: MethodAxis): Allocation {
  const grid = emptyGrid({ ...request.weights, scale: request.scale });
  const known = new Map<string, Allocation>();
  for (const line of repeated === 'org' ? rows(request.weights) : columns(request.weights)) {
    const problem = lineProblem(request, line, limits);
    if (problem.total === 0n && problem.bounds.length === 0) continue;
    if (problem.weights.cells.every((weight) => weight === 0n)) throw withoutWeights(request.weights, line);
    const key = keyOf(problem);
    const solved = known.get(key) ?? request.allocate(problem);
    known.set(key, solved);
    line.cells.forEach((cell, i) => {
      grid.cells[cell] = solved.grid.cells[i] as bigint;
    });
  }
  return { grid, findings: lineFindings(request, [...known.values()]) };
}

/** A leaf of the repeated axis with the whole of the other: its cells in the grid, and its axes as trees of their own. */
interface Line extends Block {
  readonly cells: readonly number[];
  readonly axes: Pick<Grid, 'units' | 'periods'>;
  /** The part of a bound that falls on this line, as a block of the line's axes. */
  readonly blockOf: (bound: Block) => Block | undefined;
}

function rows({ units, periods }: Grid): Line[] {
  const width = periods.leaves.length;
  return units.leaves.map((unit, leaf) => ({
    unit,
    period: 0,
    cells: periods.leaves.map((_, p) => leaf * width + p),
    axes: { units: { levels: units.levels, ...subtree(units, unit) }, periods },
    blockOf: (bound) => (holdsLeaf(nodeAt(units, bound.unit), leaf) ? { unit: 0, period: bound.period } : undefined),
  }));
}

function columns({ units, periods }: Grid): Line[] {
  const width = periods.leaves.length;
  return periods.leaves.map((period, leaf) => ({
    unit: 0,
    period,
    cells: units.leaves.map((_, u) => u * width + leaf),
    axes: { units, periods: subtree(periods, period) },
    blockOf: (bound) => (holdsLeaf(nodeAt(periods, bound.period), leaf) ? { unit: bound.unit, period: 0 } : undefined),
  }));
}

function holdsLeaf(node: { readonly leafFrom: number; readonly leafTo: number }, leaf: number): boolean {
  return node.leafFrom <= leaf && leaf < node.leafTo;
}

/** A bound on the whole line changes what it holds; the others bound parts of it. */
function lineProblem(request: RepeatRequest, line: Line, limits: readonly BlockLimits[]): BoundedRequest {
  const { scale, roundTo, weights, amount } = request;
  const parts = new Map<string, BlockLimits>();
  for (const limit of limits) {
    const block = line.blockOf(limit);
    if (!block) continue;
    const key = `${block.unit} ${block.period}`;
    parts.set(key, { ...block, ...innerOver(parts.get(key) ?? NO_LIMITS, limit) });
  }
  const whole = parts.get('0 0') ?? NO_LIMITS;
  parts.delete('0 0');
  const cells = BigInt64Array.from(line.cells, (cell) => weights.cells[cell] as bigint);
  const bounds = [...parts.values()].map((part): Bound => ({ ...part, source: sourceOf(part) }));
  return { total: within(whole, amount), scale, roundTo, weights: { ...line.axes, scale: weights.scale, cells }, bounds };
}

function sourceOf({ min, max }: Limits): Bound['source'] {
  const kind = min === max ? 'fix' : max === undefined ? 'floor' : 'cap';
  return { kind, place: undefined, reason: '' };
}

function keyOf({ total, weights, bounds }: BoundedRequest): string {
  const limits = bounds.map(({ unit, period, min, max }) => [unit, period, min, max].join());
  return [total, weights.cells.join(), ...limits].join(' ');
}

/** One note for the odd parts of all lines. */
function lineFindings({ amount, roundTo, scale }: RepeatRequest, solved: readonly Allocation[]): Finding[] {
  const findings = solved.flatMap((allocation) => allocation.findings);
  const others = findings.filter(({ code }) => code !== 'allocation.odd-cell');
  const distinct = [...new Map(others.map((found) => [JSON.stringify(found), found])).values()];
  const odd = amount % roundTo;
  return odd === 0n ? distinct : [finding('note', 'method.repeat-odd', { amount: formatAmount(odd, scale) }), ...distinct];
}
