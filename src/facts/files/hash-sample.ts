/** Two halves of a hash; an array, because numbers of 32 bits in an object would each be an object of their own. */
export type Hash = Int32Array;

/** Hashes bytes into `into`: 64 bits, so that among a million of different texts two alike are not to be expected. */
export function hashBytes(view: DataView, from: number, to: number, into: Hash): void {
  let a = (to - from) | 0;
  let b = 0x9e3779b9 | 0;
  let i = from;
  for (; i + 8 <= to; i += 8) {
    a = Math.imul(a ^ view.getInt32(i, true), 0x85ebca6b);
    a ^= a >>> 15;
    b = Math.imul(b ^ view.getInt32(i + 4, true), 0xc2b2ae35);
    b ^= b >>> 13;
    a = (a + b) | 0;
  }
  for (; i < to; i++) {
    a = Math.imul(a ^ view.getUint8(i), 0x01000193);
    b = Math.imul((b + a) ^ (a >>> 11), 0x85ebca6b);
  }
  a = Math.imul(a ^ (b >>> 16), 0x85ebca6b);
  b = Math.imul(b ^ (a >>> 13), 0xc2b2ae35);
  a ^= b >>> 16;
  into[0] = a;
  into[1] = b ^ (a >>> 15);
}

/** Hashes with the line of the first text that had each; columns of equal length. */
export interface Sketch {
  /** One text in so many is there, by its hash: 1 is every text. A power of two. */
  readonly rate: number;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly line: Int32Array;
}

/**
 * A set of hashes that holds every text until it has `most`, then one in 2, 4, 8 ... by the hash alone: the same texts stay
 * whatever their order, and what stays was counted from the first row on.
 */
export class HashSample {
  private a: Int32Array;
  private b: Int32Array;
  private line: Int32Array;
  private count = 0;
  /** Bits of `a` that must be zero. */
  private mask = 0;

  /** `room` is a power of two. */
  constructor(
    private readonly most: number,
    room = FEW,
  ) {
    this.a = new Int32Array(room);
    this.b = new Int32Array(room);
    this.line = new Int32Array(room);
  }

  get rate(): number {
    return this.mask + 1;
  }

  holds(a: number): boolean {
    return (a & this.mask) === 0;
  }

  /** Adds a text by its hash and line (from 1); the line of an equal one before it, or 0. Texts outside the sample give 0. */
  add(hash: Hash, line: number): number {
    const a = hash[0]!;
    const b = hash[1]!;
    if ((a & this.mask) !== 0) return 0;
    const slot = this.slotOf(a, b);
    if (this.line[slot] !== 0) return this.line[slot]!;
    this.a[slot] = a;
    this.b[slot] = b;
    this.line[slot] = line;
    this.count++;
    if (this.count > this.most) this.thin();
    else if (this.count * 2 > this.line.length) this.resize(this.line.length * 2);
    return 0;
  }

  /** Halves the sample. */
  thin(): void {
    this.mask = this.mask * 2 + 1;
    this.resize(this.line.length);
  }

  /** The texts, or the sample of them that has at most so many. */
  sketch(most: number): Sketch {
    let mask = this.mask;
    let slots = this.slots();
    while (slots.length > most) {
      mask = mask * 2 + 1;
      slots = slots.filter((slot) => (this.a[slot]! & mask) === 0);
    }
    return {
      rate: mask + 1,
      a: slots.map((slot) => this.a[slot]!),
      b: slots.map((slot) => this.b[slot]!),
      line: slots.map((slot) => this.line[slot]!),
    };
  }

  private slots(): Int32Array {
    const slots = new Int32Array(this.count);
    let count = 0;
    for (let slot = 0; slot < this.line.length; slot++) if (this.line[slot] !== 0) slots[count++] = slot;
    return slots;
  }

  /** The slot of a hash, or the free one where it would stand. */
  private slotOf(a: number, b: number): number {
    const last = this.line.length - 1;
    let slot = b & last;
    while (this.line[slot] !== 0 && (this.a[slot] !== a || this.b[slot] !== b)) slot = (slot + 1) & last;
    return slot;
  }

  private resize(slots: number): void {
    const old = { a: this.a, b: this.b, line: this.line };
    this.a = new Int32Array(slots);
    this.b = new Int32Array(slots);
    this.line = new Int32Array(slots);
    this.count = 0;
    for (let at = 0; at < old.line.length; at++) {
      const line = old.line[at]!;
      if (line === 0 || !this.holds(old.a[at]!)) continue;
      const slot = this.slotOf(old.a[at]!, old.b[at]!);
      this.a[slot] = old.a[at]!;
      this.b[slot] = old.b[at]!;
      this.line[slot] = line;
      this.count++;
    }
  }
}

const FEW = 1 << 12;
