import { civil, firstOfMonth, lastOfMonth } from '../../../core/calendar/day.ts';
import { type Finding, finding } from '../../../core/finding.ts';
import type { TotalsQuery } from '../../facts-source.ts';
import { plainAmount } from './cell-values.ts';
import {
  agrees,
  type CheckedFile,
  EVER,
  isNamed,
  type Places,
  placesOf,
  readSubtotal,
  type Subtotal,
  type SubtotalQuery,
  type Sum,
} from './subtotal.ts';
import { addNamedSums, type NamedSums, readAgain } from './subtotal-sums.ts';
import { isTotalRow } from './total-words.ts';

/** How many rows that do not add up are named one by one; the rest are counted. */
const SHOWN = 20;

/** What the engine is asked, so that the rows that only add up others can be held against it. */
export type AskedSums = Pick<TotalsQuery, 'levels' | 'grain'>;

export interface Counted {
  /** How many such rows the run saw. */
  readonly count: number;
  readonly sums: NamedSums | undefined;
}

/** Which sums the rows of totals name that the scan found, all together. */
export function askSums(file: CheckedFile, query: SubtotalQuery): AskedSums {
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
 * its month or on its day where it has one; where it names none, also those above it (of its month), since the last such row or from the beginning. One that is none
 * of these is a warning with both amounts. Rows count that have a date and an amount, whatever conditions a run has. The file is read
 * again only where the engine's sums do not decide, because it matters where a row stands.
 */
export async function checkSubtotals(file: CheckedFile, query: SubtotalQuery, { count, sums }: Counted): Promise<Finding[]> {
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

/** Those that the scan found, without any sums. */
function knownSubtotals(file: CheckedFile, places: Places): (Subtotal & { readonly isLast: boolean })[] {
  return (file.totalRows ?? []).flatMap(({ isLast, ...row }) =>
    row.cells && row.cells.length >= file.columns.length && isTotalRow(row.cells, places.keys)
      ? [{ ...readSubtotal(row, row.cells, places), above: [], isLast }]
      : [],
  );
}

/** The subtotals with the engine's sums; undefined where it matters what stands above one. */
function decided(file: CheckedFile, named: NamedSums, places: Places): Subtotal[] | undefined {
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

function differs({ name, columns }: CheckedFile, { row, amount, named, above }: Subtotal, place: number): Finding {
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
