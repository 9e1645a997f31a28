import type { Decimal } from '../core/amount.ts';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import type { Period } from '../core/calendar/period.ts';
import type { CapacityTable } from '../core/capacity/capacity.ts';
import type { Finding } from '../core/finding.ts';
import type { CsvRow, CsvTable, TableSource } from './csv-table.ts';
import { commonScale, FINEST_SCALE, reduced, unitsAt } from './exact-amounts.ts';
import { type RowReading, readRows, type UnitRow } from './row-codec.ts';
import { byKey } from './row-order.ts';
import type { RowReader, TableContext } from './row-reader.ts';

/** Capacity as core takes it, with what is wrong with its file. */
export interface CapacityFile extends CapacityTable {
  readonly findings: readonly Finding[];
}

/** A row with cells that may be wrong: then the file has an error and the row is left out. */
interface Draft extends UnitRow {
  readonly period: Period | undefined;
  readonly isAnyPeriod: boolean;
  readonly amount: Decimal | undefined;
}

/** A row whose period cannot be read is like no other. */
const ORDER = byKey<Draft>(
  (row) => row.period?.label ?? (row.isAnyPeriod ? '' : `?${row.line}`),
  (row) => row.path,
);

function reading({ fiscal }: TableContext): RowReading<Draft> {
  return {
    format: { before: ['period'], after: ['amount'] },
    read: (row, cells, table) => {
      const isAnyPeriod = cells.text(row, 'period') === '';
      const period = isAnyPeriod ? undefined : parsePeriod(cells.period(row, 'period'), fiscal);
      return { period, isAnyPeriod, path: cells.sparsePath(row), amount: readAmount(row, cells, table), line: row.line };
    },
    order: ORDER,
  };
}

function readAmount(row: CsvRow, cells: RowReader, table: CsvTable): Decimal | undefined {
  if (cells.raw(row, 'amount') === '') table.report(row, 'amount', 'folder.blank-cell', { column: 'amount' });
  const written = cells.decimal(row, 'amount');
  const amount = written && reduced(written);
  if (amount && amount.coefficient < 0n) table.report(row, 'amount', 'capacity.negative');
  if (!amount || amount.scale <= FINEST_SCALE) return amount;
  table.report(row, 'amount', 'folder.too-fine', { most: FINEST_SCALE });
  return undefined;
}

/**
 * Reads capacity.csv, columns `period,{levels},amount`: what one unit can do in full productivity over the period; blank is the
 * whole planned span, and any unit of a level. Exact, with up to six decimals; all problems at once. A blank amount is an error and
 * not zero, and so is a unit that stands twice for a period.
 */
export function readCapacityCsv(source: TableSource, context: TableContext): CapacityFile {
  const { levels, rows, findings } = readRows(reading(context), source, context);
  const scale = commonScale(
    rows.map(({ amount }) => amount),
    0,
  );
  const whole = rows.flatMap(({ period, path, amount, line }) => {
    return amount ? [{ period, path, weight: unitsAt(amount, scale), place: { file: source.file, line } }] : [];
  });
  return { levels, scale, rows: whole, findings };
}
