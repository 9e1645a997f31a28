import { closeSync, ftruncateSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { StringDecoder } from 'node:string_decoder';
import type { Finding } from '../core/finding.ts';
import type { RejectSink } from '../facts/facts-source.ts';
import { csvCells } from '../plan-folder/csv-text.ts';
import { ioRefusal } from '../plan-folder/io-refusal.ts';
import { writeAll } from '../plan-folder/temp-file.ts';
import { writeOutput } from '../plan-folder/write-output.ts';
import type { Context } from './context.ts';

const COLUMNS = ['file', 'line', 'column', 'code', 'message', 'row'];
const BUFFERED = 1 << 16;

/**
 * The file of `--rejects`: each bad row as it was written, with its place and what is wrong. Rows go to a temporary file as they
 * come, so that there may be any number, and from there to the file, whole or not at all.
 */
export class RejectsFile implements RejectSink {
  private folder: string | undefined;
  private handle = -1;
  private written = 0;
  private pending = '';

  constructor(
    private readonly path: string,
    private readonly context: Context,
  ) {}

  add(reject: Finding, row: string): void {
    const { file = '', line = '', column = '' } = reject.place ?? {};
    const message = this.context.words.finding(reject).what;
    this.pending += `${csvCells([file, String(line), column, reject.code, message, row])}\n`;
    if (this.pending.length >= BUFFERED) this.flush();
  }

  mark(): number {
    this.flush();
    return this.written;
  }

  backTo(mark: number): void {
    this.flush();
    if (this.folder !== undefined) ftruncateSync(this.handle, mark);
    this.written = mark;
  }

  /** Writes the file. */
  finish(): void {
    this.flush();
    writeOutput(this.path, this.parts());
  }

  /** Removes what was written on the way. */
  close = (): void => {
    if (this.folder === undefined) return;
    closeSync(this.handle);
    rmSync(this.folder, { recursive: true, force: true });
    this.folder = undefined;
    process.off('exit', this.close);
  };

  private flush(): void {
    if (this.pending === '') return;
    try {
      if (this.folder === undefined) this.open();
      writeAll(this.handle, this.pending);
    } catch (error) {
      throw ioRefusal(error, this.path, 'write');
    }
    this.written += Buffer.byteLength(this.pending);
    this.pending = '';
  }

  private open(): void {
    this.folder = mkdtempSync(join(tmpdir(), 'salesplan-'));
    process.once('exit', this.close);
    this.handle = openSync(join(this.folder, 'rejects.csv'), 'a+', 0o600);
  }

  private *parts(): Generator<string> {
    yield `\ufeff${csvCells(COLUMNS)}\n`;
    const decoder = new StringDecoder('utf8');
    const buffer = Buffer.allocUnsafe(BUFFERED);
    for (let at = 0; at < this.written; ) {
      const read = readSync(this.handle, buffer, 0, Math.min(BUFFERED, this.written - at), at);
      yield decoder.write(buffer.subarray(0, read));
      at += read;
    }
  }
}
