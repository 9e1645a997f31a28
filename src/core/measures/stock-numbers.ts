import type { Day } from '../calendar/day.ts';
import type { Span } from '../calendar/period.ts';
import { levelsOn } from '../metrics/stock-levels.ts';
import type { Totals } from '../totals.ts';
import { type NodeNumbers, nodeSums } from './node-numbers.ts';

/** The level of every node at the end of each span: a unit keeps its last level until it has a later one, and units add. */
export function levelNumbers(levels: Totals, spans: readonly Span[]): NodeNumbers {
  return nodeSums(levels.units, spans.length, (add) => {
    spans.forEach(({ end }, span) => {
      levelsOn(levels, end as Day).forEach((level, unit) => {
        if (level !== undefined) add(unit, span, level);
      });
    });
  });
}
