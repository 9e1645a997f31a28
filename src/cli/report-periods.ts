import type { Day } from '../core/calendar/day.ts';
import { isFiscalLabel, parsePeriod } from '../core/calendar/parse-period.ts';
import { type FiscalYear, GRAINS, type Grain, overlap, type Period, periodAt, type Span } from '../core/calendar/period.ts';
import { partition } from '../core/calendar/period-tree.ts';
import { planPeriods } from '../core/plan.ts';
import type { ReadPlan } from './read-plan.ts';

/** What the flags say about periods. */
interface AskedPeriods {
  readonly axes: { readonly grains?: readonly Grain[] | undefined };
  readonly period?: Period | undefined;
}

interface PeriodChoice {
  readonly plan: ReadPlan;
  readonly span: Period;
  /** The plan's days under its own label. */
  readonly named: Period;
  readonly asOf: Day;
}

/** The grains of `--by` inside `-p` or the plan; else `-p`; else month, quarter and year to date of the as-of day. */
export function reportPeriods({ axes, period: asked }: AskedPeriods, { plan, span, named, asOf }: PeriodChoice): Period[] {
  // A fiscal period means the plan's fiscal year, which the flags need not repeat.
  const period = asked && isFiscalLabel(asked.label) ? parsePeriod(asked.label, plan.source.fiscal) : asked;
  const fiscal: FiscalYear | undefined = isFiscalLabel((period ?? named).label) ? plan.source.fiscal : undefined;
  if (axes.grains) return axes.grains.flatMap((grain) => partition(period ?? span, grain, fiscal));
  if (period) return [period];
  const leaf = planPeriods(plan.source).grain;
  const isFineEnough = (grain: Grain) => leaf === undefined || GRAINS.indexOf(grain) <= GRAINS.indexOf(leaf);
  const day = Math.max(span.start, Math.min(span.end, asOf));
  const toDate = (['month', 'quarter', 'year'] as const).filter(isFineEnough).map((grain) => periodAt(grain, day, fiscal));
  return toDate.filter((wider, i) => !toDate.slice(0, i).some((period) => sameDays(period, wider, span)));
}

/** Whether two periods have the same days inside the plan: then one row says it. */
function sameDays(a: Span, b: Span, plan: Span): boolean {
  const [first, second] = [overlap(a, plan), overlap(b, plan)];
  return first?.start === second?.start && first?.end === second?.end;
}
