import { defaultMetric, type Metric, USUAL_DEFINITION } from '../core/metrics/metric.ts';
import type { PlanRow } from '../plan-folder/plan-csv.ts';
import type { PlanMeta } from '../plan-folder/plan-meta.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import type { Settings } from '../plan-folder/settings.ts';
import { isCollection } from './measures/only-measured.ts';

/** Who may say of which kind a metric is. */
export interface MetricSource {
  readonly folder: PlanFolder | undefined;
  readonly made: PlanMeta['targets'][string] | undefined;
  readonly rows: readonly Pick<PlanRow, 'denominator'>[];
}

/** The metric as the settings name it; a metric that they do not name is a plain sum. */
export function settingsMetric(name: string, folder: PlanFolder | undefined): Metric {
  return metricOf(name, folder?.settings.metrics[name]);
}

/** The metric as it is defined; a plain sum without a definition. */
export function metricOf(name: string, given: Settings['metrics'][string] | undefined): Metric {
  if (!given) return defaultMetric(name);
  const { kind, closing, numerator, denominator, direction } = given;
  const atMostOne = given.at_most_one || isPartOfWhole(given);
  const isCounted = given.count !== undefined || given.days_since !== undefined;
  return {
    ...{ name, kind, closing, atMostOne, numerator, denominator },
    ...(direction === 'lower' && { direction }),
    ...(isCounted && { isCounted }),
  };
}

/** Whether a ratio cannot exceed 1 by what it is: answers that reach the top box, and what was paid of what was due. */
function isPartOfWhole(given: Settings['metrics'][string]): boolean {
  return given.top_box !== undefined || (isCollection(given) && (given.definition ?? USUAL_DEFINITION) === 'due-matched');
}

/** The metric of a plan that exists: as its record says, else as the settings do; a plan with denominators is one of a ratio. */
export function planMetric(name: string, { folder, made, rows }: MetricSource): Metric {
  const set = { ...settingsMetric(name, folder), ...(made?.direction === 'lower' && { direction: made.direction }) };
  if (made?.kind !== undefined) {
    return { ...set, kind: made.kind, closing: made.closing ?? 'last', atMostOne: made.at_most_one ?? false };
  }
  const isRatio = made === undefined && rows.some(({ denominator }) => denominator !== undefined);
  return isRatio ? { ...set, kind: 'ratio' } : made === undefined ? set : { ...set, kind: 'flow' };
}
