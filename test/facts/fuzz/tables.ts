import iconv from 'iconv-lite';
import { pick, type Random } from './mutations.ts';

/** A table as a file, each of its rows with a name of its own in the column `region`. */
export interface Table {
  readonly bytes: Buffer;
  readonly names: readonly string[];
  readonly encoding: string;
}

const CELLS = ['1', '-2.50', '1,000', '￥3', '（4）', '1.5万', '0', '７', '1 234', '', 'x'];
const DATES = ['2025-01-03', '2025/1/4', '2025年1月5日', '20250106', '2025-02', '', '45660'];

/** A small table in one of the ways that people write them; every one can be read, though not every row. */
export function table(next: Random): Table {
  const encoding = pick(next, ['utf-8', 'utf-8', 'gb18030', 'utf-16le']);
  const delimiter = pick(next, [',', ',', ';', '\t']);
  const end = pick(next, ['\n', '\r\n']);
  const count = 3 + Math.floor(next() * 12);
  const names = Array.from({ length: count }, (_, row) => `${pick(next, ['区', 'R'])}${String(row).padStart(3, '0')}号`);
  const rows = names.map((name) => [
    odd(next, DATES),
    name,
    pick(next, ['note', '备注', 'a"b', `x${delimiter}y`, 'l1\nl2']),
    odd(next, CELLS),
  ]);
  const lines = [...titles(next), ['date', 'region', 'note', 'amount'], ...rows];
  const text =
    lines.map((cells) => cells.map((cell) => quoted(cell, delimiter)).join(delimiter)).join(end) + (next() < 0.8 ? end : '');
  const bom = encoding === 'utf-16le' || (encoding === 'utf-8' && next() < 0.3);
  return { bytes: iconv.encode(text, encoding, { addBOM: bom }), names, encoding };
}

/** Mostly the first, which is the usual one. */
function odd(next: Random, values: readonly string[]): string {
  return next() < 0.7 ? (values[0] as string) : pick(next, values);
}

function titles(next: Random): string[][] {
  return next() < 0.2 ? [[pick(next, ['2025 report', '单位：元'])]] : [];
}

function quoted(cell: string, delimiter: string): string {
  return /["\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
