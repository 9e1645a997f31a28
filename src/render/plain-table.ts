import type { Frame } from './column-blocks.ts';
import { displayWidth } from './display-width.ts';
import type { TextColumn } from './text-column.ts';

const GAP = '  ';

/** Two spaces between columns. */
export const PLAIN_FRAME: Frame = { each: GAP.length, once: -GAP.length };

/** Aligned columns without borders or colour: for pipes, and for tables too long for the bordered form. */
export function plainTable(columns: readonly TextColumn[], rowCount: number): string {
  const lines = [line(columns.map((column) => aligned(column.heading, column)))];
  for (let row = 0; row < rowCount; row += 1) {
    lines.push(line(columns.map((column) => aligned(column.texts[row] ?? '', column))));
  }
  return lines.join('\n');
}

function line(cells: readonly string[]): string {
  return cells.join(GAP).trimEnd();
}

function aligned(text: string, column: TextColumn): string {
  const room = ' '.repeat(column.width - displayWidth(text));
  return column.right ? room + text : text + room;
}
