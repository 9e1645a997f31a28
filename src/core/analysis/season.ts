import { formatRatio } from '../amount.ts';
import { type Finding, finding } from '../finding.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import { type MonthTable, rowsOver, sumOver } from './month-table.ts';

/** A calendar month of a unit node over the complete years. Ratios have four decimals. */
export interface SeasonLine {
  /** `03`. */
  readonly month: string;
  readonly path: UnitPath;
  readonly amount: bigint;
  /** The month over the mean month of all these years together. */
  readonly index: string;
  /** The least and the greatest index of one year, by that year's mean month. */
  readonly lowest: string;
  readonly highest: string;
  /** Standard deviation of the years' indexes (n - 1); blank below two years. */
  readonly spread: string;
  /** Years that the node's indexes come from: complete ones in which its amount is above zero. */
  readonly years: number;
  /** See `seasonStrength`; the same for each month of a node; blank below two years. */
  readonly strength: string;
}

/** Years with rows in January and in December. */
export function completeYears(table: MonthTable): number[] {
  const { span } = table;
  const years = Array.from(
    { length: Math.ceil(span.to / 12) - Math.floor(span.from / 12) },
    (_, i) => Math.floor(span.from / 12) + i,
  );
  const has = (month: number) => rowsOver(table, 0, { from: month, to: month + 1 }) > 0;
  return years.filter((year) => has(year * 12) && has(year * 12 + 11));
}

/** Twelve lines a node, for nodes with something in a complete year. */
export function seasonLines(table: MonthTable): SeasonLine[] {
  const years = completeYears(table);
  return table.units.nodes.flatMap((_, node) => nodeLines(table, node, years));
}

const MONTHS = Array.from({ length: 12 }, (_, month) => month);

function nodeLines(table: MonthTable, node: number, complete: readonly number[]): SeasonLine[] {
  const at = (year: number, month: number) => {
    const from = year * 12 + month;
    return sumOver(table, node, { from, to: from + 1 }) ?? 0n;
  };
  const ofYear = (year: number) => MONTHS.reduce((sum, month) => sum + at(year, month), 0n);
  const years = complete.filter((year) => ofYear(year) > 0n);
  if (years.length === 0) return [];
  const whole = years.reduce((sum, year) => sum + ofYear(year), 0n);
  const indexes = MONTHS.map((month) => years.map((year) => formatRatio(12n * at(year, month), ofYear(year), 4)));
  const exact = MONTHS.map((month) => years.map((year) => (12 * Number(at(year, month))) / Number(ofYear(year))));
  const strength = rounded(seasonStrength(exact));
  const path = nodeAt(table.units, node).value.path;
  return MONTHS.map((month) => {
    const amount = years.reduce((sum, year) => sum + at(year, month), 0n);
    const sorted = (indexes[month] as string[]).toSorted((a, b) => Number(a) - Number(b));
    return {
      month: String(month + 1).padStart(2, '0'),
      path,
      amount,
      index: formatRatio(12n * amount, whole, 4),
      lowest: sorted[0] as string,
      highest: sorted.at(-1) as string,
      spread: rounded(deviation(exact[month] as number[])),
      years: years.length,
      strength,
    };
  });
}

/**
 * How much of the difference between months is the season's: the share of the variance of the indexes (a row a calendar month, a
 * value a year) that the calendar month explains, corrected for what chance alone would explain (epsilon squared, Kelley 1935;
 * the adjusted R squared of a regression on twelve months). 1: every year has the same course; 0: none. It is not below 0. Growth inside a year
 * counts as season. Undefined below two years, or where all months are equal.
 */
export function seasonStrength(indexes: readonly (readonly number[])[]): number | undefined {
  const all = indexes.flat();
  const years = indexes[0]?.length ?? 0;
  const total = squares(all);
  if (years < 2 || total === 0) return undefined;
  const within = indexes.reduce((sum, month) => sum + squares(month), 0);
  return Math.max(0, 1 - within / (all.length - indexes.length) / (total / (all.length - 1)));
}

/** Sum of the squared distances from the mean. */
function squares(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
}

function deviation(values: readonly number[]): number | undefined {
  return values.length < 2 ? undefined : Math.sqrt(squares(values) / (values.length - 1));
}

function rounded(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(4);
}

/** How strong the whole's season is, in words; nothing where it is not known. */
export function strengthFindings(lines: readonly SeasonLine[]): Finding[] {
  const whole = lines.find(({ path }) => path.length === 0);
  if (whole === undefined) return [finding('warning', 'analysis.no-complete-year')];
  if (whole.strength === '') return [finding('note', 'analysis.season-of-one-year')];
  return [finding('note', 'analysis.season-strength', { share: percent(whole.strength), years: whole.years })];
}

function percent(ratio: string): string {
  return (Number(ratio) * 100).toFixed(1);
}
