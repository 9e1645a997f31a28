import { normalName } from '../../core/names.ts';
import { cellNumber } from '../cells/cell-rules.ts';
import type { Condition, TotalsQuery } from '../facts-source.ts';
import { STATUS } from '../row-status.ts';
import type { Statement, TableColumn } from './connection.ts';
import type { Dialect, Named } from './dialect.ts';
import { rowTaxSql } from './row-tax.ts';

/** The table that is asked: its expression in SQL, and its columns by their normal names. */
export interface RemoteTable {
  readonly from: string;
  readonly columns: ReadonlyMap<string, TableColumn>;
}

export type FactsColumns = Pick<TotalsQuery, 'date' | 'amount' | 'levels' | 'where'>;

/**
 * Sums by unit, day or month (or status): columns `l0` ... `k`, then the sum as text, the number of rows, and first and last day.
 * Only the commonest forms of cells are read: all other rows are bad for now. Where rows are taxed one by one, `rk` is the last.
 */
export function plainTotalsStatement(table: RemoteTable, query: TotalsQuery, dialect: Dialect): Statement {
  const values: string[] = [];
  const cells = { ...factsCells(table, query, dialect, values), ...plainCells(table, query, dialect, PLAIN_NAMES) };
  return addedUp({ table, query, dialect, values, cells, keys: { k: keySql(query, dialect, STATUS.bad) } });
}

/**
 * Likewise of the selected rows that the statement above calls bad, with the texts of their odd cells behind the days: `dt at`. Odd
 * rows have their own day in `k`, since their month and range wait for judgement; where rows are taxed, those with an odd date have
 * the text of their amount, too: what they come to waits for the day.
 */
export function oddTotalsStatement(table: RemoteTable, query: TotalsQuery, dialect: Dialect): Statement {
  const values: string[] = [];
  const plain = { d: 'pd', a: 'pa' };
  const cells = { ...oddCells(table, query, dialect, values), ...plainCells(table, query, dialect, plain) };
  const texts = oddTexts(selectedSql(query), query.tax !== undefined);
  const keys = { k: keySql(query, dialect, dialect.dayNumber('d')), ...texts };
  const where = `${selectedSql(query)} AND (pd IS NULL OR pa IS NULL)`;
  return addedUp({ table, query, dialect, values, cells, keys, texts: Object.keys(texts), where });
}

const PLAIN_NAMES = { d: 'd', a: 'a' };

/** Day and amount of the commonest forms, by the names that are given. */
function plainCells(
  table: RemoteTable,
  query: FactsColumns,
  dialect: Dialect,
  names: { readonly d: string; readonly a: string },
): Named {
  const { column } = query.amount;
  return {
    [names.d]: dialect.plainDay(columnOf(table, query.date)),
    [names.a]: column === '' ? dialect.zero : dialect.plainAmount(columnOf(table, column)),
  };
}

interface Adding {
  readonly table: RemoteTable;
  readonly query: TotalsQuery;
  readonly dialect: Dialect;
  readonly values: string[];
  readonly cells: Named;
  readonly keys: Named;
  /** Keys that stand behind the days. */
  readonly texts?: readonly string[];
  readonly where?: string;
}

function addedUp({ table, query, dialect, values, cells, keys, texts = [], where }: Adding): Statement {
  const column = query.tax?.column;
  const rateText = column === undefined ? undefined : textOf(table, column, dialect);
  const tax = rowTaxSql({ query, selected: selectedSql(query), rateText, dialect, values });
  const rate = Object.keys(tax?.rate ?? {});
  const [first = '', last = ''] =
    query.grain === 'day' ? ['k', 'k'] : ['min', 'max'].map((end) => dialect.dayNumber(`${end}(d)`));
  const shape = {
    from: table.from,
    cells: { ...cells, ...tax?.cells },
    keys: { ...keys, ...tax?.rate, ...tax?.amount },
    groupBy: [...levelNames(query), ...Object.keys(keys), ...rate],
    select: [...levelNames(query), 'k', dialect.sum(tax ? 't' : 'a'), 'count(*)', first, last, ...texts, ...rate],
    ...(where !== undefined && { where }),
  };
  return { sql: dialect.statement({ ...shape, totalRow: true }), values };
}

/**
 * The selected rows that are not plain: columns `dt at` as above, then the cells as written: date, amount, levels. In the
 * order of these, what is blank last.
 */
export function oddRowsStatement(table: RemoteTable, query: TotalsQuery, dialect: Dialect): Statement {
  const values: string[] = [];
  const cells = oddCells(table, query, dialect, values);
  const keys = oddTexts('1 = 1');
  const written = ['dr', 'ar', ...levelNames(query)];
  const blankLast = ['dr', 'ar'].map((text) => `CASE WHEN ${text} = '' THEN 1 ELSE 0 END`);
  const orderBy = [...blankLast, ...written.map((text) => dialect.byCodePoints(text))];
  const where = `${selectedSql(query)} AND (d IS NULL OR a IS NULL)`;
  return {
    sql: dialect.statement({ from: table.from, cells, keys, where, select: [...Object.keys(keys), ...written], orderBy }),
    values,
  };
}

