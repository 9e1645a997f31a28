import type { Day } from '../../core/calendar/day.ts';
import { type CustomerQuestion, countCustomers } from '../../core/metrics/customers.ts';
import { UNASSIGNED } from '../../core/organisation/unit-tree.ts';
import type { CustomersResult, TotalsQuery } from '../../facts/facts-source.ts';
import { type ReadTable, settledAmounts } from '../sources/settled-totals.ts';

/** Orders with each unit's part of them by its credit shares: what a share makes of a row is known here and not in the engine. */
export async function ordersByShares(table: ReadTable, query: TotalsQuery, question: CustomerQuestion): Promise<CustomersResult> {
  const column = table.columns.others['order'] as string;
  const levels = [...query.levels, { name: 'order', column }];
  const request = { ...table.request, grain: 'day' as const };
  const alone = { ...query, levels, grain: 'day' as const, describeRejects: 0, sink: undefined };
  const { totals } = await settledAmounts({ ...table, request }, alone);
  let nameless = 0;
  const rows = Array.from(totals.unit).flatMap((unit, i) => {
    const path = totals.units[unit] ?? [];
    const order = path.at(-1) as string;
    if (order === UNASSIGNED) {
      nameless += totals.rows[i] as number;
      return [];
    }
    const [day, amount] = [totals.day[i] as Day, totals.amount[i] as bigint];
    return [{ customer: order, order, day, path: path.slice(0, -1), amount }];
  });
  return { counts: countCustomers(rows, question), nameless, returnsApart: 0 };
}
