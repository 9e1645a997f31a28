import { type Hash, HashSample, hashBytes, type Sketch } from './hash-sample.ts';
import { QUOTE } from './quote-states.ts';
import type { RepeatCheck } from './reading-options.ts';

/** A row that stands more than once, byte for byte. */
export interface RepeatedRow {
  readonly raw: string;
  /** How many times. */
  readonly times: number;
  /** Physical lines on which it begins for the first and the second time. */
  readonly line: number;
  readonly again: number;
}

export interface RowRepeats {
  /** One row in so many was looked at on the average, chosen by its bytes; 1 is every row. */
  readonly rate: number;
  /** By their first lines. */
  readonly rows: readonly RepeatedRow[];
  /** Order ids, or whole rows where there is no column of orders, to compare with other files. */
  readonly sketch: Sketch | undefined;
  readonly ofOrders: boolean;
  /** The sketch is of one row in so many; of orders always 1. */
  readonly chosen: number;
}

/** What is kept of a file to compare it with others. */
export interface FileSketch {
  readonly name: string;
  readonly ofOrders: boolean;
  readonly chosen: number;
  readonly sketch: Sketch;
}

export function fileSketch({
  name,
  repeats,
}: {
  readonly name: string;
  readonly repeats?: RowRepeats | undefined;
}): FileSketch[] {
  if (!repeats?.sketch) return [];
  const { sketch, ofOrders, chosen } = repeats;
  return [{ name, sketch, ofOrders, chosen }];
}

export interface RepeatSearch {
  readonly check: RepeatCheck;
  readonly bytes: number;
  readonly delimiter: number;
  /** Whether a sketch is wanted, for comparing with other files. */
  readonly isCompared: boolean;
  /** The place of the order's number among the cells; -1 without one. */
  readonly order: number;
}

/** Below so many bytes every row is looked at: it costs a few hundredths of a second. Of larger files, about as many rows are. */
const SMALL = 16 << 20;
const MOST_RATE = 64;
/** Places made at once for a sample, so that the table need not grow step by step. */
const ROOM = 1 << 19;
const MOST_ROWS = 1 << 20;
/** For `all`; some 200 MB of memory. */
const MOST_OF_ALL = 12_000_000;
const MOST_REPEATED = 20_000;
const MOST_SKETCHED = 1 << 14;

/** Looks for rows that stand twice while a file is scanned. */
export class RepeatFinder {
  private readonly rows: HashSample;
  private readonly orders: HashSample | undefined;
  private readonly hash: Hash = new Int32Array(2);
  private repeated = new Map<string, { a: number; raw: string; times: number; line: number; again: number }>();
  /** One row in so many is looked at, by its own bytes; a power of two, so that larger samples hold the smaller ones. */
  private readonly chosen: number;
  private readonly isCompared: boolean;
  private seen = 0;
  private looked = 0;
  private readonly delimiter: number;
  private readonly order: number;

  constructor({ check, bytes, delimiter, order, isCompared }: RepeatSearch) {
    this.isCompared = isCompared;
    this.chosen = check === 'sample' ? Math.min(MOST_RATE, 2 ** Math.ceil(Math.log2(Math.max(1, bytes / SMALL)))) : 1;
    this.rows = new HashSample(check === 'all' ? MOST_OF_ALL : MOST_ROWS, this.chosen === 1 ? undefined : ROOM);
    this.orders = order < 0 || !isCompared ? undefined : new HashSample(MOST_SKETCHED);
    this.delimiter = delimiter;
    this.order = order;
  }

  /** Takes the bytes of a row, which begins on `line`. */
  push(view: DataView, from: number, to: number, line: number): void {
    this.seen++;
    if (this.chosen === 1 || isChosen(view, from, to, this.chosen)) this.lookAt(view, from, to, line);
    if (!this.orders) return;
    const { hash } = this;
    const [start, end] = this.cellAt(view, from, to);
    if (start >= end) return;
    hashBytes(view, start, end, hash);
    this.orders.add(hash, line);
  }

