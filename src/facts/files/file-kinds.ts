/** What a file is that is no table, by its first bytes. */
export interface FileKind {
  /** As people call it. */
  readonly name: string;
  /** Whether it is unpacked here; other archives are not read. */
  readonly packed: boolean;
}

/** First bytes in hexadecimal digits. Those of bzip2 go on with the digits of pi: `BZh` alone may begin a column's name. */
const BEGINNINGS: readonly (readonly [RegExp, FileKind])[] = [
  [/^1f8b08/, { name: 'gzip', packed: true }],
  [/^(28b52ffd|5[0-9a-f]2a4d18)/, { name: 'zstd', packed: true }],
  [/^504b0(304|506|708)/, archive('zip')],
  [/^425a683[1-9](314159265359|177245385090)/, archive('bzip2')],
  [/^fd377a585a00/, archive('xz')],
  [/^377abcaf271c/, archive('7z')],
  [/^526172211a07/, archive('rar')],
  [/^04224d18/, archive('lz4')],
  [/^1f9d/, archive('compress (.Z)')],
];

const WORKBOOK_ENDING = /\.(xlsx|xlsm|xlsb|ods)$/i;
/** Names that stand in the first bytes of a workbook, which is a zip, too. */
const WORKBOOK_PARTS = ['[Content_Types].xml', 'xl/', 'mimetypeapplication/vnd.oasis'];
const TAR_MARK = { at: 257, text: 'ustar' };
export const KIND_BYTES = 4096;

/** The archive that a file of that name is by its first `KIND_BYTES`; undefined for tables of any kind. */
export function fileKind(name: string, head: Buffer): FileKind | undefined {
  const digits = head.subarray(0, 12).toString('hex');
  const found = BEGINNINGS.find(([pattern]) => pattern.test(digits))?.[1];
  if (found?.name === 'zip' && isWorkbook(name, head)) return undefined;
  return found ?? (isTar(head) ? archive('tar') : undefined);
}

function isWorkbook(name: string, head: Buffer): boolean {
  return WORKBOOK_ENDING.test(name) || WORKBOOK_PARTS.some((part) => head.includes(part));
}

function isTar(head: Buffer): boolean {
  const { at, text } = TAR_MARK;
  return head.subarray(at, at + text.length).toString('latin1') === text;
}

function archive(name: string): FileKind {
  return { name, packed: false };
}
