import type { Decimal } from '../core/amount.ts';
import { type Day, formatDay } from '../core/calendar/day.ts';
import { parseRamp, RAMP_EXAMPLE } from '../core/organisation/ramp.ts';
import type { CsvRow, CsvTable, TableSource } from './csv-table.ts';
import { decimalCell } from './exact-amounts.ts';
import { dayCell, type RowCodec, type RowForm, type RowTable, readRows, type UnitRow, writeRows } from './row-codec.ts';
import { byKey } from './row-order.ts';
import type { TableContext } from './row-reader.ts';

/** One unit of the roster, leaf or inner node. */
export interface OrganisationRow extends UnitRow {
  readonly owner: string;
  readonly role: string;
  /** First day in the organisation; undefined for ever since. */
  readonly start: Day | undefined;
  /** Last day, included; undefined for still there. */
  readonly end: Day | undefined;
  readonly ramp: string;
  readonly weight: Decimal | undefined;
  /** The money that the unit and those below it are planned in; undefined where nothing is said. */
  readonly currency?: string | undefined;
}

const CODEC: RowCodec<OrganisationRow> = {
  format: { before: [], after: ['owner', 'role', 'start', 'end', 'ramp', 'weight', 'currency'], optional: ['currency'] },
  read: (row, cells, table) => {
    const unit = {
      path: cells.path(row),
      owner: cells.text(row, 'owner'),
      role: cells.text(row, 'role'),
      start: cells.day(row, 'start'),
      end: cells.day(row, 'end'),
      ramp: cells.text(row, 'ramp'),
      weight: cells.decimal(row, 'weight'),
      currency: cells.text(row, 'currency') || undefined,
      line: row.line,
    };
    reportImpossible(unit, row, table);
    return unit;
  },
  cells: ({ owner, role, start, end, ramp, weight, currency = '' }) => ({
    before: [],
    after: [owner, role, dayCell(start), dayCell(end), ramp, decimalCell(weight, 0), currency],
  }),
  order: byKey((row) => row.path),
  lastIfAny: true,
};

function reportImpossible(unit: OrganisationRow, row: CsvRow, table: CsvTable): void {
  const { start, end, ramp, weight, currency } = unit;
  if (start !== undefined && end !== undefined && end < start) {
    table.report(row, 'end', 'folder.ends-before-start', { start: formatDay(start), end: formatDay(end) });
  }
  if (ramp !== '' && !parseRamp(ramp)) table.report(row, 'ramp', 'roster.bad-ramp', { value: ramp, expected: RAMP_EXAMPLE });
  else if (ramp !== '' && start === undefined) table.report(row, 'ramp', 'roster.ramp-without-start');
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency))
    table.report(row, 'currency', 'folder.bad-currency', { value: currency });
  if (weight && weight.coefficient < 0n) table.report(row, 'weight', 'folder.negative-weight');
}

/** Reads `organisation.csv`: one row a unit; a unit that stands twice is an error. */
export function readOrganisationCsv(source: TableSource, context: TableContext): RowTable<OrganisationRow> {
  return readRows(CODEC, source, context);
}

/** `organisation.csv` by unit path; weights as they are, without padding; currencies where there are any. */
export function writeOrganisationCsv(rows: Iterable<OrganisationRow>, form: RowForm): string {
  return writeRows(CODEC, rows, form);
}
