import { civil, type Day, firstOfMonth, lastOfMonth } from '../../../core/calendar/day.ts';
import { type Finding, finding } from '../../../core/finding.ts';
import { normalName } from '../../../core/names.ts';
import { cellNumber } from '../../cells/cell-rules.ts';
import { cellForm } from '../../cells/query-form.ts';
import type { CellForm } from '../../cells/read-cell.ts';
import type { TotalsQuery } from '../../facts-source.ts';
import { fileAmount } from '../../file-amount.ts';
import type { RawSums } from '../../raw-sums.ts';
import { STATUS } from '../../row-status.ts';
import type { PreparedFile, SourceRow } from '../prepared-file.ts';
import { keyColumns } from '../total-rows.ts';
import { amountOf, daysOf, isEmptyCell, plainAmount } from './cell-values.ts';
import { isTotalCell, isTotalRow, mayBeTotal, withoutTotalWord } from './total-words.ts';

type Checked = Pick<PreparedFile, 'name' | 'columns' | 'rows' | 'statedUnit' | 'totalRows'>;
type Query = Pick<TotalsQuery, 'date' | 'amount' | 'levels' | 'cells'>;

/** How many rows that do not add up are named one by one; the rest are counted. */
const SHOWN = 20;

interface Sum {
  readonly from: Day;
  readonly to: Day;
  amount: bigint;
  rows: number;
}

/** A row that only adds up others. */
interface Subtotal {
  readonly row: SourceRow;
  readonly amount: bigint | undefined;
  /** The names that it is about, by column. */
  readonly scope: readonly (readonly [column: number, name: string])[];
  /** What those rows come to that it names: in its days, and in their month. */
  readonly named: readonly Sum[];
  /** What the rows above it come to: since the last row of its kind, since the last of any kind, and all. */
  readonly above: readonly bigint[];
}

const EVER: Pick<Sum, 'from' | 'to'> = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** What the engine is asked, so that the rows that only add up others can be held against it. */
export type AskedSums = Pick<TotalsQuery, 'levels' | 'grain'>;

/** Sums by names and days, of the file with this number; `columns` are those of the names. */
export interface NamedSums {
  readonly sums: RawSums;
  readonly file: number;
  readonly columns: readonly string[];
}

export interface Counted {
  /** How many such rows the run saw. */
  readonly count: number;
  readonly sums: NamedSums | undefined;
}

/** Which sums the rows of totals name that the scan found, all together. */
export function askSums(file: Checked, query: Query): AskedSums {
  const found = knownSubtotals(file, placesOf(file, query));
  const columns = [...new Set(found.flatMap(({ scope }) => scope.map(([column]) => file.columns[column]!)))];
  const isByDay = found.some(({ named }) => named.some(({ from, to }) => from !== EVER.from && !isMonth({ from, to })));
  return { levels: columns.map((column) => ({ name: column, column })), grain: isByDay ? 'day' : 'month' };
}

function isMonth({ from, to }: Pick<Sum, 'from' | 'to'>): boolean {
  const { year, month } = civil(from);
  return from === firstOfMonth(year, month) && to === lastOfMonth(year, month);
}

/**
 * Holds the rows of a file that only add up others (合计, `华东小计`) against the rows that they name: those with its names, in
 * its month or on its day where it has one; where it names none, also those above it, since the last such row or from the beginning. One that is none
 * of these is a warning with both amounts. Rows count that have a date and an amount, whatever conditions a run has. The file is read
 * again only where the engine's sums do not decide, because it matters where a row stands.
 */
export async function checkSubtotals(file: Checked, query: Query, { count, sums }: Counted): Promise<Finding[]> {
  if (query.amount.column === '')
    return [finding('note', 'layouts.subtotals', { count, agreed: 0, unchecked: count }, { file: file.name })];
  const places = placesOf(file, query);
  const subtotals = (sums && decided(file, sums, places)) ?? (await readAgain(file, places));
  const readable = subtotals.filter(({ amount }) => amount !== undefined);
  const differing = readable.filter((subtotal) => !agrees(subtotal));
  const place = { file: file.name };
  const note = { count, agreed: readable.length - differing.length, unchecked: subtotals.length - readable.length };
  return [
    finding(
      'note',
      differing.length === 0 && note.unchecked === 0 ? 'layouts.subtotals-agree' : 'layouts.subtotals',
      note,
      place,
    ),
    ...differing.slice(0, SHOWN).map((subtotal) => differs(file, subtotal, places.amount)),
    ...(differing.length > SHOWN ? [finding('warning', 'layouts.more-differ', { count: differing.length - SHOWN }, place)] : []),
  ];
}

function placesOf(file: Checked, query: Query): Places {
  const at = (column: string) => file.columns.indexOf(normalName(column));
  const { column, power } = fileAmount(file, query.amount);
  const form = { ...cellForm(query.cells), power };
  return { date: at(query.date), amount: at(column), keys: keyColumns(file.columns, query), form };
}

