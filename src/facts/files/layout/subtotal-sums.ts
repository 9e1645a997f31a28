import { civil, type Day, firstOfMonth } from '../../../core/calendar/day.ts';
import { normalName } from '../../../core/names.ts';
import type { RawSums } from '../../raw-sums.ts';
import { STATUS } from '../../row-status.ts';
import { daysOf } from './cell-values.ts';
import { type CheckedFile, EVER, type Places, readSubtotal, rowAmount, type Subtotal, type Sum } from './subtotal.ts';
import { isTotalCell, isTotalRow, mayBeTotal } from './total-words.ts';

/** Sums by names and days, of the file with this number; `columns` are those of the names. */
export interface NamedSums {
  readonly sums: RawSums;
  readonly file: number;
  readonly columns: readonly string[];
}

/** Adds the engine's sums to the subtotals that name them. */
export function addNamedSums(
  file: CheckedFile,
  subtotals: readonly Subtotal[],
  { sums, file: number, columns }: NamedSums,
): void {
  const groups = groupsOf(subtotals);
  const places = columns.map((column) => file.columns.indexOf(normalName(column)));
  const known = new Map<number, Subtotal[]>();
  for (let at = 0; at < sums.count; at++) {
    const unit = sums.unit[at]!;
    if (sums.file[unit] !== number || sums.key[at]! <= STATUS.bad) continue;
    const name = (column: number) => sums.levels[places.indexOf(column)]![unit]!;
    const own = known.get(unit) ?? namedBy(groups, name);
    known.set(unit, own);
    for (const subtotal of own)
      for (const sum of subtotal.named) addTo(sum, { day: sums.key[at]!, amount: sums.amount[at]!, rows: sums.rows[at]! });
  }
}

/** The subtotals with the sums of the rows that they name and of those above them, by reading the file. */
export async function readAgain(file: CheckedFile, places: Places): Promise<Subtotal[]> {
  const subtotals = await findSubtotals(file, places);
  await addNamed(file, subtotals, places);
  return subtotals;
}

/** What the rows read so far come to, all of them or those of one month. */
interface Above {
  sum: bigint;
  /** What they came to at the last row of totals, and at the last one of each kind. */
  last: bigint;
  readonly reached: Map<string, bigint>;
}

/** The file's subtotals in its order, with the sums of the rows above each: of its month, where it has one, and of all. */
async function findSubtotals(file: CheckedFile, places: Places): Promise<Subtotal[]> {
  const found: Subtotal[] = [];
  const months = new Map<Day, Above>();
  const every: Above = { sum: 0n, last: 0n, reached: new Map() };
  const aboves = (day: Day | undefined) => (day === undefined ? [every] : [aboveIn(months, day), every]);
  for await (const row of file.rows()) {
    const { cells } = row;
    if (!cells || row.problem || cells.length < file.columns.length) continue;
    if (!(mayBeTotal(row.raw) && isTotalRow(cells, places.keys))) {
      const amount = rowAmount(cells, places) ?? 0n;
      for (const above of aboves(daysOf(cells[places.date]!, places.form)?.day)) above.sum += amount;
      continue;
    }
    const subtotal = readSubtotal(row, cells, places);
    const { from } = subtotal.named[0]!;
    const kind = String(cells.findIndex(isTotalCell));
    found.push({ ...subtotal, above: aboves(from === EVER.from ? undefined : from).flatMap((above) => reach(above, kind)) });
  }
  return found;
}

function aboveIn(months: Map<Day, Above>, day: Day): Above {
  const { year, month } = civil(day);
  const first = firstOfMonth(year, month);
  const known = months.get(first) ?? { sum: 0n, last: 0n, reached: new Map() };
  months.set(first, known);
  return known;
}

/** What stands above a row of totals: since the last of its kind, since the last of any kind, and from the beginning. */
function reach(above: Above, kind: string): bigint[] {
  const { sum, last, reached } = above;
  const sums = [sum - (reached.get(kind) ?? 0n), sum - last, sum];
  reached.set(kind, sum);
  above.last = sum;
  return sums;
}

/** Subtotals that name something in the same columns, by what they name. */
interface Group {
  readonly columns: readonly number[];
  readonly byNames: Map<string, Subtotal[]>;
}

/** Adds every row to the subtotals that name it. */
async function addNamed(file: CheckedFile, subtotals: readonly Subtotal[], places: Places): Promise<void> {
  const groups = groupsOf(subtotals);
  for await (const { cells, problem, raw } of file.rows()) {
    if (!cells || problem || cells.length < file.columns.length) continue;
    if (mayBeTotal(raw) && isTotalRow(cells, places.keys)) continue;
    const amount = rowAmount(cells, places);
    const day = daysOf(cells[places.date]!, places.form)?.day;
    if (amount === undefined || day === undefined) continue;
    const named = namedBy(groups, (column) => cells[column]!);
    for (const subtotal of named) for (const sum of subtotal.named) addTo(sum, { day, amount, rows: 1 });
  }
}

/** The subtotals that name a row with these cells. */
function namedBy(groups: readonly Group[], cell: (column: number) => string): Subtotal[] {
  return groups.flatMap(({ columns, byNames }) => byNames.get(namesKey(columns.map((column) => normalName(cell(column))))) ?? []);
}

function groupsOf(subtotals: readonly Subtotal[]): Group[] {
  const groups = new Map<string, Group>();
  for (const subtotal of subtotals) {
    const columns = subtotal.scope.map(([column]) => column);
    const group = groups.get(columns.join()) ?? { columns, byNames: new Map<string, Subtotal[]>() };
    groups.set(columns.join(), group);
    const names = namesKey(subtotal.scope.map(([, name]) => name));
    group.byNames.set(names, [...(group.byNames.get(names) ?? []), subtotal]);
  }
  return [...groups.values()];
}

function namesKey(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : JSON.stringify(names);
}

function addTo(sum: Sum, { day, amount, rows }: { readonly day: Day; readonly amount: bigint; readonly rows: number }): void {
  if (day < sum.from || day > sum.to) return;
  sum.amount += amount;
  sum.rows += rows;
}
