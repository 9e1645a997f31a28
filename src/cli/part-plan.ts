import { resolve } from 'node:path';
import { givenAmounts, givenUnit } from '../core/allocation/given.ts';
import { formatAmount, power10 } from '../core/amount.ts';
import { type Grain, grainsDownTo } from '../core/calendar/period.ts';
import { finding, Refusal, refuse } from '../core/finding.ts';
import { formatPath, isWithin, parsePath, type UnitPath } from '../core/organisation/unit-tree.ts';
import { type PlanPeriods, planPeriods } from '../core/plan.ts';
import { eventText, type OrgEvent } from '../core/reorganisation/event.ts';
import { allHeirs } from '../core/reorganisation/heirs.ts';
import { type ExitCode, report } from './context.ts';
import { type DecomposeOptions, needsHistory } from './decompose-options.ts';
import { deliverPlan } from './deliver-plan.ts';
import { depthsOf } from './level-choice.ts';
import { parseAxes } from './parse-flags.ts';
import { type PlanPart, partRecord } from './part-record.ts';
import type { PlanAfterEvents } from './plan-events.ts';
import { type PlanPlace, type PlanRun, runPlan } from './plan-run.ts';
import { sayRows } from './read-facts.ts';
import { planFile, type ReadPlan, readPlan, refuseUnlessSums, type TableWithMeta } from './read-plan.ts';
import { refuseNoFacts } from './sources/metric-terms.ts';

/** `decompose --unit` of a plan that exists: breaks down what the plan gives the unit, and changes nothing outside it. */
export async function decomposePart(options: DecomposeOptions, place: PlanPlace): Promise<ExitCode> {
  const { folder, context } = place;
  const read = await readPlan(
    { ...options, isFiscalGiven: options.flags['fiscal-start'] !== undefined },
    options.plan === undefined ? folder : undefined,
    context,
  );
  refuseUnlessSums(read);
  const unit = givenUnit(read.source, options.unitText);
  const whole = wholeOf(options, place);
  refuseCrossed(read, unit);
  const isAlone = whole === undefined;
  if (!isAlone && options.isGiven('buffer')) throw refuse('layers.buffer-of-part', { unit: formatPath(unit) });
  const part = { read, unit, given: givenAmounts(read.source, unit), scale: read.source.scale, isAlone };
  const own = partOptions(options, part);
  const { plan: file } = options;
  const run = await runPlan(own, place);
  if (run.result.account) sayRows(run.result.account, context);
  await report(context, run.result.findings);
  const { total, rollUp } = run.result;
  const { plan, steps, beside, ...after } = await eventsInside(run, own, { unit, place });
  await report(context, after.findings);
  const findings = [...run.result.findings, ...after.findings];
  const files = file === undefined || whole ? run.files : [...run.files, { file, role: 'plan' as const }];
  await deliverPlan(
    {
      ...{ plan, total, rollUp, definition: read.definition, findings, options },
      ...{ target: read.target, metric: read.metric, period: planPeriods(read.source).span.label },
      folder: file === undefined ? folder : undefined,
      part: { unit, whole, fiscal: read.source.fiscal },
      buffers: own.buffers,
      beside,
      before: read.meta,
      record: (site) =>
        partRecord({ run: { ...run, files, steps }, options: own, part, decimals: options.decimals }, site, context),
    },
    context,
  );
  return 0;
}

/** Refuses a part of which an applied event took something out, or into which it brought something: planned anew, it would be undone. */
function refuseCrossed({ made, target }: ReadPlan, part: UnitPath): void {
  const events = (made?.changes ?? []).flatMap((step) => (typeof step !== 'string' && 'event' in step ? [step.event] : []));
  const crossing = events.filter(({ unit, to }) => {
    const inside = [unit, ...to.map((heir) => heir.unit)].map((text) => isWithin(parsePath(text), part));
    return inside.includes(true) && inside.includes(false);
  });
  if (crossing.length === 0) return;
  throw new Refusal(
    crossing.map(({ kind, unit }) => finding('error', 'event.crossed-part', { kind, unit, part: formatPath(part), target })),
  );
}

