import { atScale, LARGEST_AMOUNT } from '../core/amount.ts';
import type { CsvRow, CsvTable } from './csv-table.ts';
import type { RowReader } from './row-reader.ts';

/** The cells that are read, and the currency's decimals. */
export interface AmountCells {
  readonly cells: RowReader;
  readonly table: CsvTable;
  readonly decimals: number;
}

/** The cell `amount`, >= 0, in the currency's smallest unit; undefined when blank, and with a finding when it is no such amount. */
export function currencyAmount(row: CsvRow, { cells, table, decimals }: AmountCells): bigint | undefined {
  const fail = (code: string, values = {}) => {
    table.report(row, 'amount', code, values);
    return undefined;
  };
  const written = cells.decimal(row, 'amount');
  if (!written) return undefined;
  const amount = atScale(written, decimals);
  if (amount === undefined) return fail('folder.too-fine', { most: decimals });
  if (amount < 0n) return fail('folder.negative-amount');
  return amount > LARGEST_AMOUNT ? fail('folder.amount-too-large') : amount;
}
