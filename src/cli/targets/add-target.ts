import { type Finding, finding, refuse } from '../../core/finding.ts';
import { formatPath, isWithin, type UnitPath } from '../../core/organisation/unit-tree.ts';
import { judgeTarget, type Verdict } from '../../core/targets/judge-target.ts';
import { writeFiles } from '../../plan-folder/atomic-write.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { type TargetRow, writeTargetsCsv } from '../../plan-folder/targets-csv.ts';
import { lettersText } from '../../report/smart-sheet.ts';
import { targetsSheet } from '../../report/targets-sheet.ts';
import type { CommandInput } from '../command.ts';
import { type Context, type ExitCode, report, sayPhrase, silent } from '../context.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, readOutput } from '../output.ts';
import { resolve } from '../resolve.ts';
import { judgedTarget } from './judged-target.ts';
import { settledTarget } from './settled-target.ts';
import { smartEvidence } from './smart-evidence.ts';
import { readSaidTarget } from './target-options.ts';

/** Adds a target to the folder's targets.csv, or shows it where there is no folder; then says what the SMART rules say. */
export async function addTarget(input: CommandInput, context: Context): Promise<ExitCode> {
  const read = (reader: OptionReader, folder: PlanFolder | undefined) => ({
    said: readSaidTarget(reader, { folder, id: input.args[1] }),
    dryRun: reader.on('dryRun'),
    output: readOutput(reader, context.look.json),
  });
  const { options, folder } = await resolve(await withAnswers(input, context), read, context);
  const { said, dryRun, output } = options;
  const { levels } = said;
  const { decimals } = said.options;
  if (said.row.path.length > levels.length)
    throw refuse('cli.path-too-deep', { unit: formatPath(said.row.path), levels: levels.join(', ') || '-' });
  const others = folder ? withoutSame(folder.targets.rows, said.row) : [];
  const { row, verdicts } = await judged(said, { others, folder }, context);
  const isWritten = folder !== undefined && output.file === undefined;
  if (folder) await report(context, unknownUnit(row.path, folder));
  if (isWritten) {
    const content = writeTargetsCsv([...others, row], { levels, decimals });
    const expected = folder.stamps.get('targets.csv');
    if (!dryRun) writeFiles(folder.dir, [{ path: 'targets.csv', content, ...(expected && { expected }) }]);
    sayPhrase(context, dryRun ? 'target.dry-run' : 'target.added', { target: row.target });
  }
  await sayVerdict(row, verdicts, context);
  if (!isWritten || context.stdout.isTTY || dryRun || output.format !== 'table') {
    await emit(targetsSheet([row], { levels, decimals }, context.words), output, context);
  }
  return 0;
}

/** On a terminal, what makes a target is asked for where nothing at all was said. */
async function withAnswers(input: CommandInput, context: Context): Promise<CommandInput> {
  const { raw } = input;
  if (!context.interactive || raw.value !== undefined || raw.period !== undefined || raw.title !== undefined) return input;
  const { askFor } = await import('../prompter.ts');
  return { ...input, raw: { ...raw, ...(await askFor(['title', 'period', 'value', 'owner'], context)) } };
}

interface Beside {
  readonly others: readonly TargetRow[];
  readonly folder: PlanFolder | undefined;
}

/** The row with its levels, and its verdict. Whatever is wrong with the history, it does not keep a target from being added. */
async function judged(said: ReturnType<typeof readSaidTarget>, { others, folder }: Beside, context: Context) {
  const { options } = said;
  const site = { folder, fiscal: options.fiscal };
  const draft = judgedTarget(said.row, site);
  const targets = others.map((row) => judgedTarget(row, site));
  const request = { targets: [...targets, draft], judged: [draft], options, folder, isLenient: true };
  const evidence = await smartEvidence(request, silent(context));
  const row = await settledTarget(said, { target: draft, evidence }, context);
  const target = judgedTarget(row, site);
  return { row, verdicts: judgeTarget(target, { ...evidence, targets: [...targets, target] }) };
}

/** One line with the letters, and a note for each rule that warns or fails: adding is never refused for what rules say. */
async function sayVerdict({ target }: TargetRow, verdicts: readonly Verdict[], context: Context): Promise<void> {
  const notes = verdicts
    .filter(({ result }) => result === 'warn' || result === 'fail')
    .map(({ code, values }) => finding('note', code, values));
  await report(context, notes);
  sayPhrase(context, 'smart.verdict', { target, letters: lettersText(verdicts) });
}

/** A warning when the roster does not know the unit. */
function unknownUnit(path: UnitPath, { organisation }: PlanFolder): readonly Finding[] {
  const isKnown = organisation.rows.some((row) => isWithin(row.path, path));
  if (organisation.rows.length === 0 || isKnown) return [];
  return [finding('warning', 'organisation.no-such-unit', { unit: formatPath(path) })];
}

/** The targets there are; refuses one with the same id, period and unit. */
function withoutSame(rows: readonly TargetRow[], row: TargetRow): readonly TargetRow[] {
  const key = ({ target, period, path }: TargetRow) => JSON.stringify([target, period, ...path]);
  if (rows.some((other) => key(other) === key(row)))
    throw refuse('cli.target-exists', { target: row.target, period: row.period });
  return rows;
}
