import { formatAmount } from '../amount.ts';
import { formatDay } from '../calendar/day.ts';
import type { CountDays } from '../calendar/day-count.ts';
import { type Finding, finding } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { formatPath, pathKey, type UnitTree, unitIndex, VACANT } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import { type AppliedEvent, type Applying, applyEvent } from './apply-event.ts';
import { cutAt } from './cut.ts';
import { eventText, firstDayAfter, type OrgEvent } from './event.ts';
import type { RecordedEvent } from './event-step.ts';
import { givingUnit } from './heirs.ts';
import type { EventLock } from './moved-locks.ts';

export interface ApplyingEvents extends Omit<Applying, 'cut'> {
  readonly countDays: CountDays;
}

/** An event with what it did. */
export interface EventResult {
  readonly recorded: RecordedEvent;
  readonly applied: AppliedEvent;
}

export interface AfterEvents {
  readonly plan: Grid;
  readonly locks: readonly EventLock[];
  /** Events that had an effect or a new unit, in order. */
  readonly results: readonly EventResult[];
  readonly findings: readonly Finding[];
}

/**
 * A plan after events one after the other, in the given order. One that comes after the plan, or before it for a unit that the
 * plan does not have, changes nothing and is a note; refuses as `applyEvent` does.
 */
export function applyEvents(first: Grid, events: readonly OrgEvent[], { countDays, ...options }: ApplyingEvents): AfterEvents {
  let [plan, locks] = [first, options.locks];
  const results: EventResult[] = [];
  const findings: Finding[] = [];
  for (const event of events) {
    const idle = idleFinding(plan, event);
    if (idle) findings.push(idle);
    if (idle?.severity === 'note' && isWithout(plan, event)) continue;
    const cut = event.kind === 'rename' ? undefined : cutAt(plan.periods, firstDayAfter(event), countDays);
    const applied = applyEvent(plan, event, { ...options, locks, cut });
    findings.push(...eventFindings(plan, event, applied));
    if (cut) findings.push(cutFinding(event, cut));
    results.push({ recorded: { event, cut, onLock: options.onLock }, applied });
    [plan, locks] = [applied.plan, applied.locks];
  }
  return { plan, locks, results, findings };
}

/** Whether the event has nothing to do in the plan. */
function isWithout(plan: Grid, event: OrgEvent): boolean {
  return isAfter(plan, event) || !has(plan.units, event);
}

function isAfter(plan: Grid, event: OrgEvent): boolean {
  return event.kind !== 'rename' && firstDayAfter(event) > nodeAt(plan.periods, 0).value.end;
}

function has(units: UnitTree, event: OrgEvent): boolean {
  return event.kind === 'join' || unitIndex(units).has(pathKey(givingUnit(event)));
}

/** A note on an event outside the plan's days, or a rename that is done. */
function idleFinding(plan: Grid, event: OrgEvent): Finding | undefined {
  const span = nodeAt(plan.periods, 0).value;
  const values = { event: eventText(event), day: formatDay(firstDayAfter(event)), span: span.label };
  if (isAfter(plan, event)) return finding('note', 'event.after-plan', values, event.place);
  if (event.kind === 'rename') return isRenamed(plan, event) ? finding('note', 'event.renamed', values, event.place) : undefined;
  const isBefore = firstDayAfter(event) < span.start;
  if (!isBefore) return undefined;
  return finding('note', has(plan.units, event) ? 'event.before-plan' : 'event.before-plan-known', values, event.place);
}

function isRenamed({ units }: Grid, event: OrgEvent): boolean {
  return !has(units, event) && event.heirs.some(({ path }) => unitIndex(units).has(pathKey(path)));
}

function cutFinding(event: OrgEvent, { period, kept, days }: NonNullable<RecordedEvent['cut']>): Finding {
  return finding('note', 'event.cut', { event: eventText(event), period, kept, days });
}

/** What nobody owns, and a unit that starts with nothing. */
function eventFindings({ scale }: Grid, event: OrgEvent, { handovers }: AppliedEvent): Finding[] {
  if (event.kind === 'join' && handovers.length === 0)
    return [finding('note', 'event.nothing-vacant', { unit: formatPath(event.unit) }, event.place)];
  return handovers
    .filter(({ path, moved }) => path.at(-1) === VACANT && event.kind !== 'join' && moved > 0n)
    .map(({ path, moved }) =>
      finding('warning', 'event.vacant', { unit: formatPath(path), amount: formatAmount(moved, scale) }, event.place),
    );
}
