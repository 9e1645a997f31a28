import { fitCells, type LayoutStep } from '../files/layout/layout-step.ts';
import { writeTidy } from '../files/layout/tidy.ts';
import type { PreparedFile, SourceRow } from '../files/prepared-file.ts';
import type { TempFolder } from '../files/temp-folder.ts';
import { csvRelation } from './csv-relation.ts';

/**
 * Reads files; where the engine breaks down, once more from copies without the rows that it could not have given. DuckDB 1.5 does so
 * on a last cell like `"12"元`: text after a closing quote that ends in a character beyond ASCII.
 */
export async function sparingEngine<T>(
  files: readonly PreparedFile[],
  temp: TempFolder,
  read: (files: readonly PreparedFile[]) => Promise<T>,
): Promise<T> {
  try {
    return await read(files);
  } catch (error) {
    if (!isBreakdown(error)) throw error;
  }
  const copies: PreparedFile[] = [];
  for (const file of files) copies.push(await withoutBrokenRows(file, temp));
  return read(copies);
}

function isBreakdown(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('INTERNAL Error');
}

/** The same file, of which the engine sees only rows that can be cut into cells; its number of records still counts the others. */
async function withoutBrokenRows(file: PreparedFile, temp: TempFolder): Promise<PreparedFile> {
  const { columns } = file;
  const { csv } = await writeTidy({ rows: fitting(file, fitCells(columns.length)), columns, to: await temp.newFile() });
  return { ...file, relation: (parallel) => csvRelation(csv, parallel) };
}

async function* fitting(file: PreparedFile, step: LayoutStep): AsyncGenerator<SourceRow> {
  for await (const row of file.rows()) yield* step(row);
}
