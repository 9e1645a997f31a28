import { parsePeriod } from '../core/calendar/parse-period.ts';
import { type Finding, finding } from '../core/finding.ts';
import type { LockedPlan } from '../core/locked-plan.ts';
import { defaultMetric, type Metric } from '../core/metrics/metric.ts';
import { isRepeated as repeatsAmount, rollUpOf } from '../core/metrics/roll-up.ts';
import { formatPath } from '../core/organisation/unit-tree.ts';
import { pathAtLevels } from '../plan-folder/level-columns.ts';
import type { LockRow } from '../plan-folder/locks-csv.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { metricsOf } from './checked-metrics.ts';
import type { TableWithMeta } from './read-plan.ts';

/** Whether a target's cells repeat an amount, or have values of their own: then their sums mean nothing. */
export function isRepeated({ meta }: TableWithMeta, target: string, metric: Metric = defaultMetric(target)): boolean {
  return repeatsAmount(rollUpOf(metric, meta?.targets[target]?.method ?? []));
}

/** Locks that name a level which the plan does not have, as errors. */
export function foreignLevels(plan: TableWithMeta, folder: PlanFolder): Finding[] {
  const { rows, levels } = folder.locks();
  if (plan.rows.length === 0) return [];
  const values = { levels: levels.join(', '), has: plan.levels.join(', ') || '-' };
  const foreign = rows.filter(({ path }) => pathAtLevels(path, levels, plan.levels) === undefined);
  return foreign.map(({ place }) => finding('error', 'lock.unknown-level', values, place));
}

/**
 * Each target of a plan that the folder's locks speak of, save those whose cells are no amounts that add up. `written` is the plan as it
 * stands, `plan` in home money.
 */
export function lockedPlans(plan: TableWithMeta, folder: PlanFolder, written: TableWithMeta): LockedPlan[] {
  const metrics = metricsOf(plan, folder);
  const targets = [...metrics].flatMap(([target, metric]) =>
    metric.kind === 'flow' && !isRepeated(plan, target, metric) ? [target] : [],
  );
  return targets.flatMap((target) => {
    const rows = folder.locks().rows.filter((row) => row.target === '' || row.target === target);
    return rows.length > 0 ? [lockedPlan(plan, folder, { target, rows, written })] : [];
  });
}

interface TargetLocks {
  readonly target: string;
  readonly rows: readonly LockRow[];
  readonly written: TableWithMeta;
}

function lockedPlan(plan: TableWithMeta, folder: PlanFolder, { target, rows, written }: TargetLocks): LockedPlan {
  const { levels } = plan;
  const { fiscal, settings, targets } = folder;
  const made = plan.meta?.targets[target];
  const period = made && parsePeriod(made.period, fiscal);
  const sourceOf = ({ rows: all, scale }: TableWithMeta) => {
    const cells = all.flatMap((row) => (row.target === target ? [{ ...row, place: undefined }] : []));
    return { levels, scale, cells, period, fiscal };
  };
  const own = targets.rows.find((row) => row.target === target)?.path ?? [];
  return {
    target,
    source: sourceOf(plan),
    local: written === plan ? undefined : sourceOf(written),
    unit: String(made?.options?.['unit'] ?? formatPath(own)),
    locks: rows.map((row) => ({ ...row, path: pathAtLevels(row.path, folder.locks().levels, levels) ?? row.path })),
    decimals: settings.currency.decimals,
  };
}
