import { type Finding, finding, refuseErrors } from '../core/finding.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { type Context, report } from './context.ts';
import { markInput } from './inputs.ts';
import { readBytes } from './read-roster.ts';
import type { LockOptions, LockPlace, TargetLock } from './target-lock.ts';

export type { TargetLock } from './target-lock.ts';

/**
 * The locks that speak of this target: those of `--locks`, else the folder's, unless `--no-locks` asks to overwrite them; and, in any
 * case, what frozen units hold. Names come by the levels of the plan; a file that names a level the plan does not have is refused.
 */
export async function readLocks(options: LockOptions, place: LockPlace): Promise<TargetLock[]> {
  const frozen = place.folder ? (await import('./frozen-locks.ts')).frozenLocks(options, place) : [];
  return [...(await chosenLocks(options, place)), ...frozen];
}

async function chosenLocks(options: LockOptions, { folder, levels, context }: LockPlace): Promise<TargetLock[]> {
  if (options.ignoreLocks) return [];
  const tables =
    options.locks.length > 0
      ? await Promise.all(options.locks.map((file) => lockFile(file, options, context)))
      : folder
        ? [folder.locks()]
        : [];
  const findings: Finding[] = tables.flatMap((table) => table.findings);
  const { pathAtLevels } = await import('../plan-folder/level-columns.ts');
  const locks = tables.flatMap((table) =>
    table.rows.flatMap((row): TargetLock[] => {
      if (row.target !== '' && row.target !== options.target) return [];
      const path = pathAtLevels(row.path, table.levels, levels);
      if (path) return [{ ...row, path }];
      findings.push(
        finding('error', 'lock.unknown-level', { levels: table.levels.join(', '), has: levels.join(', ') || '-' }, row.place),
      );
      return [];
    }),
  );
  findings.push(
    ...otherTargets(
      tables.flatMap(({ rows }) => rows),
      options.target,
      folder,
    ),
  );
  refuseErrors(findings);
  await report(context, findings);
  return locks;
}

/** Locks of targets that nobody knows, and without a folder those of any other: a name typed wrong must not lose a lock. */
function otherTargets(rows: readonly TargetLock[], own: string | undefined, folder: PlanFolder | undefined): Finding[] {
  const known = new Set([...(folder?.targets.rows ?? []), ...(folder?.plan().rows ?? [])].map(({ target }) => target));
  const others = new Set(
    rows.map(({ target }) => target).filter((target) => target !== '' && target !== own && !known.has(target)),
  );
  return [...others].map((target) => {
    const these = rows.filter((row) => row.target === target);
    return finding('warning', 'lock.other-target', { target, count: these.length, own: own ?? '-' }, these[0]?.place);
  });
}

async function lockFile(file: string, { decimals, fiscal }: LockOptions, context: Context) {
  markInput(file, context);
  const { readLocksCsv } = await import('../plan-folder/locks-csv.ts');
  return readLocksCsv({ content: readBytes(file), file }, { decimals, fiscal });
}
