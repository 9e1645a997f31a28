import { isAbove } from '../core/allocation/given.ts';
import { findUnit } from '../core/organisation/find-unit.ts';
import { parsePath, type UnitPath, unitTree } from '../core/organisation/unit-tree.ts';
import { nodeAt } from '../core/tree.ts';
import { eventOfRecord } from '../plan-folder/event-records.ts';
import type { PlanMeta, StepRecord } from '../plan-folder/plan-meta.ts';
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
  const isReplaced = (place: number, units: readonly UnitPath[]) =>
    parts.some((part) => part.after > place && units.every((path) => isAbove(part.unit, path)));
  return all.filter(({ step, place }) => {
    if (typeof step !== 'string') return !('event' in step) || !isReplaced(place, eventUnits(step.event));
    const [change] = heldChanges([step], scale);
    const found = findUnit(tree, change?.unit ?? '');
    const path = 'node' in found ? nodeAt(tree, found.node).value.path : parsePath(change?.unit ?? '');
    return !isReplaced(place, [path]);
  });
}

function eventUnits(record: Extract<StepRecord, { event: unknown }>['event']): UnitPath[] {
  const { event } = eventOfRecord(record);
  return [event.unit, ...event.heirs.map(({ path }) => path)];
}
