import { formatDay } from '../../core/calendar/day.ts';
import { AMOUNT_DIGITS, AMOUNT_PATTERN, AMOUNT_SCALE, BLANKS, DATE_PATTERN, NUMBER_PATTERN } from '../cells/cell-rules.ts';
import type { TableColumn } from './connection.ts';
import { type Dialect, nestedStatement } from './dialect.ts';
import { exactText } from './odd-cells.ts';

/** Bounds on how often a digit comes cost PostgreSQL thrice the time: lengths are asked for apart. */
const ISO_DATE = {
  like: '____-__-__',
  pattern: '[1-9][0-9]*-[0-9]+-[0-9]+',
  early: '[1-9][0-9]*-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])',
};
const SHORT_AMOUNT = '-?[0-9]+(?:[.][0-9]+)?';
const DAY_ZERO = `DATE '1970-01-01'`;
/** Longer numbers may be more than floating point holds, which PostgreSQL calls an error. */
const LONGEST_NUMBER = 300;

/**
 * PostgreSQL from version 13 on, with a UTF8 database. Without conditions and customers it asks for nothing newer than 9.6, so
 * that servers which only speak its protocol may do.
 */
export const POSTGRES_DIALECT: Dialect = {
  identifier,
  literal,
  bound: (text, values) => `$${values.push(text)}::text`,
  text: textSql,
  day: daySql,
  amount: amountSql,
  plainDay: plainDaySql,
  plainAmount: plainAmountSql,
  zero: '0::numeric',
  firstOfMonth: (day) => `date_trunc('month', ${day}::timestamp)::date`,
  dayNumber: (day) => `(${day} - ${DAY_ZERO})`,
  dayLiteral: (day) => `DATE '${formatDay(day)}'`,
  taxed: (amount, { above, below, unit }) => {
    const whole = `abs(${amount}) * 1e${AMOUNT_SCALE} * ${above}`;
    return `(sign(${amount}) * div(${whole} + ${below / 2n}, ${below}) * ${exactText(unit)})`;
  },
  sum: (amount) => `sum(${amount})::text`,
  normal: (text) => `normalize(${trimmed(text)}, NFC)`,
  number: numberSql,
  numberLiteral: (value) => `'${value}'::float8`,
  byCodePoints: (text) => `${text} COLLATE "C"`,
  statement: nestedStatement,
};

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The E makes it independent of the server's setting for backslashes. */
function literal(text: string): string {
  return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** Money prints as the server's locale has it, its number does not. */
function textSql({ name, type }: TableColumn): string {
  return `coalesce(${identifier(name)}${type === 'money' ? '::numeric' : ''}::text, '')`;
}

function trimmed(text: string): string {
  return `btrim(${text}, ${literal(BLANKS)})`;
}

function matches(text: string, pattern: string): string {
  return `${text} ~ ${literal(`^(?:${pattern})$`)}`;
}

const DAY_TYPES = new Set(['date', 'timestamp', 'timestamptz']);

/** A point in time has its day in the session's zone. */
function daySql(column: TableColumn): string {
  if (!DAY_TYPES.has(column.type)) return textDaySql(textSql(column));
  const day = `${identifier(column.name)}::date`;
  return `CASE WHEN ${identifier(column.name)} BETWEEN '1000-01-01' AND '9999-12-31 23:59:59.999999' THEN ${day} END`;
}

/** The commonest form, up to the day that every month has without another look. */
function plainDaySql(column: TableColumn): string {
  return DAY_TYPES.has(column.type) ? daySql(column) : `CASE ${plainDayWhens(textSql(column))} END`;
}

function plainDayWhens(text: string): string {
  const plain = existingDay(`left(${text}, 4)`, `substr(${text}, 6, 2)`, `right(${text}, 2)`);
  const isPlain = (pattern: string) => `${text} LIKE '${ISO_DATE.like}' AND ${matches(text, pattern)}`;
  return `WHEN ${isPlain(ISO_DATE.early)} THEN ${text}::date WHEN ${isPlain(ISO_DATE.pattern)} THEN ${plain}`;
}

/** Other forms are trimmed and cut to their date first. */
function textDaySql(text: string): string {
  const date = `split_part(translate(left(${trimmed(text)}, 10), '/T', '- '), ' ', 1)`;
  const [year, month, day] = [1, 2, 3].map((at) => `split_part(${date}, '-', ${at})`);
  return `CASE ${plainDayWhens(text)}
    WHEN ${matches(trimmed(text), DATE_PATTERN)} THEN ${existingDay(year!, month!, day!)} END`;
}

/** A day that does not exist would be an error: late days are counted from the first, and must end up in their own month. */
function existingDay(...texts: readonly [year: string, month: string, day: string]): string {
  const [year, month, day] = texts.map((text) => `${text}::integer`);
  const counted = `(make_date(${year}, ${month}, 1) + (${day} - 1))`;
  return `CASE WHEN ${month} BETWEEN 1 AND 12 THEN CASE WHEN ${day} BETWEEN 1 AND 28 THEN make_date(${year}, ${month}, ${day})
    WHEN ${day} BETWEEN 29 AND 31 THEN CASE WHEN extract(month FROM ${counted}) = ${month} THEN ${counted} END END END`;
}

const WHOLE_TYPES = new Set(['int2', 'int4']);
const NUMBER_TYPES = new Set(['int8', 'numeric', 'money']);

/** Floating point is read by its shortest text, as it would stand in a file. */
function amountSql(column: TableColumn): string {
  const number = `${identifier(column.name)}::numeric`;
  if (WHOLE_TYPES.has(column.type)) return number;
  if (fitsAmount(column)) return `nullif(${number}, 'NaN')`;
  if (isNumber(column))
    return `CASE WHEN abs(${number}) < 1e${AMOUNT_DIGITS} AND ${number} = trunc(${number}, ${AMOUNT_SCALE}) THEN ${number} END`;
  const text = textSql(column);
  return `CASE ${plainAmountWhen(text)}
    WHEN ${matches(trimmed(text), AMOUNT_PATTERN)} THEN replace(${trimmed(text)}, ',', '')::numeric END`;
}

function plainAmountSql(column: TableColumn): string {
  return WHOLE_TYPES.has(column.type) || isNumber(column) ? amountSql(column) : `CASE ${plainAmountWhen(textSql(column))} END`;
}

function isNumber({ type }: TableColumn): boolean {
  return NUMBER_TYPES.has(type.replace(/\(.*$/u, ''));
}

/** Whether every number of a column is an amount, by the digits that it is declared with. */
function fitsAmount({ type }: TableColumn): boolean {
  const [, digits, decimals] = (/^numeric\(([0-9]+),([0-9]+)\)$/u.exec(type) ?? []).map(Number);
  return digits !== undefined && decimals !== undefined && decimals <= AMOUNT_SCALE && digits - decimals <= AMOUNT_DIGITS;
}

function plainAmountWhen(text: string): string {
  const digits = (part: 1 | 2) => `octet_length(split_part(${text}, '.', ${part}))`;
  const fits = `${digits(1)} <= ${AMOUNT_DIGITS} AND ${digits(2)} <= ${AMOUNT_SCALE}`;
  // No text of so few bytes has too many digits on either side of its point.
  const isShort = `octet_length(${text}) <= ${AMOUNT_SCALE + 2} OR (${fits})`;
  return `WHEN ${matches(text, SHORT_AMOUNT)} AND (${isShort}) THEN ${text}::numeric`;
}

function numberSql(text: string): string {
  const far = `CASE WHEN ${text} LIKE '-%' THEN '-Infinity'::float8 ELSE 'Infinity'::float8 END`;
  const near = `replace(${text}, ',', '')::float8`;
  return `CASE WHEN ${matches(text, NUMBER_PATTERN)} THEN CASE WHEN length(${text}) > ${LONGEST_NUMBER} THEN ${far} ELSE ${near} END END`;
}
