import { describe, expect, it } from 'vitest';
import { Xxh64 } from '../../src/facts/files/xxh64.ts';

/** The specification's algorithm in big whole numbers, written for this test. */
function reference(bytes: Buffer): number {
  const [p1, p2, p3, p4, p5] = [
    11400714785074694791n,
    14029467366897019727n,
    1609587929392839161n,
    9650029242287828579n,
    2870177450012600261n,
  ] as const;
  const u64 = (value: bigint) => BigInt.asUintN(64, value);
  const rotate = (value: bigint, by: bigint) => u64((value << by) | (value >> (64n - by)));
  const round = (lane: bigint, input: bigint) => u64(rotate(u64(lane + input * p2), 31n) * p1);
  const lanes = [u64(p1 + p2), p2, 0n, u64(-p1)];
  let at = 0;
  for (; at + 32 <= bytes.length; at += 32)
    for (let lane = 0; lane < 4; lane++) lanes[lane] = round(lanes[lane]!, bytes.readBigUInt64LE(at + lane * 8));
  let hash: bigint = p5;
  if (bytes.length >= 32) {
    hash = u64([1n, 7n, 12n, 18n].reduce((sum, by, lane) => sum + rotate(lanes[lane]!, by), 0n));
    for (const lane of lanes) hash = u64((hash ^ round(0n, lane)) * p1 + p4);
  }
  hash = u64(hash + BigInt(bytes.length));
  for (; at + 8 <= bytes.length; at += 8) hash = u64(rotate(hash ^ round(0n, bytes.readBigUInt64LE(at)), 27n) * p1 + p4);
  for (; at + 4 <= bytes.length; at += 4) hash = u64(rotate(hash ^ u64(BigInt(bytes.readUInt32LE(at)) * p1), 23n) * p2 + p3);
  for (; at < bytes.length; at++) hash = u64(rotate(hash ^ u64(BigInt(bytes[at]!) * p5), 11n) * p1);
  hash = u64((hash ^ (hash >> 33n)) * p2);
  hash = u64((hash ^ (hash >> 29n)) * p3);
  return Number(BigInt.asUintN(32, hash ^ (hash >> 32n)));
}

describe('XXH64', () => {
  it('of nothing is as published', () => {
    expect(new Xxh64().low()).toBe(0x51d8e999);
  });

  it.each([1, 3, 4, 7, 8, 15, 31, 32, 33, 63, 64, 100, 1000, 4097])(
    'of %i bytes in pieces is that of the reference',
    (length) => {
      const bytes = Buffer.from(Array.from({ length }, (_, i) => (i * 193 + (i >> 3)) & 255));
      for (const size of [1, 5, 32, length]) {
        const hash = new Xxh64();
        for (let at = 0; at < length; at += size) hash.update(bytes.subarray(at, at + size));
        expect(hash.low()).toBe(reference(bytes));
      }
    },
  );
});
