import { type Day, formatDay } from '../../core/calendar/day.ts';
import type { Period } from '../../core/calendar/period.ts';
import { type Finding, finding, refuse, refuseErrors } from '../../core/finding.ts';
import { ASSIGNED, ownLayerRows, QUOTA } from '../../core/layers/own-layer.ts';
import { isWithin } from '../../core/organisation/unit-tree.ts';
import { planPeriods } from '../../core/plan.ts';
import type { StatedEvent } from '../../core/reorganisation/stated-event.ts';
import { SHOWN_DECIMALS } from '../../core/show-in.ts';
import { nodeAt } from '../../core/tree.ts';
import { type FailRule, parseFailRule } from '../../core/variance/fail-rules.ts';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../../core/variance/measures.ts';
import { outOfReach } from '../../core/variance/ratio-variance.ts';
import { printedRows } from '../../core/variance/shared-unplanned.ts';
import { shownVariance } from '../../core/variance/shown-variance.ts';
import type { Variance, VarianceRow } from '../../core/variance/variance.ts';
import { withPipelines } from '../../core/variance/with-pipeline.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { NOT_PRORATED, varianceSheet } from '../../report/variance-sheet.ts';
import { asOfDay } from '../as-of.ts';
import { readAskedAxes } from '../axis-options.ts';
import type { Command } from '../command.ts';
import { comparableOf, comparedByDates } from '../compare-aligned.ts';
import { inLocalMoney, isLocal, readLocalActuals } from '../compare-local.ts';
import { comparePlan, gridsOf, measuresOf, type PlanGrids, readActuals } from '../compare-plan.ts';
import { type Context, report } from '../context.ts';
import { failGate } from '../fail-gate.ts';
import { READING, SHOWING } from '../flags.ts';
import { depthsOf, unitPathOf } from '../level-choice.ts';
import { compareMeasured, isMeasuredPlan } from '../measures/measure-variance.ts';
import { readPipelines } from '../measures/read-pipelines.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, isForPeople, readOutput } from '../output.ts';
import { readPeriod } from '../period-options.ts';
import { readAlignChoice, refuseIdle } from '../read-align.ts';
import { readAssigned } from '../read-assigned.ts';
import { sayRows } from '../read-facts.ts';
import { PLAN_FLAGS, type ReadPlan, readPlan, readPlanChoice } from '../read-plan.ts';
import { prorateName, readProrate, readProrateChoice } from '../read-prorate.ts';
import { readReading } from '../reading-options.ts';
import { reportPeriods } from '../report-periods.ts';
import { resolve } from '../resolve.ts';
import { shownDecimals } from '../shown-decimals.ts';
import { refuseNoFacts } from '../sources/metric-terms.ts';
import { moneyOf } from '../sources/settling.ts';
import { bookOf } from '../sources/source-book.ts';
import { taxOfVariance } from '../sources/tax-findings.ts';
import { eventsFor, readStructure } from '../structure.ts';

type Options = ReturnType<typeof readOptions>;

export const command: Command = {
  flags: [
    ...PLAN_FLAGS,
    ...(['actual', 'asOf', 'by', 'period', 'unit', 'layer', 'prorate', 'calendar', 'history', 'failOn', 'structure'] as const),
    ...(['events', 'noEvents', 'align', 'movingEvents'] as const),
    ...READING,
    ...SHOWING,
    'showIn',
  ],
  examples: [
    "salesplan variance --plan plan.csv --actual '2026-*.csv' --as-of 2026-03-31 --by 区域 --fail-on red@区域",
    'salesplan variance --by month --by 区域 --show-in 万元',
  ],
  run: async (input, context) => {
    const read = (reader: OptionReader, folder: PlanFolder | undefined) => readOptions(reader, folder, context);
    const { options, folder } = await resolve(input, read, context);
    const plan = await readPlan({ ...options.choice, onLocalMoney: 'home' }, folder, context);
    const { levels } = plan.source;
    const depths = [0, ...depthsOf(options.axes.levels, levels)];
    refuseLevels(options.failOn, levels);
    const events = await eventsFor(options, 'as-was', { folder, context });
    const compared = isMeasuredPlan(plan, options.reading)
      ? await compareCounts({ plan, events, options }, context)
      : await compareSums({ plan, events, options, folder }, context);
    const { quota, layers, asOf } = compared;
    const result = layers.length > 0 ? { ...quota, rows: ownLayerRows(quota, layers.map(rowsOf)) } : quota;
    if (!compared.isSaid) sayRows(result.account, context);
    const taxes = taxOfVariance(result, plan.metric, options.reading);
    const findings = [...dataBehind(result, asOf), ...result.findings, ...taxes];
    await report(context, findings);
    const thresholds = thresholdsOf(folder);
    await show({ result: quota, layers, findings, plan, asOf, depths, options, thresholds }, context);
    return failGate({ result, rules: options.failOn, thresholds }, context);
  },
};

