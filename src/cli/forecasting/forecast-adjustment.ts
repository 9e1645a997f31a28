import type { Period } from '../../core/calendar/period.ts';
import { type Adjustment, holidayAdjustment, workdayAdjustment } from '../../core/forecasting/moving-events/adjustment.ts';
import type { Totals } from '../../core/totals.ts';
import { type AlignChoice, readMovingEvents } from '../read-align.ts';
import { type DaySite, readDayCounting } from '../read-calendar.ts';

interface AdjustedHistory {
  readonly totals: Totals;
  /** The last month that is forecast lies in it. */
  readonly period: Period;
}

/** What `--align` takes out of a history before it is forecast; undefined without it. */
export async function forecastAdjustment(
  choice: Pick<AlignChoice, 'align' | 'movingEvents' | 'calendar'>,
  { totals, period }: AdjustedHistory,
  site: Omit<DaySite, 'span'>,
): Promise<Adjustment | undefined> {
  if (choice.align === undefined) return undefined;
  if (choice.align === 'holiday') return holidayAdjustment(totals, (await readMovingEvents(choice, site)).eventsOf);
  const span = { start: totals.first ?? period.start, end: period.end };
  const { countDays } = await readDayCounting({ days: 'working', calendar: choice.calendar }, { ...site, span });
  return workdayAdjustment(countDays);
}
