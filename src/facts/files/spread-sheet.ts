import { open } from 'node:fs/promises';
import type { Finding } from '../../core/finding.ts';
import type { ReadingOptions } from './reading-options.ts';
import type { TempFolder } from './temp-folder.ts';

/** A sheet written as a CSV, a line a row, so that the line of a row is its number in the sheet. */
export interface WrittenSheet {
  readonly path: string;
  readonly findings: readonly Finding[];
}

/** Writes the wanted sheet of a workbook as UTF-8 with commas. */
export async function writeSheet(
  name: string,
  path: string,
  { options, temp }: { readonly options: ReadingOptions; readonly temp: TempFolder },
): Promise<WrittenSheet> {
  // Here and not above: the reader of workbooks is large.
  const { readWorkbook } = await import('./workbook.ts');
  const { rows, findings } = await readWorkbook(name, path, options);
  const to = await temp.newFile();
  const target = await open(to, 'w', 0o600);
  try {
    await target.writeFile(rows.map((row) => `${isBlank(row) ? '' : row.map(csvCell).join(',')}\n`).join(''));
  } finally {
    await target.close();
  }
  return { path: to, findings };
}

function isBlank(row: readonly string[]): boolean {
  return row.every((cell) => cell.trim() === '');
}

/** A cell of a CSV, quoted where it must be. */
export function csvCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
