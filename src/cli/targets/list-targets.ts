import { refuse } from '../../core/finding.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { targetsSheet } from '../../report/targets-sheet.ts';
import type { CommandInput } from '../command.ts';
import type { Context, ExitCode } from '../context.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, readOutput } from '../output.ts';
import { resolve } from '../resolve.ts';

/** Shows the folder's targets. */
export function listTargets(input: CommandInput, context: Context): Promise<ExitCode> {
  return show(input, context, undefined);
}

/** Shows the lines of one target. */
export function showTarget(input: CommandInput, context: Context): Promise<ExitCode> {
  return show(input, context, input.args[1]);
}

async function show(input: CommandInput, context: Context, id: string | undefined): Promise<ExitCode> {
  const read = (reader: OptionReader) => readOutput(reader, context.look.json);
  const { options: output, folder } = await resolve(input, read, context);
  if (!folder) throw refuse('cli.needs-folder', { command: 'target list' });
  const rows = folder.targets.rows.filter((row) => id === undefined || row.target === id);
  if (id !== undefined && rows.length === 0) throw unknownTarget(id, folder);
  const { levels } = folder.targets;
  await emit(targetsSheet(rows, { levels, decimals: folder.settings.currency.decimals }, context.words), output, context);
  return 0;
}

/** That the folder has no target of this id, and which it has. */
export function unknownTarget(id: string, { targets }: PlanFolder) {
  const known = [...new Set(targets.rows.map(({ target }) => target))].join(', ') || '-';
  return refuse('cli.no-target', { target: id, known });
}
