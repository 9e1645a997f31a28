import type { WeightTable } from '../core/allocation/basis/weight-table.ts';
import type { Decimal } from '../core/amount.ts';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import type { Period } from '../core/calendar/period.ts';
import type { Finding } from '../core/finding.ts';
import type { CsvRow, CsvTable, TableSource } from './csv-table.ts';
import { decodeText } from './decode-text.ts';
import { commonScale, FINEST_SCALE, reduced, unitsAt } from './exact-amounts.ts';
import { type RowReading, readRows, type UnitRow } from './row-codec.ts';
import { byKey } from './row-order.ts';
import type { RowReader, TableContext } from './row-reader.ts';

/** Weights as core takes them, with what is wrong with their file. */
export interface WeightFile extends WeightTable {
  readonly findings: readonly Finding[];
}

/** A row with cells that may be wrong: then the file has an error and the row is left out. */
interface Draft extends UnitRow {
  readonly period: Period | undefined;
  readonly isAnyPeriod: boolean;
  readonly weight: Decimal | undefined;
}

/** A row whose period cannot be read is like no other. */
const ORDER = byKey<Draft>(
  (row) => row.period?.label ?? (row.isAnyPeriod ? '' : `?${row.line}`),
  (row) => row.path,
);

type WeightColumn = 'weight' | 'amount';

function reading({ fiscal }: TableContext, column: WeightColumn): RowReading<Draft> {
  return {
    format: { before: ['period'], after: [column] },
    read: (row, cells, table) => {
      const isAnyPeriod = cells.text(row, 'period') === '';
      const period = isAnyPeriod ? undefined : parsePeriod(cells.period(row, 'period'), fiscal);
      return {
        period,
        isAnyPeriod,
        path: cells.sparsePath(row),
        weight: readWeight(row, column, { cells, table }),
        line: row.line,
      };
    },
    order: ORDER,
  };
}

function readWeight(
  row: CsvRow,
  column: WeightColumn,
  { cells, table }: { cells: RowReader; table: CsvTable },
): Decimal | undefined {
  if (cells.raw(row, column) === '') table.report(row, column, 'folder.blank-cell', { column });
  const written = cells.decimal(row, column);
  const weight = written && reduced(written);
  if (weight && weight.coefficient < 0n) table.report(row, column, `folder.negative-${column}`);
  if (!weight || weight.scale <= FINEST_SCALE) return weight;
  table.report(row, column, 'folder.too-fine', { most: FINEST_SCALE });
  return undefined;
}

/**
 * Reads the file of `--basis file:...`, columns `period,{levels},weight`: blank is any period, and any unit of a level. Weights
 * are exact, with up to six decimals; all problems at once. A blank weight is an error and not zero, and so is a unit that
 * stands twice for a period.
 */
export function readWeightsCsv(source: TableSource, context: TableContext): WeightFile {
  return readTable(source, context, 'weight');
}

/** The same of planned denominators: the last column is `amount`, or `weight`. */
export function readDenominatorsCsv(source: TableSource, context: TableContext): WeightFile {
  const { content } = source;
  const text = typeof content === 'string' ? content : decodeText(content, source.file).text;
  const [header = ''] = text.split(/\r?\n/, 1);
  return readTable(source, context, /(^|,)"?weight"?(,|$)/.test(header) ? 'weight' : 'amount');
}

function readTable(source: TableSource, context: TableContext, column: WeightColumn): WeightFile {
  const { levels, rows, findings } = readRows(reading(context, column), source, context);
  const scale = commonScale(
    rows.map(({ weight }) => weight),
    0,
  );
  const place = ({ line }: Draft) => ({ file: source.file, line });
  const whole = rows.flatMap((row) => {
    const { period, path, weight } = row;
    return weight ? [{ period, path, weight: unitsAt(weight, scale), place: place(row) }] : [];
  });
  return { levels, scale, rows: whole, findings };
}
