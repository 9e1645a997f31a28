import { readFileSync } from 'node:fs';
import { finding, refuse, refuseErrors } from '../core/finding.ts';
import { type Roster, rosterAt } from '../core/organisation/roster.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { type Context, report } from './context.ts';
import { markInput } from './inputs.ts';

interface RosterTable {
  readonly levels: readonly string[];
  readonly rows: Roster;
}

/**
 * The roster for a plan with these levels: that of `--org`, which must have them, else the folder's where it has them;
 * undefined when there is none.
 */
export async function readRoster(
  source: { readonly file: string | undefined; readonly folder: PlanFolder | undefined },
  levels: readonly string[],
  context: Context,
): Promise<Roster | undefined> {
  const table = source.file === undefined ? source.folder?.organisation : await readFile(source.file, context);
  if (!table || table.rows.length === 0) return undefined;
  const depths = levels.map((level) => table.levels.indexOf(level));
  if (!depths.includes(-1)) return rosterAt(table.rows, depths);
  if (source.file === undefined) {
    await report(context, [
      finding('warning', 'cli.roster-not-used', { levels: levels.join(','), roster: table.levels.join(',') }),
    ]);
    return undefined;
  }
  throw refuse(
    'cli.roster-levels',
    { file: source.file, levels: levels.join(','), roster: table.levels.join(',') },
    { file: source.file },
  );
}

async function readFile(file: string, context: Context): Promise<RosterTable> {
  markInput(file, context);
  const { readOrganisationCsv } = await import('../plan-folder/organisation-csv.ts');
  const table = readOrganisationCsv({ content: readBytes(file), file }, { decimals: 2, fiscal: { startMonth: 1, name: 'end' } });
  refuseErrors(table.findings);
  await report(context, table.findings);
  return table;
}

/** A whole file; refuses one that is not there or cannot be read. */
export function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw refuse(code === 'ENOENT' ? 'facts.no-file' : 'cli.unreadable', { file, reason: code }, { file });
  }
}
