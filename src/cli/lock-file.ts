import type { Block } from '../core/allocation/locks/lock.ts';
import { power10 } from '../core/amount.ts';
import { refuse } from '../core/finding.ts';
import { type Grid, valueAt } from '../core/grid.ts';
import { pathKey } from '../core/organisation/unit-tree.ts';
import { nodeAt } from '../core/tree.ts';
import { pathAtLevels } from '../plan-folder/level-columns.ts';
import { type LockRow, writeLocksCsv } from '../plan-folder/locks-csv.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import type { DecomposeOptions } from './decompose-options.ts';

export interface TypedNodes {
  readonly options: Pick<DecomposeOptions, 'reason' | 'decimals'>;
  readonly folder: PlanFolder;
  readonly target: string;
  /** The nodes that a person set; what they hold is to be kept. */
  readonly nodes: readonly Block[];
}

/**
 * The folder's locks with a `fix` for each node that a person set, in place of what was locked there for the target. Refuses a
 * file whose levels do not name the plan's.
 */
export function lockFileWith(grid: Grid, { options, folder, target, nodes }: TypedNodes): { path: string; content: string } {
  const { rows, levels: own } = folder.locks();
  const levels = rows.length > 0 ? own : grid.units.levels;
  const path = folder.settings.locks ?? 'locks.csv';
  const typed = nodes.map((node): LockRow => {
    const found = pathAtLevels(nodeAt(grid.units, node.unit).value.path, grid.units.levels, levels);
    if (!found)
      throw refuse('lock.unknown-level', { levels: grid.units.levels.join(', '), has: levels.join(', ') }, { file: path });
    const amount = valueAt(grid, node.unit, node.period) / power10(grid.scale - options.decimals);
    const period = nodeAt(grid.periods, node.period).value;
    return {
      target,
      period,
      path: found,
      kind: 'fix',
      amount,
      reason: options.reason,
      by: '',
      until: undefined,
      place: undefined,
      line: 0,
    };
  });
  const key = (row: LockRow) => [row.target, row.period.label, pathKey(row.path)].join('\n');
  const replaced = new Set(typed.map(key));
  const kept = rows.filter((row) => !replaced.has(key(row)));
  return { path, content: writeLocksCsv([...kept, ...typed], { levels, decimals: options.decimals }) };
}
