import type { Day } from '../../calendar/day.ts';
import { type CountDays, MONDAY_TO_FRIDAY } from '../../calendar/day-count.ts';
import { leafValue } from '../../tree.ts';
import type { BasisSource } from './basis-window.ts';

export const WORKING_DAYS = 'working-days';

/** The working days of each leaf period; a day off has nothing, a week its working days. */
export function workingDaysBasis(countDays: CountDays): BasisSource {
  return {
    name: WORKING_DAYS,
    axes: ['time'],
    window: undefined,
    dayWeight: (day: Day) => BigInt(countDays({ start: day, end: day })),
    weights: ({ periods }) => {
      const profile = BigInt64Array.from(periods.leaves, (_, leaf) => BigInt(countDays(leafValue(periods, leaf))));
      return { weights: { profile }, findings: [] };
    },
  };
}

/** Until somebody says where the holidays are. */
export const workingDays: BasisSource = workingDaysBasis(MONDAY_TO_FRIDAY);
