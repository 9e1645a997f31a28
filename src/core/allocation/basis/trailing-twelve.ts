import { addMonths, civil, formatDay, lastOfMonth } from '../../calendar/day.ts';
import { monthNumber } from '../../calendar/month.ts';
import type { Span } from '../../calendar/period.ts';
import { refuse } from '../../finding.ts';
import type { BasisSource, BasisWindow, Coverage } from './basis-window.ts';
import { lastCompleteMonth, monthShiftsInside } from './whole-years.ts';

/** The last 12 complete months before the period. */
export const trailingTwelve: BasisSource = { name: 'trailing-12', axes: ['time', 'org'], window: trailingWindow };

function trailingWindow(target: Span, history: Coverage): BasisWindow {
  const before = civil(target.start);
  const end = Math.min(lastCompleteMonth(history), lastOfMonth(before.year, before.month - 1));
  const window = { start: addMonths(end + 1, -12), end };
  if (!history.months.has(monthNumber(window.start))) throw refuse('basis.too-short', { first: formatDay(history.first) });
  return { window, spansOf: (span) => monthShiftsInside(span, window), findings: [] };
}
