import { civil, type Day, firstOfMonth } from '../../core/calendar/day.ts';
import { type Refusal, refuse } from '../../core/finding.ts';
import { pathKey } from '../../core/organisation/unit-tree.ts';
import type { DateCell } from '../cells/read-cell.ts';
import type { TotalsQuery } from '../facts-source.ts';
import { type RawSums, SumList } from '../raw-sums.ts';
import { STATUS } from '../row-status.ts';
import type { TextRow } from './connection.ts';
import type { CellNotes } from './kept-notes.ts';
import { exactAmount, type OddCells } from './odd-cells.ts';
import { type TaxOne, taxOne } from './row-tax.ts';

/** What the rows are read by, and where notes on their odd cells go. */
export interface Judging {
  readonly query: TotalsQuery;
  readonly odd: OddCells;
  readonly notes: CellNotes;
  /** The address as it is shown. */
  readonly name: string;
}

/** The rows of `totalsStatement` as sums of one file; odd cells are judged, and their sums put under their days. */
export async function gatherRows(rows: AsyncIterable<TextRow>, judging: Judging): Promise<RawSums> {
  const depth = judging.query.levels.length;
  const read = sumReader(judging);
  const sums = new SumList(depth);
  const units = new Map<string, number>();
  for await (const row of rows) {
    const path = row.slice(0, depth).map((name) => name ?? '');
    const { count, ...sum } = read(row.slice(depth));
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

function sumReader(judging: Judging): (row: TextRow) => Sum {
  const taxed = taxOne(judging.query);
  return (row) => {
    const [k, dateText, amountText, total, n, lo, hi, rate] = row;
    const plain = {
      ...{ key: Number(k), amount: total ? exactAmount(total) : 0n, count: Number(n) },
      ...{ first: Number(lo ?? 0), last: Number(hi ?? 0) },
    };
    if (dateText != null || amountText != null)
      return oddSum({ plain, dateText, amountText, rate: Number(rate), taxed }, judging);
    if (rate != null && plain.key > STATUS.bad) throw newRate(judging);
    return plain;
  };
}

interface OddSum {
  /** What the server made of it. */
  readonly plain: Sum;
  readonly dateText: string | null | undefined;
  readonly amountText: string | null | undefined;
  readonly rate: number;
  readonly taxed: TaxOne | undefined;
}

function oddSum({ plain, dateText, amountText, rate, taxed }: OddSum, judging: Judging): Sum {
  const { query, odd, notes } = judging;
  const { count } = plain;
  const date = dateText == null ? undefined : { text: dateText, read: odd.day(dateText) };
  const amount = amountText == null ? undefined : { text: amountText, read: odd.amount(amountText) };
  const { day, through } = date ? dayOf(date.read) : { day: plain.key, through: plain.key };
  const one = amount && ('problem' in amount.read ? undefined : amount.read.amount);
  const isBad = day === undefined || (amount && one === undefined);
  const key = isBad ? STATUS.bad : keyOf(day, query);
  notes.add({ date, amount }, count, key > STATUS.bad);
  if (isBad) return { ...plain, key };
  if (one === undefined) return { key, amount: plain.amount, count, first: day, last: through };
  const each = taxed && key > STATUS.bad ? taxed(one, rate, day) : one;
  if (each === undefined) throw newRate(judging);
  return { key, amount: each * BigInt(count), count, first: day, last: through };
}

/** Rates are learned by a question before this one, and a table may change between the two. */
function newRate({ name, query: { tax } }: Judging): Refusal {
  return refuse('remote.new-rate', { file: name, column: tax?.column ?? '' }, { file: name });
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
