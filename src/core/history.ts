import { formatRatio } from './amount.ts';
import { civil, type Day, formatDay } from './calendar/day.ts';
import { monthNumber, numberedMonth } from './calendar/month.ts';
import { type Finding, finding } from './finding.ts';
import { comparePaths } from './names.ts';
import type { UnitPath } from './organisation/unit-tree.ts';
import type { Totals } from './totals.ts';

/** One line of the description: of a year, of a month over all complete years, or of a unit. */
export interface HistoryLine {
  readonly section: 'year' | 'season' | 'unit';
  /** `2024`, `03`, or blank for units. */
  readonly period: string;
  readonly path: UnitPath;
  readonly rows: number;
  readonly amount: bigint;
  /** Share of the section's amount, four decimals. */
  readonly share: string;
  /** Against the year before; blank unless both are complete. */
  readonly growth: string;
  /** Season: month / mean month of the complete years. */
  readonly index: string;
  /** Units: share of this and all larger ones. */
  readonly cumulative: string;
}

export interface History {
  /** Made as they are read, each time anew: there may be a million units. */
  readonly lines: Iterable<HistoryLine>;
  readonly findings: readonly Finding[];
}

const BLANK = { path: [], share: '', growth: '', index: '', cumulative: '' };

/**
 * What a history holds: amounts by year with growth, the season of the complete years, and the units of the deepest level by
 * size with their cumulative share. A year is complete when it has rows in January and in December.
 */
export function describeHistory(totals: Totals): History {
  const months = monthSums(totals);
  const years = [...new Set([...months.keys()].map((key) => Math.floor(key / 12)))].sort((a, b) => a - b);
  const complete = years.filter((year) => months.has(year * 12) && months.has(year * 12 + 11));
  return {
    lines: joined([...yearLines(months, years, complete), ...seasonLines(months, complete)], unitLines(totals)),
    findings: [...spanFindings(totals, months), ...partialYears(years, complete)],
  };
}

interface Sum {
  amount: bigint;
  rows: number;
}

/** Sums by year x 12 + month from 0. */
function monthSums(totals: Totals): Map<number, Sum> {
  const sums = new Map<number, Sum>();
  for (let i = 0; i < totals.day.length; i++) {
    const { year, month } = civil(totals.day[i] as number);
    const sum = sums.get(year * 12 + month - 1) ?? { amount: 0n, rows: 0 };
    sum.amount += totals.amount[i] as bigint;
    sum.rows += totals.rows[i] as number;
    sums.set(year * 12 + month - 1, sum);
  }
  return sums;
}

function added(sums: readonly (Sum | undefined)[]): Sum {
  return sums.reduce<Sum>((all, sum) => ({ amount: all.amount + (sum?.amount ?? 0n), rows: all.rows + (sum?.rows ?? 0) }), {
    amount: 0n,
    rows: 0,
  });
}

const MONTHS = Array.from({ length: 12 }, (_, month) => month);

function yearLines(months: Map<number, Sum>, years: readonly number[], complete: readonly number[]): HistoryLine[] {
  const sumOf = (year: number) => added(MONTHS.map((month) => months.get(year * 12 + month)));
  const whole = added(years.map(sumOf));
  return years.map((year) => {
    const { amount, rows } = sumOf(year);
    const before = sumOf(year - 1).amount;
    const grows = complete.includes(year) && complete.includes(year - 1) && before > 0n;
    const growth = grows ? formatRatio(amount - before, before, 4) : '';
    return { ...BLANK, section: 'year', period: String(year), rows, amount, share: formatRatio(amount, whole.amount, 4), growth };
  });
}

function seasonLines(months: Map<number, Sum>, complete: readonly number[]): HistoryLine[] {
  const sumOf = (month: number) => added(complete.map((year) => months.get(year * 12 + month)));
  const whole = added(MONTHS.map(sumOf)).amount;
  if (whole <= 0n) return [];
  return MONTHS.map((month) => {
    const { amount, rows } = sumOf(month);
    const period = String(month + 1).padStart(2, '0');
    return {
      ...BLANK,
      section: 'season',
      period,
      rows,
      amount,
      share: formatRatio(amount, whole, 4),
      index: formatRatio(12n * amount, whole, 4),
    };
  });
}

/** The second of two lists begins only when the first has ended. */
function joined<T>(first: Iterable<T>, second: Iterable<T>): Iterable<T> {
  return {
    *[Symbol.iterator]() {
      yield* first;
      yield* second;
    },
  };
}

function unitLines(totals: Totals): Iterable<HistoryLine> {
  if (totals.levels.length === 0) return [];
  const amounts = zeros(totals);
  const rows = new Float64Array(totals.units.length);
  for (let i = 0; i < totals.unit.length; i++) {
    const unit = totals.unit[i] as number;
    amounts[unit] = (amounts[unit] as bigint) + (totals.amount[i] as bigint);
    rows[unit] = (rows[unit] as number) + (totals.rows[i] as number);
  }
  let whole = 0n;
  for (const amount of amounts) whole += amount;
  const order = bySize(amounts, totals.units);
  return {
    *[Symbol.iterator]() {
      let reached = 0n;
      for (const unit of order) {
        const amount = amounts[unit] as bigint;
        reached += amount;
        const [share, cumulative] = [formatRatio(amount, whole, 4), formatRatio(reached, whole, 4)];
        const path = totals.units[unit] as UnitPath;
        yield { section: 'unit', period: '', path, rows: rows[unit] as number, amount, share, growth: '', index: '', cumulative };
      }
    },
  };
}

/** One a unit, without objects where sums surely fit 64 bits. */
function zeros({ amount, units }: Totals): BigInt64Array | bigint[] {
  const most = amount.reduce((sum, each) => sum + Math.abs(Number(each)), 0);
  return most < 2 ** 62 ? new BigInt64Array(units.length) : units.map(() => 0n);
}

/** Places of the amounts, the largest first, equal ones in the order of their paths. */
function bySize(amounts: ArrayLike<bigint>, units: readonly UnitPath[]): Int32Array {
  // Nearly the same order as that of the amounts, without their cost.
  const near = new Float64Array(amounts.length);
  for (let unit = 0; unit < near.length; unit++) near[unit] = Number(amounts[unit]);
  const compare = (a: number, b: number) => {
    const difference = (near[b] as number) - (near[a] as number);
    if (difference !== 0) return difference;
    const [one, other] = [amounts[a] as bigint, amounts[b] as bigint];
    if (one !== other) return other > one ? 1 : -1;
    return comparePaths(units[a] as UnitPath, units[b] as UnitPath);
  };
  return Int32Array.from(near, (_, unit) => unit).sort(compare);
}

function spanFindings({ first, last }: Totals, months: Map<number, Sum>): Finding[] {
  if (first === undefined || last === undefined) return [finding('warning', 'history.no-rows')];
  const gaps = monthsBetween(first, last).filter((month) => !months.has(month));
  const names = gaps.map((month) => numberedMonth(month).label).join(', ');
  const span = finding('note', 'history.span', { first: formatDay(first), last: formatDay(last), months: months.size });
  return gaps.length === 0 ? [span] : [span, finding('warning', 'history.gaps', { count: gaps.length, months: names })];
}

function monthsBetween(first: Day, last: Day): number[] {
  const from = monthNumber(first);
  return Array.from({ length: monthNumber(last) - from + 1 }, (_, i) => from + i);
}

function partialYears(years: readonly number[], complete: readonly number[]): Finding[] {
  const partial = years.filter((year) => !complete.includes(year));
  return partial.length === 0 ? [] : [finding('note', 'history.partial-years', { years: partial.join(', ') })];
}
