import type { Grain } from '../../../src/core/calendar/period.ts';
import type { Grid } from '../../../src/core/grid.ts';
import { pathKey, unitIndex } from '../../../src/core/organisation/unit-tree.ts';
import {
  DEFAULT_THRESHOLDS,
  MEASURES,
  type Status,
  statusOf,
  type VarianceFigures,
} from '../../../src/core/variance/measures.ts';
import { type Variance, variance } from '../../../src/core/variance/variance.ts';
import { day, gridOf, period, periods, type Row, split, totals, units } from '../make.ts';

/** A plan by month: amounts of each unit in whole units of money. */
export function planOf(span: string, amounts: Readonly<Record<string, readonly number[]>>, grains: Grain[] = ['month']): Grid {
  const axes = { units: units(...Object.keys(amounts)), periods: periods(span, ...grains) };
  const width = axes.periods.leaves.length;
  return gridOf(axes, 2, (i) => {
    const path = axes.units.nodes[axes.units.leaves[Math.floor(i / width)]!]!.value.path.join('/');
    return BigInt(Math.round((amounts[path]![i % width] as number) * 100));
  });
}

export function compare(plan: Grid, actual: readonly Row[], asOf: string, ...reported: string[]): Variance {
  const labels = reported.length > 0 ? reported : [plan.periods.nodes[0]!.value.label];
  const facts = totals(actual, plan.units.levels);
  return variance({ plan, actual: facts, asOf: day(asOf), periods: labels.map((label) => period(label)) });
}

export function figures({ units, rows }: Variance, unit = '', label = rows[0]!.period.label): VarianceFigures {
  const node = unitIndex(units).get(pathKey(split(unit)));
  const row = rows.find((found) => found.unit === node && found.period.label === label);
  if (!row) throw new Error(`no ${unit} in ${label}`);
  return row.figures;
}

/** The named measures as they print, with two decimals. */
export const measure = (f: VarianceFigures, ...names: string[]): string[] =>
  names.map((name) => MEASURES.find((found) => found.name === name)!.of(f, { decimals: 2, thresholds: DEFAULT_THRESHOLDS }));

export const status = (f: VarianceFigures): Status => statusOf(f, DEFAULT_THRESHOLDS);
