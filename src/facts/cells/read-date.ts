import { type Day, dayOf, firstOfMonth, lastOfMonth } from '../../core/calendar/day.ts';
import type { CellForm } from './cell-form.ts';
import { noCell, tidyCell } from './tidy-cell.ts';

/** Days `day` to `through`, both included: one day, or the month that the cell names. */
export type DateCell =
  | { readonly day: Day; readonly through: Day }
  /** A finding's code. */
  | { readonly problem: string };

type Reader = (parts: readonly string[], form: CellForm) => DateCell;

const YEAR = '([1-9][0-9]{3})';
const TWO = '([0-9]{1,2})';
const NAME =
  '(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november|december)\\.?';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const CHINESE = '[一二三四1-4]';
const PART_OF_YEAR = `(?:第?${CHINESE}季度?|q[1-4]|[上下]半年|全年|h[12])`;
const HOURS = '(?:[01]?[0-9]|2[0-3])';
/** What may follow a date; the day is the one that is written, whatever the zone. */
const TIME = new RegExp(
  `(?<=[0-9日号])(?: ?\\(?(?:星期|周)[一二三四五六日天]\\)?)?(?:(?:[ t]| ?[上下]午 ?|(?<=[日号]))${HOURS}:[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{1,9})?)?(?: ?[ap]m)?(?: ?z| ?[-+][0-9]{2}:?[0-9]{2})?)?$`,
  'u',
);

const DAY_ONE = Date.UTC(1899, 11, 31) / 86_400_000;
/** Excel believes in 1900-02-29: its days from 61 on are one too many, and its day 60 never was. */
const DAY_THAT_NEVER_WAS = 60;
/** 2199-12-31; a larger number is no date that a table of sales has. */
const LAST_SERIAL = 109_574;

/** In this order: the first that fits the whole cell reads it. */
const FORMS: readonly (readonly [RegExp, Reader])[] = [
  form(`${YEAR}([-/. \\\\])${TWO}\\2${TWO}`, ([y, , m, d]) => dayCell(y, m, d)),
  form(`${YEAR} *年 *${TWO} *月 *${TWO} *[日号]?`, ([y, m, d]) => dayCell(y, m, d)),
  form(`${YEAR}([0-9]{2})([0-9]{2})(?:(?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9])?)?`, ([y, m, d]) => dayCell(y, m, d)),
  form(`${TWO}[- /]${NAME}[- /,]+${YEAR}`, ([d, m, y]) => dayCell(y, m, d)),
  form(`${NAME}[- ]${TWO},? ?[- ]?${YEAR}`, ([m, d, y]) => dayCell(y, m, d)),
  form(`${TWO}[- /]${NAME}[- /]([0-9]{2})`, ([d, m, y], { dateFormat }) =>
    dateFormat ? dayCell(`20${y}`, m, d) : problem('facts.date-two-digit-year'),
  ),
  form(`([0-9]{2}) *年 *${TWO} *月 *${TWO} *[日号]?`, ([y, m, d], { dateFormat }) =>
    dateFormat ? dayCell(`20${y}`, m, d) : problem('facts.date-two-digit-year'),
  ),
  form(`([0-9]{1,2})([-/.])([0-9]{1,2})\\2([0-9]{2}|[1-9][0-9]{3}|[0-9])`, ([a, , b, c], cellForm) =>
    inGivenOrder([a!, b!, c!], cellForm),
  ),
  form(`${TWO} *月 *${TWO} *[日号]`, ([m, d], { year }) =>
    year === undefined ? problem('facts.date-no-year') : dayCell(String(year), m, d),
  ),
  form(`${YEAR}\\.1`, () => problem('facts.date-lost-zero')),
  form(`${YEAR} *(?:[-/.]|年|-?m) *${TWO} *(?:月份?)?`, ([y, m]) => monthCell(y, m)),
  form('((?:19|20)[0-9]{2})(0[1-9]|1[0-2])', ([y, m]) => monthCell(y, m)),
  form(`${TWO}[-/.]${YEAR}`, ([m, y]) => monthCell(y, m)),
  form(`${NAME}[-' ]{1,2}(?:20)?([0-9]{2})`, ([m, y]) => monthCell(`20${y}`, m)),
  form(`${NAME}[- ]+${YEAR}`, ([m, y]) => monthCell(y, m)),
  form(`${YEAR}[- ]${NAME}`, ([y, m]) => monthCell(y, m)),
  form(`${TWO}月-([0-9]{2})`, ([m, y]) => monthCell(`20${y}`, m)),
  form(`${TWO} *月份?`, ([m], { year }) => (year === undefined ? problem('facts.date-no-year') : monthCell(String(year), m))),
  form(NAME, ([m], { year }) => (year === undefined ? problem('facts.date-no-year') : monthCell(String(year), m))),
  form(`${YEAR}?(?: *年)?[- ]?${PART_OF_YEAR}|q[1-4][- ]${YEAR}|h[12][- ]${YEAR}`, () => problem('facts.date-too-coarse')),
  form(`(?:19|20|21)[0-9]{2}|${YEAR} *年度?|${YEAR}(?: *年)?[- ]?(?:第[0-9]{1,2}周|w[0-9]{1,2})`, () =>
    problem('facts.date-too-coarse'),
  ),
  form('([0-9]{1,7})(?:\\.[0-9]+)?', ([count], { serials }) =>
    serials ? serialCell(Number(count)) : problem(count!.length === 5 ? 'facts.date-serial' : 'facts.bad-date'),
  ),
];

