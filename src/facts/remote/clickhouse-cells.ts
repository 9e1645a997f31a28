import { AMOUNT_DIGITS, AMOUNT_SCALE, PLAIN_AMOUNT_PATTERN } from '../cells/cell-rules.ts';
import { clickHouseName, clickHouseText } from './clickhouse-literals.ts';
import type { TableColumn } from './connection.ts';

/**
 * ClickHouse evaluates every branch of a condition for every row: what a branch reads must be readable there, too. Old servers
 * take no condition that may be null from a column with one value.
 */

const DATE = '[1-9][0-9]{3}-[0-9]{1,2}-[0-9]{1,2}';
const TIME = '(?:[ T](?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?)?';
const AMOUNT = `^[+-]?([0-9]{1,3}(,[0-9]{3}){1,3}|[0-9]{1,${AMOUNT_DIGITS}})(\\.[0-9]{1,${AMOUNT_SCALE}})?$`;
const PLAIN_AMOUNT = `^(?:${PLAIN_AMOUNT_PATTERN})$`;
const LIMIT = `1${'0'.repeat(AMOUNT_DIGITS)}`;

/** Without what only says that a cell may be null or how it is stored. */
function plainType({ type }: TableColumn): string {
  const inner = /^(?:Nullable|LowCardinality)\((.*)\)$/u.exec(type)?.[1];
  return inner === undefined ? type : plainType({ name: '', type: inner });
}

/** A cell as its text; null is ''. */
export function cellText(column: TableColumn): string {
  const name = clickHouseName(column.name);
  const type = plainType(column);
  if (type === 'String') return column.type === type ? name : `ifNull(${name}, '')`;
  const text = type.startsWith('FixedString') ? `toStringCutToZero(${name})` : `toString(${name})`;
  return `ifNull(${text}, '')`;
}

/** A cell's day, in the zone of the column; null when it is none. A zero date is what a missing one becomes, and no day. */
export function cellDay(column: TableColumn): string {
  const name = clickHouseName(column.name);
  const type = plainType(column);
  if (type === 'Date') return `if(ifNull(toUInt16(${name}) = 0, 1), NULL, ${name})`;
  if (/^DateTime(\(|$)/u.test(type)) return `if(ifNull(toUInt32(${name}) = 0, 1), NULL, toDate(${name}))`;
  return textDay(cellText(column));
}

/** Of a text the day that prints as it was read: many times as fast as looking for a pattern. */
export function plainDay(column: TableColumn): string {
  if (isDayType(column)) return cellDay(column);
  const text = cellText(column);
  const day = `toDateOrZero(${text})`;
  return `if(toString(${day}) = ${text} AND toUInt16(${day}) > 0, ${day}, NULL)`;
}

function isDayType(column: TableColumn): boolean {
  return /^Date(Time)?(\(|$)/u.test(plainType(column));
}

/** A day that does not exist, or that this server's dates do not reach, prints otherwise than it was read. */
function textDay(text: string): string {
  const hyphens = replaced(text, '^([1-9][0-9]{3})/([0-9]{1,2})/([0-9]{1,2})', '\\1-\\2-\\3');
  const day = `extract(${hyphens}, ${clickHouseText(`^(${DATE})${TIME}$`)})`;
  const padded = replaced(replaced(day, '-([0-9])-', '-0\\1-'), '-([0-9])$', '-0\\1');
  return `if(toString(toDateOrZero(${padded})) = ${padded} AND toUInt16(toDateOrZero(${padded})) > 0, toDateOrZero(${padded}), NULL)`;
}

/** A cell's exact amount; null when it is none, has too many digits, or is written in an odd way. */
export function cellAmount(column: TableColumn): string {
  const name = clickHouseName(column.name);
  const type = plainType(column);
  const [, digits, decimals] = (/^Decimal\(([0-9]+), ([0-9]+)\)$/u.exec(type) ?? []).map(Number);
  if (digits !== undefined && decimals !== undefined) return decimalAmount(column, digits, decimals);
  if (/^(Int(8|16|32)|UInt(8|16|32))$/u.test(type)) return amountOf(`toInt64(${name})`);
  if (/^U?Int64$/u.test(type)) {
    const fits = `ifNull(${name} < ${LIMIT}${type === 'Int64' ? ` AND ${name} > -${LIMIT}` : ''}, 0)`;
    return `if(${fits}, ${amountOf(`if(${fits}, toInt64(${name}), 0)`)}, NULL)`;
  }
  return textAmount(cellText(column));
}

/** Of a text without signs that would have to be taken out first. */
export function plainAmount(column: TableColumn): string {
  if (/^(Decimal|U?Int)/u.test(plainType(column))) return cellAmount(column);
  const text = cellText(column);
  const plain = `match(${text}, ${clickHouseText(PLAIN_AMOUNT)})`;
  return `if(${plain}, ${amountOf(`if(${plain}, ${text}, '0')`)}, NULL)`;
}

function decimalAmount(column: TableColumn, digits: number, decimals: number): string {
  const fits = decimals <= AMOUNT_SCALE && digits - decimals <= AMOUNT_DIGITS && digits <= 18;
  if (fits) return amountOf(clickHouseName(column.name));
  return textAmount(replaced(cellText(column), `(\\.[0-9]{${AMOUNT_SCALE}})0+$`, '\\1'));
}

/** A floating-point number comes here by its shortest text. */
function textAmount(text: string): string {
  const plain = `match(${text}, ${clickHouseText(AMOUNT)})`;
  return `if(${plain}, ${amountOf(`if(${plain}, replaceAll(${text}, ',', ''), '0')`)}, NULL)`;
}

function amountOf(number: string): string {
  return `toDecimal64(${number}, ${AMOUNT_SCALE})`;
}

function replaced(text: string, pattern: string, by: string): string {
  return `replaceRegexpOne(${text}, ${clickHouseText(pattern)}, ${clickHouseText(by)})`;
}
