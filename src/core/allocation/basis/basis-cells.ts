import { type Decimal, divideRounded } from '../../amount.ts';
import type { Comparable } from '../../calendar/comparable.ts';
import { monthNumber } from '../../calendar/month.ts';
import type { Span } from '../../calendar/period.ts';
import type { PeriodTree } from '../../calendar/period-tree.ts';
import { refuseMonthlyRows } from '../../daily-rows.ts';
import { type Finding, finding, refuse } from '../../finding.ts';
import { type UnitPath, unitTree } from '../../organisation/unit-tree.ts';
import type { Totals } from '../../totals.ts';
import { leafValue } from '../../tree.ts';
import { withinUnit } from '../../within-unit.ts';
import type { PlanUnits } from '../plan-units.ts';
import { alignedWindow } from './aligned-window.ts';
import type { AxisWeights } from './axis-weights.ts';
import type { BasisSource, BasisWindow, Coverage, SourceWeights } from './basis-window.ts';
import { cleanBasis, type OnNegative, sum } from './clean-basis.ts';
import { addLikes } from './like-cells.ts';
import { activeMonths, type Layout, layoutOf, type Rated, ratedCells, readAmounts, timesOf } from './rated-cells.ts';

export interface AxisBasis {
  readonly time: BasisSource;
  readonly org: BasisSource;
}

/** The days that an axis reads, and of what: the history, or totals of the basis's own, within the planned unit. */
export interface BasisReading extends BasisWindow {
  readonly totals: Totals;
  /** Whether the totals are the history. */
  readonly isHistory: boolean;
  /** How totals that are not were worked out of it. */
  readonly made?: string | undefined;
}

/** What the two axes read; the same object when both name the same basis, undefined where no days are read. */
export interface AxisWindows {
  readonly time: BasisReading | undefined;
  readonly org: BasisReading | undefined;
}

export interface WindowRequest {
  readonly basis: AxisBasis;
  readonly target: Span;
  /** The history of the planned unit. */
  readonly totals: Totals | undefined;
  /** All of the history: it decides which years are complete. */
  readonly history: Totals | undefined;
  readonly levels: readonly string[];
  /** The planned unit; the empty path is the whole. */
  readonly unit: UnitPath;
  /** What of the history is comparable; its own dates without it. */
  readonly comparable?: Comparable | undefined;
}

/** Chooses the days that each axis reads. */
export function axisWindows(request: WindowRequest): AxisWindows {
  const { time, org } = request.basis;
  const orgReading = readingOf(org, request);
  return { org: orgReading, time: time.name === org.name ? orgReading : readingOf(time, request) };
}

function readingOf(source: BasisSource, request: WindowRequest): BasisReading | undefined {
  if (!source.window) return undefined;
  const own = source.totals && cutToLevels(source.totals, request.levels, source.name);
  const whole = own ?? request.history;
  const totals = own ? withinUnit(own, request.unit) : request.totals;
  if (!whole || !totals) throw new Error(`the basis ${source.name} was given no history`);
  const covered = coverage(whole);
  if (!covered) throw refuse('basis.no-rows', { ...whole.account });
  const window = source.window(request.target, covered);
  if (!request.comparable || own) return { ...window, totals, isHistory: own === undefined, made: source.made };
  if (request.comparable.needsDays) refuseMonthlyRows(whole);
  return { ...alignedWindow(window, request.target, request.comparable), totals, isHistory: true, made: source.made };
}

function coverage({ first, last, day }: Totals): Coverage | undefined {
  if (first === undefined || last === undefined) return undefined;
  return { first, last, months: new Set(Array.from(new Set(day), monthNumber)) };
}

/** Another plan's units by the levels of this one; refuses a plan that does not begin with these levels. */
function cutToLevels(totals: Totals, levels: readonly string[], basis: string): Totals {
  if (!levels.every((level, depth) => totals.levels[depth] === level)) {
    throw refuse('basis.plan-levels', { basis, has: totals.levels.join(', ') || '-', wanted: levels.join(', ') });
  }
  if (totals.levels.length === levels.length) return totals;
  return { ...totals, levels, units: totals.units.map((path) => path.slice(0, levels.length)) };
}

/** The days that are read of the history. */
export function historySpans(windows: AxisWindows): Span[] {
  return readings(windows).flatMap(({ isHistory, window, read }) => (isHistory ? (read ?? [window]) : []));
}

