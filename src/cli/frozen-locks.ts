import { join } from 'node:path';
import { power10 } from '../core/amount.ts';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import { finding, Refusal, refuse } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import { FROZEN_KIND, frozenBlocks, frozenBounds } from '../core/negotiation/frozen-cells.ts';
import { placeCommitments } from '../core/negotiation/placed-number.ts';
import { fullPlanGrid } from '../core/plan.ts';
import { nodeAt } from '../core/tree.ts';
import { pathAtLevels } from '../plan-folder/level-columns.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { COMMITMENTS_FILE, rowsAtLevels } from './negotiation.ts';
import type { LockOptions, LockPlace, TargetLock } from './target-lock.ts';

/** What frozen units hold in plan.csv, cell by cell, as locks of the target; none without a plan of it in a folder. */
export function frozenLocks(
  { target = '', decimals }: Pick<LockOptions, 'target' | 'decimals'>,
  { folder, levels }: Pick<LockPlace, 'folder' | 'levels'>,
): TargetLock[] {
  if (!folder?.commitments().rows.some((row) => row.target === target && row.status === 'frozen')) return [];
  const plan = planOf(folder, target);
  if (!plan) return [];
  const file = join(folder.dir, COMMITMENTS_FILE);
  const rows = rowsAtLevels(folder, { target, levels: plan.units.levels }).filter(({ status }) => status === 'frozen');
  const written = rows.map((row) => ({ ...row, place: { file, line: row.line } }));
  const { placed, findings } = placeCommitments(plan, written, {
    decimals: Math.min(decimals, plan.scale),
    fiscal: folder.fiscal,
  });
  if (findings.some(({ severity }) => severity === 'error')) throw new Refusal(findings);
  return frozenBounds(plan, frozenBlocks(plan, placed)).map(({ unit, period, min = 0n, source }): TargetLock => {
    const path = pathAtLevels(nodeAt(plan.units, unit).value.path, plan.units.levels, levels);
    const values = { levels: plan.units.levels.join(', '), has: levels.join(', ') || '-' };
    if (!path) throw new Refusal([finding('error', 'negotiation.other-levels', values, source.place)]);
    const by = { reason: source.reason, by: '', until: undefined, place: source.place };
    return {
      target,
      period: nodeAt(plan.periods, period).value,
      path,
      kind: FROZEN_KIND,
      amount: at(min, plan, decimals),
      ...by,
    };
  });
}

/** The target's cells; undefined when the folder has no plan of it. */
function planOf(folder: PlanFolder, target: string): Grid | undefined {
  const { levels, scale, rows, meta } = folder.plan();
  if (rows.some((row) => row.target === target && row.currency !== undefined)) throw refuse('money.local-plan', { target });
  const label = meta?.targets[target]?.period;
  const period = label === undefined ? undefined : parsePeriod(label, folder.fiscal);
  const cells = rows.flatMap((row) => (row.target === target ? [{ ...row, place: undefined }] : []));
  return cells.length === 0 ? undefined : fullPlanGrid({ levels, scale, cells, period, fiscal: folder.fiscal });
}

function at(amount: bigint, { scale }: Grid, decimals: number): bigint {
  const factor = power10(Math.max(0, scale - decimals));
  if (amount % factor !== 0n) throw refuse('negotiation.finer-plan', { decimals });
  return amount / factor;
}
