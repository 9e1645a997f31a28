import { type DecomposeRequest, type Decomposition, decompose, placePlan, rollUpOf } from '../core/allocation/decompose.ts';
import { type WeighedPlan, weighPlan } from '../core/allocation/weigh-plan.ts';
import { LARGEST_AMOUNT, power10 } from '../core/amount.ts';
import { type Finding, finding, refuse } from '../core/finding.ts';
import { addsUp } from '../core/metrics/roll-up.ts';
import { boundsInHome } from '../core/money/held-bounds.ts';
import { type LocalPlan, localPlan } from '../core/money/local-plan.ts';
import { type PlanMoney, productScale } from '../core/money/plan-money.ts';
import { someNames } from '../core/names.ts';
import { formatPath, leafPaths, type UnitPath } from '../core/organisation/unit-tree.ts';
import { nodeAt } from '../core/tree.ts';
import type { LeafMoney } from './leaf-money.ts';

/** A decomposition with what its leaves are in local money. */
export interface LocalRun {
  readonly result: Decomposition;
  readonly local?: LocalPlan;
}

/**
 * Decomposes in home money, then takes leaves of foreign money to their own; these are rounded there and not before. Under locks and
 * growths the plan in home money is as fine as exact products, so that what is fixed in local money is exactly so in both.
 */
export function decomposeLocally(request: DecomposeRequest, money: LeafMoney | undefined, buffers: number): LocalRun {
  if (money === undefined || !addsUp(rollUpOf(request))) return { result: decompose(request) };
  const weighed = weighPlan({ ...request, roundTo: 1n });
  const paths = leafPaths(weighed.weights.units);
  const foreign = foreignOf(paths, money);
  if (foreign.length === 0) return { result: decompose(request) };
  refuseTogether(request, buffers);
  const known = money.moneyOf({ ...weighed.weights, periods: weighed.periods.asked.tree }, foreign);
  const isHeld = request.locks.length > 0 || request.growths.length > 0;
  const { fine, roundTo } = isHeld
    ? held(weighed, { request, money, known })
    : { fine: placePlan(weighed), roundTo: request.roundTo };
  const planned = leafPaths(fine.plan.units);
  const local = localPlan({
    plan: fine.plan,
    decimals: request.scale,
    currencyOf: (path) => money.currencyOf(path).currency,
    money: money.moneyOf(fine.plan, foreignOf(planned, money)),
    roundTo,
    held: isHeld ? { axes: weighed.weights, bounds: fine.trace.bounds } : undefined,
  });
  const findings = [
    ...fine.findings.filter(isOfLeaves),
    ...heldFinding(fine, money),
    ...money.findings,
    ...assumedFinding(planned, money),
    ...local.findings,
  ];
  return { local, result: { ...fine, findings } };
}

interface HeldRequest {
  readonly request: DecomposeRequest;
  readonly money: LeafMoney;
  readonly known: PlanMoney;
}

/** The plan in home money at the scale of exact products, under bounds in the money of their units. */
function held(weighed: WeighedPlan, { request, money, known }: HeldRequest) {
  const scale = productScale(known, request.scale);
  const factor = power10(scale - request.scale);
  const total = weighed.total * factor;
  if (total > LARGEST_AMOUNT) throw refuse('plan.too-large');
  const locks = weighed.request.locks.map((lock) => ({ ...lock, amount: lock.amount * factor }));
  const roundTo = request.roundTo * factor;
  const form = { money: known, currencyOf: (path: UnitPath) => money.currencyOf(path).currency, scale, roundTo };
  const fine = placePlan({ ...weighed, total, request: { ...weighed.request, scale, locks } }, (bounds, axes) =>
    boundsInHome(bounds, axes, { ...form, decimals: request.scale }),
  );
  return { fine, roundTo };
}

/** Which money amounts of locks are in, where it is not that of the plan. */
function heldFinding({ trace: { bounds, weights } }: Decomposition, { home, currencyOf }: LeafMoney): Finding[] {
  const units = bounds.flatMap(({ unit, source }) => {
    const { path } = nodeAt(weights.units, unit).value;
    const { currency } = currencyOf(path);
    const isStated = nodeAt(weights.units, unit).children.length === 0 && source.kind !== '--growth' && currency !== home;
    return isStated ? [`${formatPath(path) || '-'} ${currency}`] : [];
  });
  return units.length === 0 ? [] : [finding('note', 'money.held-in', { units: someNames([...new Set(units)]) })];
}

/** How far home money was rounded says nothing of amounts that were rounded again in their own. */
function isOfLeaves({ code }: Finding): boolean {
  return !code.startsWith('allocation.');
}

/** The currencies of leaves that are not in home money. */
function foreignOf(paths: readonly UnitPath[], { home, currencyOf }: LeafMoney): string[] {
  return [...new Set(paths.map((path) => currencyOf(path).currency))].filter((currency) => currency !== home).sort();
}

/** What is assigned above local amounts is in no money yet. */
function refuseTogether({ levels }: DecomposeRequest, buffers: number): void {
  if (buffers > 0) throw refuse('money.not-with-local', { what: '--buffer' });
  if (levels.includes('currency')) throw refuse('folder.level-is-column', { level: 'currency', suggestion: 'unit_currency' });
}

/** Leaves of which neither the roster nor a row of their own says the currency. */
function assumedFinding(paths: readonly UnitPath[], { currencyOf }: LeafMoney): Finding[] {
  const assumed = paths.flatMap((path) => {
    const leaf = currencyOf(path);
    return leaf.assumed ? [`${formatPath(path) || '-'} ${leaf.currency}`] : [];
  });
  if (assumed.length === 0) return [];
  return [finding('note', 'money.assumed-currency', { count: assumed.length, units: someNames(assumed) })];
}
