import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextRow } from '../../../src/facts/remote/connection.ts';
import { tabSeparatedRows } from '../../../src/facts/remote/tab-separated.ts';
import { runs } from '../../core/make.ts';

const text = (cell: string | null) => (cell === null ? '\\N' : cell.replace(/[\\\t\n\r\b\f\0']/g, (sign) => ESCAPED[sign]!));
const ESCAPED: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\b': '\\b',
  '\f': '\\f',
  '\0': '\\0',
  "'": "\\'",
};

async function read(bytes: Buffer, cuts: readonly number[] = []): Promise<TextRow[]> {
  const ends = [...cuts.filter((cut) => cut < bytes.length), bytes.length].sort((a, b) => a - b);
  const pieces = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
  const rows: TextRow[] = [];
  for await (const batch of tabSeparatedRows(stream(pieces))) rows.push(...batch);
  return rows;
}

async function* stream(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

describe('rows of TabSeparated', () => {
  it('come back as they were written, wherever the stream is cut', async () => {
    const cell = fc.oneof(fc.constantFrom('', '\\', '\\N', '\t\n', "it's", '张三', '🙂', '\0'), fc.string({ unit: 'binary' }));
    const wellFormed = cell.map((value) => Buffer.from(value).toString());
    const row = fc.tuple(fc.constant('x'), fc.option(wellFormed), wellFormed);
    await fc.assert(
      fc.asyncProperty(fc.array(row), fc.array(fc.nat(300)), async (rows, cuts) => {
        const bytes = Buffer.from(rows.map((cells) => `${cells.map(text).join('\t')}\n`).join(''));
        expect(await read(bytes, cuts)).toEqual(rows);
      }),
      runs(200),
    );
  });

  it('are refused when the last one has no end', async () => {
    await expect(read(Buffer.from('a\tb\nc\td'))).rejects.toMatchObject({ name: 'ConnectionLost' });
  });

  it('are refused when they are not UTF-8', async () => {
    await expect(read(Buffer.from([0x61, 0xd5, 0xc5, 0x0a]))).rejects.toMatchObject({ kind: 'not-utf8' });
  });

  it('leave out the blank line before the row of totals', async () => {
    expect(await read(Buffer.from('a\t1\n\n\t1\n'))).toEqual([
      ['a', '1'],
      ['', '1'],
    ]);
  });
});
