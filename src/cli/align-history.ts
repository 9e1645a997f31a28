import { alignedTotals } from '../core/aligned-totals.ts';
import { civil, type Day } from '../core/calendar/day.ts';
import { refuseMonthlyRows } from '../core/daily-rows.ts';
import { describeHistory } from '../core/history.ts';
import type { Totals } from '../core/totals.ts';
import { type AlignedHistory, alignedKey } from '../report/history-sheet.ts';
import { type AlignChoice, readAlignment } from './read-align.ts';
import type { DaySite } from './read-calendar.ts';

/** The years and months of a history as the calendar of its last year would have them; undefined without rows or `--align`. */
export async function alignHistory(
  totals: Totals,
  choice: AlignChoice,
  site: Omit<DaySite, 'span'>,
): Promise<AlignedHistory | undefined> {
  const { first, last } = totals;
  if (choice.align === undefined || first === undefined || last === undefined) return undefined;
  const alignment = await readAlignment(choice, { ...site, span: { start: first, end: last } });
  if (!alignment) return undefined;
  if (alignment.comparable.needsDays) refuseMonthlyRows(totals);
  const year = civil(last as Day).year;
  const laidOut = alignedTotals(totals, year, alignment.comparable);
  const lines = [...describeHistory({ ...laidOut, levels: [] }).lines].map((line) => [alignedKey(line), line] as const);
  return { align: choice.align, year, scale: laidOut.scale, lines: new Map(lines) };
}
