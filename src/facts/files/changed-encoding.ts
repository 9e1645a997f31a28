import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import type { Encoding } from './encoding.ts';
import { GB18030, UTF8 } from './encodings.ts';
import type { BadText } from './locate-bad-text.ts';
import { readChunks } from './read-chunks.ts';

/** Where a file goes on in another encoding: two exports put one after the other. */
export interface ChangedEncoding {
  readonly from: Encoding;
  readonly to: Encoding;
  /** Offset (from 0) and physical line (from 1) of the first line in the other encoding. */
  readonly byte: number;
  readonly line: number;
}

const WINDOW = 1 << 16;
const LF = 10;
/** So many characters that are valid UTF-8 do not come about by chance in GB18030 text. */
export const SURELY_UTF8 = 6;

/** Whether the lines from the first bad one on are text of the other encoding: most of those beyond ASCII must be. */
export async function changedFrom(path: string, bad: BadText): Promise<ChangedEncoding | undefined> {
  if (bad.kind !== 'invalid' || (bad.encoding !== UTF8 && bad.encoding !== GB18030)) return undefined;
  if (bad.wide < (bad.encoding === UTF8 ? SURELY_UTF8 : 1)) return undefined;
  const to = bad.encoding === UTF8 ? GB18030 : UTF8;
  const lines = linesOf(await readWindow(path, bad.lineStart, WINDOW)).filter((line) => !isAscii(line));
  const other = lines.filter((line) => isText(line, to) && !(to === GB18030 && isUtf8(line)));
  // A single line of damaged UTF-8 may be GB18030 by chance.
  const enough = to === GB18030 ? 2 : 1;
  if (other.length < enough || other.length <= lines.length / 2) return undefined;
  if (to === GB18030) return { from: UTF8, to, byte: bad.lineStart, line: bad.line };
  // Lines of UTF-8 before it may have passed for GB18030 by chance.
  const { begin } = await utf8Before(path, bad.lineStart);
  return { from: GB18030, to, byte: begin, line: await lineAt(path, begin) };
}

/** UTF-8 that follows GB18030 may be valid GB18030 by chance; then the last lines of the file are valid UTF-8. */
export async function utf8Ending(path: string, bytes: number): Promise<ChangedEncoding | undefined> {
  const { begin, wide } = await utf8Before(path, bytes);
  if (wide < SURELY_UTF8) return undefined;
  return { from: GB18030, to: UTF8, byte: begin, line: await lineAt(path, begin) };
}

interface Utf8Lines {
  /** Where the first of the lines with characters beyond ASCII begins. */
  readonly begin: number;
  /** How many characters of three bytes or more they have. */
  readonly wide: number;
}

/** The lines right before an offset that are valid UTF-8, within a window. Two-byte characters alone show nothing. */
async function utf8Before(path: string, end: number): Promise<Utf8Lines> {
  const start = Math.max(0, end - WINDOW);
  const window = await readWindow(path, start, end - start);
  let begin = window.length;
  let wide = 0;
  for (let at = window.length; at > 0; ) {
    const before = at < 2 ? 0 : window.lastIndexOf(LF, at - 2) + 1;
    const line = window.subarray(before, at);
    const found = line.toString('utf8').match(/[\u0800-\uffff]/g)?.length ?? 0;
    if (!isUtf8(line) || (found === 0 && !isAscii(line)) || (before === 0 && start > 0)) break;
    wide += found;
    if (found > 0) begin = before;
    at = before;
  }
  return { begin: start + begin, wide };
}

async function readWindow(path: string, from: number, length: number): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Lines without the last one, which the window may cut, unless it is the only one. */
function linesOf(window: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = window.indexOf(LF); end >= 0; end = window.indexOf(LF, start)) {
    lines.push(window.subarray(start, end));
    start = end + 1;
  }
  return lines.length > 0 ? lines : [window];
}

function isAscii(line: Buffer): boolean {
  return line.every((byte) => byte < 0x80);
}

function isText(line: Buffer, encoding: Encoding): boolean {
  const decoder = encoding.decoder();
  return decoder.decode(line) !== undefined && decoder.end() !== undefined;
}

async function lineAt(path: string, offset: number): Promise<number> {
  let line = 1;
  let at = 0;
  for await (const chunk of readChunks(path)) {
    for (const byte of chunk.subarray(0, Math.max(0, offset - at))) if (byte === LF) line++;
    at += chunk.length;
    if (at >= offset) return line;
  }
  return line;
}
