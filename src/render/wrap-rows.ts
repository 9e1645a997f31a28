import { oneLine } from './cell.ts';
import { displayWidth } from './display-width.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** The sheet with texts of columns that wrap going on in rows of their own below, where all else is blank. */
export function wrapRows(sheet: Sheet): Sheet {
  if (sheet.columns.every(({ wrap }) => wrap === undefined)) return sheet;
  return { ...sheet, rows: sheet.rows.flatMap((row) => wrapped(row, sheet)) };
}

function wrapped(row: SheetRow, { columns }: Sheet): SheetRow[] {
  const texts = columns.map(({ wrap }, place) => {
    const text = row.cells[place] ?? '';
    return wrap === undefined ? [text] : wrapText(oneLine(text), wrap);
  });
  const height = Math.max(...texts.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => ({ ...row, cells: texts.map((lines) => lines[line] ?? '') }));
}

/** A word, or one wide character with brackets that open before it, and the blanks behind: lines may break after either. */
const PIECES = /[（“「《]*(?:[^\s\u2E80-\u9FFF\uFF00-\uFFEF]+|[\u2E80-\u9FFF\uFF00-\uFFEF])\s*|\s+/gu;
/** Marks by themselves, which begin no line. */
const CLOSING = /^[，。；：、）！？,.;:)!?]+\s*$/u;

/** Lines of at most `width` columns; a word that is wider has a line of its own. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(PIECES) ?? []) {
    const isFull = displayWidth((line + piece).trimEnd()) > width;
    if (isFull && line !== '' && !CLOSING.test(piece)) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}
