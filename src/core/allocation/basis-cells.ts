import { divideRounded } from '../amount.ts';
import { arrange, columnsFromSpans } from '../arrange.ts';
import type { Span } from '../calendar/period.ts';
import { type PeriodTree, partition } from '../calendar/period-tree.ts';
import { type Finding, finding, Refusal } from '../finding.ts';
import { leafIndex, pathKey, unitTree } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { leafValue, nodeAt } from '../tree.ts';
import { type BasisSource, type BasisWindow, type Coverage, monthKey } from './basis-source.ts';
import { type BasisCells, cleanBasis, type OnNegative, sum } from './clean-basis.ts';
import type { PlanUnits } from './plan-units.ts';

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
  if (totals && !history && needsHistory) throw new Refusal([finding('error', 'basis.all-zero')], 'impossible');
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

function cleanCells({ totals, months, members, onNegative }: BasisRequest, window: BasisWindow) {
  const spans = spansByLeaf(months, window);
  const { cells } = arrange(totals as Totals, members.units, columnsFromSpans(spans));
  addLikes(cells, { totals: totals as Totals, members, spans });
  return cleanBasis(members.units, { cells, columns: spans.length, scale: (totals as Totals).scale }, onNegative);
}

/** For each leaf period of the target the spans of history that stand for it. */
export function spansByLeaf(periods: PeriodTree, window: BasisWindow): (readonly Span[])[] {
  return periods.leaves.map((_, leaf) => window.spansOf(leafValue(periods, leaf)));
}

interface LikeCells {
  readonly totals: Totals;
  readonly members: PlanUnits;
  readonly spans: readonly (readonly Span[])[];
}

/** Adds to each unit that is made like another its share of that unit's cells, to the nearest step of the scale. */
function addLikes(cells: BigInt64Array, { totals, members, spans }: LikeCells): void {
  const leaves = leafIndex(members.units);
  for (const { path, model, share } of members.likes) {
    const leaf = leaves.get(pathKey(path));
    if (leaf === undefined) continue;
    const column = modelColumns(totals, model, spans);
    column.forEach((amount, p) => {
      cells[leaf * spans.length + p]! += divideRounded(amount * share.numerator, share.denominator);
    });
  }
}

/** The model's own cells, summed over everything below it; it need not be part of the plan. */
function modelColumns(totals: Totals, model: readonly string[], spans: readonly (readonly Span[])[]): BigInt64Array {
  const below = totals.units.filter((path) => model.every((name, depth) => path[depth] === name));
  const { cells } = arrange(totals, unitTree(totals.levels, below), columnsFromSpans(spans));
  const column = new BigInt64Array(spans.length);
  cells.forEach((amount, i) => {
    column[i % spans.length]! += amount;
  });
  return column;
}

/**
 * What the basis adds up to in one round of the target period: all used cells, returns included; a basis of several years
 * counts as their mean. For totals given as a rate of growth.
 */
export function basisNet({ totals, windows, months, members }: BasisRequest): bigint | undefined {
  const window = windows.org ?? windows.time;
  if (!totals || !window) return undefined;
  const spans = spansByLeaf(months, window);
  const counted = unitTree(
    totals.levels,
    totals.units.filter((path) => !members.isExcluded(path)),
  );
  const net = sum(arrange(totals, counted, columnsFromSpans(spans)).cells);
  const target = nodeAt(months, 0).value;
  const years = Math.max(1, ...partition(target, 'month', undefined).map((month) => window.spansOf(month).length));
  return divideRounded(net, BigInt(years));
}
