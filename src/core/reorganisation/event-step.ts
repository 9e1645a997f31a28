import type { PlanStep } from '../explain/plan-steps.ts';
import { type AppliedEvent, type Applying, applyEvent } from './apply-event.ts';
import { eventText, type OrgEvent } from './event.ts';

/** An event as it was applied: everything that its arithmetic depends on but the locks and the day. */
export interface RecordedEvent extends Pick<Applying, 'cut' | 'onLock'> {
  readonly event: OrgEvent;
}

/** An event as a step of the record. What changes set before it is not held after it: it has moved, like the locks. */
export function eventStep({ event, ...how }: RecordedEvent, form: Pick<Applying, 'asOf' | 'roundTo'>): PlanStep {
  return {
    kind: 'event',
    text: eventText(event),
    apply: ({ plan, locks }) => {
      const after: AppliedEvent = applyEvent(plan, event, { ...how, ...form, locks });
      return { plan: after.plan, locks: after.locks, held: [] };
    },
  };
}
