import { type Finding, finding } from '../../../core/finding.ts';
import { normalName } from '../../../core/names.ts';
import type { PreparedFile } from '../prepared-file.ts';
import { looksMerged } from './fill-down.ts';

const SAMPLE = 2_000;

/** A warning for columns of levels whose blanks look like merged cells, by the first rows of a file. */
export async function mergedFindings(file: PreparedFile, columns: readonly string[]): Promise<Finding[]> {
  const places = columns.map((column) => file.columns.indexOf(normalName(column)));
  const samples: string[][] = columns.map(() => []);
  let count = 0;
  for await (const { cells, problem } of file.rows()) {
    if (!cells || problem) continue;
    if (++count > SAMPLE) break;
    for (const [index, place] of places.entries()) samples[index]!.push(cells[place] ?? '');
  }
  const merged = columns.filter((_, index) => looksMerged(samples[index]!));
  const values = { columns: merged.join(',') };
  return merged.length > 0 ? [finding('warning', 'layouts.merged', values, { file: file.name })] : [];
}
