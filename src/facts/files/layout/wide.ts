import { type Finding, finding } from '../../../core/finding.ts';
import { normalName } from '../../../core/names.ts';
import { AMOUNT_NAMES, readName } from '../../column-names.ts';
import type { SourceRow } from '../source-row.ts';
import { isEmptyCell } from './cell-values.ts';
import { isDateName } from './known-names.ts';
import type { LayoutStep } from './layout-step.ts';
import { type PeriodName, periodName } from './period-names.ts';

/** A column of amounts in a table that has a column a month. */
export interface PeriodColumn {
  readonly column: number;
  readonly name: string;
  readonly measure: string;
  readonly year: number;
  readonly months: readonly number[];
}

export interface WideLayout {
  /** The columns that are no periods, by their places in the file. */
  readonly kept: readonly number[];
  readonly months: readonly PeriodColumn[];
  /** Columns that only add up months. */
  readonly totals: readonly PeriodColumn[];
  /** Those of which amounts are taken, by their names in the header; one without a name is ''. */
  readonly measures: readonly string[];
  /** The columns of the rows that come of it: those kept, the date, a column for each measure. */
  readonly columns: readonly string[];
}

export interface WideHeader {
  readonly file: string;
  readonly line: number;
  readonly columns: readonly string[];
  /** The year of months that name none. */
  readonly year: number | undefined;
  readonly expect: readonly string[];
}

interface Named extends PeriodName {
  readonly column: number;
  readonly name: string;
  readonly unit: string | undefined;
}

/** Whether a header has two or more months and no date. */
export function isWide(columns: readonly string[], dateColumn: string | undefined): boolean {
  return !hasDate(columns, dateColumn) && periodsOf(columns).filter(({ months }) => months.length === 1).length >= 2;
}

/** Whether a header has quarters, halves or years for columns, but neither months nor a date. */
export function isCoarse(columns: readonly string[], dateColumn: string | undefined): boolean {
  const periods = periodsOf(columns);
  const coarse = periods.filter(({ months, year }) => months.length > 1 && (months.length < 12 || year !== undefined));
  return !hasDate(columns, dateColumn) && coarse.length >= 2 && !periods.some(({ months }) => months.length === 1);
}

function hasDate(columns: readonly string[], dateColumn: string | undefined): boolean {
  return columns.some((column) => isDateName(column) || (dateColumn !== undefined && column === normalName(dateColumn)));
}

/** How a wide table is read, or everything that is unclear about it. */
export function planWide(header: WideHeader): WideLayout | Finding[] {
  const { file, line, columns } = header;
  const place = { file, line };
  const periods = periodsOf(columns);
  const all = periods.filter(({ months }) => months.length === 1);
  if (all.length === 0) return [finding('error', 'layouts.no-periods', { columns: columns.join(', ') }, place)];
  const measures = chooseMeasures(all, header);
  if (!measures)
    return [
      finding(
        'error',
        'layouts.which-measure',
        { measures: listed(all.map(({ measure }) => measure)), first: all[0]!.measure },
        place,
      ),
    ];
  const wanted = ({ measure }: Named) => measures.includes(measure);
  const yearless = all.find((period) => period.year === undefined && header.year === undefined);
  if (yearless) return [finding('error', 'layouts.no-year', { column: yearless.name }, { ...place, column: yearless.name })];
  const dated = (period: Named): PeriodColumn => ({ ...period, year: period.year ?? header.year ?? 0 });
  const months = all.filter(wanted).map(dated);
  const twice = months.flatMap((month, index) => sameMonth(months.slice(0, index), month, place));
  const units = new Set(all.filter(wanted).map(({ unit }) => unit ?? ''));
  if (units.size > 1) twice.push(finding('error', 'layouts.mixed-units', { units: listed([...units]) }, place));
  if (twice.length > 0) return twice;
  const taken = new Set(periods.map(({ column }) => column));
  const kept = columns.flatMap((_, index) => (taken.has(index) ? [] : [index]));
  const years = new Set(months.map(({ year }) => year));
  const totals = periods
    .filter((period) => period.months.length > 1 && wanted(period))
    .map((period) => ({ ...dated(period), year: period.year ?? (years.size === 1 ? months[0]!.year : 0) }));
  const names = kept.map((index) => columns[index]!);
  const unit = [...units][0] || undefined;
  return { kept, months, totals, measures, columns: [...names, ...newNames(names, measures, unit)] };
}

function periodsOf(columns: readonly string[]): Named[] {
  return columns.flatMap((name, column) => {
    const { unit } = readName(name);
    const bare = unit === undefined ? name : name.replace(/\s*[(（[【/][^(（[【/]*$/u, '');
    const period = periodName(bare);
    return period ? [{ ...period, column, name, unit }] : [];
  });
}

/** What the caller expects; else the only one; else the only one with a name of amounts. */
function chooseMeasures(months: readonly Named[], { expect }: WideHeader): string[] | undefined {
  const all = [...new Set(months.map(({ measure }) => measure))];
  const expected = new Set(expect.map((name) => readName(normalName(name)).key));
  const asked = all.filter((measure) => expected.has(readName(measure).key));
  if (asked.length > 0) return asked;
  if (all.length === 1) return all;
  const known = all.filter((measure) => AMOUNT_NAMES.includes(readName(measure).key));
  return known.length === 1 ? known : undefined;
}

function sameMonth(before: readonly PeriodColumn[], month: PeriodColumn, place: { file: string; line: number }): Finding[] {
  const same = before.find(
    ({ year, months, measure }) => year === month.year && months[0] === month.months[0] && measure === month.measure,
  );
  return same ? [finding('error', 'layouts.month-twice', { first: same.name, second: month.name }, place)] : [];
}

/** Names that are found again as a date and an amount, in the language of the header. */
function newNames(kept: readonly string[], measures: readonly string[], unit: string | undefined): string[] {
  const chinese = kept.some((name) => /\p{Script=Han}/u.test(name));
  const inUnit = (name: string) => (unit === undefined || readName(name).unit !== undefined ? name : `${name}(${unit})`);
  return [chinese ? '日期' : 'date', ...measures.map((name) => inUnit(name || (chinese ? '金额' : 'amount')))];
}

function listed(names: readonly string[]): string {
  return [...new Set(names)].join(', ');
}

interface MonthCells {
  readonly date: string;
  /** For each measure its column, if it has one for this month. */
  readonly columns: readonly (PeriodColumn | undefined)[];
}

/** A row for each month in which a measure is filled in: a blank is no row, and no zero. */
export function wideRows({ kept, months, measures }: WideLayout): LayoutStep {
  const byMonth = monthCells(months, measures);
  return (row) => {
    const { cells } = row;
    if (!cells || row.problem) return [row];
    const own = kept.map((index) => cells[index]!);
    return byMonth.flatMap(({ date, columns }): SourceRow[] => {
      const amounts = columns.map((period) => (period ? cells[period.column]! : ''));
      if (amounts.every(isEmptyCell)) return [];
      const names = Object.fromEntries(columns.flatMap((period, i) => (period ? [[own.length + 1 + i, period.name]] : [])));
      return [{ ...row, cells: [...own, date, ...amounts], names }];
    });
  };
}

function monthCells(months: readonly PeriodColumn[], measures: readonly string[]): MonthCells[] {
  const dateOf = ({ year, months: [month] }: PeriodColumn) => `${year}-${String(month).padStart(2, '0')}`;
  return [...new Set(months.map(dateOf))].map((date) => ({
    date,
    columns: measures.map((measure) => months.find((period) => period.measure === measure && dateOf(period) === date)),
  }));
}
