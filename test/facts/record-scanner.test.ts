import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRecords } from '../../src/facts/files/read-records.ts';
import { RecordScanner } from '../../src/facts/files/record-scanner.ts';
import { ask } from './ask.ts';
import { tempFiles } from './temp-files.ts';

const files = tempFiles();
const pieces = fc.array(fc.constantFrom('a', ',', '"', '""', '\n', '\r\n', ' ', '"x"', ',"', '",', ',,\n'), { maxLength: 40 });

function scan(text: string, size = text.length || 1) {
  const scanner = new RecordScanner(','.charCodeAt(0));
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) scanner.push(bytes.subarray(at, at + size));
  return scanner.end();
}

it('finds the same in chunks of any size', () => {
  fc.assert(
    fc.property(pieces, fc.integer({ min: 1, max: 5 }), (parts, size) => {
      expect(scan(parts.join(''), size)).toEqual(scan(parts.join('')));
    }),
  );
});

it('counts the records that the reader of bad rows reads', async () => {
  await fc.assert(
    fc.asyncProperty(pieces, async (parts) => {
      const path = files.write('x.csv', parts.join(''));
      let records = 0;
      for await (const _ of readRecords(path, ',')) records++;
      expect(scan(parts.join('')).records).toBe(records);
    }),
  );
});

it('counts line ends by kind, outside quotes', () => {
  expect(scan('a\nb\r\nc\rd,"\n\r\n\r"\n')).toMatchObject({ records: 4, lineEnds: { lf: 2, crlf: 1, cr: 1 } });
});

it.each([
  ['a "quote" inside', 'a b"c"'],
  ['one space before a quote', ' "a,b"'],
  ['spaces after a quote', '"a,b"  '],
  ['two spaces before a quote', '  "ab"'],
  ['text after a quote', '"a"b'],
  ['text and a line break after a quote', '"a"b"\n'],
  ['a line break in quotes', '"a\nb"'],
  ['an escaped quote', '"a""b"'],
  ['a quote alone', '"\nx,2026-01-01,1,"y'],
])('DuckDB counts the same records with %s', async (_, cell) => {
  const path = files.write(
    'x.csv',
    `region,date,amount,note\na,2026-01-01,1,${cell}\nb,2026-01-01,1,x\n${'c,2026-01-01,1,x\n'.repeat(3)}`,
  );
  const { totals } = await ask([path]);
  expect(totals.account.read).toBe(totals.account.used + totals.account.rejected);
  expect(totals.account.used).toBeGreaterThanOrEqual(4);
});
