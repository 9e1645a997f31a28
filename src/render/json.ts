import { findingJson } from './findings-json.ts';
import type { RenderOptions } from './options.ts';
import { tidyRows } from './selection.ts';
import type { Column, Sheet, SheetRow } from './sheet.ts';

type JsonRow = Readonly<Record<string, string | number | null>>;

/** The sheet as a JSON document with the CSV's names; amounts and ratios are decimal texts, so that no reader rounds them. */
export function renderJson(sheet: Sheet, options: RenderOptions): string {
  const row = (each: SheetRow) => jsonRow(each, sheet.columns);
  const document = {
    schema: `salesplan/${sheet.name}@1`,
    title: sheet.title,
    rows: tidyRows(sheet, options.totals).map(row),
    totals: sheet.totals ? row(sheet.totals) : null,
    findings: options.findings.map((finding) => findingJson(finding, options.words)),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function jsonRow(row: SheetRow, columns: readonly Column[]): JsonRow {
  return Object.fromEntries(columns.map((column, place) => [column.name, jsonCell(row.cells[place] ?? '', column)]));
}

function jsonCell(cell: string, column: Column): string | number | null {
  if (cell === '') return null;
  const count = column.kind === 'count' ? Number(cell) : Number.NaN;
  return Number.isSafeInteger(count) ? count : cell;
}
