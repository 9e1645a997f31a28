import { TextDecoder } from 'node:util';
import { refuse } from '../../core/finding.ts';
import { nearNames } from '../near-names.ts';
import type { Encoding, StrictDecoder } from './encoding.ts';

interface KnownEncoding extends Encoding {
  /** Further names, in small letters and digits only. */
  readonly aliases: readonly string[];
}

/** Only these have marks that are looked for; what else `--encoding` may name is in other-encodings.ts. */
const KNOWN = {
  utf8: {
    name: 'utf-8',
    label: 'UTF-8',
    aliases: ['utf8', 'unicode11utf8', '65001', 'cp65001'],
    mark: Buffer.from([0xef, 0xbb, 0xbf]),
    decoder: () => whatwg('utf-8'),
  },
  // GBK and GB2312 are parts of GB18030; the decoder of the runtime for `gbk` itself lacks rare characters.
  gb18030: {
    name: 'gb18030',
    label: 'GB18030',
    aliases: ['gb18030', 'gbk', 'gb2312', 'gb', 'cp936', '936', 'windows936', 'euccn'],
    mark: Buffer.from([0x84, 0x31, 0x95, 0x33]),
    decoder: () => whatwg('gb18030'),
  },
  utf16le: {
    name: 'utf-16le',
    label: 'UTF-16LE',
    aliases: ['utf16le', 'ucs2', 'ucs2le', 'unicode'],
    mark: Buffer.from([0xff, 0xfe]),
    decoder: () => utf16(false),
  },
  utf16be: {
    name: 'utf-16be',
    label: 'UTF-16BE',
    aliases: ['utf16be', 'ucs2be'],
    mark: Buffer.from([0xfe, 0xff]),
    decoder: () => utf16(true),
  },
} as const satisfies Readonly<Record<string, KnownEncoding>>;

export const UTF8: Encoding = KNOWN.utf8;
export const GB18030: Encoding = KNOWN.gb18030;
const ALL: readonly KnownEncoding[] = Object.values(KNOWN);

/** The encoding whose mark the bytes begin with. */
export function markedEncoding(head: Buffer): Encoding | undefined {
  return ALL.find(({ mark }) => mark && startsWith(head, mark));
}

export function startsWith(bytes: Buffer, beginning: Buffer): boolean {
  return bytes.subarray(0, beginning.length).equals(beginning);
}

/**
 * The encoding of a name, letters and digits alone counting. `utf-16` is what the file's `head` shows it to be. Throws a
 * `Refusal` with near names when there is none.
 */
export async function encodingOf(name: string, head: Buffer = Buffer.alloc(0)): Promise<Encoding> {
  const key = bareName(name);
  if (isUtf16(name)) return shownUtf16(head) ?? KNOWN.utf16le;
  const known = ALL.find(({ aliases }) => aliases.includes(key));
  if (known) return known;
  const { otherEncoding, otherNames } = await import('./other-encodings.ts');
  const other = otherEncoding(name);
  if (other) return other;
  const near = nearNames(name, [...ALL.map((one) => one.name), 'gbk', 'utf-16', ...otherNames()]);
  if (near.length === 0) throw refuse('facts.unknown-encoding', { encoding: name });
  throw refuse('facts.unknown-encoding-near', { encoding: name, near: near.join(', '), first: near[0]! });
}

/** Whether a name leaves open which of the two it is. */
export function isUtf16(name: string): boolean {
  return bareName(name) === 'utf16';
}

function bareName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** UTF-16 without a mark: the half that is NUL in every ASCII character tells the order of the bytes. */
export function shownUtf16(head: Buffer): Encoding | undefined {
  const sample = head.subarray(0, 4096);
  const nuls = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) nuls[index % 2]!++;
  });
  const [even = 0, odd = 0] = nuls;
  if (Math.max(even, odd) < sample.length / 20 || Math.min(even, odd) > Math.max(even, odd) / 8) return undefined;
  return odd > even ? KNOWN.utf16le : KNOWN.utf16be;
}

function whatwg(label: string): StrictDecoder {
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  return { decode: (bytes) => strict(() => decoder.decode(bytes, { stream: true })), end: () => strict(() => decoder.decode()) };
}

function strict(decode: () => string): string | undefined {
  try {
    return decode();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The runtime's decoder lets lone surrogates pass. A cut character waits for the next bytes. */
function utf16(bigEndian: boolean): StrictDecoder {
  let rest: Buffer = Buffer.alloc(0);
  const decode = (bytes: Buffer) => {
    const joined = rest.length > 0 || bigEndian ? Buffer.concat([rest, bytes]) : bytes;
    const even = joined.length - (joined.length % 2);
    const last = even < 2 ? 0 : joined[even - (bigEndian ? 2 : 1)]!;
    const end = last >= 0xd8 && last <= 0xdb ? even - 2 : even;
    rest = Buffer.from(joined.subarray(end));
    const whole = joined.subarray(0, end);
    const text = (bigEndian ? whole.swap16() : whole).toString('utf16le');
    return text.isWellFormed() ? text : undefined;
  };
  return { decode, end: () => (rest.length === 0 ? '' : undefined) };
}
