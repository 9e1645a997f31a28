import { parsePath, type UnitPath } from '../core/organisation/unit-tree.ts';
import { firstNames, type TableSource } from './csv-table.ts';
import { type PlainTable, readPlainRows } from './plain-rows.ts';
import { byKey } from './row-order.ts';
import type { TableContext } from './row-reader.ts';

/** One customer that goes along, and to whom where the list says so. */
export interface CustomerRow {
  readonly customer: string;
  readonly to: UnitPath | undefined;
  readonly line: number;
}

/** Reads a list of customers: a column `customer`, or `customer,to`. A customer that stands twice is an error. */
export function readCustomersCsv(source: TableSource, context: TableContext): PlainTable<CustomerRow> {
  const hasTo = firstNames(source).includes('to');
  return readPlainRows<CustomerRow>(
    {
      columns: hasTo ? ['customer', 'to'] : ['customer'],
      read: (row, cells) => ({
        customer: cells.name(row, 'customer'),
        to: hasTo ? parsePath(cells.name(row, 'to')) : undefined,
        line: row.line,
      }),
      order: byKey((row) => row.customer),
    },
    source,
    context,
  );
}
