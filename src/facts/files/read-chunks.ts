import { open } from 'node:fs/promises';
import { refuse } from '../../core/finding.ts';

const CHUNK = 1 << 20;

/**
 * A file's bytes in two buffers by turns, the next chunk being read meanwhile: use each before asking for the next. `read`
 * is told how many bytes have been given out.
 */
export async function* readChunks(path: string, read?: (bytes: number) => void): AsyncGenerator<Buffer> {
  const handle = await open(path);
  const buffers = [Buffer.allocUnsafe(CHUNK), Buffer.allocUnsafe(CHUNK)] as const;
  const next = (turn: number) => handle.read(buffers[turn % 2]!, 0, CHUNK);
  let pending = next(0);
  let bytes = 0;
  try {
    for (let turn = 1; ; turn++) {
      const { bytesRead, buffer } = await pending;
      if (bytesRead === 0) return;
      pending = next(turn);
      bytes += bytesRead;
      read?.(bytes);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await pending.catch(() => undefined);
    await handle.close();
  }
}

/** The first bytes of a file: enough for its header. */
export async function readHead(path: string): Promise<Buffer> {
  for await (const chunk of readChunks(path)) return chunk;
  return Buffer.alloc(0);
}

/** A failure of the file system as the user's to mend; anything else comes back as it is. */
export function ioRefusal(error: unknown, file: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  const system = typeof code === 'string' && /^E[A-Z]+$/.test(code);
  return system ? refuse('facts.cannot-read', { file, reason: code }, { file }) : error;
}