interface Compared {
  readonly quota: Variance;
  readonly layers: readonly Layer[];
  readonly asOf: Day;
  /** Whether the rows were accounted for already, table by table. */
  readonly isSaid: boolean;
}

interface ToCompare {
  readonly plan: ReadPlan;
  readonly events: readonly StatedEvent[];
  readonly options: Options;
}

/** Against rows that are added up, once for each layer. */
async function compareSums(
  { plan, events, options, folder }: ToCompare & { readonly folder: PlanFolder | undefined },
  context: Context,
): Promise<Compared> {
  const grids = gridsOf(plan, events);
  const { levels } = plan.source;
  const request = { files: options.actual, reading: options.reading, levels, grain: 'day', metric: plan.metric } as const;
  refuseNoFacts('actual', plan.metric, { ...options.reading, files: options.actual });
  if (isLocal(plan) && options.isAssigned) throw refuse('money.local-plan', { target: plan.target });
  prorateName(options.prorate, plan);
  const own = isLocal(plan) ? await readLocalActuals({ request, plan, events }, context) : undefined;
  const actuals = own?.home ?? (await readActuals({ request, plan, events }, context));
  const asOf = asOfDay(options.asOf, actuals.amount.last, context.today);
  const span = nodeAt(grids.grid.periods, 0).value;
  const periods = reportPeriods(options, { plan, span, named: planPeriods(plan.source).span, asOf });
  const { actual: files, reading } = options;
  const site = { plan, span, reading, actuals: actuals.amount, folder };
  const prorate = await readProrate(options.prorate, site, context);
  const comparable = await comparableOf({ plan, options, folder }, { span, asOf, totals: actuals.amount }, context);
  const open = await readPipelines({ plan, files, reading, events, asOf, span, periods }, context);
  const against = (planned: PlanGrids) => {
    const compared = comparePlan({ plan, grids: planned, actuals, asOf, periods, prorate, comparable });
    const full = open ? withPipelines(compared, open) : compared;
    return own && isLocal(plan) ? inLocalMoney(full, { plan, actuals: own, asOf, periods, prorate }) : full;
  };
  const assigned = options.isAssigned ? await readAssigned(plan, options.choice, { folder, context }) : [];
  const layers = assigned.map(({ depth, source }) => ({ depth, result: against(gridsOf({ ...plan, source }, events)) }));
  return { quota: against(grids), layers, asOf, isSaid: false };
}

/** Against values that are measured at each node. */
async function compareCounts({ plan, events, options }: ToCompare, context: Context): Promise<Compared> {
  const { actual, reading, asOf: given, isAssigned } = options;
  prorateName(options.prorate, plan);
  const { kind } = plan.definition;
  await comparedByDates(options, plan.metric, context);
  if (isAssigned) throw refuse('metric.flag-not-of-kind', { flag: '--layer', metric: plan.metric, kind });
  refuseNoFacts('actual', plan.metric, { ...reading, files: actual });
  const periodsOf = (span: Period, asOf: Day) =>
    kind === 'ratio' || options.axes.grains || options.period
      ? reportPeriods(options, { plan, span, named: span, asOf })
      : undefined;
  const { result, asOf } = await compareMeasured({ plan, actual, reading, events, asOf: given, periodsOf }, context);
  return { quota: result, layers: [], asOf, isSaid: true };
}

function readOptions(reader: OptionReader, folder: PlanFolder | undefined, context: Context) {
  const choice = readPlanChoice(reader, folder);
  const actual = reader.list('actual');
  const reading = readReading(reader, bookOf(folder));
  reader.need('actual', actual.length > 0 || reading.book !== undefined);
  const alignment = readAlignChoice(reader);
  refuseIdle(reader, alignment, ['movingEvents']);
  return {
    choice,
    actual,
    ...readStructure(reader),
    ...alignment,
    axes: readAskedAxes(reader),
    period: readPeriod(reader, choice.fiscal),
    unit: reader.text('unit'),
    isAssigned: reader.choice('layer', [QUOTA, ASSIGNED]) === ASSIGNED,
    prorate: readProrateChoice(reader, alignment),
    failOn: reader.values('failOn', parseFailRule, 'red@区域, amber, pace<0.9@区域, attainment<0.5'),
    reading,
    output: readOutput(reader, context.look.json),
  };
}