  /** Those that the sample still holds: what its rate says is said of these alone. */
  private get sampled(): RepeatedRow[] {
    const held = [...this.repeated.values()].filter(({ a }) => this.rows.holds(a));
    return held.map(({ raw, times, line, again }) => ({ raw, times, line, again })).sort((x, y) => x.line - y.line);
  }

  end(): RowRepeats {
    return {
      rate: this.looked === 0 ? 1 : (this.rows.rate * this.seen) / this.looked,
      rows: this.sampled,
      sketch: this.isCompared ? (this.orders ?? this.rows).sketch(MOST_SKETCHED) : undefined,
      ofOrders: this.orders !== undefined,
      chosen: this.orders ? 1 : this.chosen,
    };
  }

  private lookAt(view: DataView, from: number, to: number, line: number): void {
    const { hash } = this;
    this.looked++;
    hashBytes(view, from, to, hash);
    const before = this.rows.add(hash, line);
    if (before !== 0) this.note(view, from, to, before, line);
  }

  private note(view: DataView, from: number, to: number, line: number, again: number): void {
    const a = this.hash[0]!;
    const key = `${a} ${this.hash[1]!}`;
    const known = this.repeated.get(key);
    if (known) known.times++;
    else this.repeated.set(key, { a, raw: textOf(view, from, to), times: 2, line, again });
    if (this.repeated.size <= MOST_REPEATED) return;
    this.rows.thin();
    this.repeated = new Map([...this.repeated].filter(([, { a: own }]) => this.rows.holds(own)));
  }

  /** The bytes of the order's cell without its quotes and the spaces around it. */
  private cellAt(view: DataView, from: number, to: number): [number, number] {
    let start = from;
    for (let cell = 0; cell < this.order && start < to; cell++) start = this.cellEnd(view, start, to) + 1;
    if (start >= to) return [to, to];
    let end = this.cellEnd(view, start, to);
    while (start < end && isEdge(view.getUint8(start))) start++;
    while (end > start && isEdge(view.getUint8(end - 1))) end--;
    return [start, end];
  }

  private cellEnd(view: DataView, from: number, to: number): number {
    let quoted = false;
    for (let i = from; i < to; i++) {
      const byte = view.getUint8(i);
      if (byte === QUOTE) quoted = !quoted;
      else if (byte === this.delimiter && !quoted) return i;
    }
    return to;
  }
}

/** Bytes that a row must have for its ends to be read as they are. */
const SHORT = 16;
const shortRow = new DataView(new ArrayBuffer(SHORT));

/**
 * Whether a row is among one in `rate`, by some bytes of its ends, where ids and amounts stand, and of its middle: hashing
 * whole rows that are not looked at would take longer.
 */
function isChosen(view: DataView, from: number, to: number, rate: number): boolean {
  if (to - from < SHORT) return isChosen(padded(view, from, to), 0, SHORT, rate);
  const middle = from + ((to - from) >> 1) - 4;
  const key =
    (Math.imul(view.getInt32(from + 4, true), 0x85ebca6b) +
      Math.imul(view.getInt32(from + 8, true), 0xc2b2ae35) +
      Math.imul(view.getInt32(middle, true), 0x165667b1) +
      Math.imul(view.getInt32(middle + 4, true), 0xd3a2646d) +
      Math.imul(view.getInt32(to - 8, true), 0x9e3779b1) +
      Math.imul(view.getInt32(to - 4, true), 0x27d4eb2f) +
      (to - from)) |
    0;
  return ((Math.imul(key ^ (key >>> 15), 0x85ebca6b) >>> 24) & (rate - 1)) === 0;
}

/** A short row with zeros behind it. */
function padded(view: DataView, from: number, to: number): DataView {
  for (let i = 0; i < SHORT; i++) shortRow.setUint8(i, from + i < to ? view.getUint8(from + i) : 0);
  return shortRow;
}

function isEdge(byte: number): boolean {
  return byte === QUOTE || byte === 32;
}

function textOf(view: DataView, from: number, to: number): string {
  return Buffer.from(view.buffer, view.byteOffset + from, to - from).toString('utf8');
}
