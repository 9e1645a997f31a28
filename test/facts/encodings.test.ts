import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { encodingOf, GB18030, markedEncoding } from '../../src/facts/files/encodings.ts';
import { type FactsOptions, openFacts } from '../../src/facts/open-facts.ts';
import { ask, lines, refusalOf, rejectsOf, using } from './ask.ts';
import { tempFiles } from './temp-files.ts';

const files = tempFiles();
const ROW = 'region,date,amount\na,2026-01-01,1\n';
const EAST = 'region,date,amount\n华东,2026-01-01,12.5\n华南㐱𠮷,2026-01-02,7\n';
const gb = (text: string) => iconv.encode(text, 'gb18030');

const refused = async (content: string | Uint8Array, options?: FactsOptions) => {
  const path = files.write('sales.csv', content);
  return refusalOf(using(openFacts([path], options), (source) => source.describe()));
};

const described = (content: string | Uint8Array, options?: FactsOptions) =>
  using(openFacts([files.write('sales.csv', content)], options), (source) => source.describe());

describe('what is read', () => {
  const mark = (bytes: Buffer, ...first: number[]) => Buffer.concat([Buffer.from(first), bytes]);
  const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
  const tabs = EAST.replaceAll(',', '\t').replaceAll('\n', '\r\n');

  it.each([
    { name: 'utf-8', bytes: Buffer.from(EAST) },
    { name: 'utf-8', bytes: Buffer.from(`\ufeff${EAST}`) },
    { name: 'gb18030', bytes: gb(EAST) },
    { name: 'gb18030', bytes: mark(gb(EAST), 0x84, 0x31, 0x95, 0x33) },
    { name: 'gb18030', bytes: gb(EAST), encoding: 'GBK' },
    { name: 'gb18030', bytes: gb(EAST), encoding: 'gb2312' },
    { name: 'utf-16le', bytes: Buffer.from(`\ufeff${EAST}`, 'utf16le') },
    { name: 'utf-16le', bytes: Buffer.from(`\ufeff${tabs}`, 'utf16le') },
    { name: 'utf-16be', bytes: utf16be(`\ufeff${EAST}`) },
    { name: 'utf-16le', bytes: Buffer.from(EAST, 'utf16le'), encoding: 'utf-16le' },
    { name: 'utf-16le', bytes: Buffer.from(EAST, 'utf16le'), encoding: 'UTF-16' },
    { name: 'utf-16be', bytes: utf16be(EAST), encoding: 'utf-16' },
    { name: 'utf-16be', bytes: utf16be(`\ufeff${EAST}`), encoding: 'utf16' },
    { name: 'utf-32le', bytes: iconv.encode(EAST, 'utf-32le'), encoding: 'utf-32le' },
  ])('$name, asked as $encoding', async ({ name, bytes, encoding }) => {
    const path = files.write('sales.csv', bytes);
    await using(openFacts([path], { encoding }), async (source) => {
      expect((await source.describe()).files).toMatchObject([{ encoding: name, bytes: bytes.length }]);
    });
    const { totals } = await ask([path], {}, { encoding });
    expect(lines(totals)).toEqual(['华东 2026-01-01 12.5 x1', '华南㐱𠮷 2026-01-02 7 x1']);
  });

  it.each([
    ['big5', '華東'],
    ['shift_jis', '東京'],
    ['euc-jp', '東京'],
    ['euc-kr', '서울'],
    ['cp949', '서울'],
    ['windows-1252', 'Côte d’Ivoire €'],
    ['latin1', 'Zürich'],
    ['windows-1251', 'Москва'],
    ['koi8-r', 'Москва'],
  ])('%s when it is said', async (encoding, region) => {
    const path = files.write('sales.csv', iconv.encode(ROW.replace('\na,', `\n${region},`), encoding));
    const { totals } = await ask([path], {}, { encoding });
    expect(lines(totals)).toEqual([`${region} 2026-01-01 1 x1`]);
  });

  it('notes GB18030 only when it was found out', async () => {
    const marked = Buffer.concat([Buffer.from([0x84, 0x31, 0x95, 0x33]), gb(EAST)]);
    const notes = [await described(gb(EAST)), await described(gb(EAST), { encoding: 'gbk' }), await described(marked)];
    expect(notes.map(({ findings }) => findings.map(({ code }) => code))).toEqual([['facts.assumed-gb18030'], [], []]);
  });

  it('mixed line ends in any encoding, with lines of the original', async () => {
    const text = 'region,date,amount\r\n"a\r\nb",2026-01-01,1\n华东,bad,2\r华东,2026-01-01,3\r\n';
    for (const [bytes, encoding] of [
      [gb(text), undefined],
      [Buffer.from(`\ufeff${text}`, 'utf16le'), undefined],
      [iconv.encode(text, 'big5'), 'big5'],
    ] as const) {
      const result = await ask([files.write('sales.csv', bytes)], {}, { encoding });
      expect(lines(result.totals)).toEqual(['a\r\nb 2026-01-01 1 x1', '华东 2026-01-01 3 x1'].toSorted());
      expect(rejectsOf(result)).toEqual(['bad-date:4:date:bad']);
    }
  });

  it('CRLF alone is not rewritten, and the copy goes away', async () => {
    files.write('temp/keep', '');
    const text = EAST.replaceAll('\n', '\r\n');
    const path = files.write('sales.csv', gb(text));
    await using(openFacts([path], { tempDirectory: files.path('temp') }), async (source) => {
      await source.describe();
      const folder = files.list('temp').find((name) => name !== 'keep') ?? '';
      expect(files.list(`temp/${folder}`)).toHaveLength(1);
    });
    expect(files.list('temp')).toEqual(['keep']);
  });

  it('text in pieces of any size is the same text', () => {
    const encodings = [GB18030, ...['ff fe', 'fe ff', 'ef bb bf'].map((mark) => markedEncoding(bytesOf(mark))!)];
    const names = ['gb18030', 'utf-16le', 'utf-16be', 'utf-8'];
    const text = fc.array(fc.constantFrom('a', ',', '\r\n', '华', '㐱', '𠮷', 'é', '€'), { maxLength: 30 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 7 }), fc.nat({ max: 3 }), (parts, size, which) => {
        const [whole, decoder] = [parts.join(''), encodings[which]!.decoder()];
        const bytes = iconv.encode(whole, names[which]!, { addBOM: false });
        let read = '';
        for (let at = 0; at < bytes.length; at += size) read += decoder.decode(bytes.subarray(at, at + size));
        expect(read + decoder.end()).toBe(whole);
      }),
    );
  });
});

