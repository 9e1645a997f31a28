import { defaultMetric } from '../core/metrics/metric.ts';
import { isWithin, unitTree } from '../core/organisation/unit-tree.ts';
import { planPeriods } from '../core/plan.ts';
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

/** For an event the targets whose plan still has its unit, should have been moved by it, and was not; only amounts move. */
export function openEvents(plan: TableWithMeta, folder: PlanFolder | undefined): (event: StatedEvent) => readonly string[] {
  const metrics = metricsOf(plan, folder);
  const plans = [...new Set(plan.rows.map(({ target }) => target))].flatMap((target) => {
    const metric = metrics.get(target) ?? defaultMetric(target);
    if (metric.kind !== 'flow' || isRepeated(plan, target, metric)) return [];
    const source = sourceOf(plan, target, folder?.fiscal ?? CALENDAR);
    const paths = source.cells.map(({ path }) => path);
    return [
      {
        target,
        paths,
        units: unitTree(source.levels, paths),
        end: planPeriods(source).span.end,
        isKnown: knownEvents({ made: plan.meta?.targets[target] }),
      },
    ];
  });
  return (event) => {
    const isOpen = ({ paths, units, end, isKnown }: (typeof plans)[number]) => {
      const [named] = withFullPaths([event], units) as [StatedEvent];
      const unit = givingUnit({ ...named, heirs: [] });
      return !isKnown(named) && firstDayAfter(named) <= end && paths.some((path) => isWithin(path, unit));
    };
    return plans.filter(isOpen).map(({ target }) => target);
  };
}
