import type { Day } from '../core/calendar/day.ts';
import type { Period } from '../core/calendar/period.ts';
import { refuse } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import type { Ratio } from '../core/metrics/ratio.ts';
import { peopleForm } from '../core/metrics/ratio-text.ts';
import { planGrid, planRatio, type RatioGrids } from '../core/plan.ts';
import type { StatedEvent } from '../core/reorganisation/stated-event.ts';
import type { Totals } from '../core/totals.ts';
import { lowerIsBetter } from '../core/variance/lower-is-better.ts';
import type { ProrateRule } from '../core/variance/prorate/prorate-rule.ts';
import { ratioVariance } from '../core/variance/ratio-variance.ts';
import { amountMeasures, COUNT_MEASURES, type RowMeasure, ratioMeasures, STOCK_MEASURES } from '../core/variance/row-measures.ts';
import { stockVariance } from '../core/variance/stock-variance.ts';
import { type Variance, variance } from '../core/variance/variance.ts';
import type { Context } from './context.ts';
import type { FactsRequest } from './read-facts.ts';
import { type ReadPlan, refuseRepeated } from './read-plan.ts';
import { hasForeignMoney } from './sources/settling.ts';
import { attributedFacts, planAsIs, readAttributed } from './structure.ts';

/** A plan's cells as grids, under the units that events leave: of a ratio both parts. */
export interface PlanGrids {
  readonly grid: Grid;
  readonly ratio: RatioGrids | undefined;
}

/** Refuses a plan whose nodes cannot be told from its cells. */
export function gridsOf(plan: ReadPlan, events: readonly StatedEvent[]): PlanGrids {
  const { kind } = plan.definition;
  if (kind === 'distinct' || kind === 'score') throw refuse('variance.own-values', { target: plan.target, kind });
  refuseRepeated(plan);
  const asIs = (grid: Grid) => planAsIs(grid, events, plan);
  if (kind !== 'ratio') return { ratio: undefined, grid: asIs(planGrid(plan.source, [])) };
  const { numerator, denominator } = planRatio(plan.source, []);
  const ratio = { numerator: asIs(numerator), denominator: asIs(denominator) };
  return { ratio, grid: ratio.numerator };
}

/** The rows of the actuals: of a ratio read twice, once for each part. */
export interface Actuals {
  readonly amount: Totals;
  readonly denominator: Totals | undefined;
  /** The same rows at actual rates, where some are in foreign money. */
  readonly booked?: Totals | undefined;
  /** Whether both parts of a ratio are of one table. */
  readonly sameRows: boolean;
}

/** Which rows are read for which plan, under the units that events leave. */
export interface ActualsRequest {
  readonly request: FactsRequest;
  readonly plan: ReadPlan;
  readonly events: readonly StatedEvent[];
}

/** Reads the actuals; of a ratio both parts, whose columns `--map amount=` and `--map denominator=` name, or the settings do. */
export async function readActuals({ request, plan, events }: ActualsRequest, context: Context): Promise<Actuals> {
  const { kind, numerator, denominator } = plan.definition;
  if (kind !== 'ratio') {
    const { totals } = await attributedFacts({ ...request, plan: planGrid(plan.source, []) }, events, context);
    const asBooked = { ...request, rates: 'actual' as const, reading: { ...request.reading, rejects: undefined } };
    const booked = hasForeignMoney(request) ? await readAttributed(asBooked, events, context) : undefined;
    return { amount: totals, denominator: undefined, booked, sameRows: false };
  }
  const above = await attributedFacts({ ...request, part: { kind: 'numerator', name: numerator } }, events, context);
  const reading = { ...request.reading, rejects: undefined };
  const part = { kind: 'denominator', name: denominator } as const;
  const below = await attributedFacts({ ...request, reading, part }, events, context);
  const sameRows = above.table !== undefined && above.table === below.table;
  return { amount: above.totals, denominator: below.totals, sameRows };
}

/** What a plan is compared with, on which day and for which periods. */
export interface Comparison {
  readonly plan: ReadPlan;
  readonly grids: PlanGrids;
  readonly actuals: Actuals;
  readonly asOf: Day;
  readonly periods: readonly Period[];
  /** How a period in part counts; only amounts that add up are pro-rated. */
  readonly prorate: ProrateRule;
}

/** The comparison that the metric's kind asks for, judged by its direction; with what was booked of foreign money. */
export function comparePlan(comparison: Comparison): Variance {
  const { plan, actuals } = comparison;
  const compared = compareKind(comparison);
  const booked = actuals.booked && compareKind({ ...comparison, actuals: { ...actuals, amount: actuals.booked } });
  const full = booked ? withBooked(compared, booked) : compared;
  return plan.definition.direction === 'lower' ? lowerIsBetter(full) : full;
}

function withBooked(compared: Variance, booked: Variance): Variance {
  const rows = compared.rows.map((row, i) => ({ ...row, figures: { ...row.figures, booked: booked.rows[i]?.figures.actual } }));
  return { ...compared, rows };
}

function compareKind({ plan, grids, actuals, asOf, periods, prorate }: Comparison): Variance {
  const { kind, closing } = plan.definition;
  const { amount, denominator, sameRows } = actuals;
  if (grids.ratio && denominator) {
    return ratioVariance({ plan: grids.ratio, actual: { numerator: amount, denominator }, asOf, periods, sameRows });
  }
  const request = { plan: grids.grid, actual: amount, asOf, periods };
  return kind === 'stock' ? stockVariance({ ...request, closing }) : variance({ ...request, prorate });
}

/** The columns that the metric's kind has, for people or for files. */
export function measuresOf({ definition }: ReadPlan, { rows }: Variance, forPeople: boolean): readonly RowMeasure[] {
  if (definition.kind === 'stock') return STOCK_MEASURES;
  if (definition.kind === 'distinct') return COUNT_MEASURES;
  if (definition.kind === 'score') return ratioMeasures(forPeople ? 'value' : 'data');
  if (definition.kind !== 'ratio') return amountMeasures(rows);
  const whole = rows.find(({ unit }) => unit === 0)?.ratio?.plan as Ratio;
  return ratioMeasures(forPeople ? peopleForm(whole, definition) : 'data');
}
