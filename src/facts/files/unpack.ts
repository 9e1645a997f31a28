import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { refuse } from '../../core/finding.ts';
import type { InputFile } from './expand-files.ts';
import { type FileKind, fileKind, KIND_BYTES } from './file-kinds.ts';
import { ioRefusal } from './read-chunks.ts';
import { type TempFolder, tempRefusal } from './temp-folder.ts';
import type { Unpacker } from './unpackers.ts';

export interface Unpacking {
  readonly file: InputFile;
  readonly temp: TempFolder;
  /** Told how many packed bytes were read. */
  readonly read: (bytes: number) => void;
}

/**
 * The path of a file's bytes: gzip and zstd, known by their first bytes, are unpacked into a temporary file, what is no
 * archive stays where it is. Throws a `Refusal` for archives that are not read, damaged ones, and archives inside archives.
 */
export async function unpack({ file, temp, read }: Unpacking): Promise<string> {
  const kind = await kindOf(file);
  if (kind === undefined) return file.path;
  if (!kind.packed) throw refuse('facts.archive', { kind: kind.name }, { file: file.name });
  const { UNPACKERS } = await import('./unpackers.ts');
  const path = await temp.newFile();
  await unpackTo(path, { file, kind, read, unpacker: await UNPACKERS[kind.name]!() });
  const inside = await kindOf({ name: file.name.replace(/\.\w+$/, ''), path });
  if (inside === undefined) return path;
  throw refuse('facts.archive-in-archive', { kind: kind.name, inside: inside.name }, { file: file.name });
}

async function kindOf({ name, path }: InputFile): Promise<FileKind | undefined> {
  try {
    const handle = await open(path);
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(KIND_BYTES), 0, KIND_BYTES, 0);
      return fileKind(name, buffer.subarray(0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw ioRefusal(error, name);
  }
}

interface UnpackTask extends Omit<Unpacking, 'temp'> {
  readonly kind: FileKind;
  readonly unpacker: Unpacker;
}

async function unpackTo(to: string, { file, kind, read, unpacker }: UnpackTask): Promise<void> {
  let bytes = 0;
  const watched = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      read(bytes);
      yield chunk;
    }
  };
  try {
    const source = createReadStream(file.path, { highWaterMark: 1 << 18 });
    await pipeline(source, watched, unpacker.stream, createWriteStream(to, { mode: 0o600 }));
  } catch (error) {
    throw unpackRefusal(error as NodeJS.ErrnoException, to, { file: file.name, kind: kind.name });
  }
  if (await unpacker.whole(file.path, bytes)) return;
  throw refuse(kind.name === 'zstd' ? 'facts.cut-archive' : 'facts.damaged-archive', { kind: kind.name }, { file: file.name });
}

function unpackRefusal(error: NodeJS.ErrnoException, to: string, { file, kind }: { file: string; kind: string }): unknown {
  if (error.code === 'ENOSPC' || error.syscall === 'write' || error.path === to) return tempRefusal(dirname(to), error);
  if (error.syscall !== undefined) return ioRefusal(error, file);
  return refuse(error.code === 'Z_BUF_ERROR' ? 'facts.cut-archive' : 'facts.damaged-archive', { kind }, { file });
}
