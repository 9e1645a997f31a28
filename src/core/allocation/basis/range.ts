import { formatDay } from '../../calendar/day.ts';
import { monthNumber } from '../../calendar/month.ts';
import type { Period } from '../../calendar/period.ts';
import { partition } from '../../calendar/period-tree.ts';
import { type Finding, finding, refuse } from '../../finding.ts';
import type { BasisSource, BasisWindow, Coverage } from './basis-window.ts';
import { monthShiftsInside } from './whole-years.ts';

/** A period of history; each month counts by the mean of its years. */
export function rangeBasis(range: Period, name: string): BasisSource {
  return { name, axes: ['time', 'org'], window: (_, history) => rangeWindow(range, history) };
}

function rangeWindow(range: Period, history: Coverage): BasisWindow {
  return { window: range, spansOf: (span) => monthShiftsInside(span, range), findings: rangeFindings(range, history) };
}

/** Warns of a range without rows in its first or last month; refuses one without any. */
export function rangeFindings(range: Period, history: Coverage): Finding[] {
  const hasRows = partition(range, 'month', undefined).some(({ start }) => history.months.has(monthNumber(start)));
  if (!hasRows) {
    const span = { first: formatDay(history.first), last: formatDay(history.last) };
    throw refuse('basis.range-without-rows', { range: range.label, ...span });
  }
  const empty = [range.start, range.end].filter((day) => !history.months.has(monthNumber(day)));
  return empty.map((day) => finding('warning', 'basis.incomplete', { range: range.label, month: formatDay(day).slice(0, 7) }));
}
