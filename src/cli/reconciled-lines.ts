import type { Block } from '../core/allocation/locks/lock.ts';
import { refuse } from '../core/finding.ts';
import { type Grid, valueAt } from '../core/grid.ts';
import type { BottomUp } from '../core/negotiation/bottom-up.ts';
import { ancestry, nodeAt } from '../core/tree.ts';
import type { ReconciledLine } from '../report/commitments-sheet.ts';
import { depthsOf } from './level-choice.ts';
import type { Negotiation } from './negotiation.ts';
import type { ReconcileOptions } from './reconcile-options.ts';

export interface Reconciled {
  readonly below: BottomUp;
  /** The unit node whose parts are shown. */
  readonly unit: number;
  /** Undefined where nothing was settled. */
  readonly settled: Grid | undefined;
}

/** A line for each unit of the levels asked for, the topmost always, in each period asked for. */
export function reconciledLines(
  { axes, period }: ReconcileOptions,
  { plan, placed }: Negotiation,
  { below, unit, settled }: Reconciled,
): ReconciledLine[] {
  const depths = depthsOf(axes.levels, plan.units.levels);
  const inside = plan.units.nodes.flatMap(({ depth }, node) =>
    node === unit || (depths.includes(depth) && ancestry(plan.units, node).includes(unit)) ? [node] : [],
  );
  const periods = periodNodes({ axes, period }, plan);
  const said = new Map(placed.map((one) => [`${one.unit} ${one.period}`, one.commitment]));
  const blocks = inside.flatMap((node) => periods.map((span) => ({ unit: node, period: span })));
  return blocks.map((block): ReconciledLine => {
    const own = said.get(`${block.unit} ${block.period}`);
    return {
      path: nodeAt(plan.units, block.unit).value.path,
      period: nodeAt(plan.periods, block.period).value.label,
      topDown: below.topDown(block),
      bottomUp: below.value(block),
      settled: settled && valueAt(settled, block.unit, block.period),
      ...coverage(plan, below, block),
      status: own?.status ?? '',
      by: own?.by ?? '',
      date: own?.date,
    };
  });
}

/** The periods of the grains asked for; else that of `-p`, else the whole plan. */
function periodNodes({ axes, period }: Pick<ReconcileOptions, 'axes' | 'period'>, { periods }: Grid): number[] {
  const span = nodeAt(periods, 0).value.label;
  const within = period === undefined ? 0 : periods.nodes.findIndex(({ value }) => value.label === period.label);
  if (within < 0) throw refuse('negotiation.plan-period', { period: period?.label ?? '', span });
  const { grains } = axes;
  if (!grains) return [within];
  const found = periods.nodes.flatMap(({ value }, node) =>
    node === within || (value.grain !== undefined && grains.includes(value.grain) && ancestry(periods, node).includes(within))
      ? [node]
      : [],
  );
  return found;
}

/** How many of the next units have a number; for a unit without any, how many of the next periods. */
function coverage({ units, periods }: Grid, { isCovered }: BottomUp, { unit, period }: Block) {
  const below = nodeAt(units, unit).children.map((child) => ({ unit: child, period }));
  const parts = below.length > 0 ? below : nodeAt(periods, period).children.map((span) => ({ unit, period: span }));
  if (parts.length === 0) return { covered: undefined, parts: undefined };
  return { covered: parts.filter(isCovered).length, parts: parts.length };
}
