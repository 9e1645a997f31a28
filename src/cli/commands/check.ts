import { atScale, type Decimal, parseDecimal } from '../../core/amount.ts';
import { type Band, parseBand, USUAL_BAND } from '../../core/capacity/band.ts';
import type { CheckedCapacity } from '../../core/capacity/quota-capacity.ts';
import { type Finding, Refusal, refuseErrors } from '../../core/finding.ts';
import { PLAN_CHECKS, type PlanFacts } from '../../core/plan-checks.ts';
import { isOfMarket } from '../../plan-folder/own-market.ts';
import type { PlanRow } from '../../plan-folder/plan-csv.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { checksSheet } from '../../report/checks-sheet.ts';
import { metricsOf, metricTotals, ratiosOf } from '../checked-metrics.ts';
import type { Command } from '../command.ts';
import { type Context, report } from '../context.ts';
import { READING, SHOWING } from '../flags.ts';
import { folderChecks } from '../folder-checks.ts';
import { homeTable, localSlack } from '../home-table.ts';
import { foreignLevels, isRepeated, lockedPlans } from '../locked-plans.ts';
import { openEvents } from '../open-events.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, readOutput } from '../output.ts';
import { rescaledRows } from '../plan-rows.ts';
import { assignedPlans, assignedTable, sourceOf } from '../read-assigned.ts';
import { capacityFile, readCapacity } from '../read-capacity.ts';
import { type EventChoice, readEventChoice, readEvents } from '../read-events.ts';
import { readFacts, sayRows } from '../read-facts.ts';
import { planFile, type TableWithMeta } from '../read-plan.ts';
import { readRoster } from '../read-roster.ts';
import { type Reading, readReading } from '../reading-options.ts';
import { resolve } from '../resolve.ts';
import { type RosterRules, rosterRules } from '../roster-options.ts';
import { hasOwnTables, metricsRead } from '../sources/metric-terms.ts';
import { bookOf } from '../sources/source-book.ts';
import { targetsCheck } from '../targets/targets-check.ts';

export const command: Command = {
  flags: [
    ...(['plan', 'org', 'actual', 'events', 'noEvents', 'capacity', 'band', 'rampClock', 'days', 'calendar'] as const),
    ...READING,
    ...SHOWING,
  ],
  examples: ['salesplan check', 'salesplan check --plan plan.csv --org organisation.csv', 'salesplan check --json > check.json'],
  run: async (input, context) => {
    const { options, folder } = await resolve(input, (reader, folder) => readOptions(reader, folder, context), context);
    const written = options.plan === undefined ? (folder as PlanFolder).plan() : planFile(options.plan, PLAIN, context);
    const files = { name: 'files', isMade: true, findings: fileFindings(written, folder) };
    const table = homeTable(written);
    const roster = await readRoster({ file: options.org, folder }, table.levels, context);
    const events = await eventUnits(table, options, { folder, context });
    const assigned = assignedTable({ ...PLAIN, plan: options.plan }, folder, context);
    refuseErrors(assigned?.findings ?? []);
    const layers = assignedPlans(table, assigned, folder?.fiscal ?? PLAIN.fiscal);
    const capacities = await checkedCapacities(table, options, { folder, context });
    const facts = {
      ...factsOf(table, folder, written),
      local: written === table ? undefined : rowsAt(written, SCALE),
      slack: localSlack(written, { at: SCALE, decimals: folder?.settings.currency.decimals ?? PLAIN.decimals }),
      assigned: layers,
      capacities,
      roster: roster?.map(({ path }) => path),
      events,
    };
    const checked = { ...facts, dataThrough: await dataThrough(table, options, context), today: context.today };
    const checks = [
      files,
      targetsCheck(folder, context),
      ...PLAN_CHECKS.map(({ name, isMade, run }) => ({ name, isMade: isMade(checked), findings: run(checked) })),
      ...folderChecks(folder, context),
    ];
    const findings = checks.flatMap((check) => check.findings);
    await report(context, findings);
    await emit(checksSheet(checks, context.words), options.output, context, findings);
    return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
  },
};

const PLAIN = { decimals: 2, fiscal: { startMonth: 1, name: 'end' } } as const;

interface CheckChoice {
  readonly plan: string | undefined;
  readonly org: string | undefined;
  readonly actual: readonly string[];
  readonly capacity: string | undefined;
  readonly band: Band;
  readonly reading: Reading;
  readonly output: ReturnType<typeof readOutput>;
}

interface Site {
  readonly folder: PlanFolder | undefined;
  readonly context: Context;
}

type Options = CheckChoice & RosterRules & EventChoice;

function readOptions(reader: OptionReader, folder: PlanFolder | undefined, context: Context): Options {
  const plan = reader.text('plan');
  if (folder === undefined) reader.need('plan', plan !== undefined);
  const [org, actual] = [reader.text('org'), reader.list('actual')];
  const capacity = reader.text('capacity');
  const band = reader.value('band', parseBand, '0.9..1.15') ?? USUAL_BAND;
  return {
    plan,
    org,
    actual,
    capacity,
    band,
    ...rosterRules(reader),
    ...readEventChoice(reader),
    reading: readReading(reader, bookOf(folder)),
    output: readOutput(reader, context.look.json),
  };
}

