import { holdsNumbers, oneLine, peopleText } from './cell.ts';
import { displayWidth } from './display-width.ts';
import { allRows } from './selection.ts';
import type { Column, ColumnKind, Sheet, SheetRow } from './sheet.ts';

/** One column as it is printed: the heading, one text a row (the totals last) and the width of the widest. */
export interface TextColumn {
  readonly heading: string;
  readonly kind: ColumnKind;
  readonly right: boolean;
  readonly texts: readonly string[];
  readonly width: number;
}

/** The sheet's columns as text; `forPeople` writes numbers as people read them. Depth indents the first column. */
export function textColumns(sheet: Sheet, forPeople: boolean): TextColumn[] {
  const rows = allRows(sheet);
  return sheet.columns.map((column, place) => {
    const heading = oneLine(column.label ?? column.name);
    const texts = rows.map((row) => cellText(row, column, place, forPeople));
    return { heading, kind: column.kind, right: holdsNumbers(column), texts, width: widest(heading, texts) };
  });
}

function cellText(row: SheetRow, column: Column, place: number, forPeople: boolean): string {
  const text = oneLine(row.cells[place] ?? '');
  if (holdsNumbers(column)) return forPeople ? peopleText(text, column) : text;
  return place === 0 ? '  '.repeat(row.depth ?? 0) + text : text;
}

function widest(heading: string, texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, displayWidth(text)), displayWidth(heading));
}
