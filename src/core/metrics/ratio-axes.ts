import type { BasisReading } from '../allocation/basis/basis-cells.ts';
import { type AxisWindows, axisWindows } from '../allocation/basis/basis-cells.ts';
import { type PlanUnits, planUnits } from '../allocation/plan-units.ts';
import { power10 } from '../amount.ts';
import { arrange, columnsFromSpans } from '../arrange.ts';
import type { Span } from '../calendar/period.ts';
import { type PeriodTree, periodTree } from '../calendar/period-tree.ts';
import { type Finding, finding, Refusal, refuse } from '../finding.ts';
import { commonMultiple } from '../fraction.ts';
import { emptyGrid, type Grid } from '../grid.ts';
import { isWithin } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { withinUnit } from '../within-unit.ts';
import type { RatioBasis } from './base-rates.ts';
import { type BasisColumn, type MeasuredSpan, monthColumns, spanColumns } from './basis-columns.ts';
import type { RatioRequest, RatioTotals } from './ratio-request.ts';

/** The units and periods of a ratio plan, and the months of history that it starts from. */
export interface RatioAxes {
  readonly shape: { readonly units: PlanUnits['units']; readonly periods: PeriodTree; readonly scale: number };
  readonly members: PlanUnits;
  readonly reading: BasisReading | undefined;
  readonly findings: readonly Finding[];
}

/** Refuses levels of which no unit is planned. */
export function ratioAxes(request: RatioRequest): RatioAxes {
  const { period, grains, fiscal, levels, unit, totals, denominators, scale } = request;
  const asked = periodTree(period, grains, fiscal);
  const reading = totals && windowOf(request, rowsOf(totals)).org;
  const named = denominators.kind === 'table' ? denominators.blocks.map(({ path }) => path) : [];
  const members = planUnits({
    ...request,
    totals: totals && withinUnit(rowsOf(totals), unit),
    roster: request.roster?.filter(({ path }) => isWithin(path, unit)),
    windows: reading ? [reading.window] : [],
    target: period,
    likes: [],
    named: named.filter((path) => path.length === levels.length && isWithin(path, unit)),
  });
  if (levels.length > 0 && members.units.nodes.length === 1) throw refuse('organisation.no-units');
  const shape = { units: members.units, periods: asked.tree, scale };
  return { shape, members, reading, findings: [...asked.findings, ...(reading?.findings ?? []), ...members.findings] };
}

/** The rows that say which units and months a history has. */
export function rowsOf({ numerator, rows = numerator }: RatioTotals): Totals {
  return rows;
}

/** The spans in which the leaf periods of a plan are to be measured, and the days that they are in; undefined where nothing is read. */
export function measuredSpans(
  request: Pick<RatioRequest, 'basis' | 'period' | 'grains' | 'fiscal' | 'levels'>,
  rows: Totals,
): { readonly spans: readonly MeasuredSpan[]; readonly window: Span } | undefined {
  const reading = windowOf({ ...request, unit: [] }, rows).org;
  const { tree } = periodTree(request.period, request.grains, request.fiscal);
  return reading && { spans: spanColumns(tree, reading).spans, window: reading.window };
}

type WindowForm = Pick<RatioRequest, 'basis' | 'period' | 'levels' | 'unit'>;

function windowOf({ basis, period, levels, unit }: WindowForm, history: Totals): AxisWindows {
  const totals = withinUnit(history, unit);
  return ofRatio(() => axisWindows({ basis: { time: basis, org: basis }, target: period, totals, history, levels, unit }));
}

/** Refusals whose remedies a ratio cannot follow, with those that it has: it knows no basis without history. */
const OF_RATIOS: Readonly<Record<string, string>> = {
  'basis.no-complete-span': 'metric.no-complete-span',
  'basis.too-short': 'metric.too-short',
};

function ofRatio<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const findings = error.findings.map((found) => ({ ...found, code: OF_RATIOS[found.code] ?? found.code }));
    throw new Refusal(findings, error.kind);
  }
}

/** Both parts of the basis on the plan's axes, at one scale; years are added up and `times` says how many count. */
export function basisGrids(
  { totals, unit }: RatioRequest,
  { shape }: RatioAxes,
  reading: BasisReading,
): { readonly value: RatioBasis; readonly findings: readonly Finding[] } {
  const parts = totals as RatioTotals;
  const read = parts.rows ? spanColumns(shape.periods, reading).columns : monthColumns(shape.periods, reading);
  const times = read.map(({ years }) => BigInt(years)).reduce(commonMultiple, 1n);
  const scale = Math.max(parts.numerator.scale, parts.denominator.scale);
  const columns = columnsFromSpans(read.map(({ spans }) => spans));
  const gridOf = (whole: Totals): Grid => {
    const { cells } = arrange(withinUnit(whole, unit), shape.units, columns);
    const grid = emptyGrid({ ...shape, scale });
    const factor = times * power10(scale - whole.scale);
    cells.forEach((cell, i) => {
      const { leaf, years } = read[i % read.length] as BasisColumn;
      const row = Math.floor(i / read.length);
      grid.cells[row * shape.periods.leaves.length + leaf]! += (cell * factor) / BigInt(years);
    });
    return grid;
  };
  const least = BigInt(parts.least ?? 0) * power10(scale);
  const value = { numerator: gridOf(parts.numerator), denominator: gridOf(parts.denominator), times, least };
  return { value, findings: negatives(value.denominator) };
}

function negatives({ cells }: Grid): Finding[] {
  const count = cells.filter((cell) => cell < 0n).length;
  return count > 0 ? [finding('warning', 'metric.negative-denominators', { cells: count })] : [];
}
