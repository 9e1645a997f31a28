import { parseChange } from '../core/allocation/changes/change.ts';
import { isAbove } from '../core/allocation/given.ts';
import { findUnit } from '../core/organisation/find-unit.ts';
import { parsePath, type UnitPath, unitTree } from '../core/organisation/unit-tree.ts';
import { nodeAt } from '../core/tree.ts';
import type { PlanMeta } from '../plan-folder/plan-meta.ts';
import type { ReadPlan } from './read-plan.ts';
import { recordedFlags } from './recorded-change.ts';

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

/** The changes of a plan, in order, with their places; without those inside a unit that was decomposed anew afterwards. */
export function standingChanges(read: ReadPlan): { readonly text: string; readonly place: number }[] {
  const parts = recordedParts(read);
  const all = (read.made?.changes ?? []).map((text, place) => ({ text, place }));
  if (parts.length === 0) return all;
  const { levels, cells, scale } = read.source;
  const tree = unitTree(
    levels,
    cells.map(({ path }) => path),
  );
  return all.filter(({ text, place }) => {
    const unit = parseChange(recordedFlags(text).text, scale)?.unit ?? '';
    const found = findUnit(tree, unit);
    const path = 'node' in found ? nodeAt(tree, found.node).value.path : parsePath(unit);
    return !parts.some((part) => part.after > place && isAbove(part.unit, path));
  });
}
