import { LARGEST_AMOUNT, power10 } from '../../amount.ts';
import type { Period, Span } from '../../calendar/period.ts';
import { partition } from '../../calendar/period-tree.ts';
import { refuse, refuseErrors } from '../../finding.ts';
import { normalName } from '../../names.ts';
import type { UnitPath, UnitTree } from '../../organisation/unit-tree.ts';
import { leafValue } from '../../tree.ts';
import type { Axes } from '../rounding/rounding-network.ts';
import type { BasisSource, SourceWeights } from './basis-window.ts';
import { unknownRows, wrongRows } from './table-findings.ts';
import { type TableIndex, tableIndex } from './table-index.ts';
import type { WeightRow, WeightTable } from './weight-table.ts';

/**
 * Weights that a person wrote down. For a cell the most specific row that names both a unit and a period counts (deeper unit
 * first, then shorter period); else the most specific row of units x the most specific row of periods, each 1 when
 * the table has none of its kind. A row of a larger unit or period gives every leaf below that weight. A cell that no row
 * matches though there are rows of that kind gets nothing; where all rows name both, so does every other cell.
 */
export function tableBasis(name: string, table: WeightTable): BasisSource {
  const rows = table.rows.map((row) => ({ ...row, path: row.path.map(normalName) }));
  const units = (levels: readonly string[]) => unitsIn({ ...table, rows }, levels);
  return { name, axes: ['time', 'org'], window: undefined, units, weights: (axes) => tableWeights({ ...table, rows }, axes) };
}

/** The units that rows name at every level of the plan; a table without one of its levels names none. */
function unitsIn({ levels: own, rows }: WeightTable, levels: readonly string[]): UnitPath[] {
  const depths = levels.map((level) => own.indexOf(level));
  if (depths.includes(-1)) return [];
  const paths = rows.map(({ path }) => depths.map((depth) => path[depth] ?? ''));
  return paths.filter((path) => path.length > 0 && !path.includes(''));
}

function tableWeights(table: WeightTable, { units, periods }: Axes): SourceWeights {
  const depths = depthsOf(table, units);
  refuseErrors(wrongRows(table.rows));
  const leaves = periods.leaves.map((_, leaf) => leafValue(periods, leaf));
  const columns = columnsOf(table, leaves);
  const spans = columns.map(({ span }) => span);
  const index = tableIndex(table.rows, { depths, columns: spans });
  const cells = new BigInt64Array(units.leaves.length * leaves.length);
  let size = 0n;
  const one = power10(table.scale);
  units.leaves.forEach((_, leaf) => {
    unitWeights(index, leafValue(units, leaf).path, one).forEach((weight, c) => {
      size += weight;
      if (size > LARGEST_AMOUNT) throw refuse('basis.too-large');
      cells[leaf * leaves.length + columns[c]!.period]! += weight;
    });
  });
  const basis = { cells, columns: leaves.length, scale: 2 * table.scale, times: 1n };
  return { weights: basis, findings: unknownRows(table.rows, index, spans) };
}

/** For each level of the table its place in the path of a unit; refuses a level that the plan does not have. */
function depthsOf({ levels }: WeightTable, units: UnitTree): number[] {
  const foreign = levels.filter((level) => !units.levels.includes(level));
  if (foreign.length === 0) return levels.map((level) => units.levels.indexOf(level));
  throw refuse('basis.weight-level', { levels: foreign.join(', '), has: units.levels.join(', ') || '-' });
}

interface Column {
  readonly period: number;
  readonly span: Span;
}

/** The leaf periods; their months instead where the table has finer periods than the plan. */
function columnsOf({ rows }: WeightTable, leaves: readonly Period[]): Column[] {
  const isFiner = rows.some(({ period }) => period && leaves.some((leaf) => isPartOf(period, leaf)));
  return leaves.flatMap((leaf, period): Column[] =>
    isFiner ? partition(leaf, 'month', undefined).map((span) => ({ period, span })) : [{ period, span: leaf }],
  );
}

function isPartOf(inner: Span, outer: Span): boolean {
  const isInside = outer.start <= inner.start && inner.end <= outer.end;
  return isInside && (outer.start < inner.start || inner.end < outer.end);
}

/** The weights of a unit by column, at twice the scale of the table. */
function unitWeights(index: TableIndex, path: readonly string[], one: bigint): bigint[] {
  const { unit, both } = index.ofUnit(path);
  const unitWeight = weightOf(unit, index.hasUnitRows, one);
  return index.ofPeriod.map((period, column) => {
    const own = both[column];
    if (own || index.isOfCells) return (own?.weight ?? 0n) * one;
    return unitWeight * weightOf(period, index.hasPeriodRows, one);
  });
}

function weightOf(row: WeightRow | undefined, hasRows: boolean, one: bigint): bigint {
  if (row) return row.weight;
  return hasRows ? 0n : one;
}
