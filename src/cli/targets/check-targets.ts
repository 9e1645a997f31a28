import { refuse } from '../../core/finding.ts';
import { judgeTarget, lettersOf, type Verdict } from '../../core/targets/judge-target.ts';
import { LETTERS, type Letter } from '../../core/targets/smart-rule.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import type { TargetRow } from '../../plan-folder/targets-csv.ts';
import { smartSheet, smartTable } from '../../report/smart-sheet.ts';
import type { CommandInput } from '../command.ts';
import type { Context, ExitCode } from '../context.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, type Output, readOutput } from '../output.ts';
import { resolve } from '../resolve.ts';
import { judgedTarget } from './judged-target.ts';
import { unknownTarget } from './list-targets.ts';
import { settledTarget } from './settled-target.ts';
import { smartEvidence } from './smart-evidence.ts';
import { readSmartOptions } from './smart-options.ts';
import { readSaidTarget } from './target-options.ts';

/** Judges the folder's targets, or those of some ids, or the one that flags describe where there is no folder. */
export async function checkTargets(input: CommandInput, context: Context): Promise<ExitCode> {
  const read = (reader: OptionReader, folder: PlanFolder | undefined) => readOptions(reader, folder, { input, context });
  const { options, folder } = await resolve(input, read, context);
  const verdicts = folder ? await folderVerdicts(options, folder, context) : await statedVerdicts(options, context);
  await emit(sheetOf(verdicts, options.output, context), options.output, context);
  return failGate(verdicts, options.failOn, context);
}

interface Site {
  readonly input: CommandInput;
  readonly context: Context;
}

type CheckOptions = ReturnType<typeof readOptions>;

function readOptions(reader: OptionReader, folder: PlanFolder | undefined, { input, context }: Site) {
  const named = reader.text('target');
  return {
    ids: [...input.args.slice(1), ...(named === undefined ? [] : [named])],
    smart: readSmartOptions(reader, folder),
    said: folder ? undefined : readSaidTarget(reader, { folder, id: undefined }),
    failOn: reader.values('failOn', parseLetter, LETTERS.join(', ')),
    output: readOutput(reader, context.look.json),
  };
}

function parseLetter(text: string): Letter | undefined {
  return LETTERS.find((letter) => letter === text.trim().toUpperCase());
}

async function folderVerdicts({ ids, smart }: CheckOptions, folder: PlanFolder, context: Context): Promise<Verdict[]> {
  const missing = ids.find((id) => folder.targets.rows.every(({ target }) => target !== id));
  if (missing !== undefined) throw unknownTarget(missing, folder);
  if (folder.targets.rows.length === 0) throw refuse('smart.no-targets');
  const site = { folder, fiscal: smart.fiscal };
  const targets = folder.targets.rows.map((row: TargetRow) => judgedTarget(row, site));
  const judged = targets.filter(({ id }) => ids.length === 0 || ids.includes(id));
  const evidence = await smartEvidence({ targets, judged, options: smart, folder, isLenient: false }, context);
  return judged.flatMap((target) => judgeTarget(target, evidence));
}

/** The one target of the flags. */
async function statedVerdicts({ said, smart }: CheckOptions, context: Context): Promise<Verdict[]> {
  if (!said) throw new Error('a run without a folder and without a target');
  const site = { folder: undefined, fiscal: smart.fiscal };
  const draft = judgedTarget(said.row, site);
  const request = { targets: [draft], judged: [draft], options: smart, folder: undefined, isLenient: false };
  const evidence = await smartEvidence(request, context);
  const target = judgedTarget(await settledTarget(said, { target: draft, evidence }, context), site);
  return judgeTarget(target, { ...evidence, targets: [target] });
}

function sheetOf(verdicts: readonly Verdict[], output: Output, { today, words }: Context) {
  const isPlain = output.fields === undefined && output.sort === undefined && output.top === undefined;
  return output.format === 'table' && isPlain ? smartTable(verdicts, { today, words }) : smartSheet(verdicts, { today, words });
}

/** One line on stderr for each target and letter that failed and was named by --fail-on; then exit 1. */
function failGate(verdicts: readonly Verdict[], letters: readonly Letter[], context: Context): ExitCode {
  const targets = [...new Set(verdicts.map(({ target }) => target))];
  const failed = targets.flatMap((target) => {
    const own = verdicts.filter((verdict) => verdict.target === target);
    return LETTERS.filter((letter) => letters.includes(letter) && lettersOf(own)[letter] === 'fail').map((letter) => {
      const rules = own.filter((each) => each.letter === letter && each.result === 'fail').map(({ rule }) => rule);
      return context.words.phrase('smart.failed', { target: target.id, letter, rules: [...new Set(rules)].join(', ') });
    });
  });
  for (const line of failed) context.stderr.write(`${line}\n`);
  return failed.length > 0 ? 1 : 0;
}
