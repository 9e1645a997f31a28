import { columnBlocks, type Frame } from './column-blocks.ts';
import { displayWidth } from './display-width.ts';
import type { RenderOptions } from './options.ts';
import type { LongSheet, SheetRow } from './sheet.ts';
import type { TextColumn } from './text-column.ts';

const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** How many months are drawn: the most that stand beside what is there without them. */
const LENGTHS = [36, 24, 12] as const;

/** Whether courses are drawn: they are for eyes, not for programs, and have no form in ASCII. */
export function drawsTrends({ terminal, ascii }: RenderOptions): boolean {
  return terminal && !ascii;
}

export function withoutTrends(sheet: LongSheet): LongSheet {
  const places = sheet.columns.flatMap(({ kind }, place) => (kind === 'trend' ? [place] : []));
  if (places.length === 0) return sheet;
  const keep = <T>(items: readonly T[]) => items.filter((_, place) => !places.includes(place));
  const narrow = (row: SheetRow): SheetRow => ({ ...row, cells: keep(row.cells) });
  const rows = {
    *[Symbol.iterator]() {
      for (const row of sheet.rows) yield narrow(row);
    },
  };
  return { ...sheet, columns: keep(sheet.columns), rows, totals: sheet.totals && narrow(sheet.totals) };
}

/** The columns with courses drawn as wide as there is room for; without them where there is none. */
export function drawnTrends(columns: readonly TextColumn[], frame: Frame, width: number | undefined): TextColumn[] {
  const others = columns.filter(({ kind }) => kind !== 'trend');
  if (others.length === columns.length) return others;
  const blocks = shapeOf(columnBlocks(others, frame, width));
  for (const length of LENGTHS) {
    const drawn = columns.map((column) => (column.kind === 'trend' ? bars(column, length) : column));
    if (shapeOf(columnBlocks(drawn, frame, width)) === blocks) return drawn;
  }
  return others;
}

/** Which columns stand in which block, courses apart. */
function shapeOf(blocks: readonly (readonly TextColumn[])[]): string {
  return JSON.stringify(blocks.map((block) => block.filter(({ kind }) => kind !== 'trend').map(({ heading }) => heading)));
}

/** The last so many characters of each course as bars; no amount is a blank. */
function bars(column: TextColumn, length: number): TextColumn {
  const texts = column.texts.map((text) =>
    Array.from(text.slice(-length), (sign) => (sign === '.' ? ' ' : (BARS[Number(sign) - 1] ?? sign))).join(''),
  );
  return { ...column, texts, width: Math.max(displayWidth(column.heading), ...texts.map((text) => text.length)) };
}