/** Those that the scan found, without any sums. */
function knownSubtotals(file: Checked, places: Places): (Subtotal & { readonly isLast: boolean })[] {
  return (file.totalRows ?? []).flatMap(({ isLast, ...row }) =>
    row.cells && row.cells.length >= file.columns.length && isTotalRow(row.cells, places.keys)
      ? [{ ...readSubtotal(row, row.cells, places), above: [], isLast }]
      : [],
  );
}

/** The subtotals with the engine's sums; undefined where it matters what stands above one. */
function decided(file: Checked, named: NamedSums, places: Places): Subtotal[] | undefined {
  const subtotals = knownSubtotals(file, places);
  addNamedSums(file, subtotals, named);
  // Above the one that ends the file stand all rows, which it names.
  if (
    subtotals.length === 1 &&
    subtotals[0]!.isLast &&
    subtotals[0]!.named[0]!.from === EVER.from &&
    subtotals[0]!.scope.length === 0
  )
    return [{ ...subtotals[0]!, above: [subtotals[0]!.named[0]!.amount] }];
  const isOpen = (subtotal: Subtotal) => subtotal.amount !== undefined && !agrees(subtotal) && !isNamed(subtotal);
  return subtotals.some(isOpen) ? undefined : subtotals;
}

function addNamedSums(file: Checked, subtotals: readonly Subtotal[], { sums, file: number, columns }: NamedSums): void {
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

async function readAgain(file: Checked, places: Places): Promise<Subtotal[]> {
  const subtotals = await findSubtotals(file, places);
  await addNamed(file, subtotals, places);
  return subtotals;
}

interface Places {
  readonly date: number;
  readonly amount: number;
  readonly keys: readonly number[];
  readonly form: CellForm;
}

/** The file's subtotals in its order, with the sums of the rows above each. */
async function findSubtotals(file: Checked, places: Places): Promise<Subtotal[]> {
  const found: Subtotal[] = [];
  const reached = new Map<string, bigint>();
  let [sum, last] = [0n, 0n];
  for await (const row of file.rows()) {
    const { cells } = row;
    if (!cells || row.problem || cells.length < file.columns.length) continue;
    if (!(mayBeTotal(row.raw) && isTotalRow(cells, places.keys))) {
      sum += rowAmount(cells, places) ?? 0n;
      continue;
    }
    const kind = String(cells.findIndex(isTotalCell));
    const above = [sum - (reached.get(kind) ?? 0n), sum - last, sum];
    reached.set(kind, sum);
    last = sum;
    found.push({ ...readSubtotal(row, cells, places), above });
  }
  return found;
}

function rowAmount(cells: readonly string[], { date, amount, form }: Places): bigint | undefined {
  return daysOf(cells[date]!, form) ? amountOf(cells[amount]!, form) : undefined;
}

function readSubtotal(row: SourceRow, cells: readonly string[], { date, amount, form }: Places): Omit<Subtotal, 'above'> {
  const scope: [number, string][] = [];
  let days: ReturnType<typeof daysOf>;
  cells.forEach((cell, column) => {
    const name = normalName(withoutTotalWord(cell));
    if (column === amount || isEmptyCell(name)) return;
    const named = column === date || isTotalCell(cell) ? daysOf(name, form) : undefined;
    if (named) days = named;
    else if (column !== date && cellNumber(name) === undefined) scope.push([column, name]);
  });
  return {
    row,
    amount: amountOf(cells[amount]!, form),
    scope,
    named: spansOf(days).map((span) => ({ ...span, amount: 0n, rows: 0 })),
  };
}

function spansOf(days: ReturnType<typeof daysOf>): Pick<Sum, 'from' | 'to'>[] {
  if (!days) return [EVER];
  const { year, month } = civil(days.day);
  return [
    { from: firstOfMonth(year, month), to: lastOfMonth(year, month) },
    { from: days.day, to: days.through },
  ];
}

/** Subtotals that name something in the same columns, by what they name. */
interface Group {
  readonly columns: readonly number[];
  readonly byNames: Map<string, Subtotal[]>;
}

/** Adds every row to the subtotals that name it. */
async function addNamed(file: Checked, subtotals: readonly Subtotal[], places: Places): Promise<void> {
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

function agrees(subtotal: Subtotal): boolean {
  const { amount, named, above } = subtotal;
  if (named.some((sum) => sum.rows > 0 && sum.amount === amount)) return true;
  return !isNamed(subtotal) && above.includes(amount!);
}

/** What a row names goes before where it stands. */
function isNamed({ scope, named }: Subtotal): boolean {
  return scope.length > 0 && named.some(({ rows }) => rows > 0);
}

function differs({ name, columns }: Checked, { row, amount, named, above }: Subtotal, place: number): Finding {
  const column = row.names?.[place] ?? columns[place]!;
  const sum = named.find(({ rows }) => rows > 0)?.amount ?? above[0]!;
  const values = { stated: plainAmount(amount!), sum: plainAmount(sum) };
  return finding('warning', 'layouts.subtotal-differs', values, {
    file: name,
    line: row.line,
    column,
    row: row.raw.slice(0, 500),
  });
}
