import { type Finding, finding, refuse } from '../../core/finding.ts';
import { readSupports } from '../../core/targets/target.ts';
import { writeFiles } from '../../plan-folder/atomic-write.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { writeTargetsCsv } from '../../plan-folder/targets-csv.ts';
import type { CommandInput } from '../command.ts';
import { type Context, type ExitCode, report, sayPhrase } from '../context.ts';
import { longForm } from '../flags.ts';
import type { OptionReader } from '../option-reader.ts';
import { resolve } from '../resolve.ts';
import { unknownTarget } from './list-targets.ts';

/** Takes a target, all its lines, out of targets.csv. What other files have of it stays, and is told. */
export async function removeTarget(input: CommandInput, context: Context): Promise<ExitCode> {
  const read = (reader: OptionReader) => ({ id: input.args[1] ?? reader.text('target'), dryRun: reader.on('dryRun') });
  const { options, folder } = await resolve(input, read, context);
  const { id, dryRun } = options;
  if (!folder) throw refuse('cli.needs-folder', { command: 'target remove' });
  if (id === undefined) throw refuse('cli.missing-flag', { flag: longForm('target') });
  const kept = folder.targets.rows.filter((row) => row.target !== id);
  const count = folder.targets.rows.length - kept.length;
  if (count === 0) throw unknownTarget(id, folder);
  const form = { levels: folder.targets.levels, decimals: folder.settings.currency.decimals };
  const expected = folder.stamps.get('targets.csv');
  if (!dryRun)
    writeFiles(folder.dir, [{ path: 'targets.csv', content: writeTargetsCsv(kept, form), ...(expected && { expected }) }]);
  await report(context, leftBehind(id, folder));
  sayPhrase(context, dryRun ? 'target.would-remove' : 'target.removed', { target: id, count });
  return 0;
}

/** Files that still speak of the target. */
function leftBehind(id: string, folder: PlanFolder): Finding[] {
  const tables = {
    'plan.csv': folder.plan().rows.filter(({ target }) => target === id).length,
    'milestones.csv': folder.milestones().rows.filter(({ target }) => target === id).length,
    'locks.csv': folder.locks().rows.filter(({ target }) => target === id).length,
    'goals.csv': folder.goals().rows.filter(({ target }) => target === id).length,
    'targets.csv': folder.targets.rows.filter(({ target, supports }) => target !== id && readSupports(supports).includes(id))
      .length,
  };
  return Object.entries(tables)
    .filter(([, rows]) => rows > 0)
    .map(([file, rows]) => finding('warning', 'smart.left-behind', { target: id, file, count: rows }));
}
