import { formatAmount } from '../amount.ts';
import { formatDay } from '../calendar/day.ts';
import type { CountDays } from '../calendar/day-count.ts';
import { type Finding, finding, refuse } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { formatPath, leafPaths, pathKey, type UnitPath, type UnitTree, unitIndex, VACANT } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import { type AppliedEvent, type Applying, applyEvent } from './apply-event.ts';
import { cutAt } from './cut.ts';
import type { EventLock } from './delivery.ts';
import { eventText, firstDayAfter, type OrgEvent } from './event.ts';
import type { RecordedEvent } from './event-step.ts';
import { givingUnit } from './heirs.ts';

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
    const below = belowLeaf(plan, event);
    if (below && !isAfter(plan, event)) {
      findings.push(below);
      continue;
    }
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

/**
 * A note on an event of a unit inside a leaf, where the plan stops: it moves nothing there. Refuses one that takes something into the
 * leaf or out of it, since nobody knows how much that is.
 */
function belowLeaf({ units }: Grid, event: OrgEvent): Finding | undefined {
  const leaves = new Set(leafPaths(units).map(pathKey));
  const paths = [givingUnit(event), event.unit, ...event.heirs.map(({ path }) => path)];
  const inside = paths.map(leafAbove(leaves));
  const leaf = inside.find((path) => path !== undefined);
  if (leaf === undefined) return undefined;
  const values = { event: eventText(event), leaf: formatPath(leaf) };
  if (inside.every((path) => path !== undefined && pathKey(path) === pathKey(leaf)))
    return finding('note', 'event.below-leaf', values, event.place);
  throw refuse('event.crosses-leaf', values, event.place);
}

/** The leaf that a path is below, if there is one. */
function leafAbove(leaves: ReadonlySet<string>): (path: UnitPath) => UnitPath | undefined {
  return (path) => path.map((_, depth) => path.slice(0, depth)).find((above) => above.length > 0 && leaves.has(pathKey(above)));
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
  const isKnown = has(plan.units, event);
  const isBefore = isKnown ? firstDayAfter(event) < span.start : firstDayAfter(event) <= span.start;
  if (!isBefore) return undefined;
  return finding('note', isKnown ? 'event.before-plan' : 'event.before-plan-known', values, event.place);
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
