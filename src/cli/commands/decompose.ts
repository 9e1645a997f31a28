import type { Period } from '../../core/calendar/period.ts';
import { rollUpOf } from '../../core/metrics/roll-up.ts';
import type { Command } from '../command.ts';
import { report } from '../context.ts';
import { readDecomposeOptions } from '../decompose-options.ts';
import { PLANNING, SHOWING } from '../flags.ts';
import { refuseForKind } from '../metric-problems.ts';
import { runKind } from '../metric-run.ts';
import type { RecordSite } from '../plan-record.ts';
import { deliver } from '../plan-run.ts';
import { sayRows } from '../read-facts.ts';
import { resolve } from '../resolve.ts';

export const command: Command = {
  flags: ['target', ...PLANNING, 'rejects', 'change', 'absorb', 'plan', 'reason', ...SHOWING, 'showIn', 'layout', 'dryRun'],
  examples: [
    'salesplan decompose --history orders.csv --total 500万 -p 2026 --by quarter,month --by 区域,销售员',
    "salesplan decompose --history 'orders-*.csv' --total +8% -p 2026 --by month --by 区域 --shape parent -o plan.csv",
    "salesplan decompose --target T1 --locks locks.csv --growth '华东=+10%' --round-to 1000",
    "salesplan decompose --change '华东@2026-Q1=+5%' --reason 'Canton fair'",
  ],
  run: async (input, context) => {
    const { options, folder } = await resolve(input, (reader, folder) => readDecomposeOptions(reader, folder, context), context);
    if (options.isChange) {
      const { changePlan } = await import('../change-plan.ts');
      return changePlan(options, { folder, context });
    }
    refuseForKind(options);
    const run = await runKind(options, { folder, context });
    if (run.result.account) sayRows(run.result.account, context);
    await report(context, run.result.findings);
    const { deliverPlan, planRecord, targetId } = await deliver();
    const { plan, total, findings } = run.result;
    const denominator = run.result.denominator;
    const rollUp = rollUpOf(options.definition, [`time=${options.method.time.name}`, `org=${options.method.org.name}`]);
    const shown = denominator ? { ...options, output: { ...options.output, showIn: undefined } } : options;
    const named = { target: targetId(options), metric: options.metric, period: (options.period as Period).label };
    const record = (site: RecordSite) => planRecord(run, options, site, context);
    await deliverPlan(
      { plan, denominator, total, rollUp, definition: options.definition, findings, ...named, options: shown, folder, record },
      context,
    );
    return 0;
  },
};
