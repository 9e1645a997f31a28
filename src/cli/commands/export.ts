import { DISPLAY_UNITS } from '../../core/amount.ts';
import { finestOf, type Grain, isFiner } from '../../core/calendar/period.ts';
import { refuse } from '../../core/finding.ts';
import { type LastYear, lastYear } from '../../core/negotiation/last-year.ts';
import { planGrid, planPeriods } from '../../core/plan.ts';
import { effectiveBy } from '../../core/reorganisation/order-events.ts';
import { nodeAt } from '../../core/tree.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { readAskedAxes } from '../axis-options.ts';
import type { Command } from '../command.ts';
import { type Context, report, sayPhrase } from '../context.ts';
import { READING, SHOWING } from '../flags.ts';
import { depthsOf, unitPathOf } from '../level-choice.ts';
import { rowsAtLevels } from '../negotiation.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, isForPeople, readOutput } from '../output.ts';
import type { PlanPlace } from '../plan-run.ts';
import { readEventChoice, readEvents } from '../read-events.ts';
import { type ReadPlan, readPlan, readPlanChoice, refuseUnlessSums } from '../read-plan.ts';
import { readReading } from '../reading-options.ts';
import { resolve } from '../resolve.ts';
import { exportedSheet } from '../sheet-export.ts';
import { hasOwnTables } from '../sources/metric-terms.ts';
import { bookOf } from '../sources/source-book.ts';
import { readAttributed } from '../structure.ts';

export const command: Command = {
  flags: [
    ...(['plan', 'target', 'unit', 'by', 'history', 'events', 'noEvents', 'fiscalStart', 'fiscalName'] as const),
    ...READING,
    ...SHOWING,
    'showIn',
  ],
  examples: [
    'salesplan export --unit 华东 -o 华东.csv',
    'salesplan export --target T1 --unit 华东 --by quarter --by 区域,团队 --show-in 万元 -o 华东.csv',
  ],
  run: async (input, context) => {
    const read = (reader: OptionReader, folder: PlanFolder | undefined) => readOptions(reader, folder, context);
    const { options, folder } = await resolve(input, read, context);
    const plan = await readPlan(options.choice, folder, context);
    refuseUnlessSums(plan);
    const { source, target } = plan;
    const levels = source.levels;
    const unit = unitPathOf(options.unit, levels, [...new Set(source.cells.map(({ path }) => path))]);
    const grain = sheetGrain(options.axes.grains, planPeriods(source).grain);
    const before = await readLastYear(options, plan, { folder, context });
    await report(context, before?.findings ?? []);
    const sheet = exportedSheet(
      {
        ...{ source, target, unit, grain, showIn: options.showIn, lastYear: before, decimals: options.choice.decimals },
        depth: Math.max(unit.length, deepest(options.axes.levels, levels)),
        commitments: folder ? rowsAtLevels(folder, { target, levels }) : [],
        isForm: options.output.format === 'csv',
      },
      context.words,
    );
    await emit(sheet, options.output, context, before?.findings);
    const { file } = options.output;
    if (file !== undefined) sayPhrase(context, 'sheet.exported', { file, rows: sheet.rows.length });
    return 0;
  },
};

function readOptions(reader: OptionReader, folder: PlanFolder | undefined, context: Context) {
  const output = readOutput(reader, context.look.json);
  // The unit of the folder is one for tables: a file that comes back has another only when a person asked for it.
  const asked = output.format === 'csv' && reader.given('showIn') ? reader.choice('showIn', DISPLAY_UNITS) : output.showIn;
  return {
    choice: readPlanChoice(reader, folder),
    axes: readAskedAxes(reader),
    unit: reader.text('unit'),
    history: reader.list('history'),
    reading: readReading(reader, bookOf(folder)),
    ...readEventChoice(reader),
    showIn: asked === '元' ? undefined : asked,
    output: isForPeople(output) ? output : { ...output, showIn: undefined },
  };
}

type Options = ReturnType<typeof readOptions>;

/** The deepest level with rows. The levels above it are always there, so that a row says which unit it is. */
function deepest(named: readonly string[] | undefined, levels: readonly string[]): number {
  const depths = depthsOf(named, levels);
  const isTurned = depths.some((depth, i) => depth < (depths[i - 1] ?? 0));
  if (isTurned) throw refuse('sheet.other-levels', { levels: levels.join(',') });
  return depths.at(-1) ?? 0;
}

/** The finest grain that is asked for; else months, or the plan's own periods where they are longer. */
function sheetGrain(asked: readonly Grain[] | undefined, leaf: Grain | undefined): Grain | undefined {
  if (asked === undefined) return leaf !== undefined && isFiner(leaf, 'month') ? 'month' : leaf;
  const finest = finestOf(asked);
  if (leaf !== undefined && isFiner(finest, leaf)) throw refuse('plan.finer-grain', { grain: finest, leaf });
  return finest;
}

/** What the history says of the same span a year before, under the units of the plan's first day; undefined without a history. */
async function readLastYear(options: Options, plan: ReadPlan, place: PlanPlace): Promise<LastYear | undefined> {
  if (options.history.length === 0 && !hasOwnTables(plan.metric, options.reading)) return undefined;
  const { levels } = plan.source;
  const { history: files, reading } = options;
  const { units, periods } = planGrid(plan.source, []);
  const span = nodeAt(periods, 0).value;
  const { past } = effectiveBy(await readEvents(options, place), span.start);
  const totals = await readAttributed({ files, reading, levels, grain: 'day', metric: plan.metric }, past, place.context);
  return lastYear(totals, { units, span }, options.showIn);
}
