import { ConnectionLost, ServerError, type TextRow } from './connection.ts';

const NEWLINE = 0x0a;
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '0': '\0' };

/**
 * Rows of ClickHouse's TabSeparated as they come, a batch for each piece of the stream. An empty line, which stands before
 * the row of totals, is left out: ask for two columns where one may be blank.
 */
export async function* tabSeparatedRows(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<TextRow[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest: Uint8Array[] = [];
  for await (const piece of pieces) {
    const end = piece.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      yield parse(decoded(decoder, Buffer.concat([...rest, piece.subarray(0, end)])));
      rest = [];
    }
    if (end < piece.length) rest.push(piece.subarray(end));
  }
  if (rest.length > 0) throw new ConnectionLost('the answer ends inside a row');
}

function decoded(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new ServerError('not-utf8', 'text that is not UTF-8', undefined);
  }
}

function parse(text: string): TextRow[] {
  const lines = text.split('\n');
  return lines.filter((line) => line !== '').map((line) => line.split('\t').map(cellOf));
}

function cellOf(cell: string): string | null {
  if (!cell.includes('\\')) return cell;
  return cell === '\\N' ? null : cell.replace(/\\(.)/gsu, (_, letter: string) => ESCAPES[letter] ?? letter);
}
