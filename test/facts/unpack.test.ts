import { execFileSync, spawnSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { openFacts } from '../../src/facts/open-facts.ts';
import { ask, lines, refusalOf, total, using } from './ask.ts';
import { tempFiles } from './temp-files.ts';

const files = tempFiles();
const ROW = 'region,date,amount\n华东,2026-01-01,12.5\n';
/** More than any buffer on the way. */
const LONG = `region,date,amount\n${Array.from({ length: 200_000 }, (_, i) => `区${i % 7},2026-01-01,${i % 997}\n`).join('')}`;
const hasZstd = spawnSync('zstd', ['--version']).status === 0;
const zstd = (text: string | Buffer, ...flags: string[]) =>
  execFileSync('zstd', ['-q', '-c', ...flags], { input: text, maxBuffer: 1 << 28 });

const codesOf = async (name: string, content: Uint8Array) => {
  const path = files.write(name, content);
  const found = await refusalOf(using(openFacts([path]), (source) => source.describe()));
  return found.map(({ code, values, place }) => [code, ...Object.values(values ?? {}), place?.file === path]);
};

const PACKERS = [
  { name: 'gzip', pack: (text: string | Buffer) => gzipSync(text) as Buffer, there: true },
  { name: 'zstd', pack: (text: string | Buffer) => zstd(text), there: hasZstd },
];

describe.each(PACKERS.filter(({ there }) => there))('$name', ({ name, pack }) => {
  it('is read by its first bytes, whatever its name; bytes are those of the file as it lies there', async () => {
    const packed = pack(ROW);
    for (const file of ['orders.csv.gz', 'orders.csv', 'orders.zst']) {
      const path = files.write(file, packed);
      await using(openFacts([path]), async (source) => {
        expect((await source.describe()).files).toMatchObject([{ name: path, encoding: 'utf-8', bytes: packed.length }]);
      });
      expect(lines((await ask([path])).totals)).toEqual(['华东 2026-01-01 12.5 x1']);
    }
  });

  it('in any encoding, by a streaming copy that goes away', async () => {
    files.write('temp/keep', '');
    const path = files.write('orders', pack(iconv.encode(ROW, 'gb18030')));
    await using(openFacts([path], { tempDirectory: files.path('temp') }), async (source) => {
      expect((await source.describe()).files).toMatchObject([{ encoding: 'gb18030' }]);
    });
    expect(files.list('temp')).toEqual(['keep']);
  });

  it('of many blocks, and several archives one after the other', async () => {
    const [header, ...rows] = LONG.split(/(?<=\n)/);
    const half = rows.length / 2;
    const parts = [`${header}${rows.slice(0, half).join('')}`, rows.slice(half).join('')];
    const whole = await ask([files.write('whole.csv', LONG)]);
    for (const content of [pack(LONG), Buffer.concat(parts.map(pack)), Buffer.concat([pack(LONG), pack('')])]) {
      const result = await ask([files.write('packed', content)]);
      expect(result.totals.account).toEqual(whole.totals.account);
      expect(total(result.totals)).toBe(total(whole.totals));
    }
  });

  it('that was cut off anywhere is refused', async () => {
    const packed = pack(`${ROW}${'x,2026-01-02,1\n'.repeat(50)}`);
    const two = Buffer.concat([packed, packed]);
    for (const length of [
      5,
      12,
      20,
      packed.length >> 1,
      packed.length - 5,
      packed.length - 1,
      packed.length + 3,
      packed.length + 9,
    ])
      expect(await codesOf('cut', two.subarray(0, length))).toEqual([['facts.cut-archive', name, true]]);
  });

  it('with a wrong bit anywhere is refused or reads the same', async () => {
    const packed = pack(LONG.slice(0, 30_000).replace(/.*$/, ''));
    const right = total((await ask([files.write('right', packed)])).totals);
    const outcomes = new Set<string>();
    for (let at = 4; at < packed.length; at += Math.ceil(packed.length / 40)) {
      const damaged = Buffer.from(packed);
      damaged[at]! ^= 1 << (at % 8);
      const path = files.write('damaged', damaged);
      const outcome = await ask([path]).then(
        ({ totals }) => total(totals),
        (error: Error) => error.message,
      );
      outcomes.add(outcome === right ? 'same' : outcome);
    }
    expect([...outcomes].filter((outcome) => !['same', 'facts.damaged-archive', 'facts.cut-archive'].includes(outcome))).toEqual(
      [],
    );
    expect(outcomes).toContain('facts.damaged-archive');
  });

  it('holding another archive is refused', async () => {
    expect(await codesOf('a.gz.gz', pack(gzipSync(ROW)))).toEqual([['facts.archive-in-archive', name, 'gzip', true]]);
    const tar = Buffer.alloc(1024);
    tar.write('orders.csv', 0);
    tar.write('ustar', 257);
    expect(await codesOf('a.tar.gz', pack(tar))).toEqual([['facts.archive-in-archive', name, 'tar', true]]);
  });

  it('holding a workbook or JSON lines is read', async () => {
    const sheet = utils.aoa_to_sheet([
      ...ROW.trim()
        .split('\n')
        .map((line) => line.split(',')),
    ]);
    const book = write({ SheetNames: ['s'], Sheets: { s: sheet } }, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
    const path = files.write('a.xlsx.gz', pack(book));
    await using(openFacts([path]), async (source) => {
      expect((await source.describe()).files).toMatchObject([{ encoding: 'workbook', bytes: pack(book).length }]);
    });
    expect(lines((await ask([path])).totals)).toEqual(['华东 2026-01-01 12.5 x1']);
    const json = files.write('a.jsonl.gz', pack('{"region":"华东","date":"2026-01-01","amount":"12.5"}\n'));
    expect(lines((await ask([json])).totals)).toEqual(['华东 2026-01-01 12.5 x1']);
  });

  it('of nothing is an empty file', async () => {
    expect((await codesOf('a.gz', pack('')))[0]?.[0]).toBe('facts.empty-file');
  });

  it('tells how much of it was read', async () => {
    const packed = pack(LONG);
    const path = files.write('packed', packed);
    const steps: (readonly [string, number, number])[] = [];
    await using(openFacts([path], { progress: ({ phase, done, total: of }) => void steps.push([phase, done, of]) }), (source) =>
      source.describe(),
    );
    const last = (phase: string) => steps.findLast((step) => step[0] === phase);
    expect(last('unpack')).toEqual(['unpack', packed.length, packed.length]);
    expect(last('check')).toEqual(['check', Buffer.byteLength(LONG), Buffer.byteLength(LONG)]);
  });
});

describe('gzip members', () => {
  it('may be padded with zeros, and nothing else', async () => {
    const packed = gzipSync(ROW);
    expect(lines((await ask([files.write('a', Buffer.concat([packed, Buffer.alloc(512)]))])).totals)).toHaveLength(1);
    const damaged = gzipSync(ROW);
    damaged[0] = 0;
    expect(await codesOf('b', Buffer.concat([packed, damaged]))).toEqual([['facts.damaged-archive', 'gzip', true]]);
  });
});

describe.skipIf(!hasZstd)('zstd frames', () => {
  it.each([
    ['without checksum', ['--no-check']],
    ['of the highest level', ['--ultra', '-22']],
    ['with a long window', ['--long=27']],
    ['of the quickest level', ['--fast=5']],
  ])('%s', async (_, flags) => {
    const path = files.write('a.zst', zstd(LONG, ...flags));
    expect(total((await ask([path])).totals)).toBe(total((await ask([files.write('a.csv', LONG)])).totals));
  });

  it('that are skippable are skipped', async () => {
    const skippable = Buffer.from('502a4d1803000000616263', 'hex');
    const path = files.write('a.zst', Buffer.concat([skippable, zstd(ROW), skippable]));
    expect(lines((await ask([path])).totals)).toHaveLength(1);
  });
});

describe('archives that are not read', () => {
  it.each([
    ['zip', 'PK\u0003\u0004\u0014\u0000orders.csv'],
    ['zip', 'PK\u0005\u0006'],
    ['bzip2', 'BZh91AY&SY'],
    ['xz', '\u00fd7zXZ\u0000'],
    ['7z', '7z\u00bc\u00af\u0027\u001c'],
    ['rar', 'Rar!\u001a\u0007'],
    ['tar', `orders.csv${'\u0000'.repeat(247)}ustar`],
  ])('%s', async (kind, beginning) => {
    expect(await codesOf('orders', Buffer.from(beginning, 'latin1'))).toEqual([['facts.archive', kind, true]]);
  });

  it('are no columns that happen to begin like one', async () => {
    for (const name of ['BZhang', '7z', 'PK', 'Rar!'])
      expect(total((await ask([files.write('a.csv', `${name},${ROW.replaceAll('\n华东', '\n1,华东')}`)])).totals)).toBe('12.5');
  });
});
