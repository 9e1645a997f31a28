import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CsvText } from '../../duckdb/csv-relation.ts';
import type { SourceRow } from '../source-row.ts';
import { tempRefusal } from '../temp-folder.ts';

const FLUSH = 1 << 18;

export interface Tidying {
  readonly rows: AsyncIterable<SourceRow>;
  readonly columns: readonly string[];
  readonly to: string;
}

export interface TidyCopy {
  readonly csv: CsvText;
  /** Rows, with those that could not be written. */
  readonly records: number;
}

/** Writes rows as a plain CSV, in constant memory; one with a problem is counted and not written. */
export async function writeTidy({ rows, columns, to }: Tidying): Promise<TidyCopy> {
  const target = await open(to, 'w', 0o600);
  let [records, longest, text] = [0, 0, recordText(columns)];
  const flush = async () => {
    const piece = text;
    text = '';
    await target.writeFile(piece).catch((error: NodeJS.ErrnoException) => {
      throw tempRefusal(dirname(to), error);
    });
  };
  try {
    for await (const { cells, problem } of rows) {
      records++;
      if (!cells || problem) continue;
      const record = recordText(cells);
      longest = Math.max(longest, Buffer.byteLength(record));
      text += record;
      if (text.length >= FLUSH) await flush();
    }
    await flush();
  } finally {
    await target.close();
  }
  return { records, csv: { path: to, columns, delimiter: ',', skip: 0, longest } };
}

/** A record of one blank cell is quoted: it would be a blank line. */
function recordText(cells: readonly string[]): string {
  const text = cells.map((cell) => (/[",\r\n]|^ /.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
  return `${text === '' ? '""' : text}\n`;
}
