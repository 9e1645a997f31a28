import { divideRounded, LARGEST_AMOUNT } from '../../amount.ts';
import { arrange, columnsFromSpans } from '../../arrange.ts';
import type { Span } from '../../calendar/period.ts';
import { type PeriodTree, partition } from '../../calendar/period-tree.ts';
import { type Finding, finding, refuse } from '../../finding.ts';
import { leafIndex, pathKey, type UnitTree, unitTree } from '../../organisation/unit-tree.ts';
import type { Totals } from '../../totals.ts';
import { leafValue } from '../../tree.ts';
import type { PlanUnits } from '../plan-units.ts';
import { greatestCommonDivisor } from '../rounding/exact-fractions.ts';
import { type BasisSource, type BasisWindow, type Coverage, monthKey } from './basis-source.ts';
import { type BasisCells, cleanBasis, type OnNegative, sum } from './clean-basis.ts';

export interface AxisBasis {
  readonly time: BasisSource;
  readonly org: BasisSource;
}

/** The windows of the two axes; the same object when both name the same basis, undefined where no history is read. */
export interface AxisWindows {
  readonly time: BasisWindow | undefined;
  readonly org: BasisWindow | undefined;
}

/** Chooses the days of history that each axis reads. */
export function axisWindows(basis: AxisBasis, target: Span, totals: Totals | undefined): AxisWindows {
  const history = totals && coverage(totals);
  const needsHistory = basis.org.window !== undefined || basis.time.window !== undefined;
  if (totals && !history && needsHistory) throw refuse('basis.no-rows', { ...totals.account });
  const windowOf = (source: BasisSource) => (history ? source.window?.(target, history) : undefined);
  const org = windowOf(basis.org);
  return { org, time: basis.time.name === basis.org.name ? org : windowOf(basis.time) };
}

function coverage(totals: Totals): Coverage | undefined {
  const { first, last } = totals;
  if (first === undefined || last === undefined) return undefined;
  return { first, last, months: new Set(Array.from(totals.day, monthKey)) };
}

export interface BasisRequest {
  readonly totals: Totals | undefined;
  readonly windows: AxisWindows;
  readonly months: PeriodTree;
  readonly members: PlanUnits;
  readonly onNegative: OnNegative;
}

export interface AxisCells {
  readonly org: BasisCells | 'equal';
  readonly time: BasisCells | 'equal';
  readonly findings: readonly Finding[];
}

/** Clean basis cells (leaf units x leaf periods) of both axes; one and the same value when both read the same window. */
export function axisCells(request: BasisRequest): AxisCells {
  const { windows } = request;
  const org = windows.org ? cleanCells(request, windows.org) : undefined;
  const same = windows.time === windows.org;
  const time = same ? org : windows.time && cleanCells(request, windows.time);
  return {
    org: org?.basis ?? 'equal',
    time: time?.basis ?? 'equal',
    findings: [...(org?.findings ?? []), ...(same ? [] : (time?.findings ?? []))],
  };
}

function cleanCells(request: BasisRequest, window: BasisWindow) {
  const { members, months, onNegative } = request;
  const totals = request.totals as Totals;
  const slots = slotsOf(months, window);
  const cells = gather(totals, members.units, slots);
  addLikes(cells, { totals, members, slots });
  const basis = { cells, columns: slots.columns, scale: totals.scale, times: slots.times };
  const clean = cleanBasis(members.units, basis, onNegative);
  return { basis: clean.basis, findings: [...uncovered(months, slots), ...clean.findings] };
}

/** For each leaf period of the target the spans of history that stand for it. */
export function spansByLeaf(periods: PeriodTree, window: BasisWindow): (readonly Span[])[] {
  return periods.leaves.map((_, leaf) => window.spansOf(leafValue(periods, leaf)));
}

/**
 * The months of every leaf period with the spans of history that stand for each. A month that history has more often than
 * another counts by its mean: gathered cells are `times` the mean, and each slot's sum is multiplied by its `factor` for that.
 */
