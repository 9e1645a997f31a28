import { numberedMonth } from '../calendar/month.ts';
import { type Finding, finding } from '../finding.ts';
import { prepareSeries } from '../forecasting/preparation/prepare-series.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import { type MonthTable, sumOver } from './month-table.ts';

/** A unit node's level that jumps: see `findLevelShifts`. */
export interface BreakLine {
  readonly path: UnitPath;
  /** The first month of the new level: `2025-03`. */
  readonly month: string;
  /** A month's level without season, in the six months before and from then on; in the base unit, an estimate. */
  readonly before: number;
  readonly after: number;
  /** (after - before) / before, four decimals; blank where before is not above zero. */
  readonly change: string;
}

/** Fewer whole months show no shift. */
const LEAST = 24;

/** In the order of the units, then in time; by the months that the history holds from end to end. A month without rows is unknown. */
export function breakLines(table: MonthTable): BreakLine[] {
  return table.units.nodes.flatMap((_, node) => nodeBreaks(table, node));
}

function nodeBreaks(table: MonthTable, node: number): BreakLine[] {
  const { whole, scale, units } = table;
  const values = Float64Array.from({ length: Math.max(0, whole.to - whole.from) }, (_, i) => {
    const amount = sumOver(table, node, { from: whole.from + i, to: whole.from + i + 1 });
    return amount === undefined ? Number.NaN : Number(amount) / 10 ** scale;
  });
  const { path } = nodeAt(units, node).value;
  const wishes = { outliers: 'report', shifts: 'report' } as const;
  return prepareSeries({ values, season: 12, isNonNegative: false }, wishes).shifts.map(({ position, before, after }) => {
    const { label } = numberedMonth(whole.from + position);
    return { path, month: label, before, after, change: before > 0 ? ((after - before) / before).toFixed(4) : '' };
  });
}

export function breakFindings({ whole }: MonthTable, lines: readonly BreakLine[]): Finding[] {
  if (whole.to - whole.from < LEAST) return [finding('note', 'analysis.breaks-too-short', { least: LEAST })];
  return lines.length === 0 ? [finding('note', 'analysis.no-breaks')] : [];
}
