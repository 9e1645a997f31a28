import type { BasisReading } from '../allocation/basis/basis-cells.ts';
import { type AxisWindows, axisWindows } from '../allocation/basis/basis-cells.ts';
import { type PlanUnits, planUnits } from '../allocation/plan-units.ts';
import { power10 } from '../amount.ts';
import { arrange, columnsFromSpans } from '../arrange.ts';
import type { Span } from '../calendar/period.ts';
import { type PeriodTree, partition, periodTree } from '../calendar/period-tree.ts';
import { type Finding, finding, refuse } from '../finding.ts';
import { commonMultiple } from '../fraction.ts';
import { emptyGrid, type Grid } from '../grid.ts';
import { isWithin } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { leafValue } from '../tree.ts';
import { withinUnit } from '../within-unit.ts';
import type { RatioBasis } from './base-rates.ts';
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
  const reading = totals && windowOf(request, totals.numerator).org;
  const named = denominators.kind === 'table' ? denominators.blocks.map(({ path }) => path) : [];
  const members = planUnits({
    ...request,
    totals: totals && withinUnit(totals.numerator, unit),
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

function windowOf({ basis, period, levels, unit }: RatioRequest, history: Totals): AxisWindows {
  const totals = withinUnit(history, unit);
  return axisWindows({ basis: { time: basis, org: basis }, target: period, totals, history, levels, unit });
}

/** Both parts of the basis on the plan's axes, at one scale; years are added up and `times` says how many count. */
export function basisGrids(
  { totals, unit }: RatioRequest,
  { shape }: RatioAxes,
  reading: BasisReading,
): { readonly value: RatioBasis; readonly findings: readonly Finding[] } {
  const parts = totals as RatioTotals;
  const months = monthsOf(shape.periods, reading);
  const times = months.map(({ spans }) => BigInt(spans.length || 1)).reduce(commonMultiple, 1n);
  const scale = Math.max(parts.numerator.scale, parts.denominator.scale);
  const columns = columnsFromSpans(months.map(({ spans }) => spans));
  const gridOf = (whole: Totals): Grid => {
    const { cells } = arrange(withinUnit(whole, unit), shape.units, columns);
    const grid = emptyGrid({ ...shape, scale });
    const factor = times * power10(scale - whole.scale);
    cells.forEach((cell, i) => {
      const { leaf, spans } = months[i % months.length] as MonthOfLeaf;
      const row = Math.floor(i / months.length);
      grid.cells[row * shape.periods.leaves.length + leaf]! += (cell * factor) / BigInt(spans.length || 1);
    });
    return grid;
  };
  const value = { numerator: gridOf(parts.numerator), denominator: gridOf(parts.denominator), times };
  return { value, findings: negatives(value.denominator) };
}

/** A month of a leaf period, with the spans of history that stand for it: one for each year that counts. */
interface MonthOfLeaf {
  readonly leaf: number;
  readonly spans: readonly Span[];
}

function monthsOf(periods: PeriodTree, reading: BasisReading): MonthOfLeaf[] {
  return periods.leaves.flatMap((_, leaf) =>
    partition(leafValue(periods, leaf), 'month', undefined).map((month) => ({ leaf, spans: reading.spansOf(month) })),
  );
}

function negatives({ cells }: Grid): Finding[] {
  const count = cells.filter((cell) => cell < 0n).length;
  return count > 0 ? [finding('warning', 'metric.negative-denominators', { cells: count })] : [];
}
