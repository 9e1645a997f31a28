import type { Reject } from '../facts/facts-source.ts';
import { csvCells } from '../plan-folder/csv-text.ts';
import { writeOutput } from '../plan-folder/write-output.ts';
import type { Context } from './context.ts';

const COLUMNS = ['file', 'line', 'column', 'code', 'message', 'row'];

/** The file of `--rejects`: each bad row as it was written, with its place and what is wrong. */
export function writeRejects(path: string, rejects: readonly Reject[], { words }: Context): void {
  const rows = rejects.map(({ finding }) => {
    const { file = '', line = '', column = '', row = '' } = finding.place ?? {};
    return [file, String(line), column, finding.code, words.finding(finding).what, row];
  });
  writeOutput(path, `\ufeff${[COLUMNS, ...rows].map((row) => `${csvCells(row)}\n`).join('')}`);
}
