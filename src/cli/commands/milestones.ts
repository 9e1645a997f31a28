import { parseDecimal } from '../../core/amount.ts';
import { parseGrain } from '../../core/calendar/parse-period.ts';
import { refuse } from '../../core/finding.ts';
import { ratioText } from '../../core/metrics/ratio-text.ts';
import type { Milestone } from '../../core/milestones/milestones.ts';
import { ownersOf } from '../../core/organisation/roster.ts';
import { SHOWN_DECIMALS } from '../../core/show-in.ts';
import { writeFiles } from '../../plan-folder/atomic-write.ts';
import { type MilestoneRow, writeMilestonesCsv } from '../../plan-folder/milestones-csv.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { milestoneId, milestonesSheet, type NamedMilestone } from '../../report/milestones-sheet.ts';
import { readAskedAxes } from '../axis-options.ts';
import type { Command } from '../command.ts';
import { type Context, sayPhrase } from '../context.ts';
import { SHOWING } from '../flags.ts';
import { chooseLevels } from '../level-choice.ts';
import { madeMilestones } from '../made-milestones.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, isForPeople, readOutput } from '../output.ts';
import { PLAN_FLAGS, type ReadPlan, readPlan, readPlanChoice, refuseRepeated } from '../read-plan.ts';
import { readRoster } from '../read-roster.ts';
import { resolve } from '../resolve.ts';

export const command: Command = {
  flags: [...PLAN_FLAGS, 'every', 'by', 'org', ...SHOWING, 'showIn', 'dryRun'],
  examples: ['salesplan milestones --plan plan.csv --every quarter --by 区域 --org organisation.csv -o milestones.csv'],
  run: async (input, context) => {
    const read = (reader: OptionReader, folder: PlanFolder | undefined) => readOptions(reader, folder, context);
    const { options, folder } = await resolve(input, read, context);
    const plan = await readPlan({ ...options.choice, onLocalMoney: 'home' }, folder, context);
    refuseRepeated(plan);
    const { source } = plan;
    const { output } = options;
    const { levels, depths } = chooseLevels(options.axes, { levels: source.levels, unitAxes: plan.unitAxes });
    const toFolder = folder !== undefined && output.file === undefined && !options.dryRun;
    if (toFolder && levels !== source.levels) throw refuse('cli.milestones-other-tree', { levels: source.levels.join(',') });
    const roster = (await readRoster({ file: options.org, folder }, levels, context)) ?? [];
    const owner = ownersOf(roster);
    const named = <One extends Milestone>(all: readonly One[]) =>
      all.map((milestone) => ({
        ...milestone,
        id: milestoneId(plan.target, milestone),
        owner: owner(milestone.path),
      }));
    const unit = plan.definition.kind === 'ratio' ? undefined : output.showIn;
    const forPeople = isForPeople(output);
    const { decimals } = options.choice;
    const made = madeMilestones(plan, { levels, unit, forPeople, decimals, every: options.every, depths: [0, ...depths] });
    if (toFolder) {
      writeToFolder(folder, named(made.all), { ...plan, scale: made.scale });
      sayPhrase(context, 'milestones.written', { count: made.all.length });
      if (!context.stdout.isTTY && output.format === 'table') return 0;
    }
    const heading = {
      ...plan,
      levels,
      scale: unit ? SHOWN_DECIMALS : made.scale,
      unit,
      money: made.money,
      forPeople: forPeople && output.fields === undefined,
    };
    await emit(milestonesSheet(named(made.shown), heading, context.words), output, context);
    return 0;
  },
};

function readOptions(reader: OptionReader, folder: PlanFolder | undefined, context: Context) {
  return {
    choice: readPlanChoice(reader, folder),
    axes: readAskedAxes(reader),
    every: reader.value('every', parseGrain, 'year, half, quarter, month, week, day') ?? ('quarter' as const),
    org: reader.text('org'),
    dryRun: reader.on('dryRun'),
    output: readOutput(reader, context.look.json),
  };
}

/** Replaces the target's milestones, and no others. */
function writeToFolder(
  folder: PlanFolder,
  all: readonly NamedMilestone[],
  { target, metric, source, scale }: ReadPlan & { readonly scale: number },
): void {
  const kept = folder.milestones().rows.filter((row) => row.target !== target);
  const rows = all.map(({ id, due, path, period, amount, cumulative, owner, denominator, currency }): MilestoneRow => {
    const decimal = (value: bigint, below: bigint | undefined) =>
      denominator
        ? parseDecimal(ratioText({ numerator: value, denominator: below ?? 0n }, 'data'))
        : { coefficient: value, scale };
    return {
      ...{ milestone: id, target, metric, due, path, period: period.label, owner, status: 'open', currency, line: 0 },
      amount: decimal(amount, denominator?.amount),
      cumulative: decimal(cumulative, denominator?.cumulative),
    };
  });
  const { decimals } = folder.settings.currency;
  const expected = folder.stamps.get('milestones.csv');
  const content = writeMilestonesCsv([...kept, ...rows], { levels: source.levels, decimals });
  writeFiles(folder.dir, [{ path: 'milestones.csv', content, ...(expected && { expected }) }]);
}
