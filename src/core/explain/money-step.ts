import { type Decimal, divideRounded, power10 } from '../amount.ts';
import type { Period } from '../calendar/period.ts';
import type { LocalPlan } from '../money/local-plan.ts';
import { productGrid } from '../money/product-grid.ts';
import { isWithin } from '../organisation/unit-tree.ts';
import { leafValue } from '../tree.ts';
import { leavesOf } from './explained-block.ts';
import type { Explanation, MoneyPart, MoneyStep } from './explanation.ts';

/** The explanation of a number of home money with what its leaves are in local money: the number is in it, or the sum of the products. */
export function withMoney(explained: Explanation, plan: LocalPlan, period: Period): Explanation & { readonly money: MoneyStep } {
  const products = productGrid(plan);
  const parts = partsOf(plan, products.cells, { unit: explained.unit, period });
  const { home } = plan.money;
  const money: MoneyStep = { kind: 'money', home, scale: products.scale, before: explained.value, parts };
  const steps = [...explained.steps, money];
  const [only, ...others] = parts;
  if (only && others.length === 0) return { ...explained, steps, money, value: only.amount, currency: only.currency };
  const worth = parts.reduce((sum, { product }) => sum + product, 0n);
  const value = divideRounded(worth, power10(products.scale - explained.scale));
  return { ...explained, steps, money, value, currency: home };
}

interface Block {
  readonly unit: Explanation['unit'];
  readonly period: Period;
}

function partsOf({ grid, currencies, money }: LocalPlan, products: BigInt64Array, { unit, period }: Block): MoneyPart[] {
  const range = leavesOf(grid.periods, period);
  if (!range) throw new Error(`the plan has no ${period.label}`);
  const width = grid.periods.leaves.length;
  const parts = new Map<string, { amount: bigint; product: bigint }>();
  for (const [leaf, currency] of currencies.entries()) {
    if (!isWithin(leafValue(grid.units, leaf).path, unit)) continue;
    const part = parts.get(currency) ?? { amount: 0n, product: 0n };
    for (let p = range.from; p < range.to; p++) {
      part.amount += grid.cells[leaf * width + p] as bigint;
      part.product += products[leaf * width + p] as bigint;
    }
    parts.set(currency, part);
  }
  return [...parts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, part]) => ({ currency, ...part, rate: rateOf(currency, money) }));
}

/** The one rate of a currency; undefined where it differs by period. */
function rateOf(currency: string, { home, rates }: LocalPlan['money']): Decimal | undefined {
  if (currency === home) return { coefficient: 1n, scale: 0 };
  const [first, ...others] = rates.filter((rate) => rate.currency === currency);
  return others.length === 0 ? first?.rate : undefined;
}
