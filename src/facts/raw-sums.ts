import { refuse } from '../core/finding.ts';
import { UNASSIGNED } from '../core/organisation/unit-tree.ts';
import { MOST_GROUPS, type SumCount, tooManyGroups } from './sum-limit.ts';

/** Sums as they come from the engine: one entry a file, unit and day (or status). Columns without objects: there may be millions. */
export interface RawSums {
  /** Entries. */
  readonly count: number;
  /** File numbers and levels as written, one entry a file and unit. */
  readonly file: readonly number[];
  readonly levels: readonly (readonly string[])[];
  /** For each sum its place in `file` and `levels`. */
  readonly unit: Int32Array;
  readonly key: Int32Array;
  /** At the scale of `AMOUNT_SCALE`. */
  readonly amount: BigInt64Array;
  readonly rows: Float64Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
}

const FEW = 1 << 12;
const MAX_INT64 = 2n ** 63n - 1n;

/** One entry of `RawSums`. */
export interface RawSum {
  readonly unit: number;
  readonly key: number;
  readonly amount: bigint;
  readonly rows: number;
  readonly first: number;
  readonly last: number;
}

/** Beyond it a level's names are hardly ever the same. */
const MOST_SHARED = 1 << 16;

/** Each name as one string, however often it comes; without end for the names of few units, not for those of a million. */
class SharedNames {
  private readonly names = new Map<string, string>();

  of(name: string): string {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    if (this.names.size < MOST_SHARED) this.names.set(name, name);
    return name;
  }
}

/** Gathers sums one by one; refuses the first that is beyond the limit. */
export class SumList {
  private count = 0;
  private room: number;
  private readonly file: number[] = [];
  private readonly levels: string[][];
  private readonly shared: SharedNames[];
  private unit: Int32Array;
  private key: Int32Array;
  private amount: BigInt64Array;
  private rows: Float64Array;
  private first: Int32Array;
  private last: Int32Array;

  constructor(
    private readonly names: readonly string[],
    private readonly limit: number = MOST_GROUPS,
    /** How many will come, where that is known: what grows leaves copies behind. */
    expected: SumCount = { sums: FEW, units: 0 },
  ) {
    this.room = Math.max(1, expected.sums);
    this.unit = new Int32Array(this.room);
    this.key = new Int32Array(this.room);
    this.amount = new BigInt64Array(this.room);
    this.rows = new Float64Array(this.room);
    this.first = new Int32Array(this.room);
    this.last = new Int32Array(this.room);
    this.levels = names.map(() => new Array<string>(expected.units));
    this.shared = names.map(() => new SharedNames());
  }

  /** A unit of a file, by its names as written; gives its number. */
  addUnit(file: number, names: readonly string[]): number {
    const unit = this.file.push(file) - 1;
    this.levels.forEach((level, index) => {
      level[unit] = this.shared[index]!.of(names[index]!);
    });
    return unit;
  }

  /** Refuses a sum beyond 64 bits. */
  add({ unit, key, amount, rows, first, last }: RawSum): void {
    if (this.count === this.room) this.grow();
    const at = this.count++;
    this.unit[at] = unit;
    this.key[at] = key;
    this.amount[at] = this.whole(amount, unit);
    this.rows[at] = rows;
    this.first[at] = first;
    this.last[at] = last;
    this.refuseBeyond();
  }

  end(): RawSums {
    const { count, file, levels, unit, key, amount, rows, first, last } = this;
    return { count, file, levels, unit, key, amount, rows, first, last };
  }

  private refuseBeyond(): void {
    const found = { sums: this.count, units: this.file.length };
    if (found.sums <= this.limit) return;
    const levels = this.names.map((name, level) => ({ name, names: new Set(this.levels[level]).size }));
    throw tooManyGroups({ found, limit: this.limit, levels, isWhole: false });
  }

  private whole(amount: bigint, unit: number): bigint {
    if (amount <= MAX_INT64 && amount >= -MAX_INT64) return amount;
    throw refuse('facts.sum-too-large', { unit: this.levels.map((level) => level[unit]!.trim() || UNASSIGNED).join('/') });
  }

  private grow(): void {
    this.room *= 2;
    this.unit = grown(this.unit, new Int32Array(this.room));
    this.key = grown(this.key, new Int32Array(this.room));
    this.amount = grown(this.amount, new BigInt64Array(this.room));
    this.rows = grown(this.rows, new Float64Array(this.room));
    this.first = grown(this.first, new Int32Array(this.room));
    this.last = grown(this.last, new Int32Array(this.room));
  }
}

/** One after the other. */
export function joinSums(parts: readonly RawSums[]): RawSums {
  const [first] = parts;
  const starts = parts.map((_, part) => parts.slice(0, part).reduce((sum, { file }) => sum + file.length, 0));
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const column = <T extends Int32Array | Float64Array | BigInt64Array>(all: T, of: (part: RawSums) => T): T => {
    let at = 0;
    for (const part of parts) {
      all.set(of(part).subarray(0, part.count) as never, at);
      at += part.count;
    }
    return all;
  };
  const units = parts.map(({ unit }, part) => unit.map((own) => own + starts[part]!));
  return {
    count,
    file: parts.flatMap(({ file }) => file),
    levels: (first?.levels ?? []).map((_, level) => parts.flatMap(({ levels }) => levels[level]!)),
    unit: column(new Int32Array(count), (part) => units[parts.indexOf(part)]!),
    key: column(new Int32Array(count), ({ key }) => key),
    amount: column(new BigInt64Array(count), ({ amount }) => amount),
    rows: column(new Float64Array(count), ({ rows }) => rows),
    first: column(new Int32Array(count), (part) => part.first),
    last: column(new Int32Array(count), ({ last }) => last),
  };
}

/** Those whose key is not `key`. */
export function withoutKey(sums: RawSums, key: number): RawSums {
  const kept = new Int32Array(sums.count);
  let count = 0;
  for (let at = 0; at < sums.count; at++) if (sums.key[at] !== key) kept[count++] = at;
  const places = kept.subarray(0, count);
  return {
    ...sums,
    count,
    unit: places.map((at) => sums.unit[at]!),
    key: places.map((at) => sums.key[at]!),
    amount: BigInt64Array.from(places, (at) => sums.amount[at]!),
    rows: Float64Array.from(places, (at) => sums.rows[at]!),
    first: places.map((at) => sums.first[at]!),
    last: places.map((at) => sums.last[at]!),
  };
}

function grown<T extends Int32Array | Float64Array | BigInt64Array>(old: T, larger: T): T {
  larger.set(old as never);
  return larger;
}
