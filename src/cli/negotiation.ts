import { join } from 'node:path';
import { refuse, refuseErrors } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import { type PlacedCommitment, placeCommitments } from '../core/negotiation/placed-number.ts';
import { fullPlanGrid } from '../core/plan.ts';
import { writeFiles } from '../plan-folder/atomic-write.ts';
import { type CommitmentRow, writeCommitmentsCsv } from '../plan-folder/commitments-csv.ts';
import { pathAtLevels } from '../plan-folder/level-columns.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { readStamped, type Stamp } from '../plan-folder/stamp.ts';
import { type Context, report } from './context.ts';
import { type PlanChoice, type ReadPlan, readPlan, refuseUnlessSums } from './read-plan.ts';

export const COMMITMENTS_FILE = 'commitments.csv';

/** One target's plan in its folder, with what its units have committed themselves to. */
export interface Negotiation {
  readonly folder: PlanFolder;
  readonly read: ReadPlan;
  /** With every period down to its own grain. */
  readonly plan: Grid;
  /** The target's rows, their paths by the plan's levels. */
  readonly rows: readonly CommitmentRow[];
  readonly placed: readonly PlacedCommitment[];
}

/** Reads a folder's plan and commitments; refuses a run without a folder, and rows that the plan has no place for. */
export async function readNegotiation(
  choice: PlanChoice,
  { folder, command }: { readonly folder: PlanFolder | undefined; readonly command: string },
  context: Context,
): Promise<Negotiation> {
  if (!folder) throw refuse('cli.needs-folder', { command });
  const read = await readPlan(choice, folder, context);
  refuseUnlessSums(read);
  const plan = fullPlanGrid(read.source);
  const rows = rowsAtLevels(folder, { target: read.target, levels: plan.units.levels });
  const file = join(folder.dir, COMMITMENTS_FILE);
  const written = rows.map((row) => ({ ...row, place: { file, line: row.line } }));
  const { decimals } = folder.settings.currency;
  const { placed, findings } = placeCommitments(plan, written, { decimals, fiscal: read.source.fiscal });
  refuseErrors(findings);
  await report(context, findings);
  return { folder, read, plan, rows, placed };
}

/** The target's commitments by the plan's levels; refuses a file with problems, and one whose levels are others. */
export function rowsAtLevels(
  folder: PlanFolder,
  { target, levels }: { readonly target: string; readonly levels: readonly string[] },
): readonly CommitmentRow[] {
  const table = folder.commitments();
  refuseErrors(table.findings);
  return table.rows.flatMap((row) => {
    if (row.target !== target) return [];
    const path = pathAtLevels(row.path, table.levels, levels);
    if (path && !path.includes('')) return [{ ...row, path }];
    const place = { file: join(folder.dir, COMMITMENTS_FILE), line: row.line };
    throw refuse('negotiation.other-levels', { levels: table.levels.join(', '), has: levels.join(', ') || '-' }, place);
  });
}

/**
 * The file with `rows` in place of those with the same target, period and unit. Rows come by `levels`, the plan's; a file of other
 * levels is refused.
 */
export function commitmentsWith(folder: PlanFolder, rows: readonly CommitmentRow[], levels: readonly string[]) {
  const table = folder.commitments();
  refuseErrors(table.findings);
  const isSameLevels = table.levels.join('\n') === levels.join('\n');
  if (table.rows.length > 0 && !isSameLevels) {
    const values = { levels: table.levels.join(', '), has: levels.join(', ') || '-' };
    throw refuse('negotiation.other-levels', values, { file: join(folder.dir, COMMITMENTS_FILE) });
  }
  const replaced = new Set(rows.map(rowKey));
  const kept = table.rows.filter((row) => !replaced.has(rowKey(row)));
  return [...kept, ...rows];
}

/** What no two rows have in common. */
export function rowKey({ target, period, path }: Pick<CommitmentRow, 'target' | 'period' | 'path'>): string {
  return JSON.stringify([target, period, path]);
}

/** The text of commitments.csv. */
export function commitmentsText(folder: PlanFolder, rows: readonly CommitmentRow[], levels: readonly string[]): string {
  return writeCommitmentsCsv(rows, { levels, decimals: folder.settings.currency.decimals });
}

/** Writes all rows of commitments.csv; gives the stamp of what was written, for the next time. */
export function saveCommitments(
  folder: PlanFolder,
  rows: readonly CommitmentRow[],
  { levels, expected }: { readonly levels: readonly string[]; readonly expected: Stamp | undefined },
): Stamp {
  const content = commitmentsText(folder, rows, levels);
  writeFiles(folder.dir, [{ path: COMMITMENTS_FILE, content, ...(expected && { expected }) }]);
  return readStamped(join(folder.dir, COMMITMENTS_FILE)).stamp;
}
