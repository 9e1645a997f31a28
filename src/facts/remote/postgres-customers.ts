import { refuse } from '../../core/finding.ts';
import type { CustomerCount } from '../../core/metrics/customers.ts';
import { UNASSIGNED } from '../../core/organisation/unit-tree.ts';
import { AMOUNT_SCALE, DAMAGED_NAME_PATTERN } from '../cells/cell-rules.ts';
import { type CountsDialect, countOf, countsSql, IS_NAMED } from '../customers-sql.ts';
import { type DamagedColumn, type DamagedRows, damagedFindings } from '../damaged-names.ts';
import type { CustomersQuery, CustomersResult } from '../facts-source.ts';
import { refuseManyCounts } from '../sum-limit.ts';
import type { Statement } from './connection.ts';
import type { Dialect } from './dialect.ts';
import { formOf, OddCells } from './odd-cells.ts';
import type { Session } from './session.ts';
import { levelNames, oddCells, oddTextsStatement, selectedSql, textOf } from './totals-statement.ts';

/**
 * Counts customers on the server: what is counted is said at `countCustomers`. First those of the plain rows alone, then, where
 * that is not all of the rows that count, with the odd ones.
 */
export async function countPostgresCustomers(session: Session, query: CustomersQuery): Promise<CustomersResult> {
  const plain = await countRows(session, query, undefined);
  const known = plain.used === query.used ? undefined : await learnOddTexts(session, query);
  const { used, damaged, result } = known ? await countRows(session, query, known) : plain;
  if (used !== query.used) throw refuse('remote.rows-disagree', { records: query.used, counted: used }, { file: session.name });
  const findings = await damagedFindings(damaged, query, (name) => leastDamaged(session, query, { name, known }));
  return { ...result, findings };
}

interface Counted {
  readonly used: number;
  readonly damaged: DamagedRows;
  readonly result: CustomersResult;
}

async function countRows(session: Session, query: CustomersQuery, known: KnownTexts | undefined): Promise<Counted> {
  const depth = query.levels.length;
  const counts: CustomerCount[] = [];
  let account: readonly number[] = [];
  for await (const row of session.connection.rows(customersStatement(session, query, known))) {
    if (Number(row[0]) === ACCOUNT) account = row.slice(1 + depth).map(Number);
    else {
      refuseManyCounts(counts.length, query);
      counts.push(countOf(row, depth));
    }
  }
  const [used = 0, nameless = 0, returnsApart = 0, customer = 0, order = 0] = account;
  return { used, damaged: { customer, order }, result: { counts, nameless, returnsApart } };
}

interface DamagedNames {
  readonly name: DamagedColumn;
  readonly known: KnownTexts | undefined;
}

async function leastDamaged(session: Session, query: CustomersQuery, { name, known }: DamagedNames): Promise<string> {
  const values: string[] = [];
  const column = NAME_COLUMNS[name];
  const parts = partsSql(session, query, { values, known });
  const sql = `SELECT min(${column} COLLATE "C") FROM (${parts}) AS parts WHERE ${isDamaged(column)}`;
  for await (const [cell] of session.connection.rows({ sql, values })) return cell ?? '';
  return '';
}

/** Stands for the period in the one row with rows used, rows without a name, orders of returns alone, and rows with damaged names. */
const ACCOUNT = -1;
const NAME_COLUMNS = { customer: 'c', order: 'o' } as const;

function isDamaged(column: string): string {
  return `${column} ~ '^(?:${DAMAGED_NAME_PATTERN})$'`;
}

function rowsWith(condition: string): string {
  return `coalesce(sum(n) FILTER (WHERE ${condition}), 0)`;
}

const DIALECT: CountsDialect = {
  ordered: (column) => `${column} COLLATE "C"`,
  quotient: (dividend, divisor) => `div(${dividend}, ${divisor})`,
};

/**
 * One statement, since a session that only reads makes no tables: `parts` are each order's parts by leaf unit: customer `c`,
 * order `o`, levels, amount `a` in whole numbers, first day sold `d`, rows `n`.
 */
