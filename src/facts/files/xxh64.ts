/** A 64-bit number in two halves, since JavaScript multiplies no more than 53 bits exactly. */
interface Wide {
  hi: number;
  lo: number;
}

const P1: Wide = { hi: 0x9e3779b1, lo: 0x85ebca87 };
const P2: Wide = { hi: 0xc2b2ae3d, lo: 0x27d4eb4f };
const P3: Wide = { hi: 0x165667b1, lo: 0x9e3779f9 };
const P4: Wide = { hi: 0x85ebca77, lo: 0xc2b2ae63 };
const P5: Wide = { hi: 0x27d4eb2f, lo: 0x165667c5 };
const ZERO: Wide = { hi: 0, lo: 0 };
const STRIPE = 32;

/** XXH64 with seed 0 (xxHash specification, version 0.1.1), which zstd closes its frames with. */
export class Xxh64 {
  private readonly lanes: readonly Wide[] = [add(wide(P1), P2), wide(P2), wide(ZERO), subtract(wide(ZERO), P1)];
  private readonly rest = Buffer.alloc(STRIPE);
  private kept = 0;
  private length = 0;

  update(bytes: Buffer): void {
    this.length += bytes.length;
    let at = 0;
    if (this.kept > 0) {
      at = bytes.copy(this.rest, this.kept, 0, STRIPE - this.kept);
      this.kept += at;
      if (this.kept < STRIPE) return;
      this.stripe(this.rest, 0);
    }
    for (; at + STRIPE <= bytes.length; at += STRIPE) this.stripe(bytes, at);
    this.kept = bytes.copy(this.rest, 0, at);
  }

  /** The lower 32 bits of the digest. */
  low(): number {
    const hash = this.length >= STRIPE ? this.converged() : wide(P5);
    add(hash, { hi: Math.floor(this.length / 2 ** 32), lo: this.length >>> 0 });
    let at = 0;
    for (; at + 8 <= this.kept; at += 8) {
      xor(hash, round(wide(ZERO), word(this.rest, at)));
      add(multiply(rotate(hash, 27), P1), P4);
    }
    if (at + 4 <= this.kept) {
      xor(hash, multiply({ hi: 0, lo: this.rest.readUInt32LE(at) }, P1));
      add(multiply(rotate(hash, 23), P2), P3);
      at += 4;
    }
    for (; at < this.kept; at++) {
      xor(hash, multiply({ hi: 0, lo: this.rest[at]! }, P5));
      multiply(rotate(hash, 11), P1);
    }
    return avalanche(hash).lo >>> 0;
  }

  private stripe(bytes: Buffer, at: number): void {
    for (let lane = 0; lane < 4; lane++) round(this.lanes[lane]!, word(bytes, at + lane * 8));
  }

  private converged(): Wide {
    const hash = wide(ZERO);
    [1, 7, 12, 18].forEach((by, lane) => {
      add(hash, rotate(wide(this.lanes[lane]!), by));
    });
    for (const lane of this.lanes) add(multiply(xor(hash, round(wide(ZERO), wide(lane))), P1), P4);
    return hash;
  }
}

function wide({ hi, lo }: Wide): Wide {
  return { hi: hi | 0, lo: lo | 0 };
}

function word(bytes: Buffer, at: number): Wide {
  return { hi: bytes.readInt32LE(at + 4), lo: bytes.readInt32LE(at) };
}

function round(lane: Wide, input: Wide): Wide {
  return multiply(rotate(add(lane, multiply(input, P2)), 31), P1);
}

function avalanche(hash: Wide): Wide {
  multiply(xor(hash, shifted(hash, 33)), P2);
  multiply(xor(hash, shifted(hash, 29)), P3);
  return xor(hash, shifted(hash, 32));
}

// Each of these changes its first number and gives it back: a new object for every word would be slow.

function add(a: Wide, b: Wide): Wide {
  const lo = (a.lo >>> 0) + (b.lo >>> 0);
  a.hi = (a.hi + b.hi + (lo > 0xffffffff ? 1 : 0)) | 0;
  a.lo = lo | 0;
  return a;
}

function subtract(a: Wide, b: Wide): Wide {
  const lo = (a.lo >>> 0) - (b.lo >>> 0);
  a.hi = (a.hi - b.hi - (lo < 0 ? 1 : 0)) | 0;
  a.lo = lo | 0;
  return a;
}

function xor(a: Wide, b: Wide): Wide {
  a.hi ^= b.hi;
  a.lo ^= b.lo;
  return a;
}

function rotate(a: Wide, by: number): Wide {
  const { hi, lo } = a;
  a.hi = (hi << by) | (lo >>> (32 - by));
  a.lo = (lo << by) | (hi >>> (32 - by));
  return a;
}

/** Shifted right by 1 to 63. */
function shifted({ hi, lo }: Wide, by: number): Wide {
  if (by >= 32) return { hi: 0, lo: by === 32 ? hi : hi >>> (by - 32) };
  return { hi: hi >>> by, lo: (lo >>> by) | (hi << (32 - by)) };
}

function multiply(a: Wide, b: Wide): Wide {
  const [a0, a1, b0, b1] = [a.lo & 0xffff, a.lo >>> 16, b.lo & 0xffff, b.lo >>> 16];
  const low = a0 * b0;
  const cross = a0 * b1;
  const middle = a1 * b0 + Math.floor(low / 0x10000) + (cross % 0x10000);
  const carried = a1 * b1 + Math.floor(middle / 0x10000) + Math.floor(cross / 0x10000);
  a.hi = (carried + Math.imul(a.hi, b.lo) + Math.imul(a.lo, b.hi)) | 0;
  a.lo = (middle << 16) | (low & 0xffff);
  return a;
}
