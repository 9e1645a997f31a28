import type { Comparable } from '../core/calendar/comparable.ts';
import type { Day } from '../core/calendar/day.ts';
import type { Span } from '../core/calendar/period.ts';
import { refuseMonthlyRows } from '../core/daily-rows.ts';
import { finding, refuse } from '../core/finding.ts';
import type { Totals } from '../core/totals.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { isLocal } from './compare-local.ts';
import { type Context, report } from './context.ts';
import type { AlignChoice } from './read-align.ts';
import type { ReadPlan } from './read-plan.ts';

interface AlignedPlan {
  readonly plan: ReadPlan;
  readonly options: AlignChoice;
}

interface ComparedDays {
  /** The days of the plan. */
  readonly span: Span;
  readonly asOf: Day;
  readonly totals: Totals;
}

/** What of last year is comparable, for sums in one money; undefined without `--align`. Refuses rows by month for `holiday`. */
export async function comparableOf(
  { plan, options, folder }: AlignedPlan & { readonly folder: PlanFolder | undefined },
  { span, asOf, totals }: ComparedDays,
  context: Context,
): Promise<Comparable | undefined> {
  if (options.align === undefined) return undefined;
  if (plan.definition.kind !== 'flow' || isLocal(plan)) {
    await comparedByDates(options, plan.metric, context);
    return undefined;
  }
  const { readAlignment, withYearsBefore } = await import('./read-align.ts');
  const gone = withYearsBefore({ start: span.start, end: Math.max(span.start, Math.min(span.end, asOf)) }, 1);
  const alignment = await readAlignment(options, { folder, context, span: gone });
  if (alignment?.comparable.needsDays) refuseMonthlyRows(totals);
  return alignment?.comparable;
}

/** For metrics whose last year is taken by its dates: a flag is refused, a setting told. */
export async function comparedByDates({ align, isAlignGiven }: AlignChoice, metric: string, context: Context): Promise<void> {
  if (align === undefined) return;
  const values = { align, metric };
  if (isAlignGiven) throw refuse('holidays.by-dates', values);
  await report(context, [finding('note', 'holidays.by-dates', values)]);
}