/** The distinct texts `dt at` of the selected rows that are not plain. */
export function oddTextsStatement(table: RemoteTable, query: FactsColumns, dialect: Dialect): Statement {
  const values: string[] = [];
  const cells = oddCells(table, query, dialect, values);
  const where = `${selectedSql(query)} AND (d IS NULL OR a IS NULL)`;
  const by = ['dt', 'at'];
  return { sql: dialect.statement({ from: table.from, cells, keys: oddTexts('1 = 1'), where, groupBy: by, select: by }), values };
}

/** The text of a date that is not plain, and of an amount; null where it is, or where the row does not count. */
function oddTexts(selected: string, isTaxed = false): Named {
  const isAsked = isTaxed ? '(a IS NULL OR d IS NULL)' : 'a IS NULL';
  return { dt: `CASE WHEN ${selected} AND d IS NULL THEN dr END`, at: `CASE WHEN ${selected} AND ${isAsked} THEN ar END` };
}

/** The cells of `factsCells` with the texts of date and amount, `dr` and `ar`. */
export function oddCells(table: RemoteTable, query: FactsColumns, dialect: Dialect, values: string[]): Named {
  const { column } = query.amount;
  const ar = column === '' ? dialect.literal('') : textOf(table, column, dialect);
  return { ...factsCells(table, query, dialect, values), dr: textOf(table, query.date, dialect), ar };
}

/** How many rows there are. */
export function countStatement({ from }: RemoteTable): Statement {
  return { sql: `SELECT count(*) FROM ${from}`, values: [] };
}

/** Level texts `l0` ..., day `d`, amount `a`, and conditions `w0` ...; values of conditions are bound in this order. */
export function factsCells(table: RemoteTable, query: FactsColumns, dialect: Dialect, values: string[]): Named {
  const levels = query.levels.map(({ column }, index) => [`l${index}`, textOf(table, column, dialect)]);
  const wheres = query.where.map((condition, index) => {
    const text = dialect.normal(textOf(table, condition.column, dialect));
    return [`w${index}`, conditionSql(text, condition, dialect, values)];
  });
  const { column } = query.amount;
  const a = column === '' ? dialect.zero : dialect.amount(columnOf(table, column));
  return { ...Object.fromEntries([...levels, ...wheres]), d: dialect.day(columnOf(table, query.date)), a };
}

export function columnOf({ columns }: RemoteTable, name: string): TableColumn {
  const column = columns.get(normalName(name));
  if (!column) throw new Error(`no column ${name}`);
  return column;
}

export function textOf(table: RemoteTable, name: string, dialect: Dialect): string {
  return dialect.text(columnOf(table, name));
}

export function levelNames({ levels }: Pick<TotalsQuery, 'levels'>): string[] {
  return levels.map((_, index) => `l${index}`);
}

export function selectedSql({ where }: Pick<TotalsQuery, 'where'>): string {
  return where.length === 0 ? '1 = 1' : `(${where.map((_, index) => `w${index}`).join(' AND ')})`;
}

/** `withoutAmount` is for rows with a day alone. */
function keySql(query: TotalsQuery, dialect: Dialect, withoutAmount: string | number): string {
  const { where, range, grain } = query;
  const outside = range && `d < ${dialect.dayLiteral(range.start)} OR d > ${dialect.dayLiteral(range.end)}`;
  const whens = [
    ...(where.length === 0 ? [] : [`WHEN NOT ${selectedSql(query)} THEN ${STATUS.notSelected}`]),
    `WHEN d IS NULL THEN ${STATUS.bad}`,
    `WHEN a IS NULL THEN ${withoutAmount}`,
    ...(outside ? [`WHEN ${outside} THEN ${STATUS.outOfRange}`] : []),
  ];
  return `CASE ${whens.join(' ')} ELSE ${dialect.dayNumber(grain === 'month' ? dialect.firstOfMonth('d') : 'd')} END`;
}

/** The twin of `meets` in conditions.ts. */
function conditionSql(text: string, { operator, values: wanted }: Condition, dialect: Dialect, values: string[]): string {
  if (operator === '<' || operator === '>') {
    const number = cellNumber(wanted[0] ?? '');
    if (number === undefined) return '1 = 0';
    const compared = `${dialect.number(text)} ${operator} ${dialect.numberLiteral(number)}`;
    return `CASE WHEN ${compared} THEN 1 = 1 ELSE 1 = 0 END`;
  }
  const among = wanted.map((value) => dialect.bound(normalName(value), values)).join(', ');
  return `${text} ${operator === '!=' ? 'NOT IN' : 'IN'} (${among})`;
}
