import type { Scanning } from './check-bytes.ts';
import { type RecordScan, RecordScanner } from './record-scanner.ts';
import { TempWriter } from './temp-writer.ts';

export interface ScannedFile extends Pick<Scanning, 'finder'> {
  readonly to: string;
  readonly delimiter: number;
}

/** Writes chunks of UTF-8 without BOM to a file and scans them; undefined as soon as a chunk is, which stands for bytes that cannot be read. */
export async function writeScanned<Unreadable extends undefined = never>(
  chunks: AsyncIterable<Buffer | Unreadable>,
  { to, delimiter, finder }: ScannedFile,
): Promise<RecordScan | Unreadable> {
  const scanner = new RecordScanner(delimiter, finder);
  const writer = await TempWriter.open(to);
  try {
    for await (const bytes of chunks) {
      if (bytes === undefined) return bytes;
      scanner.push(bytes);
      await writer.write(bytes);
    }
    await writer.end();
  } finally {
    await writer.close();
  }
  return scanner.end();
}
