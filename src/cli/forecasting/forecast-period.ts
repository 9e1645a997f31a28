import { addMonths, type Day, formatDay } from '../../core/calendar/day.ts';
import { GRAINS, type Grain, isFiner, isMonthAligned, type Period } from '../../core/calendar/period.ts';
import { refuse } from '../../core/finding.ts';
import type { OptionReader } from '../option-reader.ts';

/** Months that are forecast where nobody says how far. */
const USUAL_MONTHS = 12;

/** Notes a period or a grain that months do not make. */
export function checkMonths(reader: OptionReader, period: Period | undefined, grains: readonly Grain[] | undefined): void {
  if (period && !isMonthAligned(period)) reader.fail('period', 'forecast.whole-months', { period: period.label });
  const fine = grains?.find((grain) => isFiner(grain, 'month'));
  if (fine)
    reader.fail('by', 'forecast.fine-grain', { grain: fine, grains: GRAINS.slice(0, GRAINS.indexOf('month') + 1).join(', ') });
}

/** The twelve months after the history, or the period that was named; refuses one that begins before the history. */
export function forecastPeriod(named: Period | undefined, { first, through }: { first: Day; through: Day }): Period {
  if (named) {
    if (named.start < first) throw refuse('forecast.before-history', { period: named.label, first: formatDay(first) });
    return named;
  }
  const start = through + 1;
  const end = addMonths(start, USUAL_MONTHS) - 1;
  return { grain: undefined, label: `${formatDay(start).slice(0, 7)}..${formatDay(end).slice(0, 7)}`, start, end };
}
