import { finestOf } from '../../core/calendar/period.ts';
import { parseBand, USUAL_BAND } from '../../core/capacity/band.ts';
import { compareCapacity, comparedPeriods, shortFindings, withoutFindings } from '../../core/capacity/quota-capacity.ts';
import { refuse } from '../../core/finding.ts';
import { isWithin } from '../../core/organisation/unit-tree.ts';
import { nodeAt } from '../../core/tree.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { capacitySheet } from '../../report/capacity-sheet.ts';
import { readAskedAxes } from '../axis-options.ts';
import type { Command } from '../command.ts';
import { type Context, report } from '../context.ts';
import { SHOWING } from '../flags.ts';
import { depthsOf, unitPathOf } from '../level-choice.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, isForPeople, readOutput } from '../output.ts';
import { capacityFile, readCapacity } from '../read-capacity.ts';
import { readPlan, readPlanChoice, refuseUnlessSums } from '../read-plan.ts';
import { resolve } from '../resolve.ts';
import { rosterRules } from '../roster-options.ts';

export const command: Command = {
  flags: [
    'capacity',
    'plan',
    'org',
    'target',
    'unit',
    'by',
    'band',
    'rampClock',
    'days',
    'calendar',
    'fiscalStart',
    'fiscalName',
    ...SHOWING,
  ],
  examples: [
    'salesplan capacity --by quarter --by 区域',
    'salesplan capacity --plan plan.csv --capacity capacity.csv --org organisation.csv',
  ],
  run: async (input, context) => {
    const { options, folder } = await resolve(input, (reader, folder) => readOptions(reader, folder, context), context);
    const { choice, axes, band, output } = options;
    const plan = await readPlan({ ...choice, onLocalMoney: 'home' }, folder, context);
    refuseUnlessSums(plan);
    const { source, target, metric } = plan;
    const file = capacityFile(options, folder);
    if (file === undefined) throw refuse('capacity.no-file');
    const grains = axes.grains ?? [];
    const request = { ...options, ...choice, fiscal: source.fiscal, file, grains };
    const { quota, capacity } = await readCapacity(source, request, { folder, context });
    const depths = [0, ...depthsOf(axes.levels, source.levels)];
    const isCompared = comparedPeriods(quota, grains.length > 0 ? finestOf(grains) : undefined);
    const all = compareCapacity({ quota, capacity, band, depths, isCompared });
    const within = unitPathOf(
      options.unit,
      source.levels,
      quota.units.nodes.map(({ value }) => value.path),
    );
    const rows = all.filter(({ path }) => isWithin(path, within));
    const inside = capacity.without.filter((path) => isWithin(path, within));
    const findings = [
      ...capacity.findings,
      ...withoutFindings({ ...capacity, without: inside }),
      ...shortFindings(rows, { band, scale: quota.scale }),
    ];
    await report(context, findings);
    const period = nodeAt(quota.periods, 0).value.label;
    const heading = { target, metric, period, band, levels: source.levels, scale: quota.scale, decimals: choice.decimals };
    const money = plan.local && { currency: plan.local.money.home };
    const sheet = capacitySheet(rows, {
      heading: { ...heading, money },
      words: context.words,
      forPeople: isForPeople(output) && !output.fields,
    });
    await emit(sheet, output, context, findings);
    return 0;
  },
};

function readOptions(reader: OptionReader, folder: PlanFolder | undefined, context: Context) {
  const choice = readPlanChoice(reader, folder);
  const capacity = reader.text('capacity');
  if (folder === undefined) reader.need('capacity', capacity !== undefined);
  return {
    choice,
    capacity,
    org: reader.text('org'),
    ...rosterRules(reader),
    axes: readAskedAxes(reader),
    unit: reader.text('unit'),
    band: reader.value('band', parseBand, '0.9..1.15') ?? USUAL_BAND,
    output: readOutput(reader, context.look.json),
  };
}