/** Applies the events of the period between units of the part; one that moves amounts in or out would move what was given. */
async function eventsInside(
  run: PlanRun,
  options: DecomposeOptions,
  { unit, place }: { readonly unit: UnitPath; readonly place: PlanPlace },
): Promise<PlanAfterEvents> {
  const sides = (event: OrgEvent) => [event.unit, ...allHeirs(event).map(({ path }) => path)].map((path) => isWithin(path, unit));
  const later = run.events.later.filter((event) => sides(event).every((isInside) => isInside));
  const crossing = run.events.later.filter((event) => sides(event).some((isInside) => isInside) && !later.includes(event));
  const findings = crossing.map((event) =>
    finding('warning', 'event.crosses-part', { event: eventText(event), unit: formatPath(unit) }, event.place),
  );
  if (later.length === 0) return { plan: run.result.plan, steps: [], beside: [], findings };
  const { withLaterEvents } = await import('./plan-events.ts');
  const after = withLaterEvents({ ...run, events: { ...run.events, later } }, options, place);
  return { ...after, findings: [...findings, ...after.findings] };
}

/** The plan that takes the part in: the folder's, or that of `--plan` where `-o` names the same file; undefined for neither. */
function wholeOf(options: DecomposeOptions, { folder, context }: PlanPlace): TableWithMeta | undefined {
  const { plan, output } = options;
  if (plan === undefined) return output.file === undefined ? folder?.plan() : undefined;
  const isSame = output.file !== undefined && resolve(context.cwd, plan) === resolve(context.cwd, output.file);
  return isSame ? planFile(plan, options, context) : undefined;
}

/** The options of the part: total, period and axes are the plan's. */
export function partOptions(options: DecomposeOptions, part: PlanPart): DecomposeOptions {
  const { read, unit, given, scale } = part;
  const { fiscal } = read.source;
  const { span, grain } = planPeriods(read.source);
  const by = options.isGiven('by') ? [] : (read.made?.by ?? []);
  const axes = by.length > 0 ? parseAxes(by).axes : options.axes;
  const levels = axes.levels ?? read.source.levels;
  refuseOthers({ read, unit, levels, span, grain }, { ...options, axes });
  const unitAxes = axes.levels ? axes.unitAxes : read.unitAxes;
  const grains = grain === undefined ? [] : (axes.grains ?? [grain]);
  const total = given.reduce((sum, { amount }) => sum + amount, 0n);
  const own = {
    ...options,
    ...{ fiscal, givenAmounts: given, unit, period: span, target: read.target, metric: read.metric },
    axes: { grains, levels, unitAxes },
    total: { kind: 'amount' as const, amount: total },
    decimals: scale,
    roundTo: options.roundTo * power10(scale - options.decimals),
    buffers: part.isAlone && options.isGiven('buffer') ? options.buffers : [],
    flags: {
      ...withoutBuffer(options.flags),
      total: formatAmount(total / power10(scale - options.decimals), options.decimals),
      metric: read.metric,
      period: span.label,
      unit: formatPath(unit),
      by: [grains.join(','), ...unitAxes.map((axis) => axis.map(asColumn).join(','))].filter((text) => text !== ''),
    },
  };
  if (needsHistory(own)) refuseNoFacts('history', own.metric, { ...own.reading, files: own.history });
  return own;
}

/** The record has the buffers that count in a place of their own; those of the folder are for whole plans. */
function withoutBuffer({ buffer, ...flags }: DecomposeOptions['flags']): DecomposeOptions['flags'] {
  return flags;
}

/** A level by a name that `--by` cannot take for a grain. */
const asColumn = (level: string) => `col:${level}`;

interface Asked extends PlanPeriods {
  readonly read: ReadPlan;
  readonly unit: UnitPath;
  readonly levels: readonly string[];
}

/** Refuses what a part cannot have otherwise than its plan: period, leaf grain and levels; and a part with nothing below it. */
function refuseOthers({ read, unit, levels, span, grain }: Asked, { axes, period, level, flags }: DecomposeOptions): void {
  const own = read.source.levels;
  if (own.join('\n') !== levels.join('\n'))
    throw refuse('layers.other-levels', { levels: levels.join(',') || '-', existing: own.join(',') || '-' });
  const isOther = period !== undefined && (period.start !== span.start || period.end !== span.end);
  if (isOther && flags['period'] !== undefined) throw refuse('layers.other-period', { period: period.label, span: span.label });
  const finest = finestAsked(axes.grains ?? []);
  if (axes.grains && grain !== finest) throw refuse('layers.other-grain', { asked: finest ?? '-', grain: grain ?? '-' });
  const deepest = level === undefined ? own.length : (depthsOf([level], own)[0] as number);
  if (deepest > unit.length) return;
  throw refuse('layers.nothing-below', { unit: formatPath(unit), level: own[unit.length - 1] ?? '-' });
}

function finestAsked(grains: readonly Grain[]): Grain | undefined {
  return grains.toSorted((a, b) => grainsDownTo(b).length - grainsDownTo(a).length)[0];
}