describe('what is refused', () => {
  const one = (code: string, values: object, line: number) => [{ code, values, place: { line } }];

  it('does not guess another encoding than the given one', async () => {
    expect(await refused(gb(EAST), { encoding: 'utf-8' })).toMatchObject(
      one('facts.bad-encoding', { encoding: 'UTF-8', byte: ROW.indexOf('\n') + 1 }, 2),
    );
  });

  it('does not take damaged UTF-8 for GB18030', async () => {
    const good = Buffer.from(`日期,金额,大区\n2026-01-01,1,华东\n2026-01-02,1,`);
    const content = Buffer.concat([good, Buffer.from([0xe4, 0xb8]), Buffer.from(',\n2026-01-03,1,华南\n')]);
    expect(await refused(content)).toMatchObject(one('facts.bad-encoding', { encoding: 'UTF-8', byte: good.length }, 3));
  });

  it.each([
    { name: 'UTF-8', bytes: Buffer.from(EAST), cut: 1 },
    { name: 'UTF-16LE', bytes: Buffer.from(`\ufeff${EAST}`, 'utf16le'), cut: 1 },
    { name: 'GB18030', bytes: gb(EAST), cut: 1, encoding: 'gb18030' },
    { name: 'big5', bytes: iconv.encode('region,date,amount\na,2026-01-01,1\n華', 'big5'), cut: 1, encoding: 'big5' },
  ])('a last character of $name that is cut off', async ({ name, bytes, cut, encoding }) => {
    // What is cut is the last character of the file, so the text ends with one of several bytes.
    const wide = name === 'big5' ? bytes : Buffer.concat([bytes, ...[last(name)]]);
    const start = name === 'big5' ? bytes.length - 2 : bytes.length;
    const line = name === 'big5' ? 3 : 4;
    expect(await refused(wide.subarray(0, wide.length - cut), { encoding })).toMatchObject(
      one('facts.cut-character', { byte: start }, line),
    );
  });

  it('an odd number of bytes in UTF-16', async () => {
    const bytes = Buffer.from(`\ufeff${EAST}`, 'utf16le');
    expect(await refused(Buffer.concat([bytes, Buffer.from([0x41])]))).toMatchObject(
      one('facts.cut-character', { encoding: 'UTF-16LE', byte: bytes.length }, 4),
    );
  });

  it.each(['\ud842', '\udfb7', '\udfb7\ud842'])('a lone surrogate in UTF-16: %j', async (surrogate) => {
    const before = '\ufeffregion,date,amount\n华东,2026-01-01,';
    const bytes = Buffer.from(`${before}${surrogate}1\n`, 'utf16le');
    for (const [content, encoding] of [
      [bytes, 'UTF-16LE'],
      [Buffer.from(bytes).swap16(), 'UTF-16BE'],
    ] as const)
      expect(await refused(content)).toMatchObject(one('facts.bad-encoding', { encoding, byte: before.length * 2 }, 2));
  });

  it.each([
    ['UTF-8', Buffer.from(`${EAST.repeat(30_000)}\u0000,2026-01-01,1\n`), {}],
    ['GB18030', gb(`${EAST.repeat(30_000)}\u0000,2026-01-01,1\n`), {}],
    ['UTF-16LE', Buffer.from(`\ufeff${EAST.repeat(30_000)}\u0000,2026-01-01,1\n`, 'utf16le'), {}],
    ['latin1', iconv.encode(`${ROW.repeat(40_000)}${ROW.repeat(5000)}\u0000,2026-01-01,1\n`, 'latin1'), { encoding: 'latin1' }],
  ] as const)('a NUL in %s, with byte and line', async (name, content, options) => {
    const width = name === 'UTF-16LE' ? 2 : 1;
    const byte = content.length - ',2026-01-01,1\n'.length * width - width;
    expect(await refused(content, options)).toMatchObject(one('facts.binary', { byte }, 90_001));
  });

  it('UTF-16 without a mark, and says which it is', async () => {
    expect(await refused(Buffer.from(EAST, 'utf16le'))).toMatchObject(one('facts.unmarked-utf-16', { name: 'utf-16le' }, 1));
    expect(await refused(Buffer.from(EAST, 'utf16le').swap16())).toMatchObject([{ values: { name: 'utf-16be' } }]);
  });

  it('what is neither UTF-8 nor GB18030, and where each fails', async () => {
    const content = Buffer.concat([Buffer.from(`${ROW}b`), Buffer.from([0xb0, 0xa1]), Buffer.from('c\nd'), Buffer.from([0xff])]);
    const byte = ROW.length + 1;
    expect(await refused(content)).toMatchObject(
      one('facts.no-encoding-fits', { encoding: 'UTF-8', byte, other: 'GB18030', otherByte: byte + 5, otherLine: 4 }, 4),
    );
  });

  it.each([
    ['big5', [0xa4, 0xff]],
    ['shift_jis', [0xfd]],
    ['windows-1252', [0x81]],
    ['ascii', [0xe9]],
    ['euc-kr', [0xff]],
  ])('a byte that %s does not have', async (encoding, bad) => {
    const content = Buffer.concat([Buffer.from(`${ROW}bb`), Buffer.from(bad), Buffer.from(',2026-01-01,1\n')]);
    const found = await refused(content, { encoding });
    expect(found).toMatchObject(one('facts.bad-encoding', { encoding, byte: ROW.length + 2 }, 3));
  });

  it.each([
    ['UTF-8, then GB18030', Buffer.concat([Buffer.from(EAST.repeat(40_000)), gb(EAST.repeat(9))]), 120_002],
    ['GB18030, then UTF-8', Buffer.concat([gb(EAST.repeat(40_000)), Buffer.from(EAST.repeat(9))]), 120_002],
    // Pairs of three-byte characters are valid GB18030.
    ['GB18030, then UTF-8 of even length', Buffer.concat([gb(EAST), Buffer.from('华东,2026-01-01,1\n'.repeat(4))]), 4],
    ['UTF-8, then GB18030 that is never valid UTF-8', Buffer.concat([Buffer.from(EAST), gb('华东,2026-01-01,1\n'.repeat(2))]), 4],
  ])('a change of encoding: %s', async (_, content, line) => {
    const [found] = await refused(content);
    expect(found).toMatchObject({ code: 'facts.encoding-changes', place: { line } });
    const before = content.subarray(0, found?.values?.byte as number).toString('latin1');
    expect(before.split('\n')).toHaveLength(line);
  });

  it('a mark that says something else than --encoding', async () => {
    expect(await refused(`\ufeff${EAST}`, { encoding: 'gb18030' })).toMatchObject([
      { code: 'facts.encoding-mark', values: { marked: 'utf-8', encoding: 'gb18030' } },
    ]);
    expect((await described(`\ufeff${EAST}`, { encoding: 'utf-8' })).findings).toEqual([]);
  });

  it('the problems of several files at once', async () => {
    const names = [
      files.write('a.csv', Buffer.from(`${ROW}\u0000`)),
      files.write('b.csv', EAST),
      files.write('c.csv', Buffer.concat([Buffer.from(ROW), Buffer.from([0xff])])),
    ];
    const found = await refusalOf(using(openFacts(names), (source) => source.describe()));
    expect(found.map(({ code, place }) => [code, place?.file])).toEqual([
      ['facts.binary', names[0]],
      ['facts.no-encoding-fits', names[2]],
    ]);
  });
});

