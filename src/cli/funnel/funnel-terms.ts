import { divideRounded, power10 } from '../../core/amount.ts';
import { civil, type Day, firstOfMonth, formatDay } from '../../core/calendar/day.ts';
import type { Span } from '../../core/calendar/period.ts';
import { type Finding, finding, refuse, refuseErrors } from '../../core/finding.ts';
import type { Fraction } from '../../core/fraction.ts';
import type { UnitTerms } from '../../core/funnel/funnel.ts';
import type { ListedStage } from '../../core/funnel/stage-list.ts';
import type { StatedTerm } from '../../core/funnel/stated-terms.ts';
import { type MeasuredTerm, type UnitNumbers, unitNumbers } from '../../core/funnel/unit-terms.ts';
import type { UnitTree } from '../../core/organisation/unit-tree.ts';
import { readNumber, readShare } from '../../core/stated-value.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { asOfDay } from '../as-of.ts';
import { type Context, report } from '../context.ts';
import { measureMetric } from '../measures/measure-metric.ts';
import type { Measuring } from '../measures/measure-request.ts';
import type { FunnelOptions } from './funnel-options.ts';

interface TermsRequest {
  readonly units: UnitTree;
  readonly levels: readonly string[];
  readonly stages: readonly ListedStage[];
  readonly options: FunnelOptions;
  readonly folder: PlanFolder | undefined;
}

/** The numbers of every leaf unit: what flags say, else what the metrics of the settings came to in the last 12 complete months. */
export async function funnelTerms(request: TermsRequest, context: Context): Promise<(leaf: number) => UnitTerms> {
  const { units, stages, options, folder } = request;
  const reader = measuredReader(request, context);
  let hasMeasured = false;
  const numbersOf = async (term: Term): Promise<UnitNumbers> => {
    const { name, stated, usual, read } = term;
    const number = usual === undefined ? undefined : read(usual);
    const isMeasured = usual !== undefined && !number;
    hasMeasured ||= isMeasured;
    const measured = isMeasured ? await reader(usual, name) : undefined;
    return unitNumbers(units, { name, stated, usual: number, measured });
  };
  const usual = folder?.settings.funnel?.order_value;
  const orders = await numbersOf({ name: 'order_value', stated: options.orderValues, usual, read: readNumber });
  const own: StageNumbers[] = [];
  for (const stage of stages) own.push(await stageNumbers(stage, numbersOf));
  if (options.isHistoryTyped && !hasMeasured) throw refuse('funnel.no-history');
  const findings = [orders, ...own.flatMap(({ rates, days }) => [rates, days])].flatMap((numbers) => numbers.findings);
  const aboveOne = own.flatMap(({ stage, rates }) => shareFindings(stage, rates));
  refuseErrors([...findings, ...aboveOne].filter(({ severity }) => severity === 'error'));
  await report(context, findings);
  return (leaf) => ({
    orderValue: orders.values[leaf] as Fraction,
    stages: own.map(({ stage, rates, days }) => {
      const rate = rates.values[leaf] as Fraction;
      const perServed = stage.isEffort ? rate : { numerator: rate.denominator, denominator: rate.numerator };
      return { perServed, days: wholeDays(days.values[leaf] as Fraction) };
    }),
  });
}

interface Term {
  readonly name: string;
  readonly stated: readonly StatedTerm[];
  /** A number, or the name of a metric. */
  readonly usual: string | undefined;
  readonly read: (text: string) => Fraction | undefined;
}

interface StageNumbers {
  readonly stage: ListedStage;
  readonly rates: UnitNumbers;
  readonly days: UnitNumbers;
}

async function stageNumbers(stage: ListedStage, numbersOf: (term: Term) => Promise<UnitNumbers>): Promise<StageNumbers> {
  const { name, stated, usual, statedDays, usualDays = '0', isEffort } = stage;
  return {
    stage,
    rates: await numbersOf({ name, stated, usual, read: isEffort ? readNumber : readShare }),
    days: await numbersOf({ name: `${name} (days)`, stated: statedDays, usual: usualDays, read: readNumber }),
  };
}

function shareFindings({ name, isEffort }: ListedStage, { values }: UnitNumbers): Finding[] {
  const isAbove = !isEffort && values.some(({ numerator, denominator }) => numerator > denominator);
  return isAbove ? [finding('error', 'funnel.above-one', { stage: name })] : [];
}

function wholeDays({ numerator, denominator }: Fraction): number {
  return Number(divideRounded(numerator, denominator));
}

/** Reads a metric of the settings over the last 12 complete months before the as-of day, by the plan's levels. */
function measuredReader({ levels, options, folder }: TermsRequest, context: Context) {
  const span = lastTwelveMonths(asOfDay(options.asOf, undefined, context.today));
  const label = `${formatDay(span.start).slice(0, 7)}..${formatDay(span.end).slice(0, 7)}`;
  const measuring: Measuring = {
    question: {
      ...{ files: options.history, reading: options.reading, levels, spans: [{ ...span, label }], fiscal: options.fiscal },
      ...{ lookBack: undefined, credit: 'share', asOf: span.end, events: [], kind: undefined },
      all: folder?.settings.levels ?? [],
    },
    ...{ context, parts: [], ahead: new Set(), known: new Map() },
  };
  return async (metric: string, name: string): Promise<MeasuredTerm> => {
    const known = Object.keys(folder?.settings.metrics ?? {});
    if (!known.includes(metric)) throw refuse('funnel.no-metric', { stage: name, value: metric, known: known.join(', ') || '-' });
    const measured = await measureMetric(metric, measuring);
    await report(context, [...measured.findings, finding('note', 'funnel.measured', { stage: name, metric, months: label })]);
    const least = measured.isRatio ? BigInt(folder?.settings.funnel?.least ?? 1) * power10(measured.scale) : 1n;
    return { metric, least, at: (path) => measured.at(path, 0) };
  };
}

function lastTwelveMonths(day: Day): Span {
  const { year, month } = civil(day + 1);
  return { start: firstOfMonth(year - 1, month), end: firstOfMonth(year, month) - 1 };
}
