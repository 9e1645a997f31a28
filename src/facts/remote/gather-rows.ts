import { civil, type Day, firstOfMonth } from '../../core/calendar/day.ts';
import { pathKey } from '../../core/organisation/unit-tree.ts';
import type { DateCell } from '../cells/read-cell.ts';
import type { TotalsQuery } from '../facts-source.ts';
import { type RawSums, SumList } from '../raw-sums.ts';
import { STATUS } from '../row-status.ts';
import type { TextRow } from './connection.ts';
import type { CellNotes } from './kept-notes.ts';
import { exactAmount, type OddCells } from './odd-cells.ts';

/** What the rows are read by, and where notes on their odd cells go. */
export interface Judging {
  readonly query: TotalsQuery;
  readonly odd: OddCells;
  readonly notes: CellNotes;
}

/** The rows of `totalsStatement` as sums of one file; odd cells are judged, and their sums put under their days. */
export async function gatherRows(rows: AsyncIterable<TextRow>, judging: Judging): Promise<RawSums> {
  const { levels, mostGroups } = judging.query;
  const depth = levels.length;
  const sums = new SumList(
    levels.map(({ name }) => name),
    mostGroups,
  );
  const units = new Map<string, number>();
  for await (const row of rows) {
    const path = row.slice(0, depth).map((name) => name ?? '');
    const { count, ...sum } = readSum(row.slice(depth), judging);
    sums.add({ ...sum, rows: count, unit: unitOf(path, units, sums) });
  }
  return sums.end();
}

function unitOf(path: readonly string[], units: Map<string, number>, sums: SumList): number {
  const key = pathKey(path);
  const unit = units.get(key) ?? sums.addUnit(0, path);
  units.set(key, unit);
  return unit;
}

interface Sum {
  readonly key: number;
  readonly amount: bigint;
  readonly count: number;
  readonly first: Day;
  readonly last: Day;
}

function readSum([k, dateText, amountText, total, n, lo, hi]: TextRow, { query, odd, notes }: Judging): Sum {
  const count = Number(n);
  const plain = { key: Number(k), amount: total ? exactAmount(total) : 0n, count, first: Number(lo ?? 0), last: Number(hi ?? 0) };
  if (dateText == null && amountText == null) return plain;
  const date = dateText == null ? undefined : { text: dateText, read: odd.day(dateText) };
  const amount = amountText == null ? undefined : { text: amountText, read: odd.amount(amountText) };
  const { day, through } = date ? dayOf(date.read) : { day: plain.key, through: plain.key };
  const one = amount && ('problem' in amount.read ? undefined : amount.read.amount);
  const isBad = day === undefined || (amount && one === undefined);
  const key = isBad ? STATUS.bad : keyOf(day, query);
  notes.add({ date, amount }, count, key > STATUS.bad);
  return isBad
    ? { ...plain, key }
    : { key, amount: one === undefined ? plain.amount : one * BigInt(count), count, first: day, last: through };
}

function dayOf(
  read: DateCell,
): { readonly day: Day; readonly through: Day } | { readonly day: undefined; readonly through: undefined } {
  return 'problem' in read ? { day: undefined, through: undefined } : read;
}

/** The twin of `keySql` for a row that was judged. */
function keyOf(day: Day, { range, grain }: TotalsQuery): number {
  if (range && (day < range.start || day > range.end)) return STATUS.outOfRange;
  const { year, month } = civil(day);
  return grain === 'month' ? firstOfMonth(year, month) : day;
}
