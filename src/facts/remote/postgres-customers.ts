import { formatDay } from '../../core/calendar/day.ts';
import { previousSpan } from '../../core/calendar/period.ts';
import { refuse } from '../../core/finding.ts';
import { CREDIT_PARTS, type CustomerCount } from '../../core/metrics/customers.ts';
import { UNASSIGNED } from '../../core/organisation/unit-tree.ts';
import { AMOUNT_SCALE, DAMAGED_NAME_PATTERN } from '../cells/cell-rules.ts';
import { type DamagedColumn, type DamagedRows, damagedFindings } from '../damaged-names.ts';
import type { CustomersQuery, CustomersResult } from '../facts-source.ts';
import type { Statement, TextRow } from './connection.ts';
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
    else counts.push(countOf(row, depth));
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

function countOf(row: TextRow, depth: number): CustomerCount {
  const path = row.slice(1, 1 + depth).filter((name) => name !== null);
  const [gained = 0, reactivated = 0, orders = 0, active = 0, ...more] = row.slice(1 + depth).map(Number);
  const [repeat = 0, before = 0, kept = 0] = more;
  return { period: Number(row[0]), path, gained, reactivated, orders, active, repeat, before, kept };
}

const COUNTS = ['gained', 'back', 'orders', 'active', 'repeat', 'before', 'kept'] as const;
/** Stands for the period in the one row with rows used, rows without a name, orders of returns alone, and rows with damaged names. */
const ACCOUNT = -1;
const IS_NAMED = `c <> '' AND o <> ''`;
const NAME_COLUMNS = { customer: 'c', order: 'o' } as const;

function isDamaged(column: string): string {
  return `${column} ~ '^(?:${DAMAGED_NAME_PATTERN})$'`;
}

function rowsWith(condition: string): string {
  return `coalesce(sum(n) FILTER (WHERE ${condition}), 0)`;
}

/**
 * One statement, since a session that only reads makes no tables: `parts` are each order's parts by leaf unit: customer `c`,
 * order `o`, levels, amount `a` in whole numbers, first day sold `d`, rows `n`.
 */
function customersStatement(session: Session, query: CustomersQuery, known: KnownTexts | undefined): Statement {
  const values: string[] = [];
  const levels = levelNames(query);
  const listed = levels.map((level) => `${level}, `).join('');
  const blank = levels.map(() => 'NULL, ').join('');
  const counted = COUNTS.map((name) => `coalesce(sum(${name}), 0)`).join(', ');
  const sql = `WITH parts AS MATERIALIZED (${partsSql(session, query, { values, known })}),
    periods(p, was, lo, hi) AS (VALUES ${periodRows(query)}),
    orders AS (SELECT c, o, min(d) AS d FROM parts WHERE ${IS_NAMED} GROUP BY c, o HAVING sum(a) > 0),
    told AS (SELECT *, lag(d) OVER (PARTITION BY c ORDER BY d, o COLLATE "C") AS before FROM orders),
    valid AS (SELECT c, o, ${listed}a, told.d AS d, ${arrivalSql(query)} AS arrival
      FROM parts JOIN told USING (c, o) WHERE a > 0),
    placed AS (SELECT valid.*, p, d >= lo AS now FROM valid JOIN periods ON d BETWEEN was AND hi),
    bought AS (SELECT p, ${listed}count(DISTINCT CASE WHEN now THEN o END) AS orders, max(CASE WHEN now THEN 0 ELSE 1 END) AS before
      FROM placed GROUP BY ${nodeSets(levels, ['p', 'c'])}),
    credited AS (SELECT p, ${listed}arrival, ${creditSql(query)} AS credit FROM placed WHERE now AND arrival IS NOT NULL),
    counts AS (
      SELECT p, ${listed}0 AS gained, 0 AS back, orders, (orders > 0)::integer AS active, (orders > 1)::integer AS repeat,
        before, CASE WHEN orders > 0 THEN before ELSE 0 END AS kept FROM bought
      UNION ALL
      SELECT p, ${listed}sum(credit) FILTER (WHERE arrival = 'new'), sum(credit) FILTER (WHERE arrival = 'back'), 0, 0, 0, 0, 0
      FROM credited GROUP BY ${nodeSets(levels, ['p'])})
    SELECT p, ${listed}${counted} FROM counts GROUP BY ${['p', ...levels].join(', ')}
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

function periodRows({ periods }: CustomersQuery): string {
  const day = (value: number) => `DATE '${formatDay(value)}'`;
  return periods
    .map((period, index) => `(${index}, ${[previousSpan(period).start, period.start, period.end].map(day).join(', ')})`)
    .join(', ');
}

function arrivalSql({ lookBack }: CustomersQuery): string {
  return `CASE WHEN before IS NULL THEN 'new' WHEN before < told.d - INTERVAL '${lookBack} months' THEN 'back' END`;
}

/** The whole and every node on the way to a leaf, each grouped on its own. */
function nodeSets(levels: readonly string[], fixed: readonly string[]): string {
  const sets = [[], ...levels.map((_, depth) => levels.slice(0, depth + 1))].map((node) => [...fixed, ...node]);
  return `GROUPING SETS (${sets.map((set) => `(${set.join(', ')})`).join(', ')})`;
}

function creditSql(query: CustomersQuery): string {
  const byPath = levelNames(query).map((level) => `${level} COLLATE "C"`);
  const whole = 'PARTITION BY p, c, o';
  if (query.credit === 'main') {
    return `CASE WHEN row_number() OVER (${whole} ORDER BY ${['a DESC', ...byPath].join(', ')}) = 1 THEN ${CREDIT_PARTS} ELSE 0 END`;
  }
  const reached = `sum(a) OVER (${whole} ORDER BY ${[...byPath, 'a'].join(', ')} ROWS UNBOUNDED PRECEDING)`;
  const upTo = (amount: string) => `div((${amount}) * ${CREDIT_PARTS}, sum(a) OVER (${whole}))`;
  return `(${upTo(reached)} - ${upTo(`${reached} - a`)})`;
}
