import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { tempRefusal } from './temp-folder.ts';

/** Writes an intermediate file while the next bytes are made: a piece must stay as it is until the next `write` has returned. */
export class TempWriter {
  private pending: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly handle: FileHandle,
    private readonly path: string,
  ) {}

  static async open(path: string): Promise<TempWriter> {
    const handle = await open(path, 'w', 0o600).catch((error: NodeJS.ErrnoException) => {
      throw tempRefusal(dirname(path), error);
    });
    return new TempWriter(handle, path);
  }

  async write(bytes: Buffer): Promise<void> {
    await this.pending;
    this.pending = this.handle.writeFile(bytes).catch((error: NodeJS.ErrnoException) => {
      throw tempRefusal(dirname(this.path), error);
    });
    // Awaited by the next write or by `end`.
    this.pending.catch(() => undefined);
  }

  /** Waits for what is not written yet; throws what went wrong. */
  async end(): Promise<void> {
    await this.pending;
  }

  async close(): Promise<void> {
    await this.pending.catch(() => undefined);
    await this.handle.close();
  }
}
