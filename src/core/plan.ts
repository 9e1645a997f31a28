import { LARGEST_AMOUNT } from './amount.ts';
import { isFiscalLabel, parsePeriod } from './calendar/parse-period.ts';
import {
  type FiscalYear,
  GRAINS,
  type Grain,
  grainsDownTo,
  isFiner,
  type Period,
  periodAt,
  type Span,
} from './calendar/period.ts';
import { periodTree } from './calendar/period-tree.ts';
import { type Finding, finding, type Place, refuse, refuseErrors } from './finding.ts';
import { emptyGrid, type Grid } from './grid.ts';
import { leafIndex, pathKey, UNASSIGNED, type UnitPath, type UnitTree, unitTree } from './organisation/unit-tree.ts';
import { nodeAt, type Tree } from './tree.ts';

/** One leaf cell of a plan as a file holds it. */
export interface PlanCell {
  readonly period: string;
  readonly path: UnitPath;
  /** Undefined for a blank: no value, which adds nothing. */
  readonly amount: bigint | undefined;
  /** For a ratio, whose numerator `amount` is; at the same scale. */
  readonly denominator?: bigint | undefined;
  /** Of an amount in local money. */
  readonly currency?: string | undefined;
  readonly place: Place | undefined;
}

export interface PlanSource {
  readonly levels: readonly string[];
  readonly scale: number;
  readonly cells: readonly PlanCell[];
  /** The planned period when it is known; else the days from the first to the last cell. */
  readonly period: Period | undefined;
  readonly fiscal: FiscalYear;
}

/** The tree of the units that a plan has cells of. */
export function planUnitTree({ levels, cells }: Pick<PlanSource, 'levels' | 'cells'>): UnitTree {
  return unitTree(
    levels,
    cells.map(({ path }) => path),
  );
}

/** The leaf periods of a plan with its grain and whole span; refuses labels that are no periods or of two grains. */
export interface PlanPeriods {
  readonly span: Period;
  readonly grain: Grain | undefined;
}

export function planPeriods({ cells, period, fiscal }: PlanSource): PlanPeriods {
  const findings: Finding[] = [];
  const known = new Map<string, Period>();
  for (const cell of cells) {
    if (known.has(cell.period)) continue;
    const parsed = parsePeriod(cell.period, fiscal);
    if (parsed) known.set(cell.period, parsed);
    else findings.push(finding('error', 'plan.bad-period', { period: cell.period }, cell.place));
  }
  refuseErrors(findings);
  const leaves = [...known.values()];
  const grains = new Set(leaves.map(({ grain }) => grain));
  if (grains.size > 1) refuseErrors([finding('error', 'plan.mixed-grains', { grains: [...grains].join(', ') })]);
  return { span: period ?? wholeSpan(leaves), grain: leaves[0]?.grain };
}

/** The days from the first to the last period, as a period of one grain where it is one. */
export function wholeSpan(leaves: readonly Period[]): Period {
  const [first, last] = [leaves.reduce((a, b) => (b.start < a.start ? b : a)), leaves.reduce((a, b) => (b.end > a.end ? b : a))];
  const span = { start: first.start, end: last.end };
  const whole = GRAINS.map((grain) => periodAt(grain, span.start, undefined)).find(
    (period) => period.start === span.start && period.end === span.end,
  );
  const label = first === last ? first.label : `${first.label}..${last.label}`;
  return whole ?? { grain: undefined, label, ...span };
}

/**
 * A plan's cells as a grid with the given coarser grains above its own. Grains finer than the plan's are refused. Fiscal
 * quarters are used when the plan's own labels are fiscal, or when `fiscalGrains` says so.
 */
export function planGrid(source: PlanSource, grains: readonly Grain[], fiscalGrains = false): Grid {
  const { span, grain } = planPeriods(source);
  const usesFiscal = fiscalGrains || isFiscalLabel(span.label) || source.cells.some((cell) => isFiscalLabel(cell.period));
  const finer = grains.find((asked) => grain !== undefined && isFiner(asked, grain));
  if (finer) throw refuse('plan.finer-grain', { grain: finer, leaf: grain as Grain });
  const { tree: periods } = periodTree(span, grain ? [...grains, grain] : [], usesFiscal ? source.fiscal : undefined);
  const units = planUnitTree(source);
  const grid = emptyGrid({ units, periods, scale: source.scale });
  const columns = new Map(periods.leaves.map((node, leaf) => [nodeAt(periods, node).value.label, leaf]));
  const leafOf = leafFinder(units);
  const findings: Finding[] = [];
  let size = 0n;
  for (const { amount = 0n } of source.cells) size += amount < 0n ? -amount : amount;
  if (size > LARGEST_AMOUNT) throw refuse('plan.too-large');
  for (const cell of source.cells) {
    const column = columns.get(cell.period);
    if (column === undefined)
      findings.push(finding('error', 'plan.outside-period', { period: cell.period, span: span.label }, cell.place));
    else grid.cells[leafOf(cell.path) * periods.leaves.length + column]! += cell.amount ?? 0n;
  }
  refuseErrors(findings);
  return grid;
}

/** The parts of a ratio over the same axes: a node's ratio is the sum of its numerators over the sum of its denominators. */
export interface RatioGrids {
  readonly numerator: Grid;
  readonly denominator: Grid;
}

/** As `planGrid`, of both parts of a ratio; refuses a numerator without a denominator. */
export function planRatio(source: PlanSource, grains: readonly Grain[], fiscalGrains = false): RatioGrids {
  const lacking = source.cells.filter(({ amount, denominator }) => amount !== undefined && denominator === undefined);
  refuseErrors(lacking.map(({ period, place }) => finding('error', 'plan.no-denominator', { period }, place)));
  const numerator = planGrid(source, grains, fiscalGrains);
  const below = source.cells.map((cell) => ({ ...cell, amount: cell.denominator }));
  const { cells } = planGrid({ ...source, cells: below }, grains, fiscalGrains);
  return { numerator, denominator: { ...numerator, cells } };
}

/** A plan with every period down to its own grain, so that a lock or a change may name any. */
export function fullPlanGrid(source: PlanSource): Grid {
  return planGrid(source, grainsDownTo(planPeriods(source).grain));
}

/** Leaf number of a path; a path that is an inner node means its `(unassigned)` child. */
export function leafFinder(units: UnitTree): (path: UnitPath) => number {
  const leaves = leafIndex(units);
  return (path) => (leaves.get(pathKey(path)) ?? leaves.get(pathKey([...path, UNASSIGNED]))) as number;
}

/** The period node with exactly the days of `span`; undefined when the tree has none. */
export function periodNode(periods: Tree<Period>, span: Span): number | undefined {
  const index = periods.nodes.findIndex(({ value }) => value.start === span.start && value.end === span.end);
  return index < 0 ? undefined : index;
}
