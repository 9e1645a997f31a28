import { type Decomposition, decompose } from '../../core/allocation/decompose.ts';
import { isFiscalLabel } from '../../core/calendar/parse-period.ts';
import { isMonthAligned } from '../../core/calendar/period.ts';
import { refuse } from '../../core/finding.ts';
import { formatPath } from '../../core/organisation/unit-tree.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import type { Command } from '../command.ts';
import { type Context, report } from '../context.ts';
import { needsHistory, type DecomposeOptions as Options, readDecomposeOptions } from '../decompose-options.ts';
import { READING, SHOWING } from '../flags.ts';
import { unitPathOf } from '../level-choice.ts';
import { type Facts, readFacts, sayRows } from '../read-facts.ts';
import { readRoster } from '../read-roster.ts';
import { resolve } from '../resolve.ts';

export const command: Command = {
  flags: [
    'total',
    'target',
    'metric',
    'period',
    'by',
    'history',
    'basis',
    'shape',
    'org',
    'exclude',
    'like',
    'unit',
    'roundTo',
    'onZeroBasis',
    'onNegative',
    'onBlankUnit',
    'fiscalStart',
    'fiscalName',
    ...READING,
    ...SHOWING,
    'showIn',
    'layout',
    'dryRun',
  ],
  examples: [
    'salesplan decompose --history orders.csv --total 500万 -p 2026 --by quarter,month --by 区域,销售员',
    "salesplan decompose --history 'orders-*.csv' --total +8% -p 2026 --by month --by 区域 --shape parent -o plan.csv",
    'salesplan decompose --target T1 --round-to 1000',
  ],
  run: async (input, context) => {
    const { options, folder } = await resolve(input, (reader, folder) => readDecomposeOptions(reader, folder, context), context);
    const facts = needsHistory(options) ? await history(options, context) : undefined;
    const result = await plan(options, facts, { folder, context });
    if (result.account) sayRows(result.account, context);
    await report(context, result.findings);
    const { deliverPlan } = await deliver();
    await deliverPlan({ result, options, facts, folder }, context);
    return 0;
  },
};

async function history(options: Options, context: Context): Promise<Facts> {
  const grains = options.axes.grains ?? [];
  const byDay =
    grains.includes('week') || grains.includes('day') || !isMonthAligned(options.period as NonNullable<Options['period']>);
  const { reading, axes } = options;
  return readFacts(
    {
      files: options.history,
      reading,
      levels: axes.levels ?? [],
      grain: byDay ? 'day' : 'month',
      identify: true,
      metric: options.metric,
      meanwhile: deliver,
    },
    context,
  );
}

/** How plans are written; loaded while the engine reads. */
const deliver = () => import('../deliver-plan.ts');

interface Where {
  readonly folder: PlanFolder | undefined;
  readonly context: Context;
}

async function plan(options: Options, facts: Facts | undefined, { folder, context }: Where): Promise<Decomposition> {
  const { axes, period, total, decimals, fiscal } = options;
  const levels = axes.levels ?? [];
  refuseBlankUnits(options, facts);
  const known = facts ? unitPathOf(formatPath(options.unit), levels, facts.totals.units) : options.unit;
  return decompose({
    ...options,
    total: total as NonNullable<typeof total>,
    period: period as NonNullable<typeof period>,
    scale: decimals,
    grains: axes.grains ?? ['month'],
    fiscal: isFiscalLabel((period as NonNullable<typeof period>).label) ? fiscal : undefined,
    levels,
    unit: known,
    roster: await readRoster({ file: options.org, folder }, levels, context),
    totals: facts?.totals,
  });
}

function refuseBlankUnits({ onBlankUnit }: Options, facts: Facts | undefined): void {
  const blank = facts?.totals.units.filter((path) => path.includes('(unassigned)')) ?? [];
  if (onBlankUnit === 'error' && blank.length > 0) throw refuse('cli.blank-units', { units: blank.length });
}