function refuseLevels(rules: readonly FailRule[], levels: readonly string[]): void {
  const unknown = rules.filter(({ level }) => level !== undefined && !levels.includes(level));
  const values = (rule: FailRule) => ({ level: rule.level as string, levels: levels.join(', ') || '-' });
  refuseErrors(unknown.map((rule) => finding('error', 'cli.unknown-plan-level', values(rule))));
}

/** Days that data may end before the day that is judged: a weekend and a day. */
const USUAL_DELAY = 3;

/** A finding when the data ends well before the day that is judged. */
function dataBehind({ dataThrough }: Variance, asOf: Day): Finding[] {
  if (dataThrough === undefined) return [finding('warning', 'variance.no-data', { asOf: formatDay(asOf) })];
  if (asOf - dataThrough <= USUAL_DELAY) return [];
  return [
    finding('warning', 'variance.data-behind', {
      through: formatDay(dataThrough),
      asOf: formatDay(asOf),
      days: asOf - dataThrough,
    }),
  ];
}

interface Layer {
  readonly depth: number;
  readonly result: Variance;
}

const rowsOf = ({ depth, result }: Layer) => ({ depth, ...result });

interface Shown {
  readonly result: Variance;
  /** What is assigned by level, where rows are to be judged by that. */
  readonly layers: readonly Layer[];
  readonly findings: readonly Finding[];
  readonly plan: ReadPlan;
  readonly asOf: Day;
  readonly depths: readonly number[];
  readonly options: Options;
  readonly thresholds: Thresholds;
}

async function show(shown: Shown, context: Context): Promise<void> {
  const { result, layers, findings, plan, asOf, depths, options, thresholds } = shown;
  const { output, prorate, choice } = options;
  const { kind, atMostOne } = plan.definition;
  const isPaced = kind === 'flow';
  const isAmount = kind === 'flow' || kind === 'stock';
  const unit = isAmount ? output.showIn : undefined;
  const inUnit = (of: Variance): readonly VarianceRow[] => (unit ? shownVariance(of, unit) : of.rows);
  const quota = { units: result.units, rows: inUnit(result) };
  const own = layers.map(({ depth, result: of }) => ({ depth, units: of.units, rows: inUnit(of) }));
  const all = layers.length > 0 ? ownLayerRows(quota, own) : quota.rows;
  const paths = result.units.nodes.map((node) => node.value.path);
  const within = unitPathOf(options.unit, plan.source.levels, paths);
  const inside = all.filter((row) => isWithin(nodeAt(result.units, row.unit).value.path, within));
  const rows = printedRows(result, inside, depths);
  const unreachable = kind === 'ratio' && atMostOne ? outOfReach(rows) : [];
  await report(context, unreachable);
  const forPeople = isForPeople(output) && output.fields === undefined;
  const money = { ...moneyOf(plan.metric, options.reading), ...(plan.local && { currency: plan.local.money.home }) };
  const heading = {
    ...plan,
    ...(layers.length > 0 && { layer: ASSIGNED }),
    dataThrough: result.dataThrough,
    reading: result.definition,
    ...{ asOf, thresholds, levels: plan.source.levels, unit },
    align: isPaced && !isLocal(plan) ? options.align : undefined,
    money,
    isRounded: forPeople && isAmount && money.currency !== undefined,
    isLower: plan.definition.direction === 'lower',
    prorate: isPaced ? prorateName(prorate, plan) : NOT_PRORATED,
    decimals: unit ? SHOWN_DECIMALS : kind === 'distinct' ? 0 : shownDecimals(plan.definition, choice.decimals, output),
    measures: measuresOf(plan, result, forPeople),
  };
  await emit(varianceSheet(rows, { heading, words: context.words, forPeople }), output, context, [...findings, ...unreachable]);
}

function thresholdsOf(folder: PlanFolder | undefined): Thresholds {
  const given = folder?.settings.status;
  return given ? { green: Number(given.green), amber: Number(given.amber), early: Number(given.early) } : DEFAULT_THRESHOLDS;
}
