import { formatExact } from '../amount.ts';
import type { Period } from '../calendar/period.ts';
import { type Finding, finding } from '../finding.ts';
import { type Grid, rollUp } from '../grid.ts';
import { formatPath, pathKey, type UnitPath } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import { type Band, type CapacityStatus, capacityRate, capacityStatus } from './band.ts';
import type { Capacity } from './capacity.ts';

/** A unit's quota and capacity in a period. Amounts at the scale of the quota. */
export interface CapacityRow {
  readonly path: UnitPath;
  readonly period: Period;
  readonly quota: bigint;
  /** What is known of it; undefined where nobody said anything. */
  readonly capacity: bigint | undefined;
  readonly status: CapacityStatus;
}

export interface Comparison {
  /** The quota; its periods have the labels of the capacity's. */
  readonly quota: Grid;
  /** On the same units, at the same scale. */
  readonly capacity: Capacity;
  readonly band: Band;
  /** Depths of units to compare; a leaf above the deepest stands for its own. */
  readonly depths: readonly number[];
  readonly isCompared: (period: Period, periodNode: number) => boolean;
}

/**
 * Quota against capacity for units and periods: by period, then in the order of the tree. Where somebody with a quota has no capacity in
 * the file, the status is `none`: a part of a capacity is none to judge by.
 */
export function compareCapacity({ quota, capacity, band, depths, isCompared }: Comparison): CapacityRow[] {
  const { grid } = capacity;
  const [amounts, able] = [rollUp(quota), rollUp(grid)];
  const known = knownCells(quota, capacity);
  const deepest = Math.max(...depths);
  const columns = new Map(grid.periods.nodes.map(({ value }, node) => [value.label, node]));
  return quota.periods.nodes.flatMap(({ value: period }, p): CapacityRow[] => {
    const column = columns.get(period.label);
    if (column === undefined || !isCompared(period, p)) return [];
    return quota.units.nodes.flatMap(({ value, depth, children }, unit): CapacityRow[] => {
      if (!depths.includes(depth) && !(children.length === 0 && depth < deepest)) return [];
      const compared = {
        quota: amounts[unit * quota.periods.nodes.length + p] as bigint,
        capacity: able[unit * grid.periods.nodes.length + column] as bigint,
      };
      const { isAll, isAny } = known(unit, p, column);
      const status = isAll ? capacityStatus(compared, band) : 'none';
      return [{ path: value.path, period, ...compared, capacity: isAny ? compared.capacity : undefined, status }];
    });
  });
}

/** Whether the capacity is said for every leaf with a quota in a period, in all of its months, and whether for any month of any leaf. */
function knownCells({ units, periods, cells }: Grid, { grid, isSaid }: Capacity) {
  const [width, months] = [periods.leaves.length, grid.periods.leaves.length];
  return (unit: number, period: number, column: number) => {
    const [rows, own, said] = [nodeAt(units, unit), nodeAt(periods, period), nodeAt(grid.periods, column)];
    let [isAll, isAny] = [true, false];
    for (let leaf = rows.leafFrom; leaf < rows.leafTo; leaf++) {
      const flags = isSaid.subarray(leaf * months + said.leafFrom, leaf * months + said.leafTo);
      const quota = cells.subarray(leaf * width + own.leafFrom, leaf * width + own.leafTo);
      isAny ||= flags.some((flag) => flag === 1);
      isAll &&= flags.every((flag) => flag === 1) || quota.every((amount) => amount === 0n);
    }
    return { isAll, isAny };
  };
}

type Comparable = CapacityRow & { readonly capacity: bigint };

function isComparable(row: CapacityRow): row is Comparable {
  return row.capacity !== undefined;
}

const NAMED = 10;

/** A warning for each unit that is short, with its shortest period; the first ten in the order of the tree, the rest counted. */
export function shortFindings(rows: readonly CapacityRow[], { band, scale }: { band: Band; scale: number }): Finding[] {
  const worst = new Map<string, Comparable>();
  for (const row of rows) {
    const before = worst.get(pathKey(row.path));
    if (row.status === 'short' && isComparable(row) && (!before || row.capacity * before.quota < before.capacity * row.quota))
      worst.set(pathKey(row.path), row);
  }
  const text = (amount: bigint) => formatExact(amount, scale, Math.min(2, scale));
  const named = [...worst.values()].slice(0, NAMED).map((row) =>
    finding('warning', 'capacity.short', {
      unit: formatPath(row.path) || '-',
      period: row.period.label,
      quota: text(row.quota),
      capacity: text(row.capacity),
      rate: capacityRate(row, band),
      band: band.text,
    }),
  );
  const more = worst.size - named.length;
  return more > 0 ? [...named, finding('warning', 'capacity.short-more', { count: more })] : named;
}

/** A warning with the units that have no capacity at all: the first ten, the rest counted. */
export function withoutFindings({ without, grid }: Capacity): Finding[] {
  const paths = without.filter((path) => path.length > 0 || grid.units.nodes.length === 1);
  if (paths.length === 0) return [];
  const units = paths.slice(0, NAMED).map((path) => formatPath(path) || '-');
  const more = paths.length - units.length;
  const values = { count: paths.length, units: units.join(', '), more };
  return [finding('warning', more > 0 ? 'capacity.without-many' : 'capacity.without', values)];
}

/** The period nodes of the finest grain that was asked for; the whole span where none was. */
export function comparedPeriods({ periods }: Grid, finest: Period['grain']): (period: Period, node: number) => boolean {
  if (finest === undefined || nodeAt(periods, 0).value.grain === finest) return (_, node) => node === 0;
  return ({ grain }) => grain === finest;
}

/** A plan with what its units can do. */
export interface CheckedCapacity {
  readonly quota: Grid;
  readonly capacity: Capacity;
  readonly band: Band;
}

/** The leaf units that cannot reach their quota of the whole span, and those of which nobody said what they can do. */
export function shortUnits({ quota, capacity, band }: CheckedCapacity): Finding[] {
  const depths = [quota.units.levels.length];
  const rows = compareCapacity({ quota, capacity, band, depths, isCompared: (_, node) => node === 0 });
  return [...withoutFindings(capacity), ...shortFindings(rows, { band, scale: quota.scale })];
}
