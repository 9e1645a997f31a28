import type { Period } from '../../core/calendar/period.ts';
import { type Finding, finding } from '../../core/finding.ts';
import { rollUp } from '../../core/grid.ts';
import { someNames } from '../../core/names.ts';
import { formatPath, leafPaths, pathKey, type UnitPath, type UnitTree, unitIndex } from '../../core/organisation/unit-tree.ts';
import type { PlanSource } from '../../core/plan.ts';
import { nodeAt } from '../../core/tree.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import type { Context } from '../context.ts';
import { capacityFile, readCapacity } from '../read-capacity.ts';
import { readRoster } from '../read-roster.ts';
import type { SuggestOptions } from './suggest-options.ts';

export interface UnitCapacity {
  /** What a node can do in the period, at the currency's scale; undefined where somebody's capacity is not known. */
  readonly of: (node: number) => bigint | undefined;
  readonly findings: readonly Finding[];
}

interface Site {
  readonly units: UnitTree;
  readonly options: SuggestOptions;
  readonly folder: PlanFolder | undefined;
}

/** What units can do in the period, ramps and leavers counted; nothing where nobody wrote it down. */
export async function suggestCapacity({ units, options, folder }: Site, context: Context): Promise<UnitCapacity> {
  const file = capacityFile(options, folder);
  if (file === undefined) return { of: () => undefined, findings: [] };
  const source = emptyPlan(await leafUnits({ units, options, folder }, context), options);
  const choice = { ...options, file, grains: [] };
  const { capacity } = await readCapacity(source, choice, { folder, context });
  const { grid, isSaid, without } = capacity;
  const [sums, width, months] = [rollUp(grid), grid.periods.nodes.length, grid.periods.leaves.length];
  const isKnown = (leaf: number) => isSaid.subarray(leaf * months, (leaf + 1) * months).every((said) => said === 1);
  const nodes = unitIndex(grid.units);
  const of = (asked: number) => {
    const node = nodes.get(pathKey(nodeAt(units, asked).value.path));
    if (node === undefined) return undefined;
    const { leafFrom, leafTo } = nodeAt(grid.units, node);
    for (let leaf = leafFrom; leaf < leafTo; leaf++) if (!isKnown(leaf)) return undefined;
    return sums[node * width] as bigint;
  };
  const told =
    without.length === 0
      ? []
      : [finding('note', 'suggest.without-capacity', { count: without.length, units: someNames(without.map(formatPath)) })];
  return { of, findings: told };
}

interface LeafUnits {
  readonly levels: readonly string[];
  readonly paths: readonly UnitPath[];
}

/** Those of the roster where there is one: capacity is that of who does the work, whether they have sold already or not. */
async function leafUnits({ units, options, folder }: Site, context: Context): Promise<LeafUnits> {
  const own = { levels: units.levels, paths: leafPaths(units) };
  const levels = folder?.settings.levels ?? [];
  if (!units.levels.every((level, depth) => level === levels[depth])) return own;
  const roster = (await readRoster({ file: options.org, folder }, levels, context)) ?? [];
  const leaves = roster.filter(({ path }) => path.length === levels.length && path.every((name) => name !== ''));
  const paths = [...new Map(leaves.map(({ path }) => [pathKey(path), path])).values()];
  return paths.length === 0 ? own : { levels, paths };
}

/** The units and the period as a plan of nothing, which is what capacity is held against. */
function emptyPlan({ levels, paths }: LeafUnits, { period, decimals, fiscal }: SuggestOptions): PlanSource {
  const whole = period as Period;
  const cells = paths.map((path) => ({ period: whole.label, path, amount: 0n, place: undefined }));
  return { levels, scale: decimals, cells, period: whole, fiscal };
}