describe('names', () => {
  it.each([
    ['UTF8', 'utf-8'],
    ['gbk', 'gb18030'],
    ['CP936', 'gb18030'],
    ['UTF_16BE', 'utf-16be'],
    ['Shift-JIS', 'shift-jis'],
    ['Big5', 'big5'],
  ])('%s is %s', async (given, name) => {
    expect((await encodingOf(given)).name).toBe(name);
  });

  it.each([
    ['gb1803', 'gb18030'],
    ['big-6', 'big5'],
    ['shift_jsi', 'shift_jis'],
    ['windows1252x', 'windows-1252'],
  ])('%s is near %s', async (given, near) => {
    const [found] = await refused(ROW, { encoding: given });
    expect(found).toMatchObject({ code: 'facts.unknown-encoding-near', values: { encoding: given, first: near } });
  });

  it.each(['hex', 'base64', 'internal', '_sbcs', 'klingon-tengwar', ''])('%j is none', async (given) => {
    expect((await refused(ROW, { encoding: given }))[0]?.code).toMatch(/^facts\.unknown-encoding/);
  });
});

function last(name: string): Buffer {
  if (name === 'UTF-16LE') return Buffer.from('华', 'utf16le');
  return name === 'UTF-8' ? Buffer.from('华') : gb('华');
}

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(' ', ''), 'hex');
}
