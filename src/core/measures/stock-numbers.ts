import { divideRounded } from '../amount.ts';
import { civil, type Day } from '../calendar/day.ts';
import { monthPeriod, type Span } from '../calendar/period.ts';
import type { Closing } from '../metrics/metric.ts';
import { levelsOn } from '../metrics/stock-levels.ts';
import type { Totals } from '../totals.ts';
import { type NodeNumbers, nodeSums } from './node-numbers.ts';

/**
 * The level of every node in each span: at its end, or for a mean that of the ends of its months (of the span itself where no
 * month ends in it), to the last decimal, halves away from zero. A unit keeps its last level until it has a later one, and units add.
 */
export function levelNumbers(levels: Totals, spans: readonly Span[], closing: Closing = 'last'): NodeNumbers {
  const days = spans.map((span) => (closing === 'mean' ? monthEnds(span) : [span.end as Day]));
  const sums = nodeSums(levels.units, spans.length, (add) => {
    days.forEach((ends, span) => {
      for (const end of ends) {
        levelsOn(levels, end).forEach((level, unit) => {
          if (level !== undefined) add(unit, span, level);
        });
      }
    });
  });
  return { ...sums, at: (path, span) => divideRounded(sums.at(path, span), BigInt(days[span]?.length ?? 1)) };
}

function monthEnds({ start, end }: Span): readonly Day[] {
  const ends: Day[] = [];
  for (let day = start; day <= end; ) {
    const { year, month } = civil(day);
    const last = monthPeriod(year, month).end;
    if (last <= end) ends.push(last);
    day = last + 1;
  }
  return ends.length > 0 ? ends : [end];
}
