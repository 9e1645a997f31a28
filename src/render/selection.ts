import { finding, refuseErrors } from '../core/finding.ts';
import type { LongSheet, Sheet, SheetRow } from './sheet.ts';

/** Their text is so short that it is forgotten as soon as it is written. */
const ROWS_A_CHUNK = 100;

/** The sheet with the named columns only, in the order asked for. Refuses every unknown name at once. */
export function selectFields(sheet: LongSheet, fields: readonly string[] | undefined): LongSheet {
  if (fields === undefined) return sheet;
  const places = new Map(sheet.columns.map((column, place) => [column.name, place]));
  refuseUnknown(fields, [...places.keys()]);
  const kept = [...new Set(fields)].map((name) => places.get(name) as number);
  const narrow = (row: SheetRow): SheetRow => ({ ...row, cells: kept.map((place) => row.cells[place] ?? '') });
  return {
    ...sheet,
    columns: kept.flatMap((place) => sheet.columns[place] ?? []),
    rows: each(sheet.rows, narrow),
    totals: sheet.totals && narrow(sheet.totals),
  };
}

/**
 * The rows for machines. Rows of totals and subtotals repeat what others hold, so that adding up a column would count twice:
 * they are there only when asked for.
 */
export function* tidyRows(sheet: LongSheet, totals: boolean): Iterable<SheetRow> {
  for (const row of sheet.rows) if (totals || row.emphasis === undefined) yield row;
}

/** In lists of so many that nothing is held for long. */
export function* inChunks<T>(items: Iterable<T>): Iterable<readonly T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < ROWS_A_CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

function each<T>(items: Iterable<T>, change: (item: T) => T): Iterable<T> {
  return {
    *[Symbol.iterator]() {
      for (const item of items) yield change(item);
    },
  };
}

/** Every row as people see it: the totals come last. */
export function allRows(sheet: Sheet): readonly SheetRow[] {
  return sheet.totals ? [...sheet.rows, { ...sheet.totals, emphasis: sheet.totals.emphasis ?? 'total' }] : sheet.rows;
}

function refuseUnknown(asked: readonly string[], known: readonly string[]): void {
  const unknown = asked.filter((field) => !known.includes(field));
  refuseErrors(unknown.map((field) => finding('error', 'render.unknown-field', { field, fields: known.join(', ') })));
}
