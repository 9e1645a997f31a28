import type { TextColumn } from './text-column.ts';

/** What a table's drawing adds to its cells: so many characters a column, so many a line. */
export interface Frame {
  readonly each: number;
  readonly once: number;
}

/**
 * The columns in blocks no wider than `width`, so that a narrow terminal loses no number. Every block repeats the columns that
 * tell the rows apart. A column that does not fit even so gets a block to itself.
 */
export function columnBlocks(columns: readonly TextColumn[], frame: Frame, width: number | undefined): TextColumn[][] {
  const fits = (some: readonly TextColumn[]) => width === undefined || tableWidth(some, frame) <= width;
  if (fits(columns)) return [[...columns]];
  const labels = fittingLabels(columns, fits);
  const blocks: TextColumn[][] = [];
  for (const column of columns.filter((each) => !labels.includes(each))) {
    const last = blocks.at(-1);
    if (last && fits([...labels, ...last, column])) last.push(column);
    else blocks.push([column]);
  }
  if (blocks.length === 0) return [[...columns]];
  return blocks.map((block) => columns.filter((column) => labels.includes(column) || block.includes(column)));
}

function tableWidth(columns: readonly TextColumn[], frame: Frame): number {
  return columns.reduce((width, column) => width + column.width + frame.each, frame.once);
}

/** As many labels as leave room for the widest other column; at least the first. */
function fittingLabels(columns: readonly TextColumn[], fits: (some: readonly TextColumn[]) => boolean): readonly TextColumn[] {
  const labels = labelColumns(columns);
  const leavesRoom = (count: number) => {
    const kept = labels.slice(0, count);
    return columns.every((column) => kept.includes(column) || fits([...kept, column]));
  };
  let count = labels.length;
  while (count > 1 && !leavesRoom(count)) count -= 1;
  return labels.slice(0, count);
}

/** The leading columns of words; one that says the same in every row tells no rows apart and is not repeated. */
function labelColumns(columns: readonly TextColumn[]): readonly TextColumn[] {
  const numbers = columns.findIndex((column) => column.right);
  const leading = columns.slice(0, numbers === -1 ? 1 : numbers);
  const telling = leading.filter((column) => new Set(column.texts).size > 1);
  return telling.length > 0 ? telling : columns.slice(0, 1);
}
