import { refuse } from '../../core/finding.ts';
import { comparePaths, normalName } from '../../core/names.ts';
import { formatPath, pathKey, UNASSIGNED, type UnitPath } from '../../core/organisation/unit-tree.ts';
import type { RowAccount, Totals } from '../../core/totals.ts';
import { AMOUNT_SCALE } from '../cells/cell-rules.ts';
import type { TotalsQuery } from '../facts-source.ts';
import type { RawSums } from './run-duckdb.ts';
import { STATUS } from './totals-query.ts';

const EARLIEST_DAY = STATUS.bad + 1;
const MAX_INT64 = 2n ** 63n - 1n;

/** The engine's sums as totals: names made normal, units that become equal joined, sorted so that the engine's order is gone. */
export function gatherTotals(sums: RawSums, query: TotalsQuery, account: RowAccount): Totals {
  const used = [...sums.key.keys()].filter((index) => sums.key[index]! >= EARLIEST_DAY);
  const units = rankUnits(sums.levels, sums.file.length, new Set(used.map((index) => sums.unit[index]!)));
  const unitOf = (index: number) => units.rank[sums.unit[index]!]!;
  const first = used.reduce((least, index) => Math.min(least, sums.first[index]!), Infinity);
  const last = used.reduce((most, index) => Math.max(most, sums.last[index]!), -Infinity);
  const sorted = countingSort(
    countingSort(used, (index) => sums.key[index]!),
    unitOf,
  );
  const starts = sorted.filter((index, at) => {
    const before = sorted[at - 1];
    return before === undefined || unitOf(before) !== unitOf(index) || sums.key[before] !== sums.key[index];
  });
  const cells = addUp(sums, sorted, starts);
  const power = 10n ** BigInt(query.amount.power);
  return {
    levels: query.levels.map(({ name }) => name),
    grain: query.grain,
    scale: AMOUNT_SCALE,
    units: units.paths,
    unit: Int32Array.from(starts, unitOf),
    day: Int32Array.from(starts, (index) => sums.key[index]!),
    amount: BigInt64Array.from(cells.amount, (amount, at) => wholeAmount(amount * power, units.paths[unitOf(starts[at]!)]!)),
    rows: cells.rows,
    first: used.length > 0 ? first : undefined,
    last: used.length > 0 ? last : undefined,
    account,
  };
}

/** The sums from each start to the next: one unit and day may come from several files and spellings. */
function addUp(sums: RawSums, sorted: readonly number[], starts: readonly number[]): { amount: bigint[]; rows: Float64Array } {
  const amount: bigint[] = [];
  const rows = new Float64Array(starts.length);
  let cell = -1;
  for (const index of sorted) {
    if (index === starts[cell + 1]) amount[++cell] = 0n;
    amount[cell]! += sums.amount[index]!;
    rows[cell]! += sums.rows[index]!;
  }
  return { amount, rows };
}

function wholeAmount(amount: bigint, unit: UnitPath): bigint {
  if (amount > MAX_INT64 || amount < -MAX_INT64) throw refuse('facts.sum-too-large', { unit: formatPath(unit) });
  return amount;
}

/** Stable; days and unit numbers span little, so that this is far quicker than comparing. */
function countingSort(indexes: readonly number[], keyOf: (index: number) => number): number[] {
  const buckets: number[][] = [];
  const least = indexes.reduce((low, index) => Math.min(low, keyOf(index)), Infinity);
  for (const index of indexes) {
    const bucket = buckets[keyOf(index) - least];
    if (bucket) bucket.push(index);
    else buckets[keyOf(index) - least] = [index];
  }
  return buckets.flat();
}

interface Units {
  /** Distinct, in order. */
  readonly paths: readonly UnitPath[];
  /** For each of the engine's units its place in `paths`; -1 where it has no used row. */
  readonly rank: Int32Array;
}

function rankUnits(levels: readonly (readonly string[])[], count: number, used: ReadonlySet<number>): Units {
  const byKey = new Map<string, { readonly path: UnitPath; readonly members: number[] }>();
  for (const unit of used) {
    const path = levels.map((level) => normalName(level[unit]!) || UNASSIGNED);
    const found = byKey.get(pathKey(path));
    if (found) found.members.push(unit);
    else byKey.set(pathKey(path), { path, members: [unit] });
  }
  const sorted = [...byKey.values()].sort((a, b) => comparePaths(a.path, b.path));
  const rank = new Int32Array(count).fill(-1);
  for (const [place, { members }] of sorted.entries()) for (const unit of members) rank[unit] = place;
  return { paths: sorted.map(({ path }) => path), rank };
}
