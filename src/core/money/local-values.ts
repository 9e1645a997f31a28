import { type DisplayUnit, displayPower, divideRounded, power10 } from '../amount.ts';
import type { NodeValues } from '../coarsen.ts';
import { type Grid, rollUp } from '../grid.ts';
import { leafPaths, type UnitPath } from '../organisation/unit-tree.ts';
import { SHOWN_DECIMALS } from '../show-in.ts';
import type { LocalPlan } from './local-plan.ts';
import { writtenDecimals } from './plan-money.ts';
import { productGrid } from './product-grid.ts';
import { nodeCurrencies } from './unit-currencies.ts';

/** A plan in local money and what it is worth in home money, over the same units and periods. */
export interface LocalView {
  /** What leaves and nodes of one currency have. */
  readonly local: Grid;
  /** Exact products at plan rates. */
  readonly home: Grid;
  /** The one currency of a node; undefined for several. */
  readonly currencyOf: (path: UnitPath) => string | undefined;
  readonly homeCurrency: string;
}

/** What a plan that was just made looks like. */
export function viewOfPlan(plan: LocalPlan): LocalView {
  const leaves = leafPaths(plan.grid.units).map((path, leaf) => ({ path, currency: plan.currencies[leaf] as string }));
  const { home } = plan.money;
  return { local: plan.grid, home: productGrid(plan), currencyOf: nodeCurrencies(leaves), homeCurrency: home };
}

/** Decimals of home money, and the unit that amounts are shown in. */
export interface ShownForm {
  readonly decimals: number;
  readonly unit: DisplayUnit | undefined;
}

/** The amount of every node, in its own money or in home money, and which that is. */
interface LocalValues {
  readonly values: NodeValues;
  readonly scale: number;
  readonly currencyAt: (unit: number) => string;
}

/** Nodes of one currency in it, as they add up; others in home money: exact products, added up and rounded once. */
function localValues({ local, home, currencyOf, homeCurrency }: LocalView, { decimals, unit }: ShownForm): LocalValues {
  const currencies = local.units.nodes.map(({ value }) => currencyOf(value.path) ?? homeCurrency);
  const scale = unit === undefined ? Math.max(decimals, local.scale) : SHOWN_DECIMALS;
  const [own, worth] = [rollUp(local), rollUp(home)];
  const width = local.periods.nodes.length;
  const rounding = unit === undefined ? { to: decimals, more: scale - decimals } : { to: scale - displayPower(unit), more: 0 };
  const values = Array.from(own, (amount, node) =>
    currencies[Math.floor(node / width)] === homeCurrency
      ? rescaled(worth[node] as bigint, home.scale, rounding.to) * power10(rounding.more)
      : rescaled(amount, local.scale, unit === undefined ? scale : rounding.to),
  );
  return { values, scale, currencyAt: (node) => currencies[node] as string };
}

/** A view as the grid and the values of a sheet. */
export function shownLocally(view: LocalView, form: ShownForm) {
  const { values, scale, currencyAt } = localValues(view, form);
  const decimalsAt = (node: number) =>
    form.unit === undefined ? ownDecimals(currencyAt(node), view.homeCurrency, form.decimals) : SHOWN_DECIMALS;
  const currencies = { at: currencyAt, home: view.homeCurrency, decimalsAt };
  return { grid: { ...view.local, scale }, heading: { values, currencies } };
}

/** Home money has the decimals of the plan, another currency its own. */
export function ownDecimals(currency: string, home: string, decimals: number): number {
  return currency === home ? decimals : writtenDecimals(currency, decimals);
}

/** To fewer decimals rounded, halves away from zero. */
export function rescaled(amount: bigint, from: number, to: number): bigint {
  return to >= from ? amount * power10(to - from) : divideRounded(amount, power10(from - to));
}
