import type { Day } from '../core/calendar/day.ts';
import type { Period } from '../core/calendar/period.ts';
import { refuse } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import type { Ratio } from '../core/metrics/ratio.ts';
import { peopleForm } from '../core/metrics/ratio-text.ts';
import { planGrid, planRatio, type RatioGrids } from '../core/plan.ts';
import type { Totals } from '../core/totals.ts';
import { ratioVariance } from '../core/variance/ratio-variance.ts';
import { AMOUNT_MEASURES, type RowMeasure, ratioMeasures, STOCK_MEASURES } from '../core/variance/row-measures.ts';
import { stockVariance } from '../core/variance/stock-variance.ts';
import { type Variance, variance } from '../core/variance/variance.ts';
import type { Context } from './context.ts';
import { type FactsRequest, readFacts } from './read-facts.ts';
import { type ReadPlan, refuseRepeated } from './read-plan.ts';

/** A plan's cells as grids: of a ratio both parts. */
export interface PlanGrids {
  readonly grid: Grid;
  readonly ratio: RatioGrids | undefined;
}

/** Refuses a plan whose nodes cannot be told from its cells. */
export function gridsOf(plan: ReadPlan): PlanGrids {
  const { kind } = plan.definition;
  if (kind === 'distinct' || kind === 'score') throw refuse('variance.own-values', { target: plan.target, kind });
  refuseRepeated(plan);
  const ratio = kind === 'ratio' ? planRatio(plan.source, []) : undefined;
  return { ratio, grid: ratio?.numerator ?? planGrid(plan.source, []) };
}

/** The rows of the actuals: of a ratio read twice, once for each part. */
export interface Actuals {
  readonly amount: Totals;
  readonly denominator: Totals | undefined;
}

/** Reads the actuals; of a ratio both parts, whose columns `--map amount=` and `--map denominator=` name, or the settings do. */
export async function readActuals(request: FactsRequest, { definition }: ReadPlan, context: Context): Promise<Actuals> {
  if (definition.kind !== 'ratio') return { amount: (await readFacts(request, context)).totals, denominator: undefined };
  const { numerator, denominator } = definition;
  const above = await readFacts({ ...request, part: { kind: 'numerator', name: numerator } }, context);
  const reading = { ...request.reading, rejects: undefined };
  const below = await readFacts({ ...request, reading, part: { kind: 'denominator', name: denominator } }, context);
  return { amount: above.totals, denominator: below.totals };
}

/** What a plan is compared with, on which day and for which periods. */
export interface Comparison {
  readonly plan: ReadPlan;
  readonly grids: PlanGrids;
  readonly actuals: Actuals;
  readonly asOf: Day;
  readonly periods: readonly Period[];
}

/** The comparison that the metric's kind asks for. */
export function comparePlan({ plan, grids, actuals, asOf, periods }: Comparison): Variance {
  const { kind, closing } = plan.definition;
  const { amount, denominator } = actuals;
  if (grids.ratio && denominator) {
    return ratioVariance({ plan: grids.ratio, actual: { numerator: amount, denominator }, asOf, periods });
  }
  const request = { plan: grids.grid, actual: amount, asOf, periods };
  return kind === 'stock' ? stockVariance({ ...request, closing }) : variance(request);
}

/** The columns that the metric's kind has, for people or for files. */
export function measuresOf({ definition }: ReadPlan, { rows }: Variance, forPeople: boolean): readonly RowMeasure[] {
  if (definition.kind === 'stock') return STOCK_MEASURES;
  if (definition.kind !== 'ratio') return AMOUNT_MEASURES;
  const whole = rows.find(({ unit }) => unit === 0)?.ratio?.plan as Ratio;
  return ratioMeasures(forPeople ? peopleForm(whole, definition) : 'data');
}
