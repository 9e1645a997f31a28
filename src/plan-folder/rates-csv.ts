import { type Decimal, parseDecimal } from '../core/amount.ts';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import type { Finding } from '../core/finding.ts';
import { type CurrencyRate, RATE_KINDS } from '../core/money/currency.ts';
import type { TableSource } from './csv-table.ts';
import { readPlainRows } from './plain-rows.ts';
import { byKey } from './row-order.ts';
import type { TableContext } from './row-reader.ts';

interface RateRow {
  readonly rate: CurrencyRate | undefined;
  readonly key: string;
  readonly line: number;
}

/**
 * Reads rates of currencies, columns `currency,period,kind,rate`: what one unit is worth in the currency of plans, `plan` or `actual`. A
 * blank period is always. All problems at once; a currency, period and kind that stand twice are an error.
 */
export function readRatesCsv(
  source: TableSource,
  context: TableContext,
): { readonly rates: readonly CurrencyRate[]; readonly findings: readonly Finding[] } {
  const { rows, findings } = readPlainRows<RateRow>(
    {
      columns: ['currency', 'period', 'kind', 'rate'],
      read: (row, cells, table) => {
        const [currency, label, written] = [cells.name(row, 'currency'), cells.text(row, 'period'), cells.name(row, 'kind')];
        const kind = RATE_KINDS.find((known) => known === written);
        if (kind === undefined)
          table.report(row, 'kind', 'folder.want-one-of', { key: 'kind', value: written, allowed: RATE_KINDS.join(', ') });
        const span = label === '' ? undefined : parsePeriod(cells.period(row, 'period'), context.fiscal);
        const rate = positive(cells.text(row, 'rate'));
        if (rate === undefined) table.report(row, 'rate', 'folder.want-amount', { key: 'rate', value: cells.text(row, 'rate') });
        const isKnown = kind !== undefined && rate !== undefined;
        return {
          rate: isKnown ? { currency, kind, span, rate } : undefined,
          key: `${currency} ${label} ${written}`,
          line: row.line,
        };
      },
      order: byKey(({ key }) => key),
    },
    source,
    context,
  );
  return { rates: rows.flatMap(({ rate }) => rate ?? []), findings };
}

/** A rate of the settings or of a file; undefined when it is no number above zero. */
export function positive(text: string): Decimal | undefined {
  const value = parseDecimal(text);
  return value !== undefined && value.coefficient > 0n ? value : undefined;
}
