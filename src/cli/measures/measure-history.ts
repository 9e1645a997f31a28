import { isFiscalLabel } from '../../core/calendar/parse-period.ts';
import type { FiscalYear, Grain, Period } from '../../core/calendar/period.ts';
import { periodTree } from '../../core/calendar/period-tree.ts';
import { type Finding, finding } from '../../core/finding.ts';
import { besideOwn } from '../../core/market/beside-own.ts';
import type { Competitors } from '../../core/market/market.ts';
import { nameFindings } from '../../core/organisation/name-findings.ts';
import { unitTree } from '../../core/organisation/unit-tree.ts';
import { measureSheet } from '../../report/measure-sheet.ts';
import { type Context, report, sayPhrase } from '../context.ts';
import { emit, isForPeople, type Output } from '../output.ts';
import { sayRows } from '../read-facts.ts';
import { measureMetric } from './measure-metric.ts';
import type { MeasureQuestion, Measuring, ReadPart } from './measure-request.ts';

export interface MeasureHistory extends Omit<MeasureQuestion, 'spans' | 'asOf'> {
  readonly metric: string;
  readonly period: Period;
  readonly grains: readonly Grain[];
  readonly fiscal: FiscalYear;
  readonly atMostOne: boolean;
  readonly isCounted: boolean | undefined;
  readonly decimals: number;
  /** The day up to which a table of snapshots is read; the period's end without it. */
  readonly asOf: MeasureQuestion['asOf'] | undefined;
  readonly output: Output;
  readonly planOf: Measuring['planOf'];
  /** What competitors have of the market that the metric is a share of. */
  readonly competitors: Competitors | undefined;
}

/** Shows what a metric came to at every unit node and in every period, each by itself. */
export async function showMeasure(asked: MeasureHistory, context: Context): Promise<void> {
  const { metric, period, grains, levels, output, decimals, atMostOne, isCounted, fiscal } = asked;
  const { tree, findings: cuts } = periodTree(period, grains, isFiscalLabel(period.label) ? fiscal : undefined);
  const periods = tree.nodes.map(({ value }) => value);
  const measuring: Measuring = {
    question: { ...asked, spans: periods, asOf: asked.asOf ?? period.end },
    ...{ context, planOf: asked.planOf, parts: [], ahead: new Set(), known: new Map() },
  };
  const measured = await measureMetric(metric, measuring);
  sayParts(measuring.parts, context);
  const units = unitTree(
    levels,
    measured.units.map((path) => path.slice(0, levels.length)),
  );
  const others = asked.competitors && besideOwn(measured, { competitors: asked.competitors, levels, spans: periods });
  const findings = [...cuts, ...asWas(measuring), ...measured.findings, ...(others?.findings ?? []), ...nameFindings(units)];
  await report(context, findings);
  const paths = units.nodes.map(({ value }) => value.path);
  const heading = { metric, levels, periods, units: paths, decimals: isCounted ? 0 : decimals, atMostOne };
  const sheet = measureSheet(
    measured,
    { ...heading, forPeople: isForPeople(output), ...(others && { beside: others.shares }) },
    context.words,
  );
  await emit(sheet, output, context, findings);
}

/** What became of the rows of every table. */
export function sayParts(parts: readonly ReadPart[], context: Context): void {
  for (const { metric, totals } of parts) {
    if (parts.length > 1) sayPhrase(context, 'rows.of-part', { metric });
    sayRows(totals.account, context);
  }
}

/** Counts and matched rows are of the units that the rows name, whatever became of them. */
export function asWas({ question: { events }, parts }: Measuring): Finding[] {
  return events.length === 0 || parts.every(({ isMoved }) => isMoved) ? [] : [finding('note', 'measures.as-was')];
}
