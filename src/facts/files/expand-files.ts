import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Finding, finding, Refusal } from '../../core/finding.ts';
import { compareNames } from '../../core/names.ts';
import { ioRefusal } from './read-chunks.ts';
import type { TempFolder } from './temp-folder.ts';

/** A file as the user knows it, and the path at which its bytes can be read more than once. */
export interface InputFile {
  readonly name: string;
  readonly path: string;
}

/** Standard input's name among the files. */
export const STDIN = '-';

const GLOB = /[*?]/;

/**
 * The files that names and globs (`*` and `?` in any part of the path) stand for, globs sorted; throws a `Refusal` with
 * every name that stands for nothing and every file that is named twice, whose rows would count double.
 */
export async function expandFiles(
  names: readonly string[],
  temp: TempFolder,
  stdin: NodeJS.ReadableStream,
): Promise<InputFile[]> {
  const findings: Finding[] = [];
  const files: InputFile[] = [];
  for (const name of names) for (const found of await expandName(name, findings)) files.push(await readable(found, temp, stdin));
  findings.push(...namedTwice(files));
  if (findings.length > 0) throw new Refusal(findings);
  return files;
}

/** The files that names and globs stand for, when all are files of the disk and none is named twice; else undefined. */
export async function plainFiles(names: readonly string[]): Promise<readonly string[] | undefined> {
  const findings: Finding[] = [];
  const files: string[] = [];
  for (const name of names) files.push(...(await expandName(name, findings)));
  const kinds = await Promise.all(files.map((file) => (file === STDIN ? undefined : kindOf(file))));
  const isPlain = findings.length === 0 && kinds.every((kind) => kind === 'file');
  return isPlain && new Set(files.map((file) => resolve(file))).size === files.length ? files : undefined;
}

async function expandName(name: string, findings: Finding[]): Promise<string[]> {
  if (name === STDIN) return [name];
  const kind = await kindOf(name);
  if (kind === 'file' || kind === 'stream') return [name];
  if (kind === 'folder') return refuseName(findings, 'facts.is-a-folder', name);
  if (!GLOB.test(name)) return refuseName(findings, 'facts.no-file', name);
  const matches = await glob(name);
  return matches.length > 0 ? matches : refuseName(findings, 'facts.no-match', name);
}

function refuseName(findings: Finding[], code: string, file: string): string[] {
  findings.push(finding('error', code, { file }, { file }));
  return [];
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'stream' | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return undefined;
  return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'stream';
}

async function glob(pattern: string): Promise<string[]> {
  const absolute = pattern.startsWith('/');
  const parts = pattern.split('/').filter((part) => part !== '');
  let found = [absolute ? '/' : ''];
  for (const part of parts) found = (await Promise.all(found.map((folder) => step(folder, part)))).flat();
  const kinds = await Promise.all(found.map(kindOf));
  return found.filter((_, index) => kinds[index] === 'file').sort(compareNames);
}

/** The entries of a folder that a part of the pattern names; as in a shell, `*` does not match hidden ones. */
async function step(folder: string, part: string): Promise<string[]> {
  if (!GLOB.test(part)) return [join(folder, part)];
  const entries = await readdir(folder || '.').catch((): string[] => []);
  const pattern = partPattern(part);
  const visible = entries.filter((entry) => part.startsWith('.') || !entry.startsWith('.'));
  return visible.filter((entry) => pattern.test(entry.normalize('NFC'))).map((entry) => join(folder, entry));
}

function partPattern(part: string): RegExp {
  const source = part.normalize('NFC').replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${source.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'su');
}

/** Streams are read whole into a temporary file, because the bytes are read twice. */
async function readable(name: string, temp: TempFolder, stdin: NodeJS.ReadableStream): Promise<InputFile> {
  if (name !== STDIN && (await kindOf(name)) === 'file') return { name, path: resolve(name) };
  const path = await temp.newFile();
  try {
    await pipeline(name === STDIN ? stdin : createReadStream(name), createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    throw ioRefusal(error, name);
  }
  return { name, path };
}

function namedTwice(files: readonly InputFile[]): Finding[] {
  const seen = new Set<string>();
  const again = files.filter(({ path }) => seen.size === seen.add(path).size);
  return [...new Set(again.map(({ name }) => name))].map((file) => finding('error', 'facts.file-twice', { file }, { file }));
}
