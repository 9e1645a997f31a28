import { finding, refuseErrors } from '../core/finding.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** The sheet with the named columns only, in the order asked for. Refuses every unknown name at once. */
export function selectFields(sheet: Sheet, fields: readonly string[] | undefined): Sheet {
  if (fields === undefined) return sheet;
  const places = new Map(sheet.columns.map((column, place) => [column.name, place]));
  refuseUnknown(fields, [...places.keys()]);
  const kept = [...new Set(fields)].map((name) => places.get(name) as number);
  const narrow = (row: SheetRow): SheetRow => ({ ...row, cells: kept.map((place) => row.cells[place] ?? '') });
  return {
    ...sheet,
    columns: kept.flatMap((place) => sheet.columns[place] ?? []),
    rows: sheet.rows.map(narrow),
    totals: sheet.totals && narrow(sheet.totals),
  };
}

/**
 * The rows for machines. Rows of totals and subtotals repeat what others hold, so that adding up a column would count twice:
 * they are there only when asked for.
 */
export function tidyRows(sheet: Sheet, totals: boolean): readonly SheetRow[] {
  return totals ? sheet.rows : sheet.rows.filter((row) => row.emphasis === undefined);
}

/** Every row as people see it: the totals come last. */
export function allRows(sheet: Sheet): readonly SheetRow[] {
  return sheet.totals ? [...sheet.rows, { ...sheet.totals, emphasis: sheet.totals.emphasis ?? 'total' }] : sheet.rows;
}

function refuseUnknown(asked: readonly string[], known: readonly string[]): void {
  const unknown = asked.filter((field) => !known.includes(field));
  refuseErrors(unknown.map((field) => finding('error', 'render.unknown-field', { field, fields: known.join(', ') })));
}
