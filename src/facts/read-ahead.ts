import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Refusal } from '../core/finding.ts';
import { totalsSql } from './duckdb/totals-query.ts';
import type { TotalsQuery } from './facts-source.ts';
import { type Header, readHeader } from './files/header.ts';
import { findFooter } from './files/layout/footer.ts';
import { layOut } from './files/layout/lay-out.ts';
import type { PreparedFile } from './files/prepared-file.ts';
import { readHead } from './files/read-chunks.ts';
import type { ReadingOptions } from './files/reading-options.ts';
import type { TempFolder } from './files/temp-folder.ts';
import type { RawSums } from './raw-sums.ts';
import { isTooMany } from './sum-limit.ts';

/** Sums that the engine works out while the bytes of the file are still being checked; they count only if the file turns out as guessed. */
export interface AheadSums {
  readonly sql: string;
  /** Undefined when the engine could not read the file; a `Refusal` when there are too many. */
  readonly sums: Promise<RawSums | undefined>;
  /** Ends what the engine still does. */
  stop(): Promise<void>;
}

/** Checking so many bytes takes longer than starting the engine for nothing would cost where the guess is wrong. */
const WORTH_WHILE = 64 << 20;

export interface AheadOptions {
  /** From so many bytes on the sums of a file are worked out while it is checked. */
  readonly aheadFrom?: number | undefined;
}

interface Guessing {
  readonly options: ReadingOptions & AheadOptions;
  readonly temp: TempFolder;
}

/** A large file as it is if it is plain CSV in UTF-8, by its first and last bytes; undefined when it cannot be or is small. */
export async function guessPlain(name: string, { options, temp }: Guessing): Promise<PreparedFile | undefined> {
  const found = await stat(name).catch(() => undefined);
  if (!found?.isFile() || found.size < (options.aheadFrom ?? WORTH_WHILE) || !isUsual(options)) return undefined;
  const header = plainHeader(name, await readHead(name), options);
  if (!header || header.titles.length > 0 || (await findFooter(name, header.delimiter, header.columns.length))) return undefined;
  const scan = { ...PLAIN, records: Number.MAX_SAFE_INTEGER, blank: header.blank };
  const laidOut = await layOut({ name, path: resolve(name), isCopy: false, header, scan, options, temp }).catch(() => undefined);
  if (!laidOut || laidOut.columns !== header.columns) return undefined;
  return { ...laidOut, name, encoding: 'utf-8', bytes: found.size };
}

/** Whether nothing was said that makes a file more than rows under a header. */
function isUsual({ encoding, headerRows, fillDown = [], table, isCompared }: ReadingOptions): boolean {
  return (encoding ?? 'utf-8') === 'utf-8' && headerRows !== 2 && fillDown.length === 0 && table !== 'wide' && !isCompared;
}

function plainHeader(name: string, head: Buffer, options: ReadingOptions): Header | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    // A NUL is no text, and JSON lines are no CSV.
    return text.includes('\0') || /^\s*[{[]/.test(text) ? undefined : readHeader(name, head, options);
  } catch {
    return undefined;
  }
}

/** What the scan of a plain file finds. */
const PLAIN = {
  bare: 0,
  totalWords: false,
  totalRecords: [],
  lineEnds: { lf: 1, crlf: 0, cr: 0 },
  longest: 0,
  unclosedLine: undefined,
  repeats: undefined,
} as const;

/** Starts the engine on the guess. */
export async function sumAhead(file: PreparedFile, query: TotalsQuery, temp: TempFolder): Promise<AheadSums> {
  const { useDuckDb } = await import('./duckdb/run-duckdb.ts');
  const sql = totalsSql([file], query, true);
  const stopping = new AbortController();
  const sums = useDuckDb(temp, (db) => db.sums({ ...query, sql }), { working: query.working, signal: stopping.signal }).catch(
    (error: unknown) => {
      if (error instanceof Refusal && isTooMany(error)) throw error;
      return undefined;
    },
  );
  const stop = async () => {
    stopping.abort();
    await sums.catch(() => undefined);
  };
  return { sql, sums, stop };
}
