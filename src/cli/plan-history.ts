import { civil, type Day } from '../core/calendar/day.ts';
import { isMonthAligned, type Period } from '../core/calendar/period.ts';
import { refuse } from '../core/finding.ts';
import { UNASSIGNED, type UnitPath } from '../core/organisation/unit-tree.ts';
import { throughDay } from '../core/through-day.ts';
import type { Context } from './context.ts';
import type { DecomposeOptions } from './decompose-options.ts';
import { CUSTOMER } from './read-events.ts';
import { type Facts, readFacts } from './read-facts.ts';

interface HistoryForm {
  readonly levels: readonly string[];
  readonly context: Context;
  /** Whether each unit has the customer as its last name. */
  readonly withCustomers: boolean;
}

/** The facts of the history; as they were known on the as-of day when one is named. */
export async function readHistory(
  options: DecomposeOptions,
  asOf: Day | undefined,
  { levels, context, withCustomers }: HistoryForm,
): Promise<Facts> {
  const grains = options.axes.grains ?? [];
  const { reading } = options;
  const facts = await readFacts(
    {
      files: options.history,
      reading,
      levels: [...levels, ...(withCustomers ? [CUSTOMER] : [])],
      grain:
        grains.includes('week') ||
        grains.includes('day') ||
        options.align === 'holiday' ||
        cutsMonth(options.period as Period, asOf) ||
        options.definition.kind === 'stock'
          ? 'day'
          : 'month',
      identify: true,
      metric: options.metric,
      // What is set node by node takes only its units and months from the rows.
      isMeasured: options.definition.kind === 'distinct' || options.definition.kind === 'score',
      meanwhile: deliver,
    },
    context,
  );
  return asOf === undefined ? facts : { ...facts, totals: throughDay(facts.totals, asOf) };
}

/** Whether history is needed by days, since the period or the as-of day cuts a month. */
export function cutsMonth(period: Period, asOf: Day | undefined): boolean {
  return !isMonthAligned(period) || (asOf !== undefined && civil(asOf + 1).day !== 1);
}

/** How plans are written; loaded while the engine reads. */
export const deliver = () => import('./deliver-plan.ts');

/** Refuses units that are blank in the history, where `--on-blank-unit error` says so. */
export function refuseBlankUnits({ onBlankUnit }: DecomposeOptions, units: readonly UnitPath[]): void {
  const blank = units.filter((path) => path.includes(UNASSIGNED));
  if (onBlankUnit === 'error' && blank.length > 0) throw refuse('cli.blank-units', { units: blank.length });
}
