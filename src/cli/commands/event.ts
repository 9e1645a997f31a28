import { relative, resolve as resolvePath } from 'node:path';
import { formatExact } from '../../core/amount.ts';
import { formatDay, parseDay } from '../../core/calendar/day.ts';
import { refuse, refuseErrors } from '../../core/finding.ts';
import { valueAt } from '../../core/grid.ts';
import { SUMS } from '../../core/metrics/roll-up.ts';
import { formatPath, parsePath } from '../../core/organisation/unit-tree.ts';
import { planPeriods, planUnitTree } from '../../core/plan.ts';
import { EVENT_KINDS, ON_LOCK } from '../../core/reorganisation/event.ts';
import { withFullPaths } from '../../core/reorganisation/full-paths.ts';
import { eventProblems, type StatedEvent } from '../../core/reorganisation/stated-event.ts';
import { nodeAt } from '../../core/tree.ts';
import { type EventRow, parseShare, writeEventsCsv } from '../../plan-folder/events-csv.ts';
import type { PlanMeta, StepRecord } from '../../plan-folder/plan-meta.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { eventListSheet, eventsSheet } from '../../report/events-sheet.ts';
import { applyToPlan, type EventRun, eventSteps, knownEvents, movedLockFile } from '../apply-to-plan.ts';
import { parseAsOf } from '../as-of.ts';
import type { Command, CommandInput } from '../command.ts';
import { type Context, type ExitCode, report, sayPhrase } from '../context.ts';
import { type Delivery, storePlan } from '../deliver-plan.ts';
import { READING, SHOWING } from '../flags.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, readOutput } from '../output.ts';
import { header } from '../plan-record.ts';
import { eventsPath, readEventChoice, readEvents, statedEvents } from '../read-events.ts';
import { type ReadPlan, readPlan, readPlanChoice, refuseUnlessSums } from '../read-plan.ts';
import { readReading } from '../reading-options.ts';
import { resolve } from '../resolve.ts';
import { bookOf } from '../sources/source-book.ts';

/** What `event` can do, by its first word. */
const ACTIONS: Readonly<Record<string, (input: CommandInput, context: Context) => Promise<void>>> = { add, list, apply };

export const command: Command = {
  argument: '<action> [kind] [unit]',
  flags: [
    ...(['plan', 'target', 'events', 'date', 'to', 'customers', 'reason', 'onLock', 'locks', 'days', 'calendar'] as const),
    ...(['history', 'asOf', 'fiscalStart', 'fiscalName'] as const),
    ...READING.filter((name) => name !== 'rejects'),
    ...SHOWING,
    'dryRun',
  ],
  examples: [
    "salesplan event add leave 华东/上海/王芳 --date 2026-06-15 --to '李强:60%' --to '赵敏:40%' --days working",
    'salesplan event add move 华东/上海 --date 2026-07-01 --to 华南/上海 --on-lock move',
    'salesplan event list',
    'salesplan event apply --plan plan.csv --events events.csv -o plan-new.csv',
  ],
  run: async (input, context): Promise<ExitCode> => {
    const action = input.args[0] ?? '';
    const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (!run) throw refuse('event.bad-action', { action, actions: Object.keys(ACTIONS).join(', ') });
    await run(input, context);
    return 0;
  },
};

type Options = ReturnType<typeof readOptions>;

function readOptions(reader: OptionReader, folder: PlanFolder | undefined, context: Context) {
  const choice = readPlanChoice(reader, folder);
  const output = readOutput(reader, context.look.json);
  const format = reader.text('format') === undefined && !context.look.json ? ('table' as const) : output.format;
  return {
    choice,
    decimals: choice.decimals,
    ...readEventChoice(reader),
    onLock: reader.choice('onLock', ON_LOCK) ?? ('stop' as const),
    locks: reader.list('locks'),
    asOf: reader.value('asOf', parseAsOf, '2026-03-31, last-month-end'),
    history: reader.list('history'),
    reading: readReading(reader, bookOf(folder)),
    dryRun: reader.on('dryRun'),
    /** Where the plan goes, and how the result is shown. */
    output: { ...output, format: 'csv' as const },
    shown: { ...output, file: undefined, format },
  };
}

