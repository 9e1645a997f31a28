import { power10 } from '../../core/amount.ts';
import { overlap } from '../../core/calendar/period.ts';
import { type Finding, refuse } from '../../core/finding.ts';
import { pipelineCover } from '../../core/measures/cover.ts';
import type { Measured } from '../../core/measures/measured.ts';
import { distinctPaths, type NodeNumbers } from '../../core/measures/node-numbers.ts';
import { leafPaths, pathKey, unitIndex } from '../../core/organisation/unit-tree.ts';
import { nodeAt } from '../../core/tree.ts';
import { columnSums } from '../../core/variance/variance-frame.ts';
import { gridsOf } from '../compare-plan.ts';
import type { ReadPlan } from '../read-plan.ts';
import { hasOwnTables } from '../sources/metric-terms.ts';
import type { MetricSettings } from '../sources/source-book.ts';
import type { Measuring } from './measure-request.ts';

/** Numbers of a metric that is no ratio, at a scale. */
export interface Numbers {
  readonly numbers: NodeNumbers;
  readonly scale: number;
  readonly findings: readonly Finding[];
}

type NumbersOf = (metric: string, measuring: Measuring) => Promise<Numbers>;

/** The pipeline over what a target's plan has to go: `{kind: ratio, numerator: pipeline, gap_of: T1}`. */
export async function measureCover(
  metric: string,
  { numerator = '', gap_of: target = '' }: MetricSettings,
  { measuring, numbersOf }: { readonly measuring: Measuring; readonly numbersOf: NumbersOf },
): Promise<Measured> {
  const { question, planOf } = measuring;
  if (planOf === undefined) throw new Error(`no plan to measure ${metric} by`);
  const plan = await planOf(target);
  refuseOtherPlan(metric, plan, measuring);
  const pipeline = await numbersOf(numerator, measuring);
  const gone = question.spans.map((span) => ({ ...span, end: Math.min(span.end, question.asOf) }));
  const hasActuals = question.files.length > 0 || hasOwnTables(plan.metric, question.reading);
  const actual = hasActuals
    ? await numbersOf(plan.metric, { ...measuring, question: { ...question, spans: gone } })
    : { numbers: { units: [], at: () => 0n }, scale: pipeline.scale, findings: [] };
  const { grid } = gridsOf(plan, question.events);
  const whole = nodeAt(grid.periods, 0).value;
  const outside = question.spans.find((span) => !overlap(span, whole));
  if (outside) throw refuse('plan.outside-period', { period: outside.label, span: whole.label });
  const sums = columnSums(grid, question.spans);
  const nodes = unitIndex(grid.units);
  const factor = power10(pipeline.scale - grid.scale);
  const cover = pipelineCover({
    ...{ pipeline: pipeline.numbers, actual: actual.numbers, scale: pipeline.scale },
    planned: (path, span) => {
      const node = nodes.get(pathKey(path));
      return node === undefined ? undefined : (sums[node * question.spans.length + span] as bigint) * factor;
    },
  });
  const depth = question.levels.length;
  const units = distinctPaths([...leafPaths(grid.units).map((path) => path.slice(0, depth)), ...cover.units]);
  return { ...cover, units, findings: [...pipeline.findings, ...actual.findings] };
}

/** Only of amounts that add up is something to go, and only at the plan's own nodes. */
function refuseOtherPlan(metric: string, plan: ReadPlan, { question: { levels } }: Measuring): void {
  const { kind } = plan.definition;
  if (kind !== 'flow') throw refuse('measures.gap-of-kind', { metric, target: plan.target, kind });
  if (levels.every((level, depth) => plan.source.levels[depth] === level)) return;
  const values = { target: plan.target, levels: plan.source.levels.join(', ') || '-', asked: levels.join(', ') };
  throw refuse('measures.gap-levels', values);
}
