import { finestOf, isFiner } from '../../core/calendar/period.ts';
import { coarsenPeriods } from '../../core/coarsen.ts';
import { planGrid, planPeriods } from '../../core/plan.ts';
import { regroup } from '../../core/regroup.ts';
import { SHOWN_DECIMALS, shownIn } from '../../core/show-in.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { tidyPlanSheet, widePlanSheet } from '../../report/plan-sheet.ts';
import { readAskedAxes, readAxes } from '../axis-options.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { SHOWING } from '../flags.ts';
import { cellsOfUnit, chooseLevels } from '../level-choice.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, isForPeople, readOutput } from '../output.ts';
import { readPlan, readPlanChoice, refuseUnlessSums } from '../read-plan.ts';
import { resolve } from '../resolve.ts';

export const command: Command = {
  flags: ['plan', 'target', 'by', 'unit', 'fiscalStart', 'fiscalName', ...SHOWING, 'showIn', 'layout'],
  examples: ['salesplan show --plan plan.csv --by quarter --by 区域', 'salesplan show --show-in 万元'],
  run: async (input, context) => {
    const read = (reader: OptionReader, folder: PlanFolder | undefined) => readOptions(reader, folder, context);
    const { options, folder } = await resolve(input, read, context);
    const { source, unitAxes, ...plan } = await readPlan(options.choice, folder, context);
    const { levels, depths } = chooseLevels(options.asked, { levels: source.levels, unitAxes });
    const cells = cellsOfUnit(options.unit, source, levels);
    const leaf = planPeriods(source).grain;
    const grains = options.isAsked ? options.grains : options.grains?.filter((grain) => !leaf || !isFiner(grain, leaf));
    const planned = planGrid({ ...source, cells }, grains ?? []);
    const whole = levels === source.levels ? planned : regroup(planned, levels);
    const grid = grains && grains.length > 0 ? coarsenPeriods(whole, finestOf(grains)) : whole;
    const isSummed = whole !== planned || grid.periods.leaves.length < whole.periods.leaves.length;
    if (isSummed) refuseUnlessSums(plan);
    const { output } = options;
    const isWide = options.layout === undefined ? isForPeople(output) : options.layout === 'wide';
    const heading = {
      ...plan,
      period: grid.periods.nodes[0]!.value.label,
      unit: output.showIn,
      decimals: output.showIn ? SHOWN_DECIMALS : options.choice.decimals,
    };
    const shown = output.showIn ? shownIn(grid, output.showIn) : grid;
    const sheet = (isWide ? widePlanSheet : tidyPlanSheet)(shown, heading, { words: context.words, depths: [0, ...depths] });
    await emit(sheet, output, context);
    return 0;
  },
};

function readOptions(reader: OptionReader, folder: PlanFolder | undefined, context: Context) {
  return {
    choice: readPlanChoice(reader, folder),
    grains: readAxes(reader).grains,
    asked: readAskedAxes(reader),
    isAsked: reader.given('by'),
    unit: reader.text('unit'),
    layout: reader.choice('layout', ['wide', 'tidy']),
    output: readOutput(reader, context.look.json),
  };
}
