import type { TextColumn } from './text-column.ts';

/** What a table's drawing adds to its cells: so many characters a column, so many a line. */
export interface Frame {
  readonly each: number;
  readonly once: number;
}

/**
 * The columns in blocks no wider than `width`, so that a narrow terminal loses no number. Every block repeats the columns that
 * tell the rows apart; where these leave no room for the widest other column, the rows are numbered and the numbers stand in
 * every block. A column that does not fit even so gets a block to itself.
 */
export function columnBlocks(columns: readonly TextColumn[], frame: Frame, width: number | undefined): TextColumn[][] {
  const fits = (some: readonly TextColumn[]) => width === undefined || tableWidth(some, frame) <= width;
  if (fits(columns)) return [[...columns]];
  const { labels, numbers } = fittingLabels(columns, fits);
  const all = [...numbers, ...columns];
  const repeated = [...numbers, ...labels];
  const blocks: TextColumn[][] = [];
  for (const column of all.filter((each) => !repeated.includes(each))) {
    const last = blocks.at(-1);
    if (last && fits([...repeated, ...last, column])) last.push(column);
    else blocks.push([column]);
  }
  if (blocks.length === 0) return [[...columns]];
  return blocks.map((block) => all.filter((column) => repeated.includes(column) || block.includes(column)));
}

function tableWidth(columns: readonly TextColumn[], frame: Frame): number {
  return columns.reduce((width, column) => width + column.width + frame.each, frame.once);
}

type Fits = (some: readonly TextColumn[]) => boolean;

interface Labels {
  readonly labels: readonly TextColumn[];
  /** Numbers of the rows, where labels alone do not tell them apart in the room there is. */
  readonly numbers: readonly TextColumn[];
}

/**
 * The labels that leave room for the widest other column: first those whose rows the others tell apart are left out, then, where
 * that is not enough, all that do not fit, and rows are numbered.
 */
function fittingLabels(columns: readonly TextColumn[], fits: Fits): Labels {
  const numbers = [rowNumbers(columns)];
  // A column that is too wide for any company overflows whatever stands beside it.
  const others = columns.filter((column) => fits([...numbers, column]));
  const leavesRoom = (kept: readonly TextColumn[]) => others.every((column) => kept.includes(column) || fits([...kept, column]));
  const wanted = labelColumns(columns);
  let labels = wanted;
  for (const label of wanted) {
    if (leavesRoom(labels)) break;
    const rest = labels.filter((each) => each !== label);
    if (rest.length > 0 && tellsApart(rest) === tellsApart(labels)) labels = rest;
  }
  if (leavesRoom(labels)) return { labels, numbers: [] };
  while (labels.length > 0 && !leavesRoom([...numbers, ...labels])) labels = labels.slice(0, -1);
  return { labels, numbers };
}

/** How many rows the columns tell apart. */
function tellsApart(columns: readonly TextColumn[]): number {
  const rows = columns[0]?.texts ?? [];
  return new Set(rows.map((_, row) => JSON.stringify(columns.map(({ texts }) => texts[row])))).size;
}

function rowNumbers(columns: readonly TextColumn[]): TextColumn {
  const texts = (columns[0]?.texts ?? []).map((_, row) => String(row + 1));
  return { heading: '#', kind: 'count', right: true, texts, width: String(texts.length).length };
}

/** The leading columns of words; one that says the same in every row tells no rows apart and is not repeated. */
function labelColumns(columns: readonly TextColumn[]): readonly TextColumn[] {
  const numbers = columns.findIndex((column) => column.right);
  const leading = columns.slice(0, numbers === -1 ? 1 : numbers);
  const telling = leading.filter((column) => new Set(column.texts).size > 1);
  return telling.length > 0 ? telling : columns.slice(0, 1);
}
