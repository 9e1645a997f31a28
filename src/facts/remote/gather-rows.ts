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

/** Gathers the rows of several statements as the sums of one file; odd cells are judged, and their sums put under their days. */
export class RowGatherer {
  readonly #depth: number;
  readonly #sums: SumList;
  readonly #units = new Map<string, number>();
  readonly #taxed: TaxOne | undefined;
  /** Rows by what became of them. */
  readonly account = { used: 0, rejected: 0, outOfRange: 0, notSelected: 0 };

  constructor(private readonly judging: Judging) {
    const { levels, mostGroups } = judging.query;
    this.#depth = levels.length;
    this.#sums = new SumList(
      levels.map(({ name }) => name),
      mostGroups,
    );
    this.#taxed = taxOne(judging.query);
  }

  /** Takes the rows of `plainTotalsStatement`; gives the number of those that are not plain, which are left out. */
  async addPlain(rows: AsyncIterable<TextRow>): Promise<number> {
    let left = 0;
    for await (const row of rows) {
      const sum = readSum(row, this.#depth);
      if (sum.key === STATUS.bad) left += sum.count;
      else this.#add(row, this.#known(sum, row[this.#depth + RATE_AT]));
    }
    return left;
  }

  /** Takes the rows of `oddTotalsStatement`; gives their number. */
  async addOdd(rows: AsyncIterable<TextRow>): Promise<number> {
    let all = 0;
    for await (const row of rows) {
      const plain = readSum(row, this.#depth);
      const [dateText, amountText, rate] = row.slice(this.#depth + RATE_AT);
      const isPlain = dateText == null && amountText == null;
      const odd = { plain, dateText, amountText, rate: Number(rate), taxed: this.#taxed };
      this.#add(row, isPlain ? this.#known(plain, rate) : oddSum(odd, this.judging));
      all += plain.count;
    }
    return all;
  }

  end(): RawSums {
    return this.#sums.end();
  }

  /** The server names a rate only where it does not know it. */
  #known(sum: Sum, rate: string | null | undefined): Sum {
    if (rate != null && sum.key > STATUS.bad) throw newRate(this.judging);
    return sum;
  }

  #add(row: TextRow, { count, ...sum }: Sum): void {
    const path = row.slice(0, this.#depth).map((name) => name ?? '');
    this.account[fateOf(sum.key)] += count;
    this.#sums.add({ ...sum, rows: count, unit: this.#unitOf(path) });
  }

  #unitOf(path: readonly string[]): number {
    const key = pathKey(path);
    const unit = this.#units.get(key) ?? this.#sums.addUnit(0, path);
    this.#units.set(key, unit);
    return unit;
  }
}

/** Where the key, the number of rows and the rate stand behind the levels; a rate behind texts stands later. */
const RATE_AT = 5;
export const ROWS_AT = 2;

function fateOf(key: number): 'used' | 'rejected' | 'outOfRange' | 'notSelected' {
  if (key === STATUS.bad) return 'rejected';
  if (key === STATUS.outOfRange) return 'outOfRange';
  return key === STATUS.notSelected ? 'notSelected' : 'used';
}

function readSum(row: TextRow, depth: number): Sum {
  const total = row[depth + 1];
  return {
    key: Number(row[depth]),
    amount: total ? exactAmount(total) : 0n,
    count: Number(row[depth + ROWS_AT]),
    first: Number(row[depth + 3] ?? 0),
    last: Number(row[depth + 4] ?? 0),
  };
}

interface Sum {
  readonly key: number;
  readonly amount: bigint;
  readonly count: number;
  readonly first: Day;
  readonly last: Day;
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
