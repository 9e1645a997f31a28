import iconv from 'iconv-lite';
import type { Encoding, StrictDecoder } from './encoding.ts';

/** Names people know, for those of the package's names that mean the same. */
const USUAL = [
  ...['big5', 'big5-hkscs', 'shift_jis', 'euc-jp', 'euc-kr', 'cp949', 'cp950', 'cp932', 'tis-620', 'koi8-r', 'koi8-u'],
  ...['latin1', 'iso-8859-1', 'iso-8859-2', 'iso-8859-5', 'iso-8859-7', 'iso-8859-9', 'iso-8859-15', 'macintosh', 'ascii'],
  ...['windows-1250', 'windows-1251', 'windows-1252', 'windows-1253', 'windows-1254', 'windows-1256', 'windows-1258'],
  ...['utf-32', 'utf-32le', 'utf-32be', 'utf-7', 'cp437', 'cp850', 'cp866'],
];

/** Ways to write bytes as text, not text as bytes. */
const NO_TEXT = ['hex', 'base64', 'binary', 'internal'];

/** An encoding that the runtime does not read rightly. Import this module lazily: its tables are large. */
export function otherEncoding(name: string): Encoding | undefined {
  if (name.startsWith('_') || NO_TEXT.includes(name.toLowerCase()) || !iconv.encodingExists(name)) return undefined;
  return { name: name.toLowerCase(), label: name, decoder: () => strictDecoder(name) };
}

export function otherNames(): readonly string[] {
  const known = Object.keys((iconv as unknown as { encodings?: object }).encodings ?? {});
  const usual = new Set(USUAL.map(bare));
  return [...USUAL, ...known.filter((key) => /^[a-z]/.test(key) && !usual.has(key) && !NO_TEXT.includes(key))];
}

function bare(name: string): string {
  return name.replace(/[^a-z0-9]/g, '');
}

/** The package puts U+FFFD for what it cannot decode, which no table of these encodings holds. */
function strictDecoder(name: string): StrictDecoder {
  const decoder = iconv.getDecoder(name as iconv.Encoding, { stripBOM: false });
  const valid = (text: string) => (text.includes('\ufffd') ? undefined : text);
  return { decode: (bytes) => valid(decoder.write(bytes)), end: () => valid(decoder.end() ?? '') };
}
