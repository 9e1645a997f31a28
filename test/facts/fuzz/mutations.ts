/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export type Random = () => number;

export function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<T>(next: Random, items: readonly T[]): T {
  return items[Math.floor(next() * items.length)] as T;
}

/** A change of a few bytes at a place of a file. */
type Mutation = (bytes: Buffer, at: number, next: Random) => Buffer;

const PIECES = [
  '"',
  '""',
  ',',
  ';',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '合计',
  '万',
  '(',
  '-',
  '￥',
  '\ufeff',
  '\u3000',
  '#REF!',
  '1e9',
  '9'.repeat(30),
];
const BYTES = [[0xff], [0x80], [0xe5, 0x8d], [0xc8, 0xd5], [0x84, 0x31], [0x00], [0x1f, 0x8b], [0x22], [0x0a], [0x0d]];

const MUTATIONS: readonly Mutation[] = [
  (bytes, at, next) => replaced(bytes, at, 1, Buffer.from([Math.floor(next() * 256)])),
  (bytes, at, next) => replaced(bytes, at, 0, Buffer.from(pick(next, PIECES))),
  (bytes, at, next) => replaced(bytes, at, 0, Buffer.from(pick(next, BYTES))),
  (bytes, at, next) => replaced(bytes, at, 1 + Math.floor(next() * 8), Buffer.alloc(0)),
  (bytes, at, next) => replaced(bytes, at, 0, bytes.subarray(at, at + Math.floor(next() * 40))),
  (bytes, at) => bytes.subarray(0, at),
  (bytes, at, next) => replaced(bytes, at, 0, Buffer.from(pick(next, PIECES).repeat(50))),
];

function replaced(bytes: Buffer, at: number, length: number, piece: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + length)]);
}

/** One to four mutations at random places. */
export function mutated(bytes: Buffer, next: Random): Buffer {
  let result = bytes;
  for (let left = 1 + Math.floor(next() * 4); left > 0; left--) {
    result = pick(next, MUTATIONS)(result, Math.floor(next() * (result.length + 1)), next);
  }
  return result;
}
