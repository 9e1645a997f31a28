import type { UnitPath } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import type { Variance } from './variance.ts';

/** The comparison in local money, the one currency of a node (undefined for several) and that of the whole. */
export interface LocalComparison {
  readonly local: Variance;
  readonly currencyOf: (path: UnitPath) => string | undefined;
  readonly homeCurrency: string;
}

/**
 * A comparison in home money whose nodes of one foreign currency are judged in that, beside what they are in home money. Both are of
 * the same units and periods.
 */
export function withLocalMoney(home: Variance, { local, currencyOf, homeCurrency }: LocalComparison): Variance {
  const rows = home.rows.map((row, i) => {
    const worth = { ...row.figures, currency: homeCurrency };
    const currency = currencyOf(nodeAt(home.units, row.unit).value.path) ?? homeCurrency;
    if (currency === homeCurrency) return { ...row, figures: { ...worth, home: worth } };
    const own = local.rows[i];
    if (own?.unit !== row.unit) throw new Error('comparisons of one plan differ in their units');
    return { ...row, figures: { ...own.figures, currency, home: worth } };
  });
  return { ...home, rows };
}
