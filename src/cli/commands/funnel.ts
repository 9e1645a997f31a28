import { formatDay } from '../../core/calendar/day.ts';
import { finestOf, type Grain, overlap, type Period } from '../../core/calendar/period.ts';
import { partition } from '../../core/calendar/period-tree.ts';
import { type Finding, finding, refuseErrors } from '../../core/finding.ts';
import { type Funnel, funnelOf, type Stage } from '../../core/funnel/funnel.ts';
import { type ListedStage, stageList } from '../../core/funnel/stage-list.ts';
import { type Grid, valueAt } from '../../core/grid.ts';
import { leafValue, nodeAt } from '../../core/tree.ts';
import { tidyFunnelSheet, wideFunnelSheet } from '../../report/funnel-sheet.ts';
import type { Command } from '../command.ts';
import { type Context, report } from '../context.ts';
import { READING, SHOWING } from '../flags.ts';
import { closingRevenue } from '../funnel/closing-revenue.ts';
import { type FunnelOptions, readFunnelOptions } from '../funnel/funnel-options.ts';
import { funnelTerms } from '../funnel/funnel-terms.ts';
import { depthsOf } from '../level-choice.ts';
import { emit, isForPeople } from '../output.ts';
import { resolve } from '../resolve.ts';

export const command: Command = {
  flags: [
    ...(['plan', 'target', 'total', 'period', 'by', 'unit', 'orderValue', 'rate', 'effort', 'cycle', 'history', 'asOf'] as const),
    ...(['fiscalStart', 'fiscalName'] as const),
    ...READING,
    ...SHOWING,
    'layout',
  ],
  examples: [
    'salesplan funnel --total 100万 -p 2026 --order-value 3万 --rate 25% --rate 20%',
    "salesplan funnel --by month --by 区域 --rate '商机@华东=30%' --cycle 45",
  ],
  run: async (input, context) => {
    const { options, folder } = await resolve(input, (reader, own) => readFunnelOptions(reader, own, context.look.json), context);
    const { stages, findings: problems } = stageList(folder?.settings.funnel?.stages ?? [], options);
    refuseErrors(problems);
    const { grid, levels, target, metric } = await closingRevenue(options, folder, context);
    const termsOf = await funnelTerms({ units: grid.units, levels, stages, options, folder }, context);
    const funnel = funnelOf({ revenue: grid, stages, termsOf });
    const periods = workPeriods(funnel, { grid, stages, options });
    const findings = dueFindings(funnel, { grid, stages }, context);
    await report(context, findings);
    const depths = [0, ...depthsOf(options.axes.levels, levels)];
    const heading = {
      ...{ target, metric, units: grid.units, stages, periods },
      levels: levels.slice(0, Math.max(...depths)),
      nodes: grid.units.nodes.flatMap(({ depth }, node) => (depths.includes(depth) ? [node] : [])),
      revenue: closingIn(grid, periods),
      whole: (unitNode: number) => valueAt(grid, unitNode, 0),
      ...{ scale: grid.scale, decimals: options.decimals },
    };
    const { output, layout } = options;
    const isWide = layout === undefined ? isForPeople(output) : layout === 'wide';
    const labels = { words: context.words, forPeople: isForPeople(output) && !output.fields };
    await emit((isWide ? wideFunnelSheet : tidyFunnelSheet)(funnel, heading, labels), output, context, findings);
    return 0;
  },
};

interface Site {
  readonly grid: Grid;
  readonly stages: readonly ListedStage[];
}

/** The planned span as one period; by a grain, from the earliest work to the last closing. */
function workPeriods(funnel: Funnel, { grid, stages, options }: Site & { readonly options: FunnelOptions }): readonly Period[] {
  const { grains = [] } = options.axes;
  const whole = nodeAt(grid.periods, 0).value;
  if (grains.length === 0) return [whole];
  const start = Math.min(...[undefined, ...stages].map((_, stage) => funnel.workOf(stage).start));
  return partition({ start, end: whole.end }, finestOf(grains) as Grain, undefined).map(({ wholeDays: _, ...period }) => period);
}

/** What closes in a period; undefined where the plan is not as fine as that. */
function closingIn(grid: Grid, periods: readonly Period[]) {
  const leaves = grid.periods.leaves.map((node, leaf) => ({ node, own: leafValue(grid.periods, leaf) }));
  const inside = periods.map((span) => {
    const touching = leaves.filter(({ own }) => overlap(own, span) !== undefined);
    return touching.every(({ own }) => own.start >= span.start && own.end <= span.end) ? touching : undefined;
  });
  return (unitNode: number, period: number) => {
    if (periods.length === 1) return valueAt(grid, unitNode, 0);
    return inside[period]?.reduce((sum, { node }) => sum + valueAt(grid, unitNode, node), 0n);
  };
}

/** When the work on each stage begins, and what of it lies before today. */
function dueFindings(
  funnel: Funnel,
  { grid, stages }: { readonly grid: Grid; readonly stages: readonly Stage[] },
  context: Context,
): Finding[] {
  return stages.flatMap(({ name }, index): Finding[] => {
    const { start } = funnel.workOf(index + 1);
    const days = nodeAt(grid.periods, 0).value.start - start;
    if (days === 0) return [];
    const values = { stage: name, days, months: (days / DAYS_OF_MONTH).toFixed(1), start: formatDay(start) };
    const begins = finding('note', 'funnel.begins', values);
    return start < context.today ? [begins, finding('warning', 'funnel.past', values)] : [begins];
  });
}

const DAYS_OF_MONTH = 365.25 / 12;
