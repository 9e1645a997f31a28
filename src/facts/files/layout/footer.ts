import { open } from 'node:fs/promises';
import { cellNumber } from '../../cells/cell-rules.ts';
import { splitCells } from '../read-records.ts';
import { daysOf, isEmptyCell } from './cell-values.ts';
import { isTotalCell } from './total-words.ts';

/** Lines at the end of a file that are no rows. */
export interface Footer {
  /** The byte at which they begin. */
  readonly start: number;
  /** Those that are records, and those of them that hold a text. */
  readonly records: number;
  readonly texts: readonly string[];
  /** Those that are nothing but delimiters. */
  readonly blank: number;
  /** Those that hold nothing but white space and delimiters. */
  readonly white: number;
}

const TAIL = 1 << 16;
const LABEL = /^\p{L}[^:：]{0,15}[:：]/u;
/** Beginnings of lines under a table; a name alone may be a row whose other cells were lost. */
const FOOTER =
  /^[*※#(（【[]*\s*(备注|注[:：]|注\d|说明|制表|填表|审核|审批|复核|批准|打印|导出|统计(时间|口径)|数据来源|来源|以上|本表|此表|共\s*\d+|第\s*\d+\s*页|note|remark|source|prepared|generated|exported|printed|page \d)/iu;

/** Reads the end of a UTF-8 file; undefined when its last line is a row, or might be one. */
export async function findFooter(path: string, delimiter: string, columns: number): Promise<Footer | undefined> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const from = Math.max(0, size - TAIL);
    const bytes = Buffer.alloc(size - from);
    await handle.read(bytes, 0, bytes.length, from);
    const footer = footerOf(bytes, delimiter, columns);
    return footer && { ...footer, start: footer.start + from };
  } finally {
    await handle.close();
  }
}

/** The footer of a file's last bytes; what begins before them is left alone. */
export function footerOf(bytes: Buffer, delimiter: string, columns: number): Footer | undefined {
  let [end, records, blank, white] = [bytes.length, 0, 0, 0];
  const texts: string[] = [];
  for (let begin = lineStart(bytes, end); begin > 0; begin = lineStart(bytes, end)) {
    const line = bytes.toString('utf8', begin, end).replace(/[\r\n]+$/, '');
    if (line !== '') {
      if (!isNoRow(line, delimiter, columns)) break;
      records++;
      const text = (splitCells(line, delimiter) ?? []).filter((cell) => cell.trim() !== '').join(' ');
      if (text !== '') texts.unshift(text);
      else if ([...line].every((letter) => letter === delimiter)) blank++;
      else white++;
    }
    end = begin;
  }
  return records > 0 ? { start: end, records, texts, blank, white } : undefined;
}

/** Where the line begins whose line end is before `end`; 0 when that is not among the bytes. */
function lineStart(bytes: Buffer, end: number): number {
  const before = bytes.subarray(0, Math.max(0, end - 1));
  return Math.max(before.lastIndexOf(10), before.lastIndexOf(13)) + 1;
}

/**
 * Whether a line is surely no row: without any filled cell, with labels alone (`制表人：张三,,审核：李四`),
 * or with one cell that begins like a remark. Of a table of two columns it might be a row with a blank.
 */
export function isNoRow(line: string, delimiter: string, columns: number): boolean {
  if ((line.split('"').length - 1) % 2 === 1) return false;
  const cells = splitCells(line, delimiter);
  const filled = (cells ?? []).filter((cell) => cell.trim() !== '');
  if (!cells) return false;
  if (filled.length === 0) return true;
  const texts = filled.every(
    (cell) => cellNumber(cell) === undefined && !isEmptyCell(cell) && daysOf(cell) === undefined && /\p{L}/u.test(cell),
  );
  if (columns < 3 || !texts || filled.some(isTotalCell)) return false;
  return filled.every((cell) => LABEL.test(cell.trim())) || (filled.length === 1 && FOOTER.test(filled[0]!.trim()));
}
