import { createHash } from 'node:crypto';
import { readChunks } from './read-chunks.ts';

/** A file's SHA-256 in hexadecimal digits. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readChunks(path)) hash.update(chunk);
  return hash.digest('hex');
}
