import { power10 } from '../amount.ts';
import type { Day } from '../calendar/day.ts';
import { parseDay } from '../calendar/day.ts';
import { cutLevels } from '../cut-levels.ts';
import { type Finding, finding, refuseErrors } from '../finding.ts';
import type { Totals } from '../totals.ts';

/**
 * Days from the day in the innermost level of the totals to each row's own day, added up over its rows: a deal created on the first
 * and won on the third took two. Refuses a cell that is no day, and a day after the row's own.
 */
export function daysSince(totals: Totals): Totals {
  const depth = totals.levels.length - 1;
  const from = totals.units.map((path) => parseDay(path[depth] ?? ''));
  const one = power10(totals.scale);
  const findings = new Map<string, Finding>();
  const amount = totals.amount.map((_, i) => {
    const [unit, day] = [totals.unit[i] as number, totals.day[i] as Day];
    const cell = totals.units[unit]?.[depth] ?? '';
    const start = from[unit];
    if (start === undefined) findings.set(cell, finding('error', 'measures.bad-first-day', { cell }));
    else if (start > day) findings.set(`${cell} ${day}`, finding('error', 'measures.ends-before', { cell }));
    return BigInt(day - (start ?? day)) * BigInt(totals.rows[i] as number) * one;
  });
  refuseErrors([...findings].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found));
  return cutLevels({ ...totals, amount }, depth);
}