/** What `add` was told besides, as rows of events.csv. */
function readStated(reader: OptionReader, [, kindText = '', unitText = '']: readonly string[]) {
  const kind = EVENT_KINDS.find((known) => known === kindText);
  if (!kind) throw refuse('event.bad-kind', { kind: kindText, kinds: EVENT_KINDS.join(', ') });
  if (unitText.trim() === '') throw refuse('event.needs-unit', { kind });
  const date = reader.value('date', parseDay, '2026-06-15');
  reader.need('date', date !== undefined);
  const to = reader.values('to', parseTo, "'李强:60%'");
  const shared = { date: date ?? 0, kind, unit: parsePath(unitText), reason: reader.text('reason') ?? '', line: 0 };
  const customers = reader.text('customers') ?? '';
  const rows = to.map((one, i) => ({ ...shared, ...one, customers: i === 0 ? customers : '' }));
  return rows.length > 0 ? rows : [{ ...shared, to: undefined, share: undefined, customers }];
}

/** `李强:60%`; without a share an equal part of what is left. */
function parseTo(text: string): Pick<EventRow, 'to' | 'share'> | undefined {
  const [, unit = '', written] = /^(.*?)(?:[:：]\s*([\d.]+\s*(?:%|pct|％)?))?$/su.exec(text) ?? [];
  const share = written === undefined ? undefined : parseShare(written);
  if (unit.trim() === '' || (written !== undefined && !share)) return undefined;
  return { to: parsePath(unit), share };
}

/** Writes the event to events.csv and applies it; without a folder only the plan is written, where `-o` says. */
async function add(input: CommandInput, context: Context): Promise<void> {
  const read = (reader: OptionReader, folder: PlanFolder | undefined) => ({
    ...readOptions(reader, folder, context),
    rows: readStated(reader, input.args),
  });
  const { options, folder } = await resolve(input, read, context);
  const plan = await planOf(options, folder, context);
  const rows = options.rows.map((row) => inFull(row, plan, { folder, context }));
  const own = await statedEvents(rows, folder ? eventsPath(folder) : 'events.csv', context);
  refuseErrors(own.flatMap(eventProblems));
  const earlier = await readEvents(options, { folder, context });
  refuseTwice(earlier, own);
  const known = earlier.filter(knownEvents(plan));
  const path = folder?.settings.events ?? 'events.csv';
  const beside = folder ? [{ path, content: writeEventsCsv([...folder.events().rows, ...rows]) }] : [];
  await applyAll({ read: plan, events: [...known, ...own], options, folder, context }, options, beside);
}

interface Site {
  readonly folder: PlanFolder | undefined;
  readonly context: Context;
}

/** The row as events.csv has it: full names, and the list of customers as it is named from the folder. */
function inFull(row: EventRow, { source }: ReadPlan, { folder, context }: Site): EventRow {
  const units = planUnitTree(source);
  const heirs = row.to ? [{ path: row.to, share: undefined, customers: undefined }] : [];
  const [event] = withFullPaths([{ ...row, heirs, place: undefined }], units) as [StatedEvent];
  const list = row.customers === '' || !folder ? row.customers : relative(folder.dir, resolvePath(context.cwd, row.customers));
  return { ...row, unit: event.unit, to: event.heirs[0]?.path, customers: list.replaceAll('\\', '/') };
}

/** An event of the same day, kind and unit stands there already. */
function refuseTwice(earlier: readonly StatedEvent[], own: readonly StatedEvent[]): void {
  const keyOf = ({ date, kind, unit }: StatedEvent) => `${date} ${kind} ${formatPath(unit)}`;
  const twice = own.find((event) => earlier.some((other) => keyOf(other) === keyOf(event)));
  if (twice) throw refuse('event.twice', { kind: twice.kind, unit: formatPath(twice.unit), date: formatDay(twice.date) });
}

/** Applies what the plan's record does not know yet. */
async function apply(input: CommandInput, context: Context): Promise<void> {
  const read = (reader: OptionReader, folder: PlanFolder | undefined) => readOptions(reader, folder, context);
  const { options, folder } = await resolve(input, read, context);
  const plan = await planOf(options, folder, context);
  const events = await readEvents(options, { folder, context });
  if (events.length === 0) throw refuse('event.none');
  await applyAll({ read: plan, events, options, folder, context }, options, []);
}

