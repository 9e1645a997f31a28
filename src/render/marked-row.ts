import type { Place } from '../core/finding.ts';
import { oneLine } from './cell.ts';
import { displayWidth } from './display-width.ts';

const MARGIN = '    ';
const CUT = '...';

interface Stretch {
  readonly start: number;
  readonly end: number;
}

interface Marked {
  readonly row: string;
  readonly cells: readonly Stretch[];
}

/**
 * The row as written, and under it `^` below the cell. A cell that stands in the row more than once is marked wherever it stands
 * as a whole cell: a place names the column, not the position. A row wider than `width` is shown around its cell, because the
 * marks of a wrapped line point nowhere. Empty when the place has no row.
 */
export function markedRow({ row, cell }: Place, width = Number.POSITIVE_INFINITY): readonly string[] {
  if (row === undefined) return [];
  const whole = { row: oneLine(row), cells: cell === undefined ? [] : stretches(row, cell) };
  const marked = around(whole, width - MARGIN.length);
  const marks = underline(marked);
  return [MARGIN + marked.row, ...(marks === '' ? [] : [MARGIN + marks])];
}

function stretches(row: string, cell: string): Stretch[] {
  const written = cell.replaceAll('"', '""');
  const found = [...row.matchAll(wholeCell(written))].map(({ index }) => ({ start: index, end: index + written.length }));
  if (found.length > 0 || written === '') return found;
  const start = row.indexOf(written);
  return start === -1 ? [] : [{ start, end: start + written.length }];
}

/** The text between delimiters. Quotes bound a cell too, but not a blank one, which every closing quote would be. */
function wholeCell(written: string): RegExp {
  const bound = written === '' ? '[,;\\t|]' : '[,;\\t|"]';
  const literal = written.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(?<=^|${bound})${literal}(?=$|${bound})`, 'gu');
}

/** The stretch of the row around its first marked cell that fits into `room`: a third of it before the cell. */
function around({ row, cells }: Marked, room: number): Marked {
  const first = cells[0];
  if (first === undefined || displayWidth(row) <= room) return { row, cells };
  const cell = row.slice(first.start, first.end);
  const spare = Math.max(0, room - displayWidth(cell) - 2 * CUT.length);
  const before = fitting([...row.slice(0, first.start)].reverse(), spare / 3)
    .reverse()
    .join('');
  const after = fitting([...row.slice(first.end)], spare - displayWidth(before)).join('');
  const head = (before.length < first.start ? CUT : '') + before;
  const tail = first.end + after.length < row.length ? CUT : '';
  return { row: head + cell + after + tail, cells: [{ start: head.length, end: head.length + cell.length }] };
}

function fitting(characters: readonly string[], room: number): string[] {
  let left = room;
  let count = 0;
  for (const character of characters) {
    left -= displayWidth(character);
    if (left < 0) break;
    count += 1;
  }
  return characters.slice(0, count);
}

function underline({ row, cells }: Marked): string {
  return cells.reduce((marks, { start, end }) => {
    const lead = displayWidth(row.slice(0, start)) - marks.length;
    return marks + ' '.repeat(Math.max(0, lead)) + '^'.repeat(Math.max(1, displayWidth(row.slice(start, end))));
  }, '');
}
