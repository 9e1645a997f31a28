import { formatDay } from '../../calendar/day.ts';
import type { Span } from '../../calendar/period.ts';
import { type Finding, finding } from '../../finding.ts';
import type { BasisSource, BasisWindow, Coverage } from './basis-window.ts';
import { FURTHEST_YEARS, monthKey, noCompleteSpan, shiftYears } from './whole-years.ts';

/** The same span one year earlier, else two years, ...: the latest with rows in its first and in its last month. */
export const lastYear: BasisSource = { name: 'last-year', axes: ['time', 'org'], window: lastYearWindow };

function lastYearWindow(target: Span, history: Coverage): BasisWindow {
  for (let years = 1; years <= FURTHEST_YEARS; years++) {
    const window = shiftYears(target, -years);
    if (window.end < history.first) break;
    if (!history.months.has(monthKey(window.start)) || !history.months.has(monthKey(window.end))) continue;
    const spansOf = (span: Span) => [shiftYears(span, -years)];
    return { window, spansOf, findings: [...olderYear(years, window), ...earlyEnd(window, history)] };
  }
  throw noCompleteSpan(history);
}

function olderYear(years: number, window: Span): Finding[] {
  return years === 1
    ? []
    : [finding('warning', 'basis.older-year', { years, start: formatDay(window.start), end: formatDay(window.end) })];
}

function earlyEnd(window: Span, history: Coverage): Finding[] {
  const missing = window.end - history.last;
  return missing > 7 ? [finding('warning', 'basis.ends-early', { last: formatDay(history.last), days: missing })] : [];
}