function customersStatement(session: Session, query: CustomersQuery, known: KnownTexts | undefined): Statement {
  const values: string[] = [];
  const levels = levelNames(query);
  const blank = levels.map(() => 'NULL, ').join('');
  const { tables, select } = countsSql(query, DIALECT);
  const sql = `WITH parts AS MATERIALIZED (${partsSql(session, query, { values, known })}), ${tables} ${select}
    UNION ALL SELECT ${ACCOUNT}, ${blank}coalesce(sum(n), 0), ${rowsWith(`NOT (${IS_NAMED})`)},
      (SELECT count(*) FROM (SELECT 1 FROM parts WHERE ${IS_NAMED} GROUP BY c, o HAVING max(d) IS NULL) AS apart),
      ${rowsWith(isDamaged('c'))}, ${rowsWith(isDamaged('o'))}, 0, 0 FROM parts`;
  return { sql, values };
}

interface PartsForm {
  readonly values: string[];
  readonly known: KnownTexts | undefined;
}

function partsSql({ table, dialect }: Session, query: CustomersQuery, { values, known }: PartsForm): string {
  const levels = levelNames(query);
  const name = (column: string) => dialect.normal(textOf(table, column, dialect));
  const unassigned = dialect.literal(UNASSIGNED);
  const named = query.levels.map(({ column }, index) => [`l${index}`, `coalesce(nullif(${name(column)}, ''), ${unassigned})`]);
  const cells = {
    ...oddCells(table, query, dialect, values),
    ...Object.fromEntries(named),
    ...{ c: name(query.customer), o: name(query.order) },
  };
  const columns = ['c', 'o', ...levels].join(', ');
  const whole = `trunc(a * ${10 ** AMOUNT_SCALE})`;
  const rows = dialect.statement({
    from: table.from,
    cells,
    where: selectedSql(query),
    select: ['c', 'o', ...levels, 'd', `${whole} AS a`, 'dr', 'ar'],
  });
  const odd = known && { days: jsonRows(known.days, dialect, values), amounts: jsonRows(known.amounts, dialect, values) };
  const read = odd
    ? `SELECT ${columns}, coalesce(d, DATE '1970-01-01' + days.value::integer) AS d, coalesce(a, amounts.value::numeric) AS a
        FROM (${rows}) AS plain LEFT JOIN ${odd.days} AS days ON d IS NULL AND days.key = dr
        LEFT JOIN ${odd.amounts} AS amounts ON a IS NULL AND amounts.key = ar`
    : rows;
  return `SELECT ${columns}, sum(a) AS a, min(d) FILTER (WHERE a > 0) AS d, count(*) AS n
    FROM (${read}) AS used WHERE d IS NOT NULL AND a IS NOT NULL GROUP BY ${columns}`;
}

/** What odd texts mean: days by their numbers, amounts in whole numbers. */
interface KnownTexts {
  readonly days: Readonly<Record<string, string>>;
  readonly amounts: Readonly<Record<string, string>>;
}

/** The odd texts of the rows that count, each read once by the one rule set; bad ones are left out. */
async function learnOddTexts({ connection, table, dialect }: Session, query: CustomersQuery): Promise<KnownTexts> {
  const odd = new OddCells(formOf(query));
  const [days, amounts] = [new Map<string, string>(), new Map<string, string>()];
  for await (const [date, amount] of connection.rows(oddTextsStatement(table, query, dialect))) {
    const day = date == null ? undefined : odd.day(date);
    if (day && 'day' in day) days.set(date ?? '', String(day.day));
    const read = amount == null ? undefined : odd.amount(amount);
    if (read && 'amount' in read) amounts.set(amount ?? '', String(read.amount));
  }
  return { days: Object.fromEntries(days), amounts: Object.fromEntries(amounts) };
}

function jsonRows(texts: Readonly<Record<string, string>>, dialect: Dialect, values: string[]): string {
  return `json_each_text(${dialect.bound(JSON.stringify(texts), values)}::json)`;
}
