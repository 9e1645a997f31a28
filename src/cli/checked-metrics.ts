import { power10 } from '../core/amount.ts';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import type { Period } from '../core/calendar/period.ts';
import { groupBy } from '../core/group-by.ts';
import type { Metric } from '../core/metrics/metric.ts';
import { planWhole } from '../core/metrics/plan-whole.ts';
import type { MetricTotal } from '../core/metrics/products.ts';
import { formatPath } from '../core/organisation/unit-tree.ts';
import { wholeSpan } from '../core/plan.ts';
import type { PlanRow } from '../plan-folder/plan-csv.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { planMetric, settingsMetric } from './plan-metric.ts';
import type { TableWithMeta } from './read-plan.ts';

/** What each planned target's metric is. */
export function metricsOf({ rows, meta }: TableWithMeta, folder: PlanFolder | undefined): Map<string, Metric> {
  return new Map(
    [...groupBy(rows, ({ target }) => target)].map(([target, own]) => {
      const name = own[0].metric;
      return [target, planMetric(name, { folder, made: meta?.targets[target], rows: own })];
    }),
  );
}

/** The ratios of the settings that name both of their parts. */
export function ratiosOf(folder: PlanFolder | undefined): Metric[] {
  const named = Object.keys(folder?.settings.metrics ?? {}).map((name) => settingsMetric(name, folder));
  return named.filter(
    ({ kind, numerator, denominator }) => kind === 'ratio' && numerator !== undefined && denominator !== undefined,
  );
}

interface Totalled {
  readonly rows: readonly PlanRow[];
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly folder: PlanFolder;
  /** Of the amounts in the rows. */
  readonly scale: number;
}

/** What each target of the folder is planned to come to; one without a plan its value. Those that cannot be told are left out. */
export function metricTotals({ rows, metrics, folder, scale }: Totalled): MetricTotal[] {
  const planned = groupBy(rows, ({ target }) => target);
  const targets = folder.targets.rows;
  const plans = [...planned].flatMap(([target, own]): MetricTotal[] => {
    const metric = metrics.get(target) as Metric;
    const leaves = [...new Set(own.map(({ period }) => period))].map((label) => parsePeriod(label, folder.fiscal));
    if (leaves.includes(undefined) || metric.kind === 'distinct' || metric.kind === 'score') return [];
    const path = targets.find((row) => row.target === target)?.path ?? [];
    const { numerator, denominator } = planWhole(own, metric);
    const value = { numerator, denominator: metric.kind === 'ratio' ? denominator : denominator * power10(scale) };
    return [{ metric: metric.name, period: wholeSpan(leaves as Period[]).label, unit: formatPath(path), value }];
  });
  const values = targets.flatMap(({ target, metric, period, path, value }): MetricTotal[] => {
    if (!value || planned.has(target)) return [];
    const given = { numerator: value.coefficient, denominator: power10(value.scale) };
    return [{ metric, period, unit: formatPath(path), value: given, decimals: value.scale }];
  });
  return [...plans, ...values];
}
