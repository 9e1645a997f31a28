import { finestOf, isFiner } from '../../core/calendar/period.ts';
import { coarsenPeriods, nodeValues } from '../../core/coarsen.ts';
import { type Finding, finding } from '../../core/finding.ts';
import { type Grid, rollUp } from '../../core/grid.ts';
import { addsUp, isRepeated, SUMS } from '../../core/metrics/roll-up.ts';
import { planGrid, planPeriods, planRatio } from '../../core/plan.ts';
import { regroup } from '../../core/regroup.ts';
import { SHOWN_DECIMALS, shownIn } from '../../core/show-in.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { tidyPlanSheet, widePlanSheet } from '../../report/plan-sheet.ts';
import { readAskedAxes, readAxes } from '../axis-options.ts';
import type { Command } from '../command.ts';
import { type Context, report } from '../context.ts';
import { SHOWING } from '../flags.ts';
import { cellsOfUnit, chooseLevels } from '../level-choice.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, isForPeople, readOutput } from '../output.ts';
import { PLAN_FLAGS, type ReadPlan, readPlan, readPlanChoice, refuseRepeated } from '../read-plan.ts';
import { resolve } from '../resolve.ts';

export const command: Command = {
  flags: [...PLAN_FLAGS, 'by', 'unit', ...SHOWING, 'showIn', 'layout'],
  examples: ['salesplan show --plan plan.csv --by quarter --by 区域', 'salesplan show --show-in 万元'],
  run: async (input, context) => {
    const read = (reader: OptionReader, folder: PlanFolder | undefined) => readOptions(reader, folder, context);
    const { options, folder } = await resolve(input, read, context);
    const plan = await readPlan(options.choice, folder, context);
    const { output } = options;
    const { depths, ...view } = viewOf(plan, options);
    const unit = view.denominator ? undefined : output.showIn;
    const grid = unit ? shownIn(view.grid, unit) : view.grid;
    const heading = {
      ...plan,
      ...view,
      values: view.fine && nodeValues(unit ? shownIn(view.fine, unit) : view.fine, grid.periods, plan.rollUp),
      period: grid.periods.nodes[0]!.value.label,
      unit,
      decimals: unit ? SHOWN_DECIMALS : options.choice.decimals,
    };
    const findings = plan.rollUp.time === 'mean' ? meanFindings(view.fine ?? view.grid) : [];
    await report(context, findings);
    const isWide = options.layout === undefined ? isForPeople(output) : options.layout === 'wide';
    const sheet = (isWide ? widePlanSheet : tidyPlanSheet)(grid, heading, { words: context.words, depths: [0, ...depths] });
    await emit(sheet, output, context, findings);
    return 0;
  },
};

type Options = ReturnType<typeof readOptions>;

/** What is shown of a plan. */
interface PlanView {
  readonly grid: Grid;
  readonly depths: readonly number[];
  /** For a ratio. */
  readonly denominator: Grid | undefined;
  /** For a stock: the plan by its own periods, where `grid` has larger ones. */
  readonly fine: Grid | undefined;
}

/** The plan by the levels and grains that are asked for. Refuses to put together cells that repeat an amount. */
function viewOf(plan: ReadPlan, { asked, unit, isAsked, grains: all }: Options): PlanView {
  const { source, unitAxes, rollUp } = plan;
  const { levels, depths } = chooseLevels(asked, { levels: source.levels, unitAxes });
  const ofUnit = { ...source, cells: cellsOfUnit(unit, source, levels) };
  const leaf = planPeriods(source).grain;
  const grains = (isAsked ? all : all?.filter((grain) => !leaf || !isFiner(grain, leaf))) ?? [];
  // Where cells repeat, anything put together is refused below.
  const rule = isRepeated(rollUp) ? SUMS : rollUp;
  const grouped = (grid: Grid) => (levels === source.levels ? grid : regroup(grid, levels));
  const shaped = (grid: Grid) => (grains.length > 0 ? coarsenPeriods(grouped(grid), finestOf(grains), rule) : grouped(grid));
  if (plan.definition.kind === 'ratio') {
    const { numerator, denominator } = planRatio(ofUnit, grains);
    return { grid: shaped(numerator), denominator: shaped(denominator), fine: undefined, depths };
  }
  const planned = planGrid(ofUnit, grains);
  const isOther = levels !== source.levels;
  const grid = shaped(planned);
  const isCoarse = grid.periods.leaves.length < planned.periods.leaves.length;
  if (isCoarse || isOther) refuseRepeated(plan);
  return { grid, denominator: undefined, fine: isCoarse && !addsUp(rollUp) ? grouped(planned) : undefined, depths };
}

/** A note when a mean had to be rounded. */
function meanFindings(grid: Grid): Finding[] {
  const sums = rollUp(grid);
  const { nodes } = grid.periods;
  const isOdd = nodes.some(({ leafFrom, leafTo }, period) =>
    grid.units.nodes.some((_, unit) => (sums[unit * nodes.length + period] as bigint) % BigInt(leafTo - leafFrom) !== 0n),
  );
  return isOdd ? [finding('note', 'plan.mean-rounded')] : [];
}

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
