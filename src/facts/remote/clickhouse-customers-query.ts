import { previousSpan, type Span } from '../../core/calendar/period.ts';
import { CREDIT_PARTS } from '../../core/metrics/customers.ts';
import { UNASSIGNED } from '../../core/organisation/unit-tree.ts';
import { AMOUNT_SCALE, DAMAGED_NAME_PATTERN } from '../cells/cell-rules.ts';
import type { DamagedColumn } from '../damaged-names.ts';
import type { CustomersQuery } from '../facts-source.ts';
import { clickHouseText } from './clickhouse-literals.ts';
import type { KnownCells } from './clickhouse-odd-cells.ts';
import { exactText } from './odd-cells.ts';
import type { Session } from './session.ts';
import { factsCells, levelNames, selectedSql, textOf } from './totals-statement.ts';

/**
 * Stands for the period in the one row with rows used, rows without a name, orders of returns alone, orders too large to share,
 * and rows with damaged names of customers and of orders.
 */
export const ACCOUNT = -1;

/** Ten times an order's amount must fit into 64 bits of the smallest unit; in whole units of money. */
const LARGEST = 1_000_000_000_000;

/**
 * One statement in layers, for servers without windows and grouping sets; only the innermost reads the table, and shards
 * group it. Gives the period, the depth of the node and its levels (blank below the depth), then gained and reactivated in
 * credit parts, orders, active, repeat, before, kept. Names end in the number of their layer, since an alias hides every column of its name.
 */
export function customersSql(session: Session, query: CustomersQuery, known: KnownCells): string {
  const layers = [normalParts, orders, customers, ordersInTime, placed, credited, nodes, counts];
  return layers.reduce((from, layer) => layer(from, query, session), rawParts(session, query, known));
}

/** The least damaged name of a customer or order. */
export function leastDamagedSql(session: Session, query: CustomersQuery, { name, known }: DamagedNames): string {
  const column = NAME_COLUMNS[name];
  const parts = normalParts(rawParts(session, query, known), query, session);
  return `SELECT min(${column}) FROM (${parts}) WHERE ${isDamaged(column)}`;
}

interface DamagedNames {
  readonly name: DamagedColumn;
  readonly known: KnownCells;
}

const NAME_COLUMNS = { customer: 'c_1', order: 'o_1' } as const;

function isDamaged(column: string): string {
  return `match(${column}, ${clickHouseText(`^(?:${DAMAGED_NAME_PATTERN})$`)})`;
}

/** The account of a customer's rows. */
const ACCOUNT_PARTS = 'used_3, nameless_3, apart_3, large_3, customers_3, numbers_3';

type Layer = (from: string, query: CustomersQuery, session: Session) => string;

/** Parts of orders by names as written: customer `c0`, order `o0`, levels, amount `a0`, first day sold `d0` (else 0), rows `n0`. */
function rawParts({ table, dialect }: Session, query: CustomersQuery, known: KnownCells): string {
  const levels = levelNames(query);
  const text = (column: string) => textOf(table, column, dialect);
  const [date, amount] = [text(query.date), text(query.amount.column)];
  const cells = { ...factsCells(table, query, dialect, []), c: text(query.customer), o: text(query.order) };
  const days = [...known.days].map(([cell, day]): [string, string] => [cell, String(day)]);
  const amounts = [...known.amounts].map(([cell, value]): [string, string] => [cell, exactText(value)]);
  const keys = {
    day: `ifNull(toInt32(d), toInt32OrZero(${told(date, days, '')}))`,
    amount: `assumeNotNull(if(a IS NULL, toDecimal64(${told(amount, amounts, '0')}, ${AMOUNT_SCALE}), a))`,
  };
  const hasAmount = amounts.length === 0 ? 'a IS NOT NULL' : `(a IS NOT NULL OR ${amount} IN (${texts(amounts, 0)}))`;
  return dialect.statement({
    from: table.from,
    cells,
    keys,
    where: `${selectedSql(query)} AND day > 0 AND ${hasAmount}`,
    groupBy: ['c', 'o', ...levels],
    select: [
      // A name of a name would be looked for in the table.
      ...['c', 'o', ...levels].map((name) => `toString(${name}) AS ${name}_0`),
      ...['sum(amount) AS a_0', 'minIf(day, amount > 0) AS d_0', 'count() AS n_0'],
    ],
  });
}

type Pairs = readonly (readonly [string, string])[];

function told(text: string, pairs: Pairs, otherwise: string): string {
  const other = clickHouseText(otherwise);
  return pairs.length === 0 ? other : `transform(${text}, [${texts(pairs, 0)}], [${texts(pairs, 1)}], ${other})`;
}

