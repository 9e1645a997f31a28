import type { AxisWeights } from '../allocation/basis/axis-weights.ts';
import { cellsOf } from '../allocation/basis/axis-weights.ts';
import type { BasisReading } from '../allocation/basis/basis-cells.ts';
import { type Axis, daysRead } from '../allocation/basis/basis-window.ts';
import { layoutOf } from '../allocation/basis/rated-cells.ts';
import type { PlanTrace } from '../allocation/trace.ts';
import type { Span } from '../calendar/period.ts';
import { ZERO } from '../fraction.ts';
import { leafIndex, pathKey } from '../organisation/unit-tree.ts';
import { leafValue, nodeAt } from '../tree.ts';
import { type AskedBlock, type LeafRange, leavesOf, type RowRange, sumOver } from './explained-block.ts';
import type { ReadStep } from './explanation.ts';

/**
 * The history behind a number: its own rows where both axes read the same days; else those of the unit over the whole span (how
 * much it gets) and those of the unit whose course it follows in the period (when). Nothing for an axis that reads no days.
 */
export function readSteps(trace: PlanTrace, block: AskedBlock, followed: number): ReadStep[] {
  const { org, time } = trace.windows;
  const months = trace.weighing.weights.periods;
  const inMonths = leavesOf(months, block.period) ?? monthsAround(trace, block);
  const whole = { from: 0, to: months.leaves.length };
  if (org && org === time) return [readStep(trace, org, { axes: ['org', 'time'], unit: block.unit, ...inMonths })];
  return [
    ...(org ? [readStep(trace, org, { axes: ['org'], unit: block.unit, ...whole })] : []),
    ...(time && followed >= 0 ? [readStep(trace, time, { axes: ['time'], unit: followed, ...inMonths })] : []),
  ];
}

/** The months that the leaf periods of a block lie in. */
function monthsAround({ weights, weighing }: PlanTrace, { from, to }: LeafRange): LeafRange {
  const months = weighing.weights.periods;
  const [first, last] = [leafValue(weights.periods, from), leafValue(weights.periods, to - 1)];
  const holding = (day: number) =>
    months.leaves.findIndex((_, leaf) => leafValue(months, leaf).start <= day && day <= leafValue(months, leaf).end);
  return { from: holding(first.start), to: holding(last.end) + 1 };
}

interface Reading extends LeafRange {
  readonly axes: readonly Axis[];
  readonly unit: number;
}

function readStep(trace: PlanTrace, reading: BasisReading, { axes, unit, from, to }: Reading): ReadStep {
  const { units, periods } = trace.weighing.weights;
  const { leafFrom, leafTo, value } = nodeAt(units, unit);
  const layout = layoutOf(periods, reading);
  const spans = layout.recipe.terms.flatMap((term) => {
    const leaf = term.month < 0 ? -1 : (layout.leaves[term.month] as number);
    return from <= leaf && leaf < to ? daysRead(term) : [];
  });
  const days = merged(spans);
  const rows = rowsOf(trace, reading, { days, leafFrom, leafTo });
  const weights = axes.includes('org') ? trace.basis.org : trace.basis.time;
  const whose = { axes, unit: value.path, days, made: reading.made };
  return { kind: 'read', ...whose, ...rows, counted: counted(weights, { leafFrom, leafTo, from, to }) };
}

interface Rows {
  readonly days: readonly Span[];
  readonly leafFrom: number;
  readonly leafTo: number;
}

function rowsOf(trace: PlanTrace, { totals }: BasisReading, { days, leafFrom, leafTo }: Rows) {
  const leaves = leafIndex(trace.weights.units);
  const isInside = totals.units.map((path) => {
    const leaf = leaves.get(pathKey(path)) ?? -1;
    return leafFrom <= leaf && leaf < leafTo;
  });
  let [rows, amount] = [0, 0n];
  for (let i = 0; i < totals.unit.length; i++) {
    const day = totals.day[i] as number;
    if (!isInside[totals.unit[i] as number] || !days.some(({ start, end }) => start <= day && day <= end)) continue;
    rows += totals.rows[i] as number;
    amount += totals.amount[i] as bigint;
  }
  return { rows, amount, scale: totals.scale };
}

function counted(weights: AxisWeights, range: RowRange) {
  const basis = cellsOf(weights);
  if (!basis) return ZERO;
  return { numerator: sumOver(basis.cells, basis.columns, range), denominator: basis.times };
}

/** The same days without overlap or gaps between neighbours, in order. */
function merged(spans: readonly Span[]): Span[] {
  const found: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last && start <= last.end + 1) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}
