import { formatRatio } from '../amount.ts';
import { monthNumber, numberedMonth } from '../calendar/month.ts';
import { type FiscalYear, type Grain, periodAt } from '../calendar/period.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import { isInside, type MonthSpan, type MonthTable, sumOver } from './month-table.ts';

/** Grains that are made of months. */
export const MONTH_GRAINS = ['year', 'half', 'quarter', 'month'] as const satisfies readonly Grain[];
export type MonthGrain = (typeof MONTH_GRAINS)[number];

/** One unit node in one period. Growths have four decimals and are blank where either side is cut off, has no rows, or is not above zero. */
export interface GrowthLine {
  readonly grain: MonthGrain;
  readonly period: string;
  readonly path: UnitPath;
  /** Undefined where the node has no rows. */
  readonly amount: bigint | undefined;
  /** Against the period right before it. */
  readonly growth: string;
  /** Against the same period of the year before. */
  readonly yoy: string;
  /** From the first month of the (fiscal) year to the period's end; undefined when the history begins after that first month. */
  readonly ytd: bigint | undefined;
  /** Against the same months of the year before. */
  readonly ytdGrowth: string;
  /** The twelve months that end with the period; undefined when the history does not hold them all. */
  readonly trailing: bigint | undefined;
  /** Against the twelve months before these. */
  readonly trailingGrowth: string;
}

export interface GrowthQuestion {
  /** Coarse to fine. */
  readonly grains: readonly MonthGrain[];
  /** The calendar year where undefined. */
  readonly fiscal: FiscalYear | undefined;
}

/** Unit by unit, grain by grain, in time. Made as they are read. */
export function growthLines(table: MonthTable, question: GrowthQuestion): Iterable<GrowthLine> {
  const periods = question.grains.map((grain) => ({ grain, periods: [...periodsOf(table.span, grain, question.fiscal)] }));
  return {
    *[Symbol.iterator]() {
      for (let node = 0; node < table.units.nodes.length; node++) {
        for (const { grain, periods: all } of periods) {
          for (const period of all) yield lineAt(table, node, { grain, period });
        }
      }
    },
  };
}

interface GrowthPeriod extends MonthSpan {
  readonly label: string;
  /** First month of the year that it is in. */
  readonly yearFrom: number;
}

/** Every period that has a month of the span, whole even where the span cuts it. */
function* periodsOf(span: MonthSpan, grain: MonthGrain, fiscal: FiscalYear | undefined): Iterable<GrowthPeriod> {
  for (let month = span.from; month < span.to; ) {
    const day = numberedMonth(month).start;
    const { label, start, end } = periodAt(grain, day, fiscal);
    const period = {
      label,
      from: monthNumber(start),
      to: monthNumber(end) + 1,
      yearFrom: monthNumber(periodAt('year', day, fiscal).start),
    };
    yield period;
    month = period.to;
  }
}

function lineAt(table: MonthTable, node: number, { grain, period }: { grain: MonthGrain; period: GrowthPeriod }): GrowthLine {
  const { from, to, yearFrom, label } = period;
  const before = (months: number, span: MonthSpan): MonthSpan => ({ from: span.from - months, to: span.to - months });
  const own = { from, to };
  const year = { from: yearFrom, to };
  const trailing = { from: to - 12, to };
  const isKnown = (span: MonthSpan) => isInside(span, table.whole);
  const against = (span: MonthSpan, months: number) => growthOf(table, node, { now: span, past: before(months, span) });
  return {
    grain,
    period: label,
    path: nodeAt(table.units, node).value.path,
    amount: sumOver(table, node, own),
    growth: against(own, to - from),
    yoy: against(own, 12),
    ytd: yearFrom >= table.whole.from ? sumOver(table, node, year) : undefined,
    ytdGrowth: against(year, 12),
    trailing: isKnown(trailing) ? sumOver(table, node, trailing) : undefined,
    trailingGrowth: against(trailing, 12),
  };
}

function growthOf(table: MonthTable, node: number, { now, past }: { now: MonthSpan; past: MonthSpan }): string {
  if (!isInside(now, table.whole) || !isInside(past, table.whole)) return '';
  const [amount, before] = [sumOver(table, node, now), sumOver(table, node, past)];
  return amount === undefined || before === undefined || before <= 0n ? '' : formatRatio(amount - before, before, 4);
}