function texts(pairs: Pairs, side: 0 | 1): string {
  return pairs.map((pair) => clickHouseText(pair[side])).join(', ');
}

/** The same with names in NFC, so that those that become equal are one. */
const normalParts: Layer = (from, query, { dialect }) => {
  const levels = levelNames(query);
  const level = (name: string) => {
    const normal = dialect.normal(`${name}_0`);
    return `if(${normal} = '', ${clickHouseText(UNASSIGNED)}, ${normal}) AS ${name}_1`;
  };
  const names = [...['c', 'o'].map((name) => `${dialect.normal(`${name}_0`)} AS ${name}_1`), ...levels.map(level)];
  return `SELECT ${names.join(', ')}, sum(a_0) AS a_1, minIf(d_0, d_0 > 0) AS d_1, sum(n_0) AS n_1
    FROM (${from}) GROUP BY ${['c', 'o', ...levels].map((name) => `${name}_1`).join(', ')}`;
};

/** Orders with their parts: levels, then the amount in the smallest unit. */
const orders: Layer = (from, query) => {
  const units = `toInt64(a_1 * ${10 ** AMOUNT_SCALE})`;
  const part = [...levelNames(query).map((name) => `${name}_1`), units].join(', ');
  return `SELECT c_1, o_1, sum(n_1) AS n_2, c_1 != '' AND o_1 != '' AS named_2, sum(a_1) AS total_2, minIf(d_1, d_1 > 0) AS d_2,
    total_2 > ${LARGEST} OR max(a_1) > ${LARGEST} OR min(a_1) < -${LARGEST} AS large_2, groupArray(tuple(${part})) AS parts_2
    FROM (${from}) GROUP BY c_1, o_1`;
};

/** Customers with their valid orders: day, number, parts. */
const customers: Layer = (from) =>
  `SELECT c_1, sum(n_2) AS used_3, sumIf(n_2, NOT named_2) AS nameless_3, countIf(named_2 AND d_2 = 0) AS apart_3,
    countIf(large_2) AS large_3, if(${isDamaged('c_1')}, used_3, 0) AS customers_3, sumIf(n_2, ${isDamaged('o_1')}) AS numbers_3, any(parts_2) AS some_3,
    arraySort(x -> (x.1, x.2), groupArrayIf((d_2, o_1, parts_2), named_2 AND total_2 > 0)) AS orders_3
    FROM (${from}) GROUP BY c_1`;

/** Each order with the day of the one before; then one without a day, for the account of the customer's rows. */
const ordersInTime: Layer = (from) =>
  `SELECT c_1, ${ACCOUNT_PARTS}, arrayMap(x -> x.1, orders_3) AS days_4,
    arrayConcat(
      arrayMap((x, before) -> (x.1, x.2, x.3, before), orders_3, ${shifted('days_4', 'toInt32(0)')}),
      [(toInt32(0), '', arraySlice(some_3, 1, 1), toInt32(0))]) AS orders_4
    FROM (${from})`;

/** The array with `first` before it and without its end. */
function shifted(array: string, first: string): string {
  return `arraySlice(arrayPushFront(${array}, ${first}), 1, length(${array}))`;
}

/** Each order in each period that has it, or that it comes before, and how the customer arrived with it: 1 new, 2 back. */
const placed: Layer = (from, query) => {
  const amount = `x.${query.levels.length + 1}`;
  return `SELECT c_1, ${ACCOUNT_PARTS}, arrayJoin(orders_4) AS order_5,
    order_5.1 AS d_5, order_5.2 AS o_5, order_5.4 AS before_5, d_5 = 0 AS account_5,
    arraySort(arrayFilter(x -> d_5 = 0 OR ${amount} > 0, order_5.3)) AS parts_5,
    arrayMap(x -> toUInt64(if(d_5 = 0, 0, ${amount})), parts_5) AS amounts_5,
    arrayJoin(if(account_5, [(toInt32(${ACCOUNT}), toUInt8(1))], ${periodsAt('d_5', query.periods)})) AS at_5,
    at_5.1 AS p_5, at_5.2 AS now_5, if(now_5, ${arrivalSql(query)}, 0) AS arrival_5
    FROM (${from})`;
};

