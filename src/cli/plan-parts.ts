import { findUnit } from '../core/organisation/find-unit.ts';
import { isAbove, parsePath, pathKey, type UnitPath } from '../core/organisation/unit-tree.ts';
import { planUnitTree } from '../core/plan.ts';
import { nodeAt } from '../core/tree.ts';
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

/** The steps of a plan in order, and those inside a unit that was decomposed anew afterwards by that unit's part. */
export interface SortedChanges {
  readonly standing: readonly StandingChange[];
  /** What an overtaken step did to the periods of the whole is in what the part was given. */
  readonly overtaken: (unit: UnitPath) => readonly StandingChange[];
}

export function sortedChanges(read: ReadPlan): SortedChanges {
  const parts = recordedParts(read);
  const all = (read.made?.changes ?? []).map((step, place) => ({ step, place }));
  const unitsOf = parts.length === 0 ? () => [] : changedUnits(read);
  const overtaking = ({ step, place }: StandingChange) => {
    const units = unitsOf(step);
    return parts.find((part) => part.after > place && units.length > 0 && units.every((unit) => isAbove(part.unit, unit)));
  };
  const standing = all.filter((one) => overtaking(one) === undefined);
  const overtaken = (unit: UnitPath) =>
    all.filter((one) => {
      const part = overtaking(one);
      return part !== undefined && pathKey(part.unit) === pathKey(unit);
    });
  return { standing, overtaken };
}

/** The units of a step: of a change also who gets what it moves. */
function changedUnits(read: ReadPlan): (step: StepRecord) => readonly UnitPath[] {
  const tree = planUnitTree(read.source);
  const pathOf = (name: string) => {
    const found = findUnit(tree, name);
    return 'node' in found ? nodeAt(tree, found.node).value.path : parsePath(name);
  };
  return (step) => {
    if (typeof step !== 'string') return stepUnits(step);
    return heldChanges([step], read.source.scale).flatMap((change) =>
      [change.unit, ...(change.kind === 'transfer' ? [change.to] : [])].map(pathOf),
    );
  };
}

/** The units between which a step moved amounts; none for one that is about the whole. */
function stepUnits(step: Exclude<StepRecord, string>): UnitPath[] {
  if ('event' in step) return [step.event.unit, ...step.event.to.map(({ unit }) => unit)].map(parsePath);
  if ('settlement' in step && step.settlement.unit !== undefined) return [parsePath(step.settlement.unit)];
  return [];
}
