import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import { refuse, refuseErrors } from '../core/finding.ts';
import type { AssignedPlan } from '../core/layers/check-assigned.ts';
import type { PlanSource } from '../core/plan.ts';
import { type PlanTable, readPlanCsv } from '../plan-folder/plan-csv.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { buffersOf } from './assigned-file.ts';
import { type Context, report } from './context.ts';
import { markInput } from './inputs.ts';
import type { PlanChoice, ReadPlan, TableWithMeta } from './read-plan.ts';
import { readBytes } from './read-roster.ts';

type Choice = Pick<PlanChoice, 'plan' | 'decimals' | 'fiscal'>;

/** What a level is assigned, as a plan of its own. */
export interface AssignedSource {
  readonly level: string;
  /** 1 for the outermost level. */
  readonly depth: number;
  readonly source: PlanSource;
}

/** assigned.csv of the folder, `plan19.assigned.csv` beside `plan19.csv`, or assigned.csv beside plan.csv; undefined for none. */
export function assignedTable(
  { plan, ...form }: Choice,
  folder: PlanFolder | undefined,
  context: Context,
): PlanTable | undefined {
  if (plan === undefined) return folder?.assigned();
  const own = plan.replace(/\.csv$/i, '.assigned.csv');
  // The plan of a folder has it under the folder's name.
  const beside = basename(plan) === 'plan.csv' ? [own, join(dirname(plan), 'assigned.csv')] : [own];
  const file = beside.find((name) => name !== plan && existsSync(name));
  if (file === undefined) return undefined;
  markInput(file, context);
  return readPlanCsv({ content: readBytes(file), file }, form, 'assigned');
}

/** The layers of a plan's target, outermost first; refuses a plan without any. */
export async function readAssigned(
  { source, target }: ReadPlan,
  choice: Choice,
  { folder, context }: { readonly folder: PlanFolder | undefined; readonly context: Context },
): Promise<AssignedSource[]> {
  const table = assignedTable(choice, folder, context);
  refuseErrors(table?.findings ?? []);
  await report(context, table?.findings ?? []);
  const layers = source.levels.flatMap((level, i): AssignedSource[] => {
    const rows = (table?.rows ?? []).filter((row) => row.target === target && row.level === level);
    const cells = rows.map(({ path, period, amount }) => ({ path, period, amount, place: undefined }));
    return rows.length === 0 ? [] : [{ level, depth: i + 1, source: { ...source, scale: (table as PlanTable).scale, cells } }];
  });
  if (layers.length === 0) throw refuse('layers.no-assigned', { target, level: source.levels[0] ?? '-' });
  return layers;
}

/** What `check` looks at: each target of the plan that has buffers, or rows in assigned.csv. */
export function assignedPlans(
  plan: TableWithMeta,
  assigned: PlanTable | undefined,
  fiscal: PlanChoice['fiscal'],
): AssignedPlan[] {
  const targets = [...new Set(plan.rows.map(({ target }) => target))];
  return targets.flatMap((target) => {
    const made = plan.meta?.targets[target];
    const buffers = buffersOf(made?.buffer);
    const rows = (assigned?.rows ?? []).flatMap((row) =>
      row.target === target && row.level !== undefined ? [{ ...row, level: row.level }] : [],
    );
    if (buffers.length === 0 && rows.length === 0) return [];
    const scale = assigned?.scale ?? plan.scale;
    const most = Math.max(scale, plan.scale);
    return [{ target, source: sourceOf(plan, target, fiscal, most), buffers, rows, scale }];
  });
}

/** One target of a plan file, at the file's scale or a finer one. */
export function sourceOf(plan: TableWithMeta, target: string, fiscal: PlanChoice['fiscal'], scale = plan.scale): PlanSource {
  const factor = 10n ** BigInt(scale - plan.scale);
  const cells = plan.rows.flatMap(({ target: own, path, period, amount }) =>
    own === target ? [{ path, period, amount: amount === undefined ? undefined : amount * factor, place: undefined }] : [],
  );
  const made = plan.meta?.targets[target];
  return { levels: plan.levels, scale, cells, period: made && parsePeriod(made.period, fiscal), fiscal };
}