interface Slots {
  readonly columns: number;
  readonly times: bigint;
  readonly slots: readonly { readonly leaf: number; readonly spans: readonly Span[]; readonly factor: bigint }[];
}

function slotsOf(periods: PeriodTree, window: BasisWindow): Slots {
  const parts = periods.leaves.flatMap((_, leaf) =>
    partition(leafValue(periods, leaf), 'month', undefined).map((month) => ({ leaf, spans: window.spansOf(month) })),
  );
  const counts = parts.map(({ spans }) => BigInt(spans.length)).filter((count) => count > 0n);
  const times = counts.reduce((common, count) => (common / greatestCommonDivisor(common, count)) * count, 1n);
  const factor = (count: number) => (count === 0 ? 0n : times / BigInt(count));
  return { columns: periods.leaves.length, times, slots: parts.map((part) => ({ ...part, factor: factor(part.spans.length) })) };
}

/** Basis cells of leaf units x leaf periods: `times` the mean of the years, exactly. Refuses sums that the cells could not hold. */
function gather(totals: Totals, units: UnitTree, { columns, slots, times }: Slots): BigInt64Array {
  const arranged = arrange(totals, units, columnsFromSpans(slots.map(({ spans }) => spans))).cells;
  const size = arranged.reduce((all, value) => all + (value < 0n ? -value : value), 0n);
  if (size * times > LARGEST_AMOUNT) throw refuse('basis.too-large');
  const cells = new BigInt64Array(units.leaves.length * columns);
  arranged.forEach((value, i) => {
    const { leaf, factor } = slots[i % slots.length] as Slots['slots'][number];
    cells[Math.floor(i / slots.length) * columns + leaf]! += value * factor;
  });
  return cells;
}

/** Leaf periods with a month that the basis does not reach: nothing is planned for it. */
function uncovered(periods: PeriodTree, { slots }: Slots): Finding[] {
  const leaves = [...new Set(slots.filter(({ spans }) => spans.length === 0).map(({ leaf }) => leaf))];
  if (leaves.length === 0) return [];
  const labels = leaves.map((leaf) => leafValue(periods, leaf).label).join(', ');
  return [finding('warning', 'basis.uncovered', { periods: labels })];
}

interface LikeCells {
  readonly totals: Totals;
  readonly members: PlanUnits;
  readonly slots: Slots;
}

/** Adds to each unit that is made like another its share of that unit's cells, to the nearest step of the scale. */
function addLikes(cells: BigInt64Array, { totals, members, slots }: LikeCells): void {
  const leaves = leafIndex(members.units);
  for (const { path, model, share } of members.likes) {
    const leaf = leaves.get(pathKey(path));
    if (leaf === undefined) continue;
    modelColumns(totals, model, slots).forEach((amount, p) => {
      cells[leaf * slots.columns + p]! += divideRounded(amount * share.numerator, share.denominator);
    });
  }
}

/** The model's own cells, summed over everything below it; it need not be part of the plan. */
function modelColumns(totals: Totals, model: readonly string[], slots: Slots): BigInt64Array {
  const below = totals.units.filter((path) => model.every((name, depth) => path[depth] === name));
  const column = new BigInt64Array(slots.columns);
  gather(totals, unitTree(totals.levels, below), slots).forEach((amount, i) => {
    column[i % slots.columns]! += amount;
  });
  return column;
}

/**
 * What the basis adds up to in one round of the target period: all used cells, returns included; months of several years
 * count as their mean. For totals given as a rate of growth.
 */
export function basisNet({ totals, windows, months, members }: BasisRequest): bigint | undefined {
  const window = windows.org ?? windows.time;
  if (!totals || !window) return undefined;
  const counted = totals.units.filter((path) => !members.isExcluded(path));
  const slots = slotsOf(months, window);
  return divideRounded(sum(gather(totals, unitTree(totals.levels, counted), slots)), slots.times);
}