/**
 * Reads a day or a month: `2025-01-03`, `2025/1/3 10:20`, `2025年1月3日`, `20250103`, `3-Jan-2025`, `2025年1月`, `202501`, `Jan-25`; what depends
 * on the form is said there. Refused: days that do not exist, orders that could be another, anything coarser than a month (but in a
 * column of periods).
 */
export function readDate(cell: string, form: CellForm): DateCell {
  const text = tidyCell(cell).toLowerCase();
  const none = noCell(text);
  if (none) return problem(none === 'missing' ? 'facts.blank-date' : none);
  const found = readText(text, form) ?? atSomeTime(text, form) ?? problem('facts.bad-date');
  return form.periods && 'problem' in found ? (firstOfYear(text) ?? found) : found;
}

function firstOfYear(text: string): DateCell | undefined {
  const year = /[12][0-9]{3}/u.exec(text)?.[0];
  return year === undefined ? undefined : dayCell(year, '1', '1');
}

/** A day with a time behind it; months have none. */
function atSomeTime(text: string, form: CellForm): DateCell | undefined {
  const found = readText(text.replace(TIME, ''), form);
  return found && 'day' in found && found.day !== found.through ? undefined : found;
}

function readText(text: string, form: CellForm): DateCell | undefined {
  for (const [pattern, read] of FORMS) {
    const match = pattern.exec(text);
    if (match) return read(match.slice(1), form);
  }
  return undefined;
}

function form(pattern: string, read: Reader): readonly [RegExp, Reader] {
  return [new RegExp(`^(?:${pattern})$`, 'u'), read];
}

function problem(code: string): DateCell {
  return { problem: code };
}

function dayCell(year = '', month = '', day = ''): DateCell {
  const found = dayOf(Number(year), monthNumber(month), Number(day));
  return found === undefined ? problem('facts.bad-date') : { day: found, through: found };
}

function monthCell(year = '', name = ''): DateCell {
  const month = monthNumber(name);
  if (month < 1 || month > 12) return problem('facts.bad-date');
  return { day: firstOfMonth(Number(year), month), through: lastOfMonth(Number(year), month) };
}

function monthNumber(name: string): number {
  return /^[0-9]+$/u.test(name) ? Number(name) : MONTHS.indexOf(name.slice(0, 3)) + 1;
}

/** `01/03/2025`, `25/1/3`: only a person knows the order; a year of two digits is one after 2000. */
function inGivenOrder(parts: readonly string[], { dateFormat }: CellForm): DateCell {
  if (dateFormat === undefined) return problem('facts.date-ambiguous');
  const [year = '', month = '', day = ''] = ['y', 'm', 'd'].map((part) => parts[dateFormat.indexOf(part)]!);
  if (month.length > 2 || day.length > 2 || (year.length !== 2 && year.length !== 4)) return problem('facts.date-not-in-order');
  return dayCell(year.length === 2 ? `20${year}` : year, month, day);
}

function serialCell(serial: number): DateCell {
  if (serial < 1 || serial === DAY_THAT_NEVER_WAS || serial > LAST_SERIAL) return problem('facts.bad-date');
  const day = DAY_ONE + (serial > DAY_THAT_NEVER_WAS ? serial - 1 : serial);
  return { day, through: day };
}
