import { parseDecimal } from '../../core/amount.ts';
import { isFiscalLabel, parseGrain } from '../../core/calendar/parse-period.ts';
import { refuse } from '../../core/finding.ts';
import type { Grid } from '../../core/grid.ts';
import { ratioText } from '../../core/metrics/ratio-text.ts';
import { milestones } from '../../core/milestones/milestones.ts';
import { ownersOf } from '../../core/organisation/roster.ts';
import { planGrid, planRatio } from '../../core/plan.ts';
import { regroup } from '../../core/regroup.ts';
import { SHOWN_DECIMALS, shownIn } from '../../core/show-in.ts';
import { writeFiles } from '../../plan-folder/atomic-write.ts';
import { type MilestoneRow, writeMilestonesCsv } from '../../plan-folder/milestones-csv.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { milestoneId, milestonesSheet, type NamedMilestone } from '../../report/milestones-sheet.ts';
import { readAskedAxes } from '../axis-options.ts';
import type { Command } from '../command.ts';
import { type Context, sayPhrase } from '../context.ts';
import { SHOWING } from '../flags.ts';
import { chooseLevels } from '../level-choice.ts';
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
    const plan = await readPlan(options.choice, folder, context);
    refuseRepeated(plan);
    const { source } = plan;
    const { output } = options;
    const { levels, depths } = chooseLevels(options.axes, { levels: source.levels, unitAxes: plan.unitAxes });
    const toFolder = folder !== undefined && output.file === undefined && !options.dryRun;
    if (toFolder && levels !== source.levels) throw refuse('cli.milestones-other-tree', { levels: source.levels.join(',') });
    const roster = (await readRoster({ file: options.org, folder }, levels, context)) ?? [];
    const owner = ownersOf(roster);
    const grouped = (grid: Grid) => (levels === source.levels ? grid : regroup(grid, levels));
    const ratio = plan.definition.kind === 'ratio' ? planRatio(source, []) : undefined;
    const denominator = ratio && grouped(ratio.denominator);
    const { time: over } = plan.rollUp;
    const named = (grid: Grid): NamedMilestone[] => {
      const fiscal = isFiscalLabel(grid.periods.nodes[0]!.value.label) ? source.fiscal : undefined;
      const request = { plan: grid, denominator, every: options.every, depths: [0, ...depths], fiscal };
      return milestones({ ...request, ...(over !== 'same' && { over }) }).map((milestone) => ({
        ...milestone,
        id: milestoneId(plan.target, milestone),
        owner: owner(milestone.path),
      }));
    };
    const grid = grouped(ratio?.numerator ?? planGrid(source, []));
    const all = named(grid);
    if (toFolder) {
      writeToFolder(folder, all, plan);
      sayPhrase(context, 'milestones.written', { count: all.length });
      if (!context.stdout.isTTY && output.format === 'table') return 0;
    }
    const unit = ratio ? undefined : output.showIn;
    const shown = unit ? named(shownIn(grid, unit)) : all;
    const heading = {
      ...plan,
      levels,
      scale: unit ? SHOWN_DECIMALS : source.scale,
      unit,
      forPeople: isForPeople(output) && output.fields === undefined,
    };
    await emit(milestonesSheet(shown, heading, context.words), output, context);
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
function writeToFolder(folder: PlanFolder, all: readonly NamedMilestone[], { target, metric, source }: ReadPlan): void {
  const kept = folder.milestones().rows.filter((row) => row.target !== target);
  const rows = all.map(({ id, due, path, period, amount, cumulative, owner, denominator }): MilestoneRow => {
    const decimal = (value: bigint, below: bigint | undefined) =>
      denominator
        ? parseDecimal(ratioText({ numerator: value, denominator: below ?? 0n }, 'data'))
        : { coefficient: value, scale: source.scale };
    return {
      ...{ milestone: id, target, metric, due, path, period: period.label, owner, status: 'open', line: 0 },
      amount: decimal(amount, denominator?.amount),
      cumulative: decimal(cumulative, denominator?.cumulative),
    };
  });
  const { decimals } = folder.settings.currency;
  const expected = folder.stamps.get('milestones.csv');
  const content = writeMilestonesCsv([...kept, ...rows], { levels: source.levels, decimals });
  writeFiles(folder.dir, [{ path: 'milestones.csv', content, ...(expected && { expected }) }]);
}