/** The units of every event; a file of events that cannot be understood stops the checks. */
async function eventUnits(plan: TableWithMeta, options: Options, place: Site) {
  const events = await readEvents(options, place);
  if (events.length === 0) return undefined;
  const isOpen = openEvents(plan, place.folder);
  // A plan made after a rename has the new name only.
  const isRenamed = ({ kind, heirs: [to] }: (typeof events)[number]) =>
    kind === 'rename' && plan.rows.some(({ path }) => to?.path.every((name, depth) => path[depth] === name));
  return events.map((event) => ({
    path: event.unit,
    heirs: [...event.heirs.map(({ path }) => path), ...(event.kind === 'join' || isRenamed(event) ? [event.unit] : [])],
    openIn: isOpen(event),
    place: event.place,
  }));
}

/** Findings of every file; a file that cannot be understood stops the checks. */
function fileFindings(table: TableWithMeta, folder: PlanFolder | undefined): readonly Finding[] {
  const locks = folder ? [...folder.locks().findings, ...foreignLevels(table, folder)] : [];
  const findings = [...(folder?.findings ?? []), ...table.findings, ...(folder?.milestones().findings ?? []), ...locks];
  if (findings.some(({ severity }) => severity === 'error')) throw new Refusal(findings);
  return findings;
}

const SCALE = 6;

function rowsAt({ rows, scale }: TableWithMeta, to: number): PlanRow[] {
  return [...rescaledRows(rows, scale, to)];
}

/** The folder's targets, else the totals that the plan was made for. */
function factsOf(
  plan: TableWithMeta,
  folder: PlanFolder | undefined,
  written: TableWithMeta,
): Omit<PlanFacts, 'roster' | 'events' | 'dataThrough' | 'today' | 'assigned' | 'capacities' | 'slack'> {
  const atSix = (value: Decimal | undefined) => value && atScale(value, SCALE);
  const made = Object.entries(plan.meta?.targets ?? {}).map(([target, { total }]) => ({
    target,
    value: atSix(parseDecimal(total)),
    isNumerator: true,
  }));
  const given = (folder?.targets.rows ?? []).map(({ target, value }) => ({ target, value: atSix(value) }));
  const all = [...given, ...made.filter(({ target }) => !given.some((other) => other.target === target))];
  const rows = rowsAt(plan, SCALE);
  const metrics = metricsOf(plan, folder);
  return {
    scale: SCALE,
    plan: rows,
    metrics,
    decimals: folder?.settings.currency.decimals ?? 2,
    ratios: ratiosOf(folder),
    totals: folder ? metricTotals({ rows, metrics, folder, scale: SCALE }) : [],
    targets: all.map((row) => (isRepeated(plan, row.target, metrics.get(row.target)) ? { ...row, value: undefined } : row)),
    locked: folder ? lockedPlans(plan, folder, written) : [],
    milestones: (folder?.milestones().rows ?? []).map((row) => ({
      ...row,
      amount: atSix(row.amount),
      cumulative: atSix(row.cumulative),
    })),
  };
}

/** The last day of the actuals; undefined when none are named. */
async function dataThrough({ rows }: TableWithMeta, { actual, reading }: Options, context: Context): Promise<number | undefined> {
  const asked = (metric?: string) => ({ files: actual, reading, levels: [], grain: 'day', metric, isMeasured: true }) as const;
  const lastDay = async (metric?: string) => {
    const { totals } = await readFacts(asked(metric), context);
    sayRows(totals.account, context);
    return totals.last;
  };
  if (reading.said.files.length > 0) return lastDay();
  const planned = [...new Set(rows.map(({ metric }) => metric))].filter((metric) => hasOwnTables(metric, reading));
  const read = [...new Set(planned.flatMap((metric) => metricsRead(metric, reading.book)))];
  // The size of a market says nothing of how far the sales go.
  const metrics = read.filter((metric) => !isOfMarket(reading.book?.metrics[metric]));
  if (metrics.length === 0) return actual.length > 0 ? lastDay() : undefined;
  const days: number[] = [];
  for (const metric of metrics) days.push((await lastDay(metric)) ?? Number.NEGATIVE_INFINITY);
  const last = Math.max(...days);
  return Number.isFinite(last) ? last : undefined;
}

/** Each target beside what its units can do, where a file says that; save those whose cells repeat an amount. */
async function checkedCapacities(plan: TableWithMeta, options: Options, place: Site): Promise<CheckedCapacity[]> {
  const file = capacityFile(options, place.folder);
  if (file === undefined) return [];
  const targets = [...new Set(plan.rows.map(({ target }) => target))].filter((target) => !isRepeated(plan, target));
  const fiscal = place.folder?.fiscal ?? PLAIN.fiscal;
  const choice = { ...options, file, grains: [], fiscal, decimals: place.folder?.settings.currency.decimals ?? PLAIN.decimals };
  const found: CheckedCapacity[] = [];
  for (const target of targets) {
    const source = sourceOf(plan, target, fiscal);
    found.push({ ...(await readCapacity(source, choice, place)), band: options.band });
  }
  return found;
}
