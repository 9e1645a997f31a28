import { open } from 'node:fs/promises';
import type { CsvText } from '../../duckdb/csv-relation.ts';
import { withoutMark } from '../check-bytes.ts';
import type { Header } from '../header.ts';
import { splitCells } from '../read-records.ts';
import type { RecordScan } from '../record-scanner.ts';
import type { SourceRow } from '../source-row.ts';

export interface PlacedRow extends SourceRow {
  /** Whether no record comes after it. */
  readonly isLast: boolean;
}

interface Scanned {
  readonly header: Header;
  readonly scan: RecordScan;
}

/** The rows below the header in which a word of totals stands; undefined when they are too many. */
export async function totalRows(
  { header, scan }: Scanned,
  { path, delimiter }: CsvText,
): Promise<readonly PlacedRow[] | undefined> {
  const places = scan.totalRecords?.filter(({ line }) => line > header.lastLine);
  if (!places || places.length === 0) return places as undefined | [];
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const head = Buffer.alloc(Math.min(3, size));
    await handle.read(head, 0, head.length, 0);
    const mark = head.length - withoutMark(head).length;
    const rows: PlacedRow[] = [];
    for (const { start, end, line } of places.filter((place) => place.end + mark <= size)) {
      const bytes = Buffer.alloc(end - start);
      await handle.read(bytes, 0, bytes.length, start + mark);
      const raw = bytes.toString('utf8');
      rows.push({ raw, line, cells: splitCells(raw, delimiter), isLast: size - mark - end <= LINE_END });
    }
    return rows;
  } finally {
    await handle.close();
  }
}

/** Bytes of the longest line end. */
const LINE_END = 2;
