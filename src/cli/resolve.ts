import { join } from 'node:path';
import { type Finding, finding, Refusal, refuse } from '../core/finding.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import type { CommandInput } from './command.ts';
import { type Context, speak } from './context.ts';
import { type FlagName, longForm } from './flags.ts';
import { folderDefaults, fromHere } from './folder-defaults.ts';
import { markInput } from './inputs.ts';
import { type Defaults, OptionReader } from './option-reader.ts';

/** What a command works with: its options, and the plan folder it is in, if any. */
export interface Resolved<Options> {
  readonly options: Options;
  readonly folder: PlanFolder | undefined;
}

/** Reads options from whatever sources; what is wrong or missing is noted on the reader. */
export type ReadOptions<Options> = (reader: OptionReader, folder: PlanFolder | undefined) => Options;

/**
 * The options of a run. Wrong flags are refused all at once before any file is opened; then the plan folder is read, if there
 * is one; what is still missing is asked for on a terminal and refused, flag by flag, elsewhere.
 */
export async function resolve<Options>(
  { raw }: CommandInput,
  read: ReadOptions<Options>,
  context: Context,
): Promise<Resolved<Options>> {
  const readWith = (given: CommandInput['raw'], folder: PlanFolder | undefined) => {
    const defaults: Defaults = folder ? folderDefaults(folder, context.cwd) : {};
    const reader = new OptionReader({ raw: given, env: context.env, defaults, dir: folder?.dir });
    const options = read(reader, folder);
    return { reader, options };
  };
  const alone = readWith(raw, undefined);
  const dir = await folderOf(raw, context);
  if (dir === undefined) await settle(alone.reader, context);
  if (alone.reader.problems.length > 0) throw new Refusal(alone.reader.problems);
  const folder = dir === undefined ? undefined : await openFolder(dir, context);
  if (dir !== undefined) context.cache = { folder: join(dir, '.salesplan', 'cache'), mayWrite: raw.dryRun !== true };
  const first = folder ? readWith(raw, folder) : alone;
  if (first.reader.problems.length > 0) throw new Refusal(first.reader.problems);
  if (first.reader.missing.length === 0) return { options: first.options, folder };
  const answered = await ask(first.reader.missing, context);
  const second = readWith({ ...raw, ...answered }, folder);
  await settle(second.reader, context, false);
  return { options: second.options, folder };
}

/** Refuses what is wrong, and what is missing when nobody can be asked. */
async function settle({ problems, missing }: OptionReader, context: Context, mayAsk = true): Promise<void> {
  const gaps = mayAsk && context.interactive ? [] : missing.map(missingFinding);
  if (problems.length + gaps.length > 0) throw new Refusal([...problems, ...gaps]);
}

function missingFinding(name: FlagName): Finding {
  return finding('error', 'cli.missing-flag', { flag: longForm(name) });
}

/** The directory of the plan folder; undefined for a stateless run. `--dir` must name one. */
async function folderOf(raw: CommandInput['raw'], context: Context): Promise<string | undefined> {
  if (raw.dir === false) return undefined;
  const { findPlanFolder } = await import('../plan-folder/find-plan-folder.ts');
  const { resolve: resolvePath } = await import('node:path');
  const asked = raw.dir ?? context.env.SALESPLAN_DIR;
  if (asked === undefined) return findPlanFolder(context.cwd);
  const dir = resolvePath(context.cwd, String(asked));
  if (findPlanFolder(dir) !== dir) throw refuse('cli.no-folder', { dir: String(asked) });
  return dir;
}

async function openFolder(dir: string, context: Context): Promise<PlanFolder> {
  const { readPlanFolder } = await import('../plan-folder/read-plan-folder.ts');
  const folder = readPlanFolder(fromHere(context.cwd, dir) || '.');
  for (const name of folder.stamps.keys()) markInput(join(folder.dir, name), context);
  if (!context.env.SALESPLAN_LANG && folder.settings.lang && !context.argv.includes('--lang'))
    await speak(context, folder.settings.lang);
  const errors = folder.findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Refusal(folder.findings);
  return folder;
}

async function ask(missing: readonly FlagName[], context: Context): Promise<Readonly<Record<string, string>>> {
  if (!context.interactive) throw new Refusal(missing.map(missingFinding));
  const { askFor } = await import('./prompter.ts');
  return askFor(missing, context);
}
