import { type TableIndex, tableIndex } from '../allocation/basis/table-index.ts';
import type { WeightRow, WeightTable } from '../allocation/basis/weight-table.ts';
import { type FractionRow, refineRows } from '../allocation/rounding/exact-fractions.ts';
import { roundCells } from '../allocation/rounding/round-cells.ts';
import { power10 } from '../amount.ts';
import { dayCount, isMonthAligned, periodAt, type Span } from '../calendar/period.ts';
import { type PeriodTree, partition } from '../calendar/period-tree.ts';
import { type Finding, finding } from '../finding.ts';
import { commonMultiple, type Fraction, ZERO } from '../fraction.ts';
import type { Grid } from '../grid.ts';
import { formatPath, type UnitPath, type UnitTree } from '../organisation/unit-tree.ts';
import { leafValue, nodeAt } from '../tree.ts';

/** What units can do, as a file says it: `weight` is the amount of one unit in full productivity over the row's period. */
export type CapacityTable = WeightTable;

export interface CapacityRequest {
  readonly units: UnitTree;
  /** Down to months, which the planned span may cut. */
  readonly months: PeriodTree;
  readonly table: CapacityTable;
  /** Scale of the result. */
  readonly scale: number;
  /** What a unit carries of a full share in a span, from 0 to 1: who comes, goes and ramps up. */
  readonly presence: (path: UnitPath, span: Span) => Fraction;
}

export interface Capacity {
  readonly grid: Grid;
  /** Leaf units without any row: nobody said what they can do. */
  readonly without: readonly UnitPath[];
  readonly findings: readonly Finding[];
}

/**
 * The capacity of each leaf unit by months: amount of its most specific row x the month's share of the row's period x presence.
 * A row's period counts by its months, each alike (a year's amount is a twelfth a month); a row without one is for the whole span;
 * a month that the span cuts counts by its days. Amounts are rounded together, so that a unit's span and every month of the
 * whole are within one smallest unit of the exact sum. Periods that cut a month, levels that the plan does not have, and units
 * that it does not know are findings.
 */
export function capacityOf(request: CapacityRequest): Capacity {
  const { units, months, table, scale } = request;
  const depths = table.levels.map((level) => units.levels.indexOf(level));
  const findings = depths.includes(-1) ? [levelsFinding(request)] : cutFindings(table);
  if (findings.length > 0) return { grid: emptyCells(request), without: [], findings };
  const columns = months.leaves.map((node) => wholeMonths(nodeAt(months, node).value));
  const index = tableIndex(table.rows, { depths, columns });
  const without: UnitPath[] = [];
  const rows = units.leaves.map((_, leaf): FractionRow => {
    const { path } = leafValue(units, leaf);
    const found = rowsOf(index, path, columns.length);
    if (found.every((row) => row === undefined)) without.push(path);
    return overOneDenominator(found.map((row, month) => cellOf(request, { row, path, month })));
  });
  const cells = roundCells({ units, periods: months }, refineRows(rows)).cells;
  return { grid: { units, periods: months, scale, cells }, without, findings: unknownFindings(table, index) };
}

function emptyCells({ units, months, scale }: CapacityRequest): Grid {
  return { units, periods: months, scale, cells: new BigInt64Array(units.leaves.length * months.leaves.length) };
}

/** The row of each month: of unit and period, else of the unit, else of the period. */
function rowsOf({ ofUnit, ofPeriod }: TableIndex, path: UnitPath, months: number): (WeightRow | undefined)[] {
  const { unit, both } = ofUnit(path);
  return Array.from({ length: months }, (_, month) => both[month] ?? unit ?? ofPeriod[month]);
}

interface CellPlace {
  readonly row: WeightRow | undefined;
  readonly path: UnitPath;
  readonly month: number;
}

function cellOf({ months, table, scale, presence }: CapacityRequest, { row, path, month }: CellPlace): Fraction {
  if (!row) return ZERO;
  const part = leafValue(months, month);
  const there = presence(path, part);
  const span = row.period ?? wholeMonths(nodeAt(months, 0).value);
  const count = BigInt(partition(span, 'month', undefined).length);
  const [days, all] = [BigInt(dayCount(part)), BigInt(part.wholeDays ?? dayCount(part))];
  return {
    numerator: row.weight * power10(scale) * days * there.numerator,
    denominator: power10(table.scale) * count * all * there.denominator,
  };
}

/** The span by whole months: all days of those that it cuts. */
function wholeMonths({ start, end }: Span): Span {
  return { start: periodAt('month', start, undefined).start, end: periodAt('month', end, undefined).end };
}

function overOneDenominator(cells: readonly Fraction[]): FractionRow {
  const denominator = cells.reduce((all, cell) => commonMultiple(all, cell.denominator), 1n);
  return { numerators: cells.map((cell) => cell.numerator * (denominator / cell.denominator)), denominator };
}

function levelsFinding({ table, units }: CapacityRequest): Finding {
  return finding('error', 'capacity.levels', { levels: table.levels.join(', '), has: units.levels.join(', ') || '-' });
}

/** Rows whose period is not made of whole months: there is no saying what part of it a month is. */
function cutFindings({ rows }: CapacityTable): Finding[] {
  return rows.flatMap(({ period, place }) =>
    period && !isMonthAligned(period) ? [finding('error', 'capacity.cut-period', { period: period.label }, place)] : [],
  );
}

function unknownFindings({ rows }: CapacityTable, index: TableIndex): Finding[] {
  return rows.flatMap((row) => {
    if (index.isKnown(row)) return [];
    const unit = formatPath(row.path.filter((name) => name !== ''));
    return [finding('warning', 'capacity.unknown-unit', { unit }, row.place)];
  });
}
