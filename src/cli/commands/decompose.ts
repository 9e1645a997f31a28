import type { Period } from '../../core/calendar/period.ts';
import { refuse } from '../../core/finding.ts';
import type { Command } from '../command.ts';
import { report } from '../context.ts';
import { type DecomposeOptions, readDecomposeOptions } from '../decompose-options.ts';
import { PLANNING, SHOWING } from '../flags.ts';
import type { PlanAfterEvents } from '../plan-events.ts';
import type { RecordSite } from '../plan-record.ts';
import { deliver, type PlanPlace, type PlanRun, runPlan } from '../plan-run.ts';
import { sayRows } from '../read-facts.ts';
import { resolve } from '../resolve.ts';

export const command: Command = {
  flags: [
    'target',
    ...PLANNING,
    'rejects',
    'change',
    'absorb',
    'plan',
    'reason',
    'onLock',
    ...SHOWING,
    'showIn',
    'layout',
    'dryRun',
  ],
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
    const run = await runPlan(options, { folder, context });
    if (run.result.account) sayRows(run.result.account, context);
    await report(context, run.result.findings);
    const { deliverPlan, planRecord, targetId } = await deliver();
    const { total, repeats } = run.result;
    const { plan, steps, beside, ...after } = await laterEvents(run, options, { folder, context });
    await report(context, after.findings);
    const findings = [...run.result.findings, ...after.findings];
    const named = { target: targetId(options), metric: options.metric, period: (options.period as Period).label };
    const record = (site: RecordSite) => planRecord({ ...run, steps }, options, site, context);
    await deliverPlan({ plan, total, repeats, findings, ...named, options, folder, record, beside }, context);
    return 0;
  },
};

/** Nothing is loaded for a plan without events. */
async function laterEvents(run: PlanRun, options: DecomposeOptions, place: PlanPlace): Promise<PlanAfterEvents> {
  if (run.events.later.length === 0) return { plan: run.result.plan, steps: [], findings: [], beside: [] };
  if (run.result.repeats.time || run.result.repeats.org)
    throw refuse('plan.repeats', { target: options.target ?? options.metric });
  const { withLaterEvents } = await import('../plan-events.ts');
  return withLaterEvents(run, options, place);
}
