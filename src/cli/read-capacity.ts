import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isFiscalLabel } from '../core/calendar/parse-period.ts';
import { type FiscalYear, finestOf, type Grain, isFiner } from '../core/calendar/period.ts';
import { periodTree } from '../core/calendar/period-tree.ts';
import { type Capacity, capacityOf } from '../core/capacity/capacity.ts';
import { coarsenPeriods } from '../core/coarsen.ts';
import { refuse, refuseErrors } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import { presence } from '../core/organisation/presence.ts';
import { type PlanSource, planGrid, planPeriods } from '../core/plan.ts';
import { nodeAt } from '../core/tree.ts';
import { type CapacityFile, readCapacityCsv } from '../plan-folder/capacity-csv.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { type Context, report } from './context.ts';
import { markInput } from './inputs.ts';
import { readDayCounting } from './read-calendar.ts';
import { readBytes, readRoster } from './read-roster.ts';
import type { RosterRules } from './roster-options.ts';

/** What capacity is read from: `--capacity` or the settings, and the roster. */
export interface CapacityChoice extends RosterRules {
  readonly capacity: string | undefined;
  readonly org: string | undefined;
  readonly decimals: number;
  readonly fiscal: FiscalYear;
}

interface Place {
  readonly folder: PlanFolder | undefined;
  readonly context: Context;
}

/** The file of the choice, else capacity.csv of the folder; undefined where there is none. */
export function capacityFile({ capacity }: Pick<CapacityChoice, 'capacity'>, folder: PlanFolder | undefined): string | undefined {
  if (capacity !== undefined) return capacity;
  const own = folder && join(folder.dir, 'capacity.csv');
  return own !== undefined && existsSync(own) ? own : undefined;
}

/** Reads a capacity file; refuses one that is wrong or has no rows. */
export async function readCapacityFile(
  file: string,
  { decimals, fiscal }: Pick<CapacityChoice, 'decimals' | 'fiscal'>,
  context: Context,
): Promise<CapacityFile> {
  markInput(file, context);
  const table = readCapacityCsv({ content: readBytes(file), file }, { decimals, fiscal });
  refuseErrors(table.findings);
  await report(context, table.findings);
  if (table.rows.length === 0) throw refuse('capacity.no-rows', {}, { file });
  return table;
}

/** The quota of a plan by months or coarser, and what its units can do, at one scale. */
export interface QuotaAndCapacity {
  readonly quota: Grid;
  readonly capacity: Capacity;
}

/** Both on the plan's units, by the grains that are asked for. Refuses grains below the month, and what is wrong with the file. */
export async function readCapacity(
  source: PlanSource,
  choice: CapacityChoice & { readonly file: string; readonly grains: readonly Grain[] },
  { folder, context }: Place,
): Promise<QuotaAndCapacity> {
  const fine = choice.grains.find((grain) => isFiner(grain, 'month'));
  if (fine) throw refuse('capacity.too-fine', { grain: fine });
  const table = await readCapacityFile(choice.file, choice, context);
  const leaf = planPeriods(source).grain;
  const byMonth = leaf !== undefined && isFiner(leaf, 'month') ? (['month'] as const) : [];
  const whole = planGrid(source, [...choice.grains, ...byMonth]);
  const quota = byMonth.length > 0 ? coarsenPeriods(whole, finestOf(['month'])) : whole;
  const span = nodeAt(quota.periods, 0).value;
  const fiscal = isFiscalLabel(span.label) ? source.fiscal : undefined;
  const months = periodTree(span, [...choice.grains, ...(leaf && !byMonth.length ? [leaf] : []), 'month'], fiscal).tree;
  const roster = await readRoster({ file: choice.org, folder }, source.levels, context);
  const { countDays } = await readDayCounting(choice, { folder, context, span });
  const capacity = capacityOf({
    units: quota.units,
    months,
    table,
    scale: quota.scale,
    presence: presence({ roster: roster ?? [], clock: choice.rampClock, countDays }),
  });
  refuseErrors(capacity.findings);
  return { quota, capacity };
}
