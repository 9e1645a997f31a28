import { weekdayWeights } from '../../allocation/split-months.ts';
import { formatDay, weekday } from '../../calendar/day.ts';
import type { CountDays } from '../../calendar/day-count.ts';
import type { Period, Span } from '../../calendar/period.ts';
import { type Finding, finding, refuse } from '../../finding.ts';
import type { Totals } from '../../totals.ts';
import { type BookedMonths, bookedMonths } from './booked-months.ts';
import { bookingCurve } from './booking-curve.ts';
import type { ProrateRule } from './prorate-rule.ts';

export interface HistoryRuleRequest {
  /** By day, of all units together. */
  readonly history: Totals;
  /** The first day of the plan: only complete months before it are read, so that a rule never moves with the actuals it judges. */
  readonly before: number;
}

export interface HistoryRule {
  readonly rule: ProrateRule;
  readonly findings: readonly Finding[];
}

/**
 * Each day weighs what its weekday sold in the mean of the complete months, at most 24, before the plan; less than nothing counts as
 * nothing. Days of a weekday that sold nothing do not count. Refuses a history without days.
 */
export function weekdayRule({ history, before }: HistoryRuleRequest): HistoryRule {
  const booked = readMonths('weekday', history, before);
  const sums = Array<bigint>(7).fill(0n);
  for (const [day, amount] of booked.byDay) sums[weekday(day)]! += amount;
  const positive = sums.map((amount) => (amount < 0n ? 0n : amount));
  if (positive.filter((amount) => amount > 0n).length < 2)
    throw refuse('prorate.no-days', { rule: 'weekday', ...spanOf(booked) });
  const weightOn = weekdayWeights(positive, booked.months);
  const eachDay =
    <T>(zero: T, add: (sum: T, day: number) => T) =>
    ({ start, end }: Span) => {
      let sum = zero;
      for (let day = start; day <= end; day++) sum = add(sum, day);
      return sum;
    };
  const weightOf = eachDay(0n, (sum, day) => sum + weightOn(day));
  const countDays = eachDay(0, (count, day) => count + (weightOn(day) > 0n ? 1 : 0));
  return { rule: { name: 'weekday', weightOf, countDays }, findings: readFindings('weekday', booked.months) };
}

/**
 * A month is gone by the share that the complete months, at most 24, before the plan had booked at the same point of their working
 * days; months of a longer period weigh their working days. Refuses a history without days, or that books nothing.
 */
export function historyRule({ history, before, countDays }: HistoryRuleRequest & { readonly countDays: CountDays }): HistoryRule {
  const booked = readMonths('history', history, before);
  const weightOf = bookingCurve(booked, countDays);
  if (weightOf === undefined) throw refuse('prorate.nothing-booked', { rule: 'history', ...spanOf(booked) });
  return { rule: { name: 'history', weightOf, countDays }, findings: readFindings('history', booked.months) };
}

function readMonths(rule: 'weekday' | 'history', history: Totals, before: number): BookedMonths {
  const booked = bookedMonths(history, before);
  if (booked.months.length === 0) throw refuse('prorate.no-history', { rule, before: formatDay(before) });
  const days = [...booked.byDay.keys()];
  const isByMonth = booked.months.every(({ start, end }) => days.filter((day) => start <= day && day <= end).length < 2);
  if (isByMonth) throw refuse('prorate.no-days', { rule, ...spanOf(booked) });
  return booked;
}

function spanOf({ months }: BookedMonths): { from: string; to: string } {
  return { from: months[0]?.label ?? '-', to: months.at(-1)?.label ?? '-' };
}

const YEAR = 12;

function readFindings(rule: 'weekday' | 'history', months: readonly Period[]): Finding[] {
  const values = { rule, count: months.length, from: months[0]?.label ?? '-', to: months.at(-1)?.label ?? '-' };
  return [months.length < YEAR ? finding('warning', 'prorate.short-history', values) : finding('note', 'prorate.read', values)];
}
