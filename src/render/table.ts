import { oneLine } from './cell.ts';
import { columnBlocks, type Frame } from './column-blocks.ts';
import type { RenderOptions } from './options.ts';
import { PLAIN_FRAME, plainTable } from './plain-table.ts';
import { allRows } from './selection.ts';
import type { Sheet } from './sheet.ts';
import { type TextColumn, textColumns } from './text-column.ts';
import { drawnTrends } from './trend.ts';

// cli-table3 takes time that grows with the square of the rows: 0.3 s for 1,000, 20 s for 20,000.
const MOST_BORDERED_ROWS = 1000;

interface Drawing {
  readonly frame: Frame;
  draw(columns: readonly TextColumn[]): string;
}

/** The sheet for people: bordered on a terminal, plain aligned columns in a pipe or when it is long. Nothing is cut. */
export async function renderTable(sheet: Sheet, options: RenderOptions): Promise<string> {
  const bordered = options.terminal && sheet.rows.length <= MOST_BORDERED_ROWS;
  const { frame, draw } = bordered ? await borderedDrawing(sheet, options) : plainDrawing(sheet);
  const width = options.terminal ? options.width : undefined;
  const blocks = columnBlocks(drawnTrends(textColumns(sheet, options.terminal), frame, width), frame, width);
  return `${oneLine(sheet.title)}\n${blocks.map(draw).join('\n\n')}\n`;
}

function plainDrawing(sheet: Sheet): Drawing {
  const rowCount = allRows(sheet).length;
  return { frame: PLAIN_FRAME, draw: (columns) => plainTable(columns, rowCount) };
}

async function borderedDrawing(sheet: Sheet, { colour, ascii }: RenderOptions): Promise<Drawing> {
  const { BORDERED_FRAME, borderedTable } = await import('./bordered-table.ts');
  const bold = allRows(sheet).map((row) => row.emphasis !== undefined);
  return { frame: BORDERED_FRAME, draw: (columns) => borderedTable(columns, { bold, colour, ascii }) };
}
