import type { Day } from '../core/calendar/day.ts';
import type { Period } from '../core/calendar/period.ts';
import { refuse } from '../core/finding.ts';
import { cellCurrencies, nodeCurrencies } from '../core/money/unit-currencies.ts';
import { dayRates, worthOfTotals } from '../core/money/worth-of-totals.ts';
import type { UnitPath } from '../core/organisation/unit-tree.ts';
import { planGrid } from '../core/plan.ts';
import type { Totals } from '../core/totals.ts';
import { leafValue } from '../core/tree.ts';
import { withLocalMoney } from '../core/variance/local-variance.ts';
import type { ProrateRule } from '../core/variance/prorate/prorate-rule.ts';
import type { Variance } from '../core/variance/variance.ts';
import { type Actuals, type ActualsRequest, comparePlan, gridsOf } from './compare-plan.ts';
import { type Context, report } from './context.ts';
import { readFacts } from './read-facts.ts';
import type { LocalLeaves, ReadPlan } from './read-plan.ts';
import { assumedMoney } from './sources/settling.ts';

type LocalReadPlan = ReadPlan & { readonly local: LocalLeaves };

/** The actuals of a plan whose leaves are in local money: as they are, at plan rates, and as booked. */
export interface LocalActuals {
  readonly home: Actuals;
  readonly local: Totals;
}

/** Whether some leaves of a plan are in local money. */
export function isLocal(plan: ReadPlan): plan is LocalReadPlan {
  return plan.local !== undefined;
}

/** Reads the actuals in the money of each unit, and what was booked; at plan rates they are exact products of the first. */
export async function readLocalActuals(
  { request, plan, events }: ActualsRequest & { readonly plan: LocalReadPlan },
  context: Context,
): Promise<LocalActuals> {
  if (events.length > 0) throw refuse('money.local-plan', { target: plan.target });
  const { source, money } = plan.local;
  const grid = planGrid(source, []);
  const leaves = grid.periods.leaves.map((_, leaf) => leafValue(grid.periods, leaf));
  const rule = { home: money.home, currencyOf: homeOr(plan), rateOn: dayRates(money, leaves) };
  await report(context, assumedMoney(plan.metric, request.reading, money.home));
  const { totals } = await readFacts({ ...request, plan: grid, local: rule }, context);
  const asBooked = { ...request, rates: 'actual' as const, reading: { ...request.reading, rejects: undefined } };
  const booked = await readFacts(asBooked, context);
  const amount = worthOfTotals(totals, rule.currencyOf, rule.rateOn);
  return { local: totals, home: { amount, denominator: undefined, booked: booked.totals, sameRows: false } };
}

interface LocalComparing {
  readonly plan: LocalReadPlan;
  readonly actuals: LocalActuals;
  readonly asOf: Day;
  readonly periods: readonly Period[];
  readonly prorate: ProrateRule;
}

/** A comparison in home money with every node in its own. */
export function inLocalMoney(home: Variance, { plan, actuals, ...when }: LocalComparing): Variance {
  const own = { ...plan, source: plan.local.source };
  const local: Actuals = { ...actuals.home, amount: actuals.local, booked: undefined };
  return withLocalMoney(home, {
    local: comparePlan({ ...when, plan: own, grids: gridsOf(own, []), actuals: local }),
    currencyOf: currencyOf(plan),
    homeCurrency: plan.local.money.home,
  });
}

function currencyOf({ local: { source, money } }: LocalReadPlan): (path: UnitPath) => string | undefined {
  return nodeCurrencies(cellCurrencies(source.cells, money.home));
}

function homeOr(plan: LocalReadPlan): (path: UnitPath) => string {
  const known = currencyOf(plan);
  return (path) => known(path) ?? plan.local.money.home;
}
