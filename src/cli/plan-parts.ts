import { findUnit } from '../core/organisation/find-unit.ts';
import { isAbove, parsePath, type UnitPath } from '../core/organisation/unit-tree.ts';
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

/** The steps of a plan, in order; without those inside a unit that was decomposed anew afterwards. */
export function standingChanges(read: ReadPlan): StandingChange[] {
  const parts = recordedParts(read);
  const all = (read.made?.changes ?? []).map((step, place) => ({ step, place }));
  if (parts.length === 0) return all;
  const tree = planUnitTree(read.source);
  const unitsOf = (step: StepRecord): readonly UnitPath[] => {
    if (typeof step !== 'string') return stepUnits(step);
    const [change] = heldChanges([step], read.source.scale);
    const found = findUnit(tree, change?.unit ?? '');
    return ['node' in found ? nodeAt(tree, found.node).value.path : parsePath(change?.unit ?? '')];
  };
  return all.filter(({ step, place }) => {
    const units = unitsOf(step);
    return !parts.some((part) => part.after > place && units.length > 0 && units.every((unit) => isAbove(part.unit, unit)));
  });
}

/** The units between which a step moved amounts; none for one that is about the whole. */
function stepUnits(step: Exclude<StepRecord, string>): UnitPath[] {
  if ('event' in step) return [step.event.unit, ...step.event.to.map(({ unit }) => unit)].map(parsePath);
  if ('settlement' in step && step.settlement.unit !== undefined) return [parsePath(step.settlement.unit)];
  return [];
}
