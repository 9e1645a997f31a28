import { type CountDays, workingDays } from '../../../../src/core/calendar/day-count.ts';
import { partition } from '../../../../src/core/calendar/period-tree.ts';
import type { Grid } from '../../../../src/core/grid.ts';
import { historyRule, weekdayRule } from '../../../../src/core/variance/prorate/history-rules.ts';
import { byDays, CALENDAR_RULE, type ProrateName, type ProrateRule } from '../../../../src/core/variance/prorate/prorate-rule.ts';
import { type Variance, variance } from '../../../../src/core/variance/variance.ts';
import { CHINA_2026 } from '../../calendar/china-2026.ts';
import { day, period, type Row, stream, totals } from '../../make.ts';

export const IN_CHINA: CountDays = workingDays(CHINA_2026);

/** Rows of one company on days of each month from one day to another: `[day of the month, amount]`. */
export const everyMonth = (span: string, rows: readonly (readonly [number, number])[]): Row[] =>
  partition(period(span), 'month', undefined).flatMap(({ label }) =>
    rows.map(([at, amount]): Row => ['', `${label}-${String(at).padStart(2, '0')}`, amount]),
  );

/** Two years of sales on every day, with returns and days without any. */
export function dailyHistory(seed: number): Row[] {
  const next = stream(seed);
  return partition(period('2024..2025'), 'day', undefined).map(
    ({ label }): Row => ['', label, next(5) === 0 ? -next(30) : next(400)],
  );
}

/** Each rule, those of history by a seed. */
export function ruleOf(name: ProrateName, seed: number): ProrateRule {
  const request = { history: totals(dailyHistory(seed)), before: day('2026-01-01') };
  if (name === 'weekday') return weekdayRule(request).rule;
  if (name === 'history') return historyRule({ ...request, countDays: IN_CHINA }).rule;
  return name === 'working' ? byDays('working', IN_CHINA) : CALENDAR_RULE;
}

export interface Comparing {
  readonly rows: readonly Row[];
  readonly asOf: string;
  readonly rule: ProrateRule;
  readonly reported: readonly string[];
}

export function compareBy(plan: Grid, { rows, asOf, rule, reported }: Comparing): Variance {
  const periods = reported.map((label) => period(label));
  return variance({ plan, actual: totals(rows, plan.units.levels), asOf: day(asOf), periods, prorate: rule });
}
