import { formatDay } from '../../core/calendar/day.ts';
import { finestOf } from '../../core/calendar/period.ts';
import { type Finding, finding, refuseErrors } from '../../core/finding.ts';
import { type Funnel, funnelOf, type Stage } from '../../core/funnel/funnel.ts';
import { stageList } from '../../core/funnel/stage-list.ts';
import { closingIn, monthsOf, workPeriods } from '../../core/funnel/work-periods.ts';
import { type Grid, valueAt } from '../../core/grid.ts';
import { nodeAt } from '../../core/tree.ts';
import { tidyFunnelSheet, wideFunnelSheet } from '../../report/funnel-sheet.ts';
import type { Command } from '../command.ts';
import { type Context, report } from '../context.ts';
import { READING, SHOWING } from '../flags.ts';
import { closingRevenue } from '../funnel/closing-revenue.ts';
import { readFunnelOptions } from '../funnel/funnel-options.ts';
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
    const { grains = [] } = options.axes;
    const periods = workPeriods(funnel, grid, grains.length > 0 ? finestOf(grains) : undefined);
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
    const values = { stage: name, days, months: monthsOf(days), start: formatDay(start) };
    const begins = finding('note', 'funnel.begins', values);
    return start < context.today ? [begins, finding('warning', 'funnel.past', values)] : [begins];
  });
}
