import { overDenominator } from '../allocation/rounding/exact-fractions.ts';
import { roundCells } from '../allocation/rounding/round-cells.ts';
import type { Axes } from '../allocation/rounding/rounding-network.ts';
import type { Period } from '../calendar/period.ts';
import type { PeriodTree } from '../calendar/period-tree.ts';
import { type Finding, finding, type Place, refuse, refuseErrors } from '../finding.ts';
import { emptyGrid, type Grid } from '../grid.ts';
import { formatPath, pathKey, type UnitPath, type UnitTree, unitIndex } from '../organisation/unit-tree.ts';
import { buildTree, leafValue, nodeAt, subtree } from '../tree.ts';

/** A planned denominator of a unit in a period, as a person or another plan wrote it; no period is the whole span. */
export interface DenominatorBlock {
  readonly period: Period | undefined;
  readonly path: UnitPath;
  readonly amount: bigint;
  readonly place: Place | undefined;
}

/** Denominators by the levels of the plan. */
export interface DenominatorTable {
  readonly scale: number;
  readonly blocks: readonly DenominatorBlock[];
}

/**
 * The planned denominators of cells. A block that is a cell or part of one adds to it; a larger one is shared by its cells in
 * proportion to `basis` (equally where that has nothing), exactly. Refuses two blocks that speak of the same cell when one of
 * them is larger. Cells that no block speaks of have 0, and units of which none speaks are findings.
 */
export function placeDenominators(axes: Grid, table: DenominatorTable): { grid: Grid; findings: readonly Finding[] } {
  const grid = emptyGrid({ ...axes, scale: table.scale });
  const width = axes.periods.leaves.length;
  const claims = new Map<number, 'part' | 'block'>();
  const findings: Finding[] = [];
  const index = unitIndex(axes.units);
  for (const block of table.blocks) {
    const found = findBlock(axes, index, block);
    if ('problem' in found) {
      findings.push(found.problem);
      continue;
    }
    const { unit, from, to } = found;
    const { leafFrom, leafTo } = nodeAt(axes.units, unit);
    const cells = range(leafFrom, leafTo).flatMap((u) => range(from, to).map((p) => u * width + p));
    const kind = cells.length === 1 ? 'part' : 'block';
    if (cells.some((cell) => claims.has(cell) && (kind === 'block' || claims.get(cell) === 'block')))
      findings.push(finding('error', 'metric.denominators-overlap', names(block), block.place));
    for (const cell of cells) claims.set(cell, kind);
    shared(axes, { unit, from, to, amount: block.amount }, cells).forEach((amount, i) => {
      grid.cells[cells[i] as number]! += amount;
    });
  }
  refuseErrors(findings);
  return { grid, findings: [...findings, ...without(axes, claims)] };
}

function names({ path, period, amount }: DenominatorBlock) {
  return { unit: formatPath(path) || '-', period: period?.label ?? '-', amount: String(amount) };
}

interface FoundBlock {
  readonly unit: number;
  /** Leaf periods, the last not included. */
  readonly from: number;
  readonly to: number;
}

function findBlock(axes: Grid, index: UnitIndex, block: DenominatorBlock): FoundBlock | { readonly problem: Finding } {
  const unit = unitOf(axes.units, index, block.path);
  const time = leavesIn(axes.periods, block.period);
  if (unit === undefined) return { problem: finding('warning', 'metric.denominator-elsewhere', names(block), block.place) };
  if (time === 'outside') return { problem: finding('warning', 'metric.denominator-elsewhere', names(block), block.place) };
  if (time === 'cut') return { problem: finding('error', 'metric.denominator-cuts', names(block), block.place) };
  return { unit, ...time };
}

type UnitIndex = ReadonlyMap<string, number>;

/** The node of a path, or the leaf that it lies below. */
function unitOf(units: UnitTree, index: UnitIndex, path: UnitPath): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = index.get(pathKey(path.slice(0, length)));
    if (node === undefined) continue;
    return length === path.length || nodeAt(units, node).children.length === 0 ? node : undefined;
  }
  return undefined;
}

/** The leaf periods that a period covers, or the one that it lies in. */
function leavesIn(periods: PeriodTree, period: Period | undefined): { from: number; to: number } | 'outside' | 'cut' {
  const leaves = periods.leaves.map((_, leaf) => leafValue(periods, leaf));
  if (!period) return { from: 0, to: leaves.length };
  const around = leaves.findIndex(({ start, end }) => start <= period.start && period.end <= end);
  if (around >= 0) return { from: around, to: around + 1 };
  const from = leaves.findIndex(({ start }) => start === period.start);
  const last = leaves.findIndex(({ end }) => end === period.end);
  if (from >= 0 && last >= from) return { from, to: last + 1 };
  return leaves.every(({ start, end }) => end < period.start || period.end < start) ? 'outside' : 'cut';
}

/** The amount of a block among its cells, row by row. */
function shared(
  axes: Grid,
  { unit, from, to, amount }: FoundBlock & { amount: bigint },
  cells: readonly number[],
): BigInt64Array {
  if (cells.length === 1) return BigInt64Array.of(amount);
  const own = cells.map((cell) => axes.cells[cell] as bigint).map((weight) => (weight > 0n ? weight : 0n));
  const weights = own.some((weight) => weight > 0n) ? own : own.map(() => 1n);
  const whole = weights.reduce((a, b) => a + b, 0n);
  const exact = overDenominator(
    weights.map((weight) => weight * amount),
    whole,
  );
  return roundCells(partOf(axes, { unit, from, to }), exact).cells;
}

function partOf({ units, periods }: Axes, { unit, from, to }: FoundBlock): Axes {
  const leaves = periods.leaves.slice(from, to).map((node) => nodeAt(periods, node).value);
  const root = nodeAt(periods, 0).value;
  const line = buildTree<Period>(root, (value) => (value === root && leaves[0] !== root ? leaves : []));
  return { units: { levels: units.levels, ...subtree(units, unit) }, periods: line };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

function without({ units, periods }: Axes, claims: ReadonlyMap<number, unknown>): Finding[] {
  const width = periods.leaves.length;
  if (claims.size === 0) throw refuse('metric.no-planned-denominators');
  return units.leaves.flatMap((node, leaf) => {
    if (range(leaf * width, (leaf + 1) * width).some((cell) => claims.has(cell))) return [];
    const unit = formatPath(nodeAt(units, node).value.path) || '-';
    return [finding('warning', 'metric.unit-without-denominator', { unit })];
  });
}
