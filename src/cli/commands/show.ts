import { finestOf, isFiner } from '../../core/calendar/period.ts';
import { coarsenPeriods } from '../../core/coarsen.ts';
import { fullPlanGrid, type PlanSource, planGrid, planPeriods } from '../../core/plan.ts';
import { regroup } from '../../core/regroup.ts';
import type { StatedEvent } from '../../core/reorganisation/stated-event.ts';
import { SHOWN_DECIMALS, shownIn } from '../../core/show-in.ts';
import { leafValue } from '../../core/tree.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { tidyPlanSheet, widePlanSheet } from '../../report/plan-sheet.ts';
import { readAskedAxes, readAxes } from '../axis-options.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { SHOWING } from '../flags.ts';
import { cellsOfUnit, chooseLevels } from '../level-choice.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, isForPeople, readOutput } from '../output.ts';
import { type ReadPlan, readPlan, readPlanChoice, refuseRepeated } from '../read-plan.ts';
import { resolve } from '../resolve.ts';
import { eventsFor, planAsIs, readStructure } from '../structure.ts';

export const command: Command = {
  flags: [
    'plan',
    'target',
    'by',
    'unit',
    'structure',
    'events',
    'noEvents',
    'asOf',
    'fiscalStart',
    'fiscalName',
    ...SHOWING,
    'showIn',
    'layout',
  ],
  examples: ['salesplan show --plan plan.csv --by quarter --by 区域', 'salesplan show --show-in 万元'],
  run: async (input, context) => {
    const read = (reader: OptionReader, folder: PlanFolder | undefined) => readOptions(reader, folder, context);
    const { options, folder } = await resolve(input, read, context);
    const { source, unitAxes, ...plan } = await readPlan(options.choice, folder, context);
    const { levels, depths } = chooseLevels(options.asked, { levels: source.levels, unitAxes });
    const events = await eventsFor(options, 'as-was', { folder, context });
    const cells = cellsOfUnit(options.unit, asStructured(source, events, plan), levels);
    const leaf = planPeriods(source).grain;
    const grains = options.isAsked ? options.grains : options.grains?.filter((grain) => !leaf || !isFiner(grain, leaf));
    const planned = planGrid({ ...source, cells }, grains ?? []);
    const whole = levels === source.levels ? planned : regroup(planned, levels);
    const grid = grains && grains.length > 0 ? coarsenPeriods(whole, finestOf(grains)) : whole;
    const isSummed = whole !== planned || grid.periods.leaves.length < whole.periods.leaves.length;
    if (isSummed) refuseRepeated(plan);
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
    ...readStructure(reader),
    grains: readAxes(reader).grains,
    asked: readAskedAxes(reader),
    isAsked: reader.given('by'),
    unit: reader.text('unit'),
    layout: reader.choice('layout', ['wide', 'tidy']),
    output: readOutput(reader, context.look.json),
  };
}

/** The plan's cells under the units of today, where events say who they are. */
function asStructured(source: PlanSource, events: readonly StatedEvent[], plan: Pick<ReadPlan, 'made'>): PlanSource {
  if (events.length === 0) return source;
  const grid = planAsIs(fullPlanGrid(source), events, plan);
  const width = grid.periods.leaves.length;
  const cells = grid.units.leaves.flatMap((_, unit) =>
    grid.periods.leaves.map((_, p) => ({
      period: leafValue(grid.periods, p).label,
      path: leafValue(grid.units, unit).path,
      amount: grid.cells[unit * width + p] as bigint,
      place: undefined,
    })),
  );
  return { ...source, cells };
}
