import type { Period } from '../../core/calendar/period.ts';
import { finding } from '../../core/finding.ts';
import { addsUp, rollUpOf } from '../../core/metrics/roll-up.ts';
import type { Command } from '../command.ts';
import { report } from '../context.ts';
import { type DecomposeOptions, readDecomposeOptions } from '../decompose-options.ts';
import { PLANNING, SHOWING } from '../flags.ts';
import { refuseForKind } from '../metric-problems.ts';
import { runKind } from '../metric-run.ts';
import type { PlanAfterEvents } from '../plan-events.ts';
import { deliver } from '../plan-history.ts';
import type { MadePlan, RecordSite } from '../plan-record.ts';
import type { PlanPlace, PlanRun } from '../plan-run.ts';
import { sayRows } from '../read-facts.ts';
import { resolve } from '../resolve.ts';

export const command: Command = {
  flags: [
    'target',
    ...PLANNING,
    'rejects',
    'repeats',
    'noCache',
    'change',
    'absorb',
    'plan',
    'reason',
    'onLock',
    ...SHOWING,
    'showIn',
    'layout',
    'dryRun',
    'market',
  ],
  examples: [
    'salesplan decompose --history orders.csv --total 500万 -p 2026 --by quarter,month --by 区域,销售员',
    "salesplan decompose --history 'orders-*.csv' --total +8% -p 2026 --by month --by 区域 --shape parent -o plan.csv",
    "salesplan decompose --target T1 --locks locks.csv --growth '华东=+10%' --round-to 1000",
    'salesplan decompose --target T1 --level 区域',
    'salesplan decompose --unit 华东 --level 团队',
    "salesplan decompose --change '华东@2026-Q1=+5%' --reason 'Canton fair'",
  ],
  run: async (input, context) => {
    const { options, folder } = await resolve(
      input,
      (reader, folder) => readDecomposeOptions(reader, { folder, context }),
      context,
    );
    if (options.isChange) {
      const { changePlan } = await import('../change-plan.ts');
      return changePlan(options, { folder, context });
    }
    refuseForKind(options);
    if (options.isPart) {
      const { decomposePart } = await import('../part-plan.ts');
      return decomposePart(options, { folder, context });
    }
    const run = await runKind(options, { folder, context });
    if (run.result.account) sayRows(run.result.account, context);
    await report(context, run.result.findings);
    const { deliverPlan, planRecord, targetId } = await deliver();
    const { total, denominator } = run.result;
    const { plan, steps, beside, ...after } = await laterEvents(run, options, { folder, context });
    await report(context, after.findings);
    const findings = [...run.result.findings, ...after.findings];
    const rollUp = rollUpOf(options.definition, [`time=${options.method.time.name}`, `org=${options.method.org.name}`]);
    const shown = denominator ? { ...options, output: { ...options.output, showIn: undefined } } : options;
    const named = { target: targetId(options), metric: options.metric, period: (options.period as Period).label };
    const record = (site: RecordSite) => planRecord({ ...run, steps }, options, site, context);
    const { buffers, definition } = options;
    const made = { plan, denominator, local: run.local, total, rollUp, definition, findings };
    await deliverPlan({ ...made, ...named, options: shown, folder, record, beside, buffers }, context);
    return 0;
  },
};

/** Nothing is loaded for a plan without events. */
async function laterEvents(run: PlanRun<MadePlan>, options: DecomposeOptions, place: PlanPlace): Promise<PlanAfterEvents> {
  const { later } = run.events;
  const unmoved = { plan: run.result.plan, steps: [], beside: [] };
  if (later.length === 0) return { ...unmoved, findings: [] };
  const { metric, definition } = options;
  if (!addsUp(run.result.rollUp) || definition.kind === 'ratio')
    return { ...unmoved, findings: [finding('warning', 'metric.events-not-applied', { metric, count: later.length })] };
  const { withLaterEvents } = await import('../plan-events.ts');
  return withLaterEvents(run, options, place);
}
