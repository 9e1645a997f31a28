import { LARGEST_AMOUNT } from '../amount.ts';
import { refuse } from '../finding.ts';
import { emptyGrid, type Grid } from '../grid.ts';
import { leafValue } from '../tree.ts';
import { type PlanMoney, product, productScale, rateFinder } from './plan-money.ts';

interface LocalGrid {
  readonly grid: Grid;
  readonly currencies: readonly string[];
  readonly money: PlanMoney;
}

/** Exact products of all cells at plan rates. Refuses amounts that have no room. */
export function productGrid({ grid, currencies, money }: LocalGrid): Grid {
  const to = productScale(money, grid.scale);
  const rateOf = rateFinder(money);
  const products = emptyGrid({ ...grid, scale: to });
  const width = grid.periods.leaves.length;
  let size = 0n;
  for (let p = 0; p < width; p++) {
    const { label } = leafValue(grid.periods, p);
    for (const [leaf, currency] of currencies.entries()) {
      const cell = grid.cells[leaf * width + p] as bigint;
      const worth = product(cell, rateOf(currency, label), { from: grid.scale, to });
      size += worth < 0n ? -worth : worth;
      if (size > LARGEST_AMOUNT) throw refuse('plan.too-large');
      products.cells[leaf * width + p] = worth;
    }
  }
  return products;
}
