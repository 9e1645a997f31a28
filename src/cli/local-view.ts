import type { LocalView } from '../core/money/local-values.ts';
import { cellCurrencies, nodeCurrencies } from '../core/money/unit-currencies.ts';
import { planGrid } from '../core/plan.ts';
import { pathCutter, regroup } from '../core/regroup.ts';
import type { LocalLeaves, ReadPlan } from './read-plan.ts';

type LocalPlan = ReadPlan & { readonly local: LocalLeaves };

/** A plan in local money by some of its levels, beside its exact products. */
export function localView({ source, local }: LocalPlan, levels: readonly string[]): LocalView {
  const grouped = (plan: LocalPlan['source']) => {
    const grid = planGrid(plan, []);
    return levels === source.levels ? grid : regroup(grid, levels);
  };
  return { local: grouped(local.source), home: grouped(source), ...viewMoney(local, levels) };
}

/** The one currency of each unit by some levels, and that of the whole. */
export function viewMoney(
  { source, money }: LocalLeaves,
  levels: readonly string[],
): Pick<LocalView, 'currencyOf' | 'homeCurrency'> {
  const cut = pathCutter(source.levels, levels);
  const leaves = cellCurrencies(source.cells, money.home).map(({ path, currency }) => ({ path: cut(path), currency }));
  return { currencyOf: nodeCurrencies(leaves), homeCurrency: money.home };
}