/**
 * The totals whose units are planned, and the days of them that count: those of the org basis, else of the time basis, else the
 * whole history; of both axes where both read the same totals.
 */
export function memberBasis(windows: AxisWindows, history: Totals | undefined) {
  const read = readings(windows);
  const totals = read[0]?.totals ?? history;
  return { totals, windows: read.flatMap((reading) => (reading.totals === totals ? (reading.read ?? [reading.window]) : [])) };
}

function readings({ org, time }: AxisWindows): BasisReading[] {
  return [...new Set([org, time])].flatMap((reading) => reading ?? []);
}

export interface BasisRequest {
  readonly basis: AxisBasis;
  readonly windows: AxisWindows;
  readonly months: PeriodTree;
  readonly members: PlanUnits;
  readonly onNegative: OnNegative;
}

export interface AxisCells {
  readonly org: AxisWeights;
  readonly time: AxisWeights;
  readonly findings: readonly Finding[];
}

/** Clean weights of both axes; one and the same value when both name the same basis. */
export function axisCells(request: BasisRequest): AxisCells {
  const { basis, windows } = request;
  const org = weightsOf(request, basis.org, windows.org);
  const isSame = basis.time.name === basis.org.name;
  const time = isSame ? org : weightsOf(request, basis.time, windows.time);
  return { org: org.weights, time: time.weights, findings: isSame ? org.findings : [...org.findings, ...time.findings] };
}

function weightsOf(request: BasisRequest, source: BasisSource, reading: BasisReading | undefined): SourceWeights {
  if (reading) return cleanCells(request, reading);
  if (!source.weights) throw new Error(`the basis ${source.name} has neither days nor weights`);
  return source.weights({ units: request.members.units, periods: request.months });
}

function cleanCells(request: BasisRequest, reading: BasisReading): SourceWeights {
  const { basis, layout, planned } = rawCells(request, reading);
  const clean = cleanBasis(request.members.units, basis, request.onNegative);
  return { weights: clean.basis, findings: [...uncovered(request.months, layout), ...planned.rates.findings, ...clean.findings] };
}

/** The cells as the history has them, returns included. */
export function rawCells({ members, months }: Pick<BasisRequest, 'members' | 'months'>, reading: BasisReading) {
  const { totals } = reading;
  const layout = layoutOf(months, reading);
  const planned = rated(readAmounts(totals, members.units, layout), layout);
  const times = timesOf(planned);
  const cells = ratedCells(planned, times);
  const active = activeMonths(planned);
  addLikes({ cells, active }, { totals, members, planned, times });
  return { basis: { cells, columns: layout.columns, scale: totals.scale, times, active }, layout, planned };
}

function rated(amounts: Rated['amounts'], layout: Layout): Rated {
  return { layout, amounts, rates: layout.recipe.rates(amounts) };
}

/** For each leaf period of the target the spans of history that stand for it. */
export function spansByLeaf(periods: PeriodTree, window: BasisWindow): (readonly Span[])[] {
  return periods.leaves.map((_, leaf) => window.spansOf(leafValue(periods, leaf)));
}

/** Leaf periods with a month that the basis does not reach: nothing is planned for it. */
function uncovered(periods: PeriodTree, { leaves, recipe }: Layout): Finding[] {
  const reached = new Set(recipe.terms.map(({ month }) => month));
  const missing = [...new Set(leaves.filter((_, month) => !reached.has(month)))];
  if (missing.length === 0) return [];
  return [finding('warning', 'basis.uncovered', { periods: missing.map((leaf) => leafValue(periods, leaf).label).join(', ') })];
}

/**
 * What the basis adds up to in one round of the target period: all used cells, returns included; months of several years
 * count as their mean. For totals given as a rate of growth; undefined when no axis reads days.
 */
export function basisNet({ windows, months, members }: BasisRequest): Decimal | undefined {
  const reading = windows.org ?? windows.time;
  if (!reading) return undefined;
  const { totals } = reading;
  const counted = totals.units.filter((path) => !members.isExcluded(path));
  const layout = layoutOf(months, reading);
  const whole = rated(readAmounts(totals, unitTree(totals.levels, counted), layout), layout);
  const times = timesOf(whole);
  return { coefficient: divideRounded(sum(ratedCells(whole, times)), times), scale: totals.scale };
}
