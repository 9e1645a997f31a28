import { isAbove } from '../core/allocation/given.ts';
import { findUnit } from '../core/organisation/find-unit.ts';
import { parsePath, type UnitPath, unitTree } from '../core/organisation/unit-tree.ts';
import { nodeAt } from '../core/tree.ts';
import type { EventRecord, PlanMeta, StepRecord } from '../plan-folder/plan-meta.ts';
import type { ReadPlan } from './read-plan.ts';
import { heldChanges } from './recorded-steps.ts';

type MadePart = NonNullable<PlanMeta['targets'][string]['parts']>[string];

/** A part as the record has it. */
export interface RecordedPart {
  readonly unit: UnitPath;
  readonly made: MadePart;
  /** How many changes of the plan had been made before it. */
  readonly after: number;
}

/** The parts that were decomposed on their own, the highest units first. */
export function recordedParts({ made }: Pick<ReadPlan, 'made'>): RecordedPart[] {
  const parts = Object.entries(made?.parts ?? {}).map(([text, part]) => {
    return { unit: parsePath(text), made: part, after: part.changes_before ?? 0 };
  });
  return parts.sort((a, b) => a.unit.length - b.unit.length);
}

/** The part that a unit belongs to: the one decomposed nearest above it; undefined for what was planned with the whole. */
export function partAbove(read: Pick<ReadPlan, 'made'>, unit: UnitPath): RecordedPart | undefined {
  return recordedParts(read).findLast((part) => isAbove(part.unit, unit));
}

/** A recorded step with its place among all of them. */
export interface StandingChange {
  readonly step: StepRecord;
  readonly place: number;
}

/** The events of the steps that still stand. */
export function standingEvents({ made }: Pick<ReadPlan, 'made'>): EventRecord[] {
  const parts = recordedParts({ made });
  return (made?.changes ?? []).flatMap((step, place) =>
    typeof step !== 'string' && 'event' in step && !isSuperseded(step.event, place, parts) ? [step.event] : [],
  );
}

/** Whether all that an event moved was planned anew, with a unit above it, after it had been applied. */
function isSuperseded(event: EventRecord, place: number, parts: readonly RecordedPart[]): boolean {
  return parts.some((part) => part.after > place && eventUnits(event).every((path) => isAbove(part.unit, path)));
}

/** Whether an event moved something into a unit or out of it. */
export function crosses(event: EventRecord, unit: UnitPath): boolean {
  const inside = eventUnits(event).map((path) => isAbove(unit, path));
  return inside.includes(true) && inside.includes(false);
}

function eventUnits({ unit, to }: EventRecord): UnitPath[] {
  return [unit, ...to.map((heir) => heir.unit)].map(parsePath);
}

/** The steps of a plan, in order; without the changes and events inside a unit that was decomposed anew afterwards. */
export function standingChanges(read: ReadPlan): StandingChange[] {
  const parts = recordedParts(read);
  const all = (read.made?.changes ?? []).map((step, place) => ({ step, place }));
  if (parts.length === 0) return all;
  const { levels, cells, scale } = read.source;
  const tree = unitTree(
    levels,
    cells.map(({ path }) => path),
  );
  return all.filter(({ step, place }) => {
    if (typeof step !== 'string') return !('event' in step && isSuperseded(step.event, place, parts));
    const [change] = heldChanges([step], scale);
    const found = findUnit(tree, change?.unit ?? '');
    const path = 'node' in found ? nodeAt(tree, found.node).value.path : parsePath(change?.unit ?? '');
    return !parts.some((part) => part.after > place && isAbove(part.unit, path));
  });
}
