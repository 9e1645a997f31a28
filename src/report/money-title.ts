import type { TaxBasis } from '../core/money/tax.ts';
import type { Words } from '../locale/index.ts';

/** What the amounts of a table are: their tax basis and their currency, as far as the settings say it. */
export interface MoneyTitle {
  readonly tax?: TaxBasis;
  readonly currency?: string;
}

/** What a title says of money: `（不含税，CNY）`. */
export function moneyTitle({ tax, currency }: MoneyTitle, words: Words): string {
  const parts = [...(tax === undefined ? [] : [words.phrase(`title.tax-${tax}`)]), ...(currency === undefined ? [] : [currency])];
  return parts.length === 0 ? '' : words.phrase('title.money', { money: parts.join(words.phrase('title.money-comma')) });
}
