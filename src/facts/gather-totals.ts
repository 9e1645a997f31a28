import { refuse } from '../core/finding.ts';
import { type Cells, emptyCells, joinCells } from '../core/join-cells.ts';
import { normalName, sortedPaths } from '../core/names.ts';
import { formatPath, UNASSIGNED, type UnitPath } from '../core/organisation/unit-tree.ts';
import type { RowAccount, Totals } from '../core/totals.ts';
import { AMOUNT_SCALE } from './cells/cell-rules.ts';
import type { TotalsQuery } from './facts-source.ts';
import type { RawSums } from './raw-sums.ts';
import { STATUS } from './row-status.ts';

const EARLIEST_DAY = STATUS.bad + 1;
const MAX_INT64 = 2n ** 63n - 1n;

export interface Gathering {
  readonly sums: RawSums;
  readonly query: TotalsQuery;
  /** By what power of ten each file's amounts are scaled to the base unit. */
  readonly powers: readonly number[];
  readonly account: RowAccount;
}

/** The engine's sums as totals: names made normal, units that become equal joined, sorted so that the engine's order is gone. */
export function gatherTotals({ sums, query, powers, account }: Gathering): Totals {
  const used = usedSums(sums);
  const { paths, rank } = rankUnits(sums, used);
  const plain = usedCells(sums, used, rank);
  const cells = powers.some((power) => power > 0) ? scaledCells({ cells: plain, sums, used, powers, paths }) : plain;
  return {
    levels: query.levels.map(({ name }) => name),
    grain: query.grain,
    scale: AMOUNT_SCALE,
    units: paths,
    ...joinCells(cells, paths),
    ...daySpan(sums, used),
    account,
  };
}

/** Places of the sums of used rows. */
function usedSums(sums: RawSums): Int32Array {
  const used = new Int32Array(sums.count);
  let count = 0;
  for (let at = 0; at < sums.count; at++) {
    if (sums.key[at]! >= EARLIEST_DAY) used[count++] = at;
  }
  return used.subarray(0, count);
}

function usedCells(sums: RawSums, used: Int32Array, rank: Int32Array): Cells {
  const unit = used.map((at) => rank[sums.unit[at]!]!);
  if (used.length === sums.count) {
    // Nobody changes them; a copy of a million would be large.
    const own = <T extends Int32Array | BigInt64Array | Float64Array>(column: T) => column.subarray(0, sums.count) as T;
    return { unit, day: own(sums.key), amount: own(sums.amount), rows: own(sums.rows) };
  }
  const cells = { ...emptyCells(used.length), unit };
  used.forEach((at, cell) => {
    cells.day[cell] = sums.key[at]!;
    cells.amount[cell] = sums.amount[at]!;
    cells.rows[cell] = sums.rows[at]!;
  });
  return cells;
}

interface Scaling extends Pick<Gathering, 'sums' | 'powers'> {
  readonly cells: Cells;
  readonly used: Int32Array;
  readonly paths: readonly UnitPath[];
}

function scaledCells({ cells, sums, used, powers, paths }: Scaling): Cells {
  const { unit } = cells;
  const amount = cells.amount.slice();
  const factors = powers.map((power) => 10n ** BigInt(power));
  used.forEach((at, cell) => {
    const scaled = amount[cell]! * factors[sums.file[sums.unit[at]!]!]!;
    if (scaled > MAX_INT64 || scaled < -MAX_INT64) throw refuse('facts.sum-too-large', { unit: formatPath(paths[unit[cell]!]!) });
    amount[cell] = scaled;
  });
  return { ...cells, amount };
}

function daySpan(sums: RawSums, used: Int32Array): Pick<Totals, 'first' | 'last'> {
  if (used.length === 0) return { first: undefined, last: undefined };
  return {
    first: used.reduce((least, at) => Math.min(least, sums.first[at]!), Number.POSITIVE_INFINITY),
    last: used.reduce((most, at) => Math.max(most, sums.last[at]!), Number.NEGATIVE_INFINITY),
  };
}

interface Units {
  /** Distinct, in order. */
  readonly paths: readonly UnitPath[];
  /** For each of the engine's units its place in `paths`; -1 where it has no used row. */
  readonly rank: Int32Array;
}

function rankUnits({ levels, file, unit }: RawSums, used: Int32Array): Units {
  const rank = new Int32Array(file.length).fill(-1);
  let count = 0;
  for (const at of used) if (rank[unit[at]!] === -1) rank[unit[at]!] = count++;
  // Made in its size: a list that grows leaves a larger copy behind each time.
  const found = new Array<UnitPath>(count);
  for (const [own, index] of rank.entries())
    if (index >= 0) found[index] = levels.map((level) => normalName(level[own]!) || UNASSIGNED);
  const { paths, place } = sortedPaths(found);
  for (const [own, index] of rank.entries()) if (index >= 0) rank[own] = place[index]!;
  return { paths, rank };
}