/** Pairs of a period and whether the day is in it, rather than in the span before it; that ends where the period begins. */
function periodsAt(day: string, periods: readonly Span[]): string {
  const list = (value: (period: Span, index: number) => number) =>
    `[${periods.map((p, i) => `toInt32(${value(p, i)})`).join(', ')}]`;
  const found = [list((_, index) => index), list((p) => previousSpan(p).start), list(({ end }) => end)];
  const within = `arrayFilter((p, was, end) -> was <= ${day} AND ${day} <= end, ${found.join(', ')})`;
  return `arrayMap(p -> (p, toUInt8(${day} >= arrayElement(${list(({ start }) => start)}, p + 1))), ${within})`;
}

/** Dates of this server begin in 1970: where the look-back reaches further, it reaches every order before. */
function arrivalSql({ lookBack }: CustomersQuery): string {
  const reaches = `toYear(toDate(d_5)) * 12 + toMonth(toDate(d_5)) - 1 >= ${1970 * 12 + lookBack}`;
  const since = `if(${reaches}, toInt32(addMonths(toDate(d_5), -if(${reaches}, ${lookBack}, 0))), 0)`;
  return `multiIf(before_5 = 0, 1, before_5 < ${since}, 2, 0)`;
}

const credited: Layer = (from, query) => {
  const credits = query.credit === 'share' ? SHARED_CREDIT : MAIN_CREDIT;
  return `SELECT c_1, ${ACCOUNT_PARTS}, o_5, account_5, p_5, now_5, arrival_5, toUInt64(if(account_5, 1, arraySum(amounts_5))) AS whole_6,
    arrayMap(u -> ${partsUpTo('u', 'whole_6')}, arrayCumSum(amounts_5)) AS reached_6,
    arrayJoin(arrayMap((part, credit) -> (part, credit), parts_5, ${credits})) AS part_6
    FROM (${from})`;
};

const SHARED_CREDIT = `arrayMap((upTo, before) -> toInt64(upTo) - toInt64(before), reached_6, ${shifted('reached_6', 'toUInt64(0)')})`;
const MAIN_CREDIT = `arrayMap(i -> toInt64(if(i = indexOf(amounts_5, arrayReduce('max', amounts_5)), ${CREDIT_PARTS}, 0)), arrayEnumerate(amounts_5))`;

/** `CREDIT_PARTS` x amount / whole, rounded down, digit by digit: the product has more than 64 bits. */
function partsUpTo(amount: string, whole: string): string {
  let rest = `(${amount} % ${whole})`;
  let sum = `intDiv(${amount}, ${whole}) * ${CREDIT_PARTS}`;
  for (let place = CREDIT_PARTS / 10; place >= 1; place /= 10) {
    sum += ` + intDiv(${rest} * 10, ${whole}) * ${place}`;
    rest = `((${rest} * 10) % ${whole})`;
  }
  return `toUInt64(${sum})`;
}

/** Figures of a node, and of the account. */
const FIGURES = 7;

/** Each customer in each node on the way to a leaf. */
const nodes: Layer = (from, { levels }) => {
  const path = levels.map((_, index) => `if(depth_7 > ${index}, part_6.1.${index + 1}, '') AS l${index}_7`);
  const exploded = `SELECT *, arrayJoin(if(account_5, [toUInt32(0)], range(${levels.length + 1}))) AS depth_7 FROM (${from})`;
  const keys = ['c_1', 'p_5', 'depth_7', 'account_5', ...levels.map((_, index) => `l${index}_7`)];
  const gained = (arrival: number) => `sumIf(part_6.2, arrival_5 = ${arrival})`;
  const bought = 'uniqExactIf(o_5, now_5)';
  const figures = [
    ['any(used_3)', gained(1)],
    ['any(nameless_3)', gained(2)],
    ['any(apart_3)', bought],
    ['any(large_3)', `${bought} > 0`],
    ['any(customers_3)', `${bought} > 1`],
    ['any(numbers_3)', 'min(now_5) = 0'],
    ['0', `min(now_5) = 0 AND ${bought} > 0`],
  ].map(([account, counted], index) => `if(account_5, toInt64(${account}), toInt64(${counted})) AS x${index}_8`);
  return `SELECT ${['c_1', 'p_5', 'depth_7', 'account_5', ...path, ...figures].join(', ')} FROM (${exploded}) GROUP BY ${keys.join(', ')}`;
};

const counts: Layer = (from, { levels }) => {
  const keys = ['p_5', 'depth_7', ...levels.map((_, index) => `l${index}_7`)].join(', ');
  const sums = Array.from({ length: FIGURES }, (_, index) => `sum(x${index}_8)`).join(', ');
  return `SELECT ${keys}, ${sums} FROM (${from}) GROUP BY ${keys}`;
};
