import { parsePeriod } from '../../core/calendar/parse-period.ts';
import type { FiscalYear, Period } from '../../core/calendar/period.ts';
import { readSupports, type Target } from '../../core/targets/target.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import type { TargetRow } from '../../plan-folder/targets-csv.ts';
import { settingsMetric } from '../plan-metric.ts';

interface TargetSite {
  readonly folder: PlanFolder | undefined;
  readonly fiscal: FiscalYear;
}

/** A line of targets.csv as it is judged. */
export function judgedTarget(row: TargetRow, { folder, fiscal }: TargetSite): Target {
  return {
    ...{ id: row.target, title: row.title, metric: settingsMetric(row.metric, folder), unit: row.path },
    // The codec lets no period through that cannot be read.
    period: parsePeriod(row.period, fiscal) as Period,
    ...{ value: row.value, floor: row.floor, stretch: row.stretch, baseline: row.baseline, owner: row.owner },
    ...{ supports: readSupports(row.supports), effectiveFrom: row.effective_from },
  };
}
