import { Chalk, type ChalkInstance } from 'chalk';
import Table from 'cli-table3';
import type { Frame } from './column-blocks.ts';
import type { TextColumn } from './text-column.ts';

/** A blank on both sides of a cell, a border between cells and one more at the end. */
export const BORDERED_FRAME: Frame = { each: 3, once: 1 };

const ASCII_BORDERS = {
  top: '-',
  'top-mid': '+',
  'top-left': '+',
  'top-right': '+',
  bottom: '-',
  'bottom-mid': '+',
  'bottom-left': '+',
  'bottom-right': '+',
  left: '|',
  'left-mid': '+',
  mid: '-',
  'mid-mid': '+',
  right: '|',
  'right-mid': '+',
  middle: '|',
} as const;

const CODE_COLOURS: Readonly<Record<string, 'green' | 'yellow' | 'red'>> = { green: 'green', amber: 'yellow', red: 'red' };

/** How the bordered table looks: which rows are bold, and with what means. */
export interface BorderedLook {
  readonly bold: readonly boolean[];
  readonly colour: boolean;
  readonly ascii: boolean;
}

/** A table with borders for a terminal. Cells are never wrapped nor cut: cli-table3 loses Chinese characters when it does. */
export function borderedTable(columns: readonly TextColumn[], look: BorderedLook): string {
  const chalk = new Chalk({ level: look.colour ? 1 : 0 });
  const table = new Table({
    head: columns.map((column) => column.heading),
    colAligns: columns.map((column) => (column.right ? 'right' : 'left')),
    style: { compact: true, head: [], border: [] },
    ...(look.ascii && { chars: ASCII_BORDERS }),
  });
  table.push(...look.bold.map((bold, row) => columns.map((column) => painted(column, row, bold, chalk))));
  return table.toString();
}

function painted(column: TextColumn, row: number, bold: boolean, chalk: ChalkInstance): string {
  const text = column.texts[row] ?? '';
  const colour = column.kind === 'code' && Object.hasOwn(CODE_COLOURS, text) ? CODE_COLOURS[text] : undefined;
  const coloured = colour ? chalk[colour](text) : text;
  return bold ? chalk.bold(coloured) : coloured;
}
