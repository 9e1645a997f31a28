import { LANGUAGES, type Words, wordsFor } from '../locale/index.ts';
import { SHEET_COLUMNS, type SheetColumn, type SheetWords, sheetHeader } from '../plan-folder/manager-sheet.ts';

/** The headers of a manager's sheet in one language, beside levels of these names. */
export function sheetHeaders(words: Words, levels: readonly string[]): (column: string) => string {
  return (column) => sheetHeader(words.phrase(`sheet.column.${column}`), levels);
}

/** The headers of a manager's sheet in every language there is: a sheet may come back to a person who reads another. */
export async function everySheetWord(): Promise<SheetWords> {
  const all = await Promise.all(LANGUAGES.map(wordsFor));
  const of = (column: SheetColumn) => [...new Set([column, ...all.map((words) => words.phrase(`sheet.column.${column}`))])];
  const words: Partial<Record<SheetColumn, readonly string[]>> = {};
  for (const column of SHEET_COLUMNS) words[column] = of(column);
  return words as SheetWords;
}

/** A period header without the word that keeps spreadsheets from making a date of it. */
export function barePeriod(name: string): string {
  return name.replace(/\s*(?:plan|计划数?|方案)$/i, '');
}
