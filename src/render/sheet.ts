/**
 * What a column holds. It decides alignment and number form: a `share` is a ratio that people read in percent,
 * `points` the difference of two such, in percentage points; a `code` is a
 * word that is never translated; a `trend` is a course over months, a character each (`trendOf`), which only terminals draw.
 */
export type ColumnKind = 'text' | 'amount' | 'count' | 'ratio' | 'share' | 'points' | 'date' | 'code' | 'trend';

export interface Column {
  /** The stable name: CSV header and JSON field. */
  readonly name: string;
  /** What people read above the column; the name when left out. */
  readonly label?: string;
  readonly kind: ColumnKind;
}

/**
 * One row. Cells are plain machine text, as in a CSV: `5000000.00`, `0.9277`, `2026-03-31`; blank for "does not apply".
 * `depth` indents the first cell in a table of a tree.
 */
export interface SheetRow {
  readonly cells: readonly string[];
  readonly emphasis?: 'total' | 'subtotal';
  readonly depth?: number;
}

/** A result ready to be shown in any format. */
export interface Sheet extends LongSheet {
  readonly rows: readonly SheetRow[];
}

/** A result whose rows may be made while they are written, each time anew: a million of them never stand side by side. */
export interface LongSheet {
  /** Name of the JSON schema: `salesplan/<name>@1`. */
  readonly name: string;
  /** One line above a table: what, period, unit, layer. */
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: Iterable<SheetRow>;
  /** The row of totals, if the sheet has one; printed last in a table, apart in JSON, and not at all in tidy CSV unless asked for. */
  readonly totals: SheetRow | undefined;
}

/** The sheet with all its rows at hand. */
export function wholeSheet(sheet: LongSheet): Sheet {
  return { ...sheet, rows: Array.from(sheet.rows) };
}
