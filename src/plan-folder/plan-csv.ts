import { atScale, type Decimal, formatExact, power10 } from '../core/amount.ts';
import type { Finding } from '../core/finding.ts';
import { writtenDecimals } from '../core/money/plan-money.ts';
import type { UnitPath } from '../core/organisation/unit-tree.ts';
import { type CsvRow, type CsvTable, headerLine, openTable, type TableFormat, type TableSource } from './csv-table.ts';
import { csvCells, inChunks } from './csv-text.ts';
import { commonScale, FINEST_SCALE, reduced, unitsAt } from './exact-amounts.ts';
import { levelCells } from './row-codec.ts';
import { byKey, reportRepeats, sorted } from './row-order.ts';
import { type RowReader, rowReader, type TableContext } from './row-reader.ts';

/** One leaf cell of the quota. `amount` is a whole number of 10^-scale of the file; undefined is no value, never zero. */
export interface PlanRow {
  readonly target: string;
  readonly metric: string;
  /** Canonical label of a period of the finest grain. */
  readonly period: string;
  readonly path: UnitPath;
  readonly amount: bigint | undefined;
  /** For a ratio, whose numerator `amount` is: at the same scale, never negative. Undefined for any other metric. */
  readonly denominator?: bigint | undefined;
  /** Of an amount in local money: its code. */
  readonly currency?: string | undefined;
  /** In assigned.csv the level whose layer it belongs to. */
  readonly level?: string | undefined;
  /** Physical line; 0 for a row that comes from no file. */
  readonly line: number;
}

export interface PlanTable {
  readonly levels: readonly string[];
  /** Decimals of the amounts and denominators: the most that any needs, at least the currency's. */
  readonly scale: number;
  readonly rows: readonly PlanRow[];
  readonly findings: readonly Finding[];
}

/** The form of the file to write: amounts come at `scale` and keep at least `decimals`, the currency's. */
export interface PlanForm {
  readonly levels: readonly string[];
  readonly scale: number;
  readonly decimals: number;
}

/** The columns of plan.csv, or of assigned.csv, which holds one exact grid for each `level`. */
export type PlanFile = 'plan' | 'assigned';

const FORMAT: Readonly<Record<PlanFile, TableFormat>> = {
  plan: { before: ['target', 'metric', 'period'], after: ['amount', 'denominator', 'currency'], optional: ['currency'] },
  assigned: { before: ['target', 'metric', 'period'], after: ['amount', 'denominator', 'level'] },
};

/** Layers stand one after the other in the order of the levels. */
const orderAt = (levels: readonly string[]) =>
  byKey<PlanRow>(
    (row) => row.target,
    (row) => row.metric,
    (row) => (row.level === undefined ? '' : String(levels.indexOf(row.level) + 1).padStart(4, '0')),
    (row) => row.period,
    (row) => row.path,
  );

/** Reads `plan.csv`, or `assigned.csv`; amounts exactly, with up to six decimals. All problems at once; a row without amount is kept. */
export function readPlanCsv(source: TableSource, context: TableContext, file: PlanFile = 'plan'): PlanTable {
  const table = openTable(source, FORMAT[file]);
  const cells = rowReader(table, context);
  const amounts = exactColumn('amount', context.decimals);
  const denominators = exactColumn('denominator', context.decimals);
  const isLocal = file === 'plan' && table.indexOf('currency') >= 0;
  const rows: Draft[] = [];
  for (const row of table.rows) {
    const draft = readRow(row, cells, amounts.add(readAmount(row, cells, table)));
    const denominator = denominators.add(readDenominator(row, cells, table));
    if (denominator !== undefined) draft.denominator = denominator;
    if (isLocal) draft.currency = readCurrency(row, cells, table);
    rows.push(file === 'plan' ? draft : { ...draft, level: readLevel(row, cells, table) });
  }
  const scale = Math.max(amounts.scale(), denominators.scale());
  amounts.rescale(rows, scale);
  denominators.rescale(rows, scale);
  reportRepeats(table, rows, orderAt(table.levels));
  return { levels: table.levels, scale, rows, findings: table.findings };
}

type Draft = { -readonly [key in keyof PlanRow]: PlanRow[key] };

function readRow(row: CsvRow, cells: RowReader, amount: bigint | undefined): Draft {
  return {
    target: cells.name(row, 'target'),
    metric: cells.name(row, 'metric'),
    period: cells.period(row, 'period'),
    path: cells.path(row),
    amount,
    line: row.line,
  };
}

