import { finestOf, isFiner } from '../../core/calendar/period.ts';
import { coarsenPeriods, nodeValues } from '../../core/coarsen.ts';
import { type Finding, finding, refuse } from '../../core/finding.ts';
import { type Grid, rollUp } from '../../core/grid.ts';
import { ASSIGNED, QUOTA } from '../../core/layers/own-layer.ts';
import { addsUp, isRepeated, SUMS } from '../../core/metrics/roll-up.ts';
import { shownLocally } from '../../core/money/local-values.ts';
import { fullPlanGrid, type PlanSource, planGrid, planPeriods, planRatio } from '../../core/plan.ts';
import { regroup } from '../../core/regroup.ts';
import type { StatedEvent } from '../../core/reorganisation/stated-event.ts';
import { SHOWN_DECIMALS, shownIn } from '../../core/show-in.ts';
import { leafValue } from '../../core/tree.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { tidyPlanSheet, widePlanSheet } from '../../report/plan-sheet.ts';
import { readAskedAxes, readAxes } from '../axis-options.ts';
import type { Command } from '../command.ts';
import { type Context, report } from '../context.ts';
import { SHOWING } from '../flags.ts';
import { cellsOfUnit, chooseLevels, depthsOf } from '../level-choice.ts';
import { viewMoney } from '../local-view.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, isForPeople, readOutput } from '../output.ts';
import { readAssigned } from '../read-assigned.ts';
import { type LocalLeaves, PLAN_FLAGS, type ReadPlan, readPlan, readPlanChoice, refuseRepeated } from '../read-plan.ts';
import { resolve } from '../resolve.ts';
import { shownDecimals } from '../shown-decimals.ts';
import { eventsFor, planAsIs, readStructure } from '../structure.ts';

export const command: Command = {
  flags: [
    ...PLAN_FLAGS,
    ...(['layer', 'by', 'unit', 'structure', 'events', 'noEvents', 'asOf'] as const),
    ...SHOWING,
    'showIn',
    'layout',
  ],
  examples: [
    'salesplan show --plan plan.csv --by quarter --by 区域',
    'salesplan show --show-in 万元',
    'salesplan show --layer assigned --by 销售员',
  ],
  run: async (input, context) => {
    const read = (reader: OptionReader, folder: PlanFolder | undefined) => readOptions(reader, folder, context);
    const { options, folder } = await resolve(input, read, context);
    const quota = await readPlan({ ...options.choice, onLocalMoney: 'home' }, folder, context);
    const layered = options.isAssigned ? await ofLayer(quota, options, { folder, context }) : quota;
    const events = await eventsFor(options, 'as-was', { folder, context });
    if (quota.local && (options.isAssigned || events.length > 0)) throw refuse('money.local-plan', { target: quota.target });
    const plan = { ...layered, source: asStructured(layered, events) };
    const { output } = options;
    const { depths, ...view } = viewOf(plan, options);
    const unit = view.denominator ? undefined : output.showIn;
    const local = plan.local && localView({ ...plan, local: plan.local }, view.grid, options);
    const grid = local?.grid ?? (unit ? shownIn(view.grid, unit) : view.grid);
    const heading = {
      ...plan,
      ...view,
      values: view.fine && nodeValues(unit ? shownIn(view.fine, unit) : view.fine, grid.periods, plan.rollUp),
      period: grid.periods.nodes[0]!.value.label,
      unit,
      decimals: unit ? SHOWN_DECIMALS : shownDecimals(plan.definition, options.choice.decimals, output),
      ...local?.heading,
    };
    const findings = plan.rollUp.time === 'mean' ? meanFindings(view.fine ?? view.grid) : [];
    await report(context, findings);
    const isWide = options.layout === undefined ? isForPeople(output) : options.layout === 'wide';
    const sheet = (isWide ? widePlanSheet : tidyPlanSheet)(grid, heading, { words: context.words, depths: [0, ...depths] });
    await emit(sheet, output, context, findings);
    return 0;
  },
};

/** The plan of the deepest level that is asked for, as it is assigned; without a level of the deepest there is. */
async function ofLayer(
  read: ReadPlan,
  { choice, asked }: Options,
  place: { readonly folder: PlanFolder | undefined; readonly context: Context },
): Promise<ShownPlan> {
  const layers = await readAssigned(read, choice, place);
  const deepest = Math.max(...depthsOf(asked.levels, read.source.levels));
  const layer = asked.levels ? layers.find(({ depth }) => depth === deepest) : layers.at(-1);
  const level = read.source.levels[deepest - 1] ?? '-';
  if (!layer) throw refuse('layers.no-layer', { level, levels: layers.map((one) => one.level).join(', ') });
  return { ...read, source: layer.source, layer: `${ASSIGNED} ${layer.level}` };
}

/** A plan of any layer. */
type ShownPlan = Omit<ReadPlan, 'layer'> & { readonly layer: string };

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
function viewOf(plan: ShownPlan, { asked, unit, isAsked, grains: all }: Options): PlanView {
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

/** The same plan with its leaves in local money: nodes of one currency in it, others in home money. */
function localView(plan: ShownPlan & { readonly local: LocalLeaves }, home: Grid, options: Options) {
  const { grid } = viewOf({ ...plan, source: plan.local.source }, options);
  const view = { local: grid, home, ...viewMoney(plan.local, grid.units.levels) };
  return shownLocally(view, { decimals: options.choice.decimals, unit: options.output.showIn });
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
    ...readStructure(reader),
    grains: readAxes(reader).grains,
    asked: readAskedAxes(reader),
    isAsked: reader.given('by'),
    isAssigned: reader.choice('layer', [QUOTA, ASSIGNED]) === ASSIGNED,
    unit: reader.text('unit'),
    layout: reader.choice('layout', ['wide', 'tidy']),
    output: readOutput(reader, context.look.json),
  };
}

/** The plan's cells under the units of today, where events say who they are. */
function asStructured(plan: ShownPlan, events: readonly StatedEvent[]): PlanSource {
  const { source, definition } = plan;
  if (events.length === 0) return source;
  const parts = definition.kind === 'ratio' ? planRatio(source, []) : { numerator: fullPlanGrid(source), denominator: undefined };
  const grid = planAsIs(parts.numerator, events, plan);
  const below = parts.denominator && planAsIs(parts.denominator, events, plan);
  const width = grid.periods.leaves.length;
  const cells = grid.units.leaves.flatMap((_, unit) =>
    grid.periods.leaves.map((_, p) => ({
      period: leafValue(grid.periods, p).label,
      path: leafValue(grid.units, unit).path,
      amount: grid.cells[unit * width + p] as bigint,
      denominator: below?.cells[unit * width + p],
      place: undefined,
    })),
  );
  return { ...source, cells };
}