async function planOf(options: Options, folder: PlanFolder | undefined, context: Context): Promise<ReadPlan> {
  const plan = await readPlan(options.choice, folder, context);
  refuseUnlessSums(plan);
  return plan;
}

/** Shows what the events do, and writes it unless that was not asked for. */
async function applyAll(run: EventRun, options: Options, beside: readonly FolderFile[]): Promise<void> {
  const { read, folder, context } = run;
  const after = await applyToPlan(run);
  const { plan, results, findings } = after;
  await report(context, findings);
  const sheet = eventsSheet(results, { scale: plan.scale, target: read.target }, context.words);
  if (results.length === 0 && beside.length === 0 && options.output.file === undefined) {
    await emit(sheet, options.shown, context, findings);
    sayPhrase(context, 'event.nothing');
    return;
  }
  const locks = folder && options.choice.plan === undefined && movedLockFile(after, { folder, ...options, target: read.target });
  const scope = options.choice.plan === undefined ? folder : undefined;
  const file = await storePlan(
    {
      plan,
      total: valueAt(plan, 0, 0),
      rollUp: SUMS,
      definition: read.definition,
      ...{ target: read.target, metric: read.metric, period: nodeAt(plan.periods, 0).value.label, findings },
      options: { ...options, layout: undefined },
      folder: scope,
      before: read.meta,
      record: ({ before }) => revised(before ?? read.meta, { ...run, steps: eventSteps(after), total: valueAt(plan, 0, 0) }),
      beside: [...beside, ...(locks ? [locks] : [])],
    },
    context,
  );
  await emit(sheet, options.shown, context, findings);
  const phrase = options.dryRun ? 'event.dry-run' : file === undefined ? 'event.shown' : 'event.written';
  sayPhrase(context, phrase, { count: results.length, file: file ?? '' });
}

type FolderFile = NonNullable<Delivery['beside']>[number];

interface Revision extends EventRun {
  readonly steps: readonly StepRecord[];
  readonly total: bigint;
}

/** The plan's record with the events: a revision more, since what units answer for changes. */
function revised(before: PlanMeta | undefined, { read, options, context, steps, total }: Revision): PlanMeta {
  const { source, made, metric, target } = read;
  const period = made?.period ?? planPeriods(source).span.label;
  const amount = formatExact(total, source.scale, Math.min(source.scale, options.decimals));
  const own = { metric, total: amount, ...made, period, changes: [...(made?.changes ?? []), ...steps] };
  const { revision, ...head } = header(before, context);
  const inputs = before?.inputs ?? [];
  const isNew = steps.length > 0;
  return { ...head, revision: revision + (isNew ? 1 : 0), inputs, targets: { ...before?.targets, [target]: own } };
}

/** The events there are: those that the plan has, in its history or as steps, and those that are still open. */
async function list(input: CommandInput, context: Context): Promise<void> {
  const read = (reader: OptionReader) => ({
    ...readEventChoice(reader),
    output: readOutput(reader, context.look.json),
    target: reader.text('target'),
    plan: reader.text('plan'),
  });
  const { options, folder } = await resolve(input, read, context);
  if (!folder && options.events === undefined) throw refuse('cli.needs-folder', { command: 'event list' });
  const events = await readEvents(options, { folder, context });
  const isKnown = await knownIn(options, folder, context);
  const states = events.map((event) => ({ ...event, state: isKnown(event) ? 'applied' : 'open' }));
  await emit(eventListSheet(states, context.words), options.output, context);
}

/** Which events the plan has; none where there is no plan yet. */
async function knownIn(
  { plan, target }: { plan: string | undefined; target: string | undefined },
  folder: PlanFolder | undefined,
  context: Context,
): Promise<ReturnType<typeof knownEvents>> {
  if (plan === undefined && (!folder || folder.plan().rows.length === 0)) return () => false;
  const choice = {
    plan,
    target,
    fiscal: folder?.fiscal ?? CALENDAR,
    isFiscalGiven: false,
    decimals: folder?.settings.currency.decimals ?? 2,
    onLocalMoney: 'home' as const,
  };
  return knownEvents(await readPlan(choice, folder, context));
}

const CALENDAR = { startMonth: 1, name: 'end' } as const;