function readLevel(row: CsvRow, cells: RowReader, table: CsvTable): string {
  const level = cells.name(row, 'level');
  if (level !== '' && !table.levels.includes(level)) table.report(row, 'level', 'layers.no-such-level', { level });
  return level;
}

function readCurrency(row: CsvRow, cells: RowReader, table: CsvTable): string | undefined {
  const currency = cells.text(row, 'currency');
  if (currency !== '' && !/^[A-Z]{3}$/.test(currency)) table.report(row, 'currency', 'folder.bad-currency', { value: currency });
  return currency || undefined;
}

function readAmount(row: CsvRow, cells: RowReader, table: CsvTable): Decimal | undefined {
  if (cells.raw(row, 'amount') === '') table.report(row, 'amount', 'folder.blank-amount');
  return readDecimal(row, { cells, table, column: 'amount' });
}

function readDenominator(row: CsvRow, cells: RowReader, table: CsvTable): Decimal | undefined {
  if (cells.raw(row, 'denominator') === '') return undefined;
  const denominator = readDecimal(row, { cells, table, column: 'denominator' });
  if (denominator === undefined || denominator.coefficient >= 0n) return denominator;
  table.report(row, 'denominator', 'folder.negative-denominator');
  return undefined;
}

function readDecimal(row: CsvRow, { cells, table, column }: ExactCells): Decimal | undefined {
  const value = cells.decimal(row, column);
  if (!value || value.scale <= FINEST_SCALE || reduced(value).scale <= FINEST_SCALE) return value;
  table.report(row, column, 'folder.too-fine', { most: FINEST_SCALE });
  return undefined;
}

interface ExactCells {
  readonly cells: RowReader;
  readonly table: CsvTable;
  readonly column: ExactColumn;
}

type ExactColumn = 'amount' | 'denominator';

/** Values at the currency's scale; when some need more, which is known only at the end, all are brought to that. */
function exactColumn(column: ExactColumn, decimals: number) {
  const finer = new Map<number, Decimal>();
  let count = 0;
  return {
    add(amount: Decimal | undefined): bigint | undefined {
      const index = count++;
      const units = amount && atScale(amount, decimals);
      if (amount && units === undefined) finer.set(index, amount);
      return units;
    },
    scale: () => commonScale(finer.values(), decimals),
    rescale(rows: Draft[], scale: number): void {
      if (scale === decimals) return;
      for (const row of rows) {
        const value = row[column];
        if (value !== undefined) row[column] = value * power10(scale - decimals);
      }
      for (const [index, amount] of finer) (rows[index] as Draft)[column] = unitsAt(amount, scale);
    },
  };
}

/** `plan.csv`, or `assigned.csv`, in chunks of text: rows by target, metric, layer, period and unit, whatever order they come in. */
export function* writePlanCsv(rows: Iterable<PlanRow>, form: PlanForm, file: PlanFile = 'plan'): Generator<string> {
  const all = sorted(rows, orderAt(form.levels));
  const isLocal = all.some(({ currency }) => currency !== undefined);
  yield `${headerLine(isLocal ? FORMAT[file] : withoutOptional(FORMAT[file]), form.levels)}\n`;
  yield* inChunks(planLines(all, { ...form, isLocal }));
}

/** The column of currencies is written where there are any. */
function withoutOptional({ before, after, optional = [] }: TableFormat): TableFormat {
  return { before, after: after.filter((name) => !optional.includes(name)) };
}

type LineForm = PlanForm & { readonly isLocal: boolean };

function* planLines(rows: readonly PlanRow[], { levels, scale, decimals, isLocal }: LineForm): Generator<string> {
  const cell = quoteOnce();
  const exact = (value: bigint | undefined, least = decimals) => (value === undefined ? '' : formatExact(value, scale, least));
  for (const { target, metric, period, path, amount, denominator, currency = '', level } of rows) {
    const key = [target, metric, period, ...levelCells(path, levels)];
    const more = `${isLocal ? `,${currency}` : ''}${level === undefined ? '' : `,${cell(level)}`}`;
    yield `${key.map(cell).join(',')},${exact(amount, currency === '' ? decimals : writtenDecimals(currency, decimals))},${exact(denominator)}${more}`;
  }
}

/** A million rows repeat few names: each is quoted once. */
function quoteOnce(): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    let cell = known.get(name);
    if (cell === undefined) {
      cell = csvCells([name]);
      known.set(name, cell);
    }
    return cell;
  };
}
