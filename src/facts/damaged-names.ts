import { type Finding, finding } from '../core/finding.ts';
import type { CustomersQuery } from './facts-source.ts';

/** The columns that hold names of customers and of their orders. */
export type DamagedColumn = 'customer' | 'order';

/** How many rows used have a name that is a long number, shortened by a spreadsheet. */
export type DamagedRows = Readonly<Record<DamagedColumn, number>>;

/** What is told of them: for each column how many, and the least of them, which is asked for only then. */
export async function damagedFindings(
  rows: DamagedRows,
  query: CustomersQuery,
  least: (name: DamagedColumn) => Promise<string>,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const name of ['customer', 'order'] as const)
    if (rows[name] > 0) findings.push(damagedNames({ column: query[name], count: rows[name], cell: await least(name) }));
  return findings;
}

export function damagedNames(values: { readonly column: string; readonly count: number; readonly cell: string }): Finding {
  return finding('warning', 'customers.damaged-names', values, { column: values.column });
}
