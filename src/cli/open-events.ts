import { parsePeriod } from '../core/calendar/parse-period.ts';
import { defaultMetric } from '../core/metrics/metric.ts';
import { isWithin, unitTree } from '../core/organisation/unit-tree.ts';
import { firstDayAfter } from '../core/reorganisation/event.ts';
import { withFullPaths } from '../core/reorganisation/full-paths.ts';
import { givingUnit } from '../core/reorganisation/heirs.ts';
import type { StatedEvent } from '../core/reorganisation/stated-event.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { knownEvents } from './apply-to-plan.ts';
import { metricsOf } from './checked-metrics.ts';
import { isRepeated } from './locked-plans.ts';
import { sourceOf } from './read-assigned.ts';
import type { TableWithMeta } from './read-plan.ts';

const CALENDAR = { startMonth: 1, name: 'end' } as const;

/** For an event the targets whose plan has amounts of its unit in periods after the day and does not know it; only amounts move. */
export function openEvents(plan: TableWithMeta, folder: PlanFolder | undefined): (event: StatedEvent) => readonly string[] {
  const fiscal = folder?.fiscal ?? CALENDAR;
  const metrics = metricsOf(plan, folder);
  const plans = [...new Set(plan.rows.map(({ target }) => target))].flatMap((target) => {
    const metric = metrics.get(target) ?? defaultMetric(target);
    if (metric.kind !== 'flow' || isRepeated(plan, target, metric)) return [];
    const source = sourceOf(plan, target, fiscal);
    const paths = source.cells.map(({ path }) => path);
    const planned = source.cells.filter(({ amount = 0n }) => amount !== 0n);
    const cells = planned.map(({ path, period }) => ({ path, start: parsePeriod(period, fiscal)?.start ?? 0 }));
    const isKnown = knownEvents({ made: plan.meta?.targets[target] });
    return [{ target, cells, units: unitTree(source.levels, paths), isKnown }];
  });
  return (event) => {
    const isOpen = ({ cells, units, isKnown }: (typeof plans)[number]) => {
      const [named] = withFullPaths([event], units) as [StatedEvent];
      const unit = givingUnit({ ...named, heirs: [] });
      return !isKnown(named) && cells.some(({ path, start }) => start >= firstDayAfter(named) && isWithin(path, unit));
    };
    return plans.filter(isOpen).map(({ target }) => target);
  };
}
