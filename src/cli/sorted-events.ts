import type { Lock } from '../core/allocation/locks/lock.ts';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import type { Period } from '../core/calendar/period.ts';
import { type Finding, finding } from '../core/finding.ts';
import { FROZEN_KIND } from '../core/negotiation/frozen-cells.ts';
import { formatPath, isWithin, type UnitPath, unitTree } from '../core/organisation/unit-tree.ts';
import { type EventsAtDepth, eventsAtDepth } from '../core/reorganisation/at-depth.ts';
import { eventText, firstDayAfter, type OrgEvent } from '../core/reorganisation/event.ts';
import { withFullPaths } from '../core/reorganisation/full-paths.ts';
import { allHeirs } from '../core/reorganisation/heirs.ts';
import { effectiveBy, inOrder } from '../core/reorganisation/order-events.ts';
import type { StatedEvent } from '../core/reorganisation/stated-event.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { rowsAtLevels } from './negotiation.ts';
import type { Facts } from './read-facts.ts';

/** The levels that the history is read by, those that the plan has, and its period. */
export interface EventForm {
  readonly read: readonly string[];
  readonly levels: readonly string[];
  readonly period: Period;
}

/** Events by when they are, as far as the history and the plan can see them. */
export interface SortedEvents {
  /** Those that the planned period's first day finds done: the history is seen under them. */
  readonly past: readonly StatedEvent[];
  readonly later: readonly StatedEvent[];
  readonly findings: readonly Finding[];
}

/** Events by their full paths, in order; those that the levels are too few for are named. */
export function sortEvents(stated: readonly StatedEvent[], form: EventForm, read: Facts | undefined): SortedEvents {
  const { read: readLevels, levels, period } = form;
  const units = unitTree(readLevels, read?.totals.units ?? []);
  const { past, later } = effectiveBy(inOrder(withFullPaths(stated, units)), period.start);
  const [before, after] = [eventsAtDepth(past, readLevels.length), eventsAtDepth(later, levels.length)];
  return { past: before.seen, later: after.seen, findings: depthFindings(before, after, levels) };
}

function depthFindings(before: EventsAtDepth, after: EventsAtDepth, levels: readonly string[]): Finding[] {
  const level = levels.at(-1) ?? '-';
  const crossing = [...before.crossing, ...after.crossing].map(({ kind, unit, place }) =>
    finding('warning', 'event.crosses-units', { kind, unit: formatPath(unit), level }, place),
  );
  if (after.inside.length === 0) return crossing;
  return [...crossing, finding('note', 'event.below-level', { count: after.inside.length, level })];
}

interface FrozenPlace {
  readonly folder: PlanFolder | undefined;
  readonly target: string;
  readonly levels: readonly string[];
  readonly period: Period;
}

interface FreeEvents {
  readonly free: readonly OrgEvent[];
  readonly held: readonly OrgEvent[];
  readonly findings: readonly Finding[];
}

/** Events to apply, and those that only move what is frozen: plan.csv has them already. */
export function apartFromFrozen(events: readonly OrgEvent[], place: FrozenPlace): FreeEvents {
  const frozen = frozenRows(place);
  const isHeld = (event: OrgEvent) =>
    [event.unit, ...allHeirs(event).map(({ path }) => path)].every((path) =>
      frozen.some((row) => isWithin(path, row.path) && row.start <= firstDayAfter(event) && row.end >= place.period.end),
    );
  const held = events.filter(isHeld);
  const findings = held.map((event) => finding('note', 'event.frozen', { event: eventText(event) }, event.place));
  return { free: events.filter((event) => !held.includes(event)), held, findings };
}

function frozenRows({ folder, target, levels }: FrozenPlace) {
  if (!folder?.commitments().rows.some((row) => row.target === target && row.status === 'frozen')) return [];
  return rowsAtLevels(folder, { target, levels }).flatMap(({ path, period, status }) => {
    const days = status === 'frozen' ? parsePeriod(period, folder.fiscal) : undefined;
    return days ? [{ path, start: days.start, end: days.end }] : [];
  });
}

/** Leaf units that hold something frozen: the plan has them whatever the history says. */
export function frozenUnits(locks: readonly Lock[], levels: readonly string[]): UnitPath[] {
  return locks.flatMap(({ kind, path }) => (kind === FROZEN_KIND && path.length === levels.length ? [path] : []));
}
