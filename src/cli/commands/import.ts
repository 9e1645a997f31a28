import { type Finding, refuseErrors } from '../../core/finding.ts';
import { COMMITMENT_STATUSES } from '../../core/negotiation/commitment.ts';
import type { SheetChange } from '../../core/negotiation/sheet-change.ts';
import { type OpenSheet, openSheet, type SheetWords, sheetRows } from '../../plan-folder/manager-sheet.ts';
import { sheetLayout } from '../../plan-folder/manager-sheet-columns.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { importSheet } from '../../report/import-sheet.ts';
import type { Command } from '../command.ts';
import { type Context, report, sayPhrase } from '../context.ts';
import { SHOWING } from '../flags.ts';
import { markInput } from '../inputs.ts';
import { COMMITMENTS_FILE, commitmentsWith, rowsAtLevels, saveCommitments } from '../negotiation.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, readOutput } from '../output.ts';
import { planFile, type ReadPlan, readPlan, readPlanChoice, refuseRepeated } from '../read-plan.ts';
import { readBytes } from '../read-roster.ts';
import { resolve } from '../resolve.ts';
import { importedSheet } from '../sheet-import.ts';
import { everySheetWord } from '../sheet-words.ts';

export const command: Command = {
  argument: '<sheet>',
  flags: ['plan', 'target', 'person', 'status', 'fiscalStart', 'fiscalName', ...SHOWING, 'dryRun'],
  examples: ['salesplan import 华东.csv --person 王芳 -n', 'salesplan import 华东.csv --person 王芳 --status agreed'],
  run: async (input, context) => {
    const read = (reader: OptionReader, folder: PlanFolder | undefined) => readOptions(reader, folder, context);
    const { options, folder } = await resolve(input, read, context);
    const [file = ''] = input.args;
    markInput(file, context);
    const words = await everySheetWord();
    const sheet = openSheet(readBytes(file), file, words);
    const target = targetOf(sheet, words, { options, folder, context });
    const plan = await readPlan({ ...options.choice, target }, folder, context);
    refuseRepeated(plan);
    const { changes, findings } = importedSheet(sheet, {
      ...{ words, source: plan.source, target: plan.target, decimals: options.choice.decimals, today: context.today },
      ...{ person: options.person, status: options.status },
      commitments: folder ? rowsAtLevels(folder, { target: plan.target, levels: plan.source.levels }) : [],
    });
    refuseErrors(findings);
    await report(context, findings);
    await deliver(changes, { plan, findings }, { options, folder, context });
    return 0;
  },
};

function readOptions(reader: OptionReader, folder: PlanFolder | undefined, context: Context) {
  return {
    choice: readPlanChoice(reader, folder),
    person: reader.text('person') ?? '',
    status: reader.choice('status', COMMITMENT_STATUSES) ?? ('submitted' as const),
    dryRun: reader.on('dryRun'),
    output: readOutput(reader, context.look.json),
  };
}

interface Run {
  readonly options: ReturnType<typeof readOptions>;
  readonly folder: PlanFolder | undefined;
  readonly context: Context;
}

/** The target of `--target`, else the one that the sheet names where the plan has it. */
function targetOf(sheet: OpenSheet, words: SheetWords, { options, folder, context }: Run): string | undefined {
  const { choice } = options;
  if (choice.target !== undefined) return choice.target;
  const table = choice.plan === undefined ? folder?.plan() : planFile(choice.plan, choice, context);
  const known = new Set(table?.rows.map(({ target }) => target));
  const { indexOf } = sheetLayout(sheet, { words, levels: table?.levels ?? [], periodOf: () => undefined });
  const named = sheetRows(sheet).rows.map((row) => row.text(indexOf('target')));
  return named.find((target) => known.has(target));
}

interface Delivered {
  readonly plan: ReadPlan;
  readonly findings: readonly Finding[];
}

/** Writes the numbers into the folder unless they are only to be shown, and shows what changed. */
async function deliver(changes: readonly SheetChange[], { plan, findings }: Delivered, run: Run): Promise<void> {
  const { options, folder, context } = run;
  const { output, dryRun, choice } = options;
  const toFolder = folder !== undefined && output.file === undefined && !dryRun;
  if (toFolder && changes.length > 0) store(changes, plan, folder);
  if (changes.length > 0 || output.format !== 'table')
    await emit(importSheet(changes, { decimals: choice.decimals }, context.words), output, context, findings);
  if (changes.length === 0) sayPhrase(context, 'import.nothing');
  else sayPhrase(context, toFolder ? 'import.written' : 'import.dry-run', { count: changes.length });
}

function store(changes: readonly SheetChange[], { source }: ReadPlan, folder: PlanFolder): void {
  const { levels } = source;
  const rows = commitmentsWith(
    folder,
    changes.map(({ after }) => ({ ...after, line: 0 })),
    levels,
  );
  saveCommitments(folder, rows, { levels, expected: folder.stamps.get(COMMITMENTS_FILE) });
}
