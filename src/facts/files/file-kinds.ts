/** What a file is that is no text, by its first bytes. */
export interface FileKind {
  /** As people call it. */
  readonly name: string;
  /** `packed` is unpacked here, a `workbook` has its own reader, an `archive` is not read. */
  readonly treatment: 'packed' | 'workbook' | 'archive';
}

const GZIP: FileKind = { name: 'gzip', treatment: 'packed' };
const ZSTD: FileKind = { name: 'zstd', treatment: 'packed' };
const WORKBOOK: FileKind = { name: 'workbook', treatment: 'workbook' };

/** First bytes in hexadecimal digits. Those of bzip2 go on with the digits of pi: `BZh` alone may begin a column's name. */
const BEGINNINGS: readonly (readonly [RegExp, FileKind])[] = [
  [/^1f8b08/, GZIP],
  [/^(28b52ffd|5[0-9a-f]2a4d18)/, ZSTD],
  [/^504b0(304|506|708)/, archive('zip')],
  [/^d0cf11e0a1b11ae1/, WORKBOOK],
  [/^425a683[1-9](314159265359|177245385090)/, archive('bzip2')],
  [/^fd377a585a00/, archive('xz')],
  [/^377abcaf271c/, archive('7z')],
  [/^526172211a07/, archive('rar')],
  [/^04224d18/, archive('lz4')],
  [/^1f9d/, archive('compress (.Z)')],
];

const WORKBOOK_ENDING = /\.(xlsx|xlsm|xlsb|ods)(\.(gz|zst))?$/i;
/** Names that stand in the first bytes of a workbook's zip. */
const WORKBOOK_PARTS = ['[Content_Types].xml', 'xl/', 'application/vnd.oasis.opendocument.spreadsheet'];
const TAR_MARK = { at: 257, text: 'ustar' };
export const KIND_BYTES = 4096;

/** What the file of that name is by its first `KIND_BYTES`; undefined for text, and for what nobody knows. */
export function fileKind(name: string, head: Buffer): FileKind | undefined {
  const digits = head.subarray(0, 12).toString('hex');
  const found = BEGINNINGS.find(([pattern]) => pattern.test(digits))?.[1];
  if (found?.name === 'zip' && isWorkbook(name, head)) return WORKBOOK;
  return found ?? (isTar(head) ? archive('tar') : undefined);
}

function isWorkbook(name: string, head: Buffer): boolean {
  return WORKBOOK_ENDING.test(name) || WORKBOOK_PARTS.some((part) => head.subarray(0, KIND_BYTES).includes(part));
}

function isTar(head: Buffer): boolean {
  const { at, text } = TAR_MARK;
  return head.subarray(at, at + text.length).toString('latin1') === text;
}

function archive(name: string): FileKind {
  return { name, treatment: 'archive' };
}
