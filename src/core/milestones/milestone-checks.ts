import { formatExact, power10 } from '../amount.ts';
import type { Day } from '../calendar/day.ts';
import { type Finding, finding } from '../finding.ts';
import { groupBy } from '../group-by.ts';
import { defaultMetric, type Metric } from '../metrics/metric.ts';
import { planWhole, type WholeCell, wholeAmount } from '../metrics/plan-whole.ts';
import { formatPath, isWithin, type UnitPath } from '../organisation/unit-tree.ts';

/** A line of milestones.csv, at the scale of the plan. */
export interface CheckedMilestone {
  readonly target: string;
  readonly path: UnitPath;
  readonly due: Day | undefined;
  readonly amount: bigint | undefined;
  readonly cumulative: bigint | undefined;
  /** The money of both, where units have money of their own. */
  readonly currency?: string | undefined;
}

type PlannedCell = WholeCell & { readonly target: string; readonly path: UnitPath };

/** Milestones and the plans that they should come to. */
export interface MilestoneFacts {
  readonly scale: number;
  /** Decimals of money. */
  readonly decimals: number;
  readonly plan: readonly PlannedCell[];
  /** The same cells in the money of their units, where some have money of their own. */
  readonly local?: readonly (PlannedCell & { readonly currency?: string | undefined })[] | undefined;
  readonly milestones: readonly CheckedMilestone[];
  readonly metrics: ReadonlyMap<string, Metric>;
}

/** The milestones of each unit add up to its plan; of a stock or a ratio the last one is the plan's, a mean as rounded. */
export function milestoneSums({ plan, local, milestones, scale, decimals, metrics }: MilestoneFacts): Finding[] {
  const key = ({ target, path }: CheckedMilestone) => JSON.stringify([target, ...path]);
  return [...groupBy(milestones, key).values()].flatMap((own) => {
    const { target, path } = own[0];
    const metric = metrics.get(target) ?? defaultMetric(target);
    const rows = plannedCells({ plan, local }, own[0]);
    const planned = wholeAmount(planWhole(rows, metric), metric.kind === 'ratio' ? power10(scale) : 1n) ?? 0n;
    const reached = metric.kind === 'flow' ? total(own) : lastOf(own);
    const off = planned > reached ? planned - reached : reached - planned;
    const isMean = metric.kind === 'stock' && metric.closing === 'mean';
    if (off < (isMean ? power10(scale - decimals) : 1n)) return [];
    const text = (value: bigint) => formatExact(value, scale, Math.min(2, scale));
    const values = { target, unit: formatPath(path) || '-', sum: text(reached), plan: text(planned) };
    return [finding('error', metric.kind === 'flow' ? 'check.milestones' : 'check.last-milestone', values)];
  });
}

/** What a unit is planned, in the money of its milestones where that is its own. */
function plannedCells(
  { plan, local = [] }: Pick<MilestoneFacts, 'plan' | 'local'>,
  { target, path, currency }: CheckedMilestone,
): readonly PlannedCell[] {
  const isOwn = (row: PlannedCell) => row.target === target && isWithin(row.path, path);
  const inMoney = currency === undefined ? [] : local.filter(isOwn);
  const isLocal = inMoney.length > 0 && inMoney.every((row) => row.currency === currency);
  return isLocal ? inMoney : plan.filter(isOwn);
}

function total(milestones: readonly CheckedMilestone[]): bigint {
  return milestones.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n);
}

/** What is reached by the milestone that is due last. */
function lastOf(milestones: readonly CheckedMilestone[]): bigint {
  return milestones.reduce((a, b) => ((b.due ?? 0) > (a.due ?? 0) ? b : a)).cumulative ?? 0n;
}
