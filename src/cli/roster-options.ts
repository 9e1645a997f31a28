import { CLOCK_EXAMPLES, parseRampClock } from '../core/organisation/ramp.ts';
import type { OptionReader } from './option-reader.ts';
import { dayRules } from './read-calendar.ts';

/** How ramps and days of a roster count. */
export type RosterRules = ReturnType<typeof rosterRules>;

/** How the roster counts when people come, go and ramp up. */
export function rosterRules(reader: OptionReader) {
  return {
    rampClock: reader.value('rampClock', parseRampClock, CLOCK_EXAMPLES) ?? { kind: 'tenure' as const },
    ...dayRules(reader),
  };
}
