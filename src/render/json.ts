import { findingJson } from './findings-json.ts';
import type { RenderOptions } from './options.ts';
import { inChunks, tidyRows } from './selection.ts';
import type { Column, LongSheet, SheetRow } from './sheet.ts';

type JsonRow = Readonly<Record<string, string | number | null>>;

/** The sheet as a JSON document with the CSV's names, in chunks; amounts and ratios are decimal texts, so that no reader rounds them. */
export function* renderJson(sheet: LongSheet, options: RenderOptions): Iterable<string> {
  const row = (each: SheetRow) => jsonRow(each, sheet.columns);
  const document = {
    schema: `salesplan/${sheet.name}@1`,
    title: sheet.title,
    rows: [],
    totals: sheet.totals ? row(sheet.totals) : null,
    findings: options.findings.map((finding) => findingJson(finding, options.words)),
  };
  // A line break inside a text is written otherwise, so that this stands there once.
  const [before, after] = JSON.stringify(document, null, 2).split('\n  "rows": [],\n') as [string, string];
  let separator = `${before}\n  "rows": [`;
  for (const rows of inChunks(tidyRows(sheet, options.totals))) {
    yield `${separator}\n${listed(rows.map(row))}`;
    separator = ',';
  }
  yield separator === ',' ? `\n  ],\n${after}\n` : `${separator}],\n${after}\n`;
}

/** The items of a list that is itself a field of a document. */
function listed(rows: readonly JsonRow[]): string {
  return `  ${JSON.stringify(rows, null, 2).slice('[\n'.length, -'\n]'.length).replaceAll('\n', '\n  ')}`;
}

function jsonRow(row: SheetRow, columns: readonly Column[]): JsonRow {
  return Object.fromEntries(columns.map((column, place) => [column.name, jsonCell(row.cells[place] ?? '', column)]));
}

function jsonCell(cell: string, column: Column): string | number | null {
  if (cell === '') return null;
  const count = column.kind === 'count' ? Number(cell) : Number.NaN;
  return Number.isSafeInteger(count) ? count : cell;
}
