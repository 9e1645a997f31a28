import { dayCount } from '../../calendar/period.ts';
import { leafValue } from '../../tree.ts';
import type { Axes } from '../rounding/rounding-network.ts';
import type { BasisSource, SourceWeights } from './basis-window.ts';

/** The days of each leaf period. */
export const calendarDays: BasisSource = { name: 'calendar-days', axes: ['time'], window: undefined, weights: dayProfile };

function dayProfile({ periods }: Axes): SourceWeights {
  const profile = BigInt64Array.from(periods.leaves, (_, leaf) => BigInt(dayCount(leafValue(periods, leaf))));
  return { weights: { profile }, findings: [] };
}
