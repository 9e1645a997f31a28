import type { Span } from '../../core/calendar/period.ts';
import { periodTree } from '../../core/calendar/period-tree.ts';
import { type CapacityTable, capacityOf } from '../../core/capacity/capacity.ts';
import { refuseErrors } from '../../core/finding.ts';
import { presence } from '../../core/organisation/presence.ts';
import type { Roster } from '../../core/organisation/roster.ts';
import { isWithin, type UnitPath, unitTree } from '../../core/organisation/unit-tree.ts';
import type { TargetCapacity } from '../../core/targets/evidence.ts';
import type { Gap } from '../../core/targets/gap.ts';
import type { Target } from '../../core/targets/target.ts';
import { readDayCounting } from '../read-calendar.ts';
import { capacityFile, readCapacityFile } from '../read-capacity.ts';
import type { FactsSite } from './metric-facts.ts';

export interface CapacityUnits {
  readonly roster: Roster | undefined;
  /** Leaf units. */
  readonly units: readonly UnitPath[] | undefined;
  /** The days of all targets. */
  readonly span: Span;
}

/** What the units of a target can do in its period; undefined for metrics that capacity says nothing of. */
export async function targetCapacities({ roster, units, span }: CapacityUnits, site: FactsSite) {
  const { options, folder, context } = site;
  const main = folder?.settings.metric ?? 'revenue';
  const isOf = ({ metric }: Target) => metric.kind === 'flow' && metric.name === main;
  const file = capacityFile(options, folder);
  if (file === undefined) return (target: Target) => (isOf(target) ? NONE : undefined);
  const table = await readCapacityFile(file, options, context);
  const { countDays } = await readDayCounting(options, { folder, context, span });
  const there = presence({ roster: roster ?? [], clock: options.rampClock, countDays });
  const paths = units ?? table.rows.map(({ path }) => path);
  const { levels, decimals, band } = options;
  return (target: Target): TargetCapacity | Gap | undefined => {
    if (!isOf(target)) return undefined;
    const tree = unitTree(
      levels,
      paths.filter((path) => isWithin(path, target.unit)),
    );
    const months = periodTree(target.period, ['month'], undefined).tree;
    const found = capacityOf({ units: tree, months, table: onlyOf(table, target.unit), scale: decimals, presence: there });
    refuseErrors(found.findings);
    const { cells } = found.grid;
    const width = months.leaves.length;
    const isSaid = (leaf: number) => found.isSaid.subarray(leaf * width, (leaf + 1) * width).every((flag) => flag === 1);
    const without = tree.leaves.filter((_, leaf) => !isSaid(leaf)).length;
    return {
      amount: { coefficient: cells.reduce((sum, each) => sum + each, 0n), scale: decimals },
      without,
      units: tree.leaves.length,
      band,
    };
  };
}

const NONE: Gap = { code: 'smart.no-capacity' };

/** Rows of a unit, or of any: those of others would be told as unknown. */
function onlyOf(table: CapacityTable, unit: UnitPath): CapacityTable {
  const mayBe = (path: UnitPath) => path.every((name, depth) => name === '' || unit[depth] === undefined || unit[depth] === name);
  return { ...table, rows: table.rows.filter(({ path }) => mayBe(path)) };
}
