import { type Finding, finding, refuse } from '../../core/finding.ts';
import { goalsOf } from '../../core/goals/goal.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import type { TargetRow } from '../../plan-folder/targets-csv.ts';
import { targetsSheet } from '../../report/targets-sheet.ts';
import type { CommandInput } from '../command.ts';
import { type Context, type ExitCode, report } from '../context.ts';
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
  const findings = besideTargets(rows, folder);
  await emit(
    targetsSheet(rows, { levels, decimals: folder.settings.currency.decimals }, context.words),
    output,
    context,
    findings,
  );
  await report(context, findings);
  return 0;
}

/** The titles of the goals that some targets support or have a weight in, and of the folder's notes. */
function besideTargets(rows: readonly TargetRow[], folder: PlanFolder): Finding[] {
  const targets = folder.targets.rows.map(({ target, supports }) => ({ target, supports }));
  const shown = new Set(rows.map(({ target }) => target));
  const goals = goalsOf(folder.goals().rows, targets).goals.flatMap(({ id, title, targets: own }) => {
    const named = own.map(({ target }) => target).filter((target) => shown.has(target));
    return named.length === 0
      ? []
      : [finding('note', 'goals.of-targets', { goal: id, title: title || '-', targets: named.join(', ') })];
  });
  const { notes, findings } = folder.notes();
  return [...goals, ...findings, ...notes.map(({ file, title }) => finding('note', 'notes.along', { file, title }))];
}

/** That the folder has no target of this id, and which it has. */
export function unknownTarget(id: string, { targets }: PlanFolder) {
  const known = [...new Set(targets.rows.map(({ target }) => target))].join(', ') || '-';
  return refuse('cli.no-target', { target: id, known });
}
