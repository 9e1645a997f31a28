import { stringify } from 'csv-stringify/sync';
import { isPlainNumber } from './cell.ts';
import type { RenderOptions } from './options.ts';
import { inChunks, tidyRows } from './selection.ts';
import type { LongSheet } from './sheet.ts';

const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/;

/** CSV in chunks: stable names as header, plain numbers, LF. Totals only when asked for. */
export function* renderCsv(sheet: LongSheet, options: RenderOptions): Iterable<string> {
  if (options.bom) yield '\uFEFF';
  yield text([sheet.columns.map((column) => column.name)]);
  for (const rows of inChunks(tidyRows(sheet, options.totals))) yield text(rows.map(({ cells }) => cells));
  if (options.totals && sheet.totals) yield text([sheet.totals.cells]);
}

function text(records: readonly (readonly string[])[]): string {
  // A lone CR ends a record for some readers, and a record of one empty cell is an empty line: both need the quotes.
  const options = { record_delimiter: '\n', quoted_match: /\r/, quoted_empty: records[0]?.length === 1 };
  return stringify(
    records.map((cells) => cells.map(inert)),
    options,
  );
}

/** A cell that a spreadsheet would run as a formula gets a leading apostrophe; a plain number is a number. */
function inert(cell: string): string {
  return FORMULA.test(cell) && !isPlainNumber(cell) ? `'${cell}` : cell;
}
