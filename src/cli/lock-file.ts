import type { Block } from '../core/allocation/locks/lock.ts';
import { lockBounds } from '../core/allocation/locks/lock-bounds.ts';
import { power10 } from '../core/amount.ts';
import { refuse } from '../core/finding.ts';
import { type Grid, valueAt } from '../core/grid.ts';
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
 * The folder's locks with a `fix` for each node that a person set, in place of a `fix` that was there for the target. Refuses a
 * file whose levels do not name the plan's.
 */
export function lockFileWith(grid: Grid, typed: TypedNodes): { path: string; content: string } {
  const { options, folder, target, nodes } = typed;
  const { rows, levels: own } = folder.locks();
  const levels = rows.length > 0 ? own : grid.units.levels;
  const path = folder.settings.locks ?? 'locks.csv';
  const fixes = nodes.map((node): LockRow => {
    const found = pathAtLevels(nodeAt(grid.units, node.unit).value.path, grid.units.levels, levels);
    if (!found)
      throw refuse('lock.unknown-level', { levels: levels.join(', '), has: grid.units.levels.join(', ') }, { file: path });
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
  const replaced = replacedLines(grid, typed);
  const kept = rows.filter(({ line }) => !replaced.has(line));
  return { path, content: writeLocksCsv([...kept, ...fixes], { levels, decimals: options.decimals }) };
}

/** The lines of the target's own fixes on the nodes that were set. */
function replacedLines(grid: Grid, { folder, target, nodes }: TypedNodes): Set<number | undefined> {
  const { rows, levels } = folder.locks();
  const fixes = rows.flatMap((row) => {
    const path = pathAtLevels(row.path, levels, grid.units.levels);
    return path && row.target === target && row.kind === 'fix' ? [{ ...row, path, place: { line: row.line } }] : [];
  });
  const { bounds } = lockBounds({ axes: grid, locks: fixes, scale: grid.scale, asOf: EVER });
  const isSet = ({ unit, period }: Block) => nodes.some((node) => node.unit === unit && node.period === period);
  return new Set(bounds.filter(isSet).map(({ source }) => source.place?.line));
}

/** Before any lock expires. */
const EVER = Number.NEGATIVE_INFINITY;
