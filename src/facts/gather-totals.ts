import { refuse } from '../core/finding.ts';
import { type Cells, emptyCells, joinCells } from '../core/join-cells.ts';
import { comparePaths, normalName } from '../core/names.ts';
import { formatPath, pathKey, UNASSIGNED, type UnitPath } from '../core/organisation/unit-tree.ts';
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
  const cells = usedCells(sums, used, rank);
  if (powers.some((power) => power > 0)) scaleAmounts({ cells, sums, used, powers, paths });
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
  const cells = emptyCells(used.length);
  used.forEach((at, cell) => {
    cells.unit[cell] = rank[sums.unit[at]!]!;
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

function scaleAmounts({ cells: { unit, amount }, sums, used, powers, paths }: Scaling): void {
  const factors = powers.map((power) => 10n ** BigInt(power));
  used.forEach((at, cell) => {
    const scaled = amount[cell]! * factors[sums.file[sums.unit[at]!]!]!;
    if (scaled > MAX_INT64 || scaled < -MAX_INT64) throw refuse('facts.sum-too-large', { unit: formatPath(paths[unit[cell]!]!) });
    amount[cell] = scaled;
  });
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
  const found: UnitPath[] = [];
  const byKey = new Map<string, number>();
  for (const at of used) {
    const own = unit[at]!;
    if (rank[own] !== -1) continue;
    const path = levels.map((level) => normalName(level[own]!) || UNASSIGNED);
    const key = pathKey(path);
    const known = byKey.get(key) ?? found.push(path) - 1;
    byKey.set(key, known);
    rank[own] = known;
  }
  const order = found.map((_, index) => index).sort((a, b) => comparePaths(found[a]!, found[b]!));
  const place = new Int32Array(found.length);
  order.forEach((index, at) => {
    place[index] = at;
  });
  for (const [own, index] of rank.entries()) if (index >= 0) rank[own] = place[index]!;
  return { paths: order.map((index) => found[index]!), rank };
}
