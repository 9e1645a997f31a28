import { formatPath, parsePath, pathKey, type UnitPath } from '../core/organisation/unit-tree.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import type { OptionReader } from './option-reader.ts';
import type { ChosenTarget } from './target-choice.ts';

/**
 * Whether `--unit` asks to break down further what a plan gives that unit: of `--plan`, or of the folder where its plan.csv has
 * the target already. In a folder a total that was typed, and a target of the unit itself, ask for a plan of their own.
 */
export function isPartOfPlan(reader: OptionReader, folder: PlanFolder | undefined, target: ChosenTarget | undefined): boolean {
  const unit = parsePath(reader.text('unit') ?? '');
  if (unit.length === 0 || !reader.given('unit')) return false;
  if (reader.text('plan') !== undefined) return true;
  if (reader.text('total') !== undefined || folder === undefined || isOwn(unit, target)) return false;
  const id = reader.text('target') ?? target?.id;
  return folder.plan().rows.some((row) => id === undefined || row.target === id);
}

/** Notes a unit to which nobody gave a part of its target yet: all of it would go there. */
export function refuseWholeTarget(reader: OptionReader, target: ChosenTarget | undefined): void {
  const unit = parsePath(reader.text('unit') ?? '');
  if (unit.length === 0 || !reader.typed('unit') || !target || isOwn(unit, target)) return;
  if (reader.text('total') === undefined)
    reader.fail('unit', 'layers.no-part-yet', { target: target.id, unit: formatPath(unit) });
}

/** Whether a unit, by its path or its bare name, is the one that the target is for. */
function isOwn(unit: UnitPath, target: ChosenTarget | undefined): boolean {
  const path = target?.path ?? [];
  return pathKey(unit) === pathKey(path) || (unit.length === 1 && unit[0] === path.at(-1));
}
