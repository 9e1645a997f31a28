import { type Decimal, formatExact, power10 } from '../core/amount.ts';
import { LAST_YEAR_DECIMALS } from '../core/negotiation/last-year.ts';
import type { ManagerRow } from '../core/negotiation/sheet-rows.ts';
import type { Words } from '../locale/index.ts';
import type { Column, ColumnKind, Sheet, SheetRow } from '../render/sheet.ts';

/** What a manager's sheet is about. */
export interface ManagerHeading {
  readonly target: string;
  /** The planned span, and the periods of the columns. */
  readonly period: string;
  readonly columns: readonly string[];
  /** The levels that rows have names of. */
  readonly levels: readonly string[];
  /** Decimals of the planned amounts, and the fewest that are written. */
  readonly scale: number;
  readonly decimals: number;
  /** The unit of the amounts: `万元`; undefined for the base unit. */
  readonly unit: string | undefined;
  /** How one of our columns is headed; people fill the file in, so that its header is in their language. */
  readonly header: (column: string) => string;
  /** Whether the headers are the names of the columns, too: in a file that people fill in, not in data for programs. */
  readonly isForm: boolean;
}

/** A manager's sheet: what is proposed, and room for the manager's own number. */
export function managerSheet(rows: readonly ManagerRow[], heading: ManagerHeading, words: Words): Sheet {
  const { target, period, levels, columns, unit } = heading;
  const least = unit === undefined ? heading.decimals : heading.scale;
  const amount = (value: bigint | undefined, scale: number) => (value === undefined ? '' : formatExact(value, scale, least));
  return {
    name: 'manager-sheet',
    title:
      words.phrase('title.manager-sheet', { target, period }) + (unit === undefined ? '' : words.phrase('title.unit', { unit })),
    columns: sheetColumns(heading, words),
    ...withTotals(
      heading.isForm,
      rows.map(({ path, kind, lastYear, planned, number, check }) => {
        const [whole, ...parts] = planned ?? [];
        const cells = [
          ...[target, period],
          ...levels.map((_, depth) => path[depth] ?? ''),
          words.phrase(`sheet.kind.${kind}`),
          ...[amount(lastYear, LAST_YEAR_DECIMALS), amount(whole, heading.scale)],
          ...columns.map((_, column) => amount(parts[column], heading.scale)),
          ...[exact(number, least), '', '', '', check],
        ];
        return kind === 'subtotal' && !heading.isForm ? { cells, emphasis: kind } : { cells };
      }),
    ),
  };
}

/** The last row is the whole. A form has no rows apart: people must find every one. */
function withTotals(isForm: boolean, rows: readonly SheetRow[]): Pick<Sheet, 'rows' | 'totals'> {
  return isForm ? { rows, totals: undefined } : { rows: rows.slice(0, -1), totals: rows.at(-1) };
}

/** A number with all of its decimals. */
function exact(number: Decimal | undefined, least: number): string {
  if (!number) return '';
  const scale = Math.max(number.scale, least);
  return formatExact(number.coefficient * power10(scale - number.scale), scale, least);
}

function sheetColumns({ levels, columns, unit, header, isForm }: ManagerHeading, words: Words): Column[] {
  const column = (name: string, label: string, kind: ColumnKind): Column => ({ name: isForm ? label : name, label, kind });
  const inUnit = (label: string) => (unit === undefined ? label : words.phrase('sheet.with-unit', { name: label, unit }));
  const text = (name: string) => column(name, header(name), 'text');
  const amount = (name: string, label: string) => column(name, inUnit(label), 'amount');
  return [
    ...['target', 'period'].map(text),
    ...levels.map((level) => column(level, level, 'text')),
    text('kind'),
    ...['last_year', 'proposal'].map((name) => amount(name, header(name))),
    ...columns.map((label) => amount(label, words.phrase('sheet.period', { period: label }))),
    amount('number', header('number')),
    ...['note', 'person'].map(text),
    column('date', header('date'), 'date'),
    text('check'),
  ];
}
