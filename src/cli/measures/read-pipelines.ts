import type { Day } from '../../core/calendar/day.ts';
import { overlap, type Period, type Span } from '../../core/calendar/period.ts';
import type { Measured } from '../../core/measures/measured.ts';
import type { StatedEvent } from '../../core/reorganisation/stated-event.ts';
import type { Pipelines } from '../../core/variance/with-pipeline.ts';
import type { Context } from '../context.ts';
import { sayPhrase } from '../context.ts';
import { sayRows } from '../read-facts.ts';
import type { ReadPlan } from '../read-plan.ts';
import type { Reading } from '../reading-options.ts';
import { hasOwnTables } from '../sources/metric-terms.ts';
import { asWas } from './measure-history.ts';
import { measureMetric } from './measure-metric.ts';
import type { Measuring } from './measure-request.ts';

interface PipelineRequest {
  readonly plan: ReadPlan;
  readonly files: readonly string[];
  readonly reading: Reading;
  readonly events: readonly StatedEvent[];
  readonly asOf: Day;
  /** The plan's days; a period counts inside them. */
  readonly span: Span;
  readonly periods: readonly Period[];
}

/** What is open of a plan's metric as of a day, where the settings name its pipeline. */
export async function readPipelines(asked: PipelineRequest, context: Context): Promise<Pipelines | undefined> {
  const { plan, reading, periods } = asked;
  const { pipeline, weighted_pipeline: weighted } = reading.book?.metrics[plan.metric] ?? {};
  if (pipeline === undefined) return undefined;
  const open = await measureOpen(pipeline, asked, context);
  return { periods, open, weighted: weighted === undefined ? undefined : await measureOpen(weighted, asked, context) };
}

/** What a person said of the table of actuals says nothing of this one. */
async function measureOpen(metric: string, asked: PipelineRequest, context: Context): Promise<Measured> {
  const { plan, files, reading, events, asOf, span, periods } = asked;
  const said = { files: [], map: {}, where: undefined, options: {} };
  const own: Reading = { ...reading, said, asked: [], source: undefined, preset: undefined, rejects: undefined };
  const { levels, fiscal } = plan.source;
  const measuring: Measuring = {
    question: {
      ...{ files: hasOwnTables(metric, own) ? [] : files, reading: own, levels, fiscal, asOf, events, all: levels },
      spans: periods.map((period) => ({ ...(overlap(period, span) ?? period), label: period.label })),
      ...{ lookBack: undefined, credit: 'share', kind: undefined },
    },
    ...{ context, parts: [], ahead: new Set(), known: new Map() },
  };
  const measured = await measureMetric(metric, measuring);
  for (const part of measuring.parts) {
    sayPhrase(context, 'rows.of-part', { metric: part.metric });
    sayRows(part.totals.account, context);
  }
  return { ...measured, findings: [...asWas(measuring), ...measured.findings] };
}
