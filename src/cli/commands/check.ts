import { atScale, type Decimal } from '../../core/amount.ts';
import { type Finding, Refusal, refuse } from '../../core/finding.ts';
import { PLAN_CHECKS, type PlanFacts } from '../../core/plan-checks.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { checksSheet } from '../../report/checks-sheet.ts';
import type { Command } from '../command.ts';
import { type Context, report } from '../context.ts';
import { READING, SHOWING } from '../flags.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, readOutput } from '../output.ts';
import { readFacts } from '../read-facts.ts';
import { type Reading, readReading } from '../reading-options.ts';
import { resolve } from '../resolve.ts';

export const command: Command = {
  flags: ['actual', ...READING, ...SHOWING],
  examples: ['salesplan check', 'salesplan check --json > check.json'],
  run: async (input, context) => {
    const read = (reader: OptionReader) => readOptions(reader, context);
    const { options, folder } = await resolve(input, read, context);
    if (!folder) throw refuse('cli.needs-folder', { command: 'check' });
    const files = { name: 'files', findings: fileFindings(folder) };
    const facts = { ...factsOf(folder), dataThrough: await dataThrough(options, context), today: context.today };
    const checks = [files, ...PLAN_CHECKS.map(({ name, run }) => ({ name, findings: run(facts) }))];
    const findings = checks.flatMap((check) => check.findings);
    await report(context, findings);
    await emit(checksSheet(checks, context.words), options.output, context, findings);
    return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
  },
};

interface Options {
  readonly actual: readonly string[];
  readonly reading: Reading;
  readonly output: ReturnType<typeof readOutput>;
}

function readOptions(reader: OptionReader, context: Context): Options {
  return { actual: reader.list('actual'), reading: readReading(reader), output: readOutput(reader, context.look.json) };
}

/** Findings of every file; a file that cannot be understood stops the checks. */
function fileFindings(folder: PlanFolder): readonly Finding[] {
  const findings = [...folder.findings, ...folder.plan().findings, ...folder.milestones().findings];
  if (findings.some(({ severity }) => severity === 'error')) throw new Refusal(findings);
  return findings;
}

const SCALE = 6;

function factsOf(folder: PlanFolder): Omit<PlanFacts, 'dataThrough' | 'today'> {
  const plan = folder.plan();
  const atSix = (value: Decimal | undefined) => value && atScale(value, SCALE);
  const factor = 10n ** BigInt(SCALE - plan.scale);
  const { levels, rows } = folder.organisation;
  const fits = plan.levels.every((level, depth) => levels[depth] === level);
  return {
    scale: SCALE,
    plan: plan.rows.map((row) => ({ ...row, amount: row.amount === undefined ? undefined : row.amount * factor })),
    targets: folder.targets.rows.map(({ target, value }) => ({ target, value: atSix(value) })),
    milestones: folder.milestones().rows.map((row) => ({ ...row, amount: atSix(row.amount) })),
    roster: rows.length > 0 && fits ? rows.map(({ path }) => path.slice(0, plan.levels.length)) : undefined,
  };
}

/** The last day of the actuals; undefined when the folder names none or they are not there yet. */
async function dataThrough({ actual, reading }: Options, context: Context): Promise<number | undefined> {
  if (actual.length === 0) return undefined;
  const facts = await readFacts({ files: actual, reading, levels: [], grain: 'day', range: undefined }, context);
  return facts.totals.last;
}
