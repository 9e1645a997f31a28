import { join } from 'node:path';
import type { AxisBasis } from '../core/allocation/basis/basis-cells.ts';
import type { Axis, BasisSource } from '../core/allocation/basis/basis-source.ts';
import { type DecomposeRequest, decompose } from '../core/allocation/decompose.ts';
import type { Lock } from '../core/allocation/locks/lock.ts';
import { civil, type Day } from '../core/calendar/day.ts';
import { isFiscalLabel } from '../core/calendar/parse-period.ts';
import { isMonthAligned, type Period } from '../core/calendar/period.ts';
import { refuse } from '../core/finding.ts';
import type { StockPlan } from '../core/metrics/decompose-stock.ts';
import { formatPath } from '../core/organisation/unit-tree.ts';
import { throughDay } from '../core/through-day.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { asOfDay } from './as-of.ts';
import type { Context } from './context.ts';
import { type DecomposeOptions, needsHistory } from './decompose-options.ts';
import { unitPathOf } from './level-choice.ts';
import { type InputFile, type PlanRun, targetId } from './plan-record.ts';
import { readDayCounting } from './read-calendar.ts';
import { type Facts, readFacts } from './read-facts.ts';
import { readLocks } from './read-locks.ts';
import { readRoster } from './read-roster.ts';

export type { PlanRun } from './plan-record.ts';

export interface PlanPlace {
  readonly folder: PlanFolder | undefined;
  readonly context: Context;
}

/** Reads everything that the options name and decomposes; nothing is written or shown but what reading has to say. */
export async function runPlan(options: DecomposeOptions, place: PlanPlace): Promise<PlanRun> {
  const { request, ...read } = await readRequest(options, place);
  return { result: decompose(request), ...read };
}

/** The same of a stock. */
export async function runStock(options: DecomposeOptions, place: PlanPlace): Promise<PlanRun<StockPlan>> {
  const { request, ...read } = await readRequest(options, place);
  const { metric, definition } = options;
  if (read.locks.length > 0) throw refuse('metric.no-locks', { metric, kind: 'stock', count: read.locks.length });
  const { decomposeStock } = await import('../core/metrics/decompose-stock.ts');
  return { result: decomposeStock(request, definition.closing), ...read };
}

async function readRequest(options: DecomposeOptions, { folder, context }: PlanPlace) {
  const { axes, fiscal, decimals } = options;
  const levels = axes.levels ?? [];
  const asOf = options.asOf === undefined ? undefined : asOfDay(options.asOf, undefined, context.today);
  const facts = needsHistory(options) ? await history(options, asOf, context) : undefined;
  refuseBlankUnits(options, facts);
  const period = options.period as Period;
  const known = facts ? unitPathOf(formatPath(options.unit), levels, facts.totals.units) : options.unit;
  const locks = await readLocks({ ...options, target: targetId(options) }, { folder, levels, context });
  const counting = await readDayCounting(options, folder, context);
  const request: DecomposeRequest = {
    ...options,
    period,
    scale: decimals,
    grains: axes.grains ?? ['month'],
    fiscal: isFiscalLabel(period.label) ? fiscal : undefined,
    levels,
    unitAxes: axes.unitAxes ?? [],
    unit: known,
    basis: await bases(options, context),
    tilts: options.weights,
    locks,
    asOf: asOf ?? context.today,
    roster: await readRoster({ file: options.org, folder }, levels, context),
    rampClock: options.rampClock,
    countDays: counting.countDays,
    roles: options.roles,
    totals: facts?.totals,
  };
  const calendar = counting.file === undefined ? [] : [{ file: counting.file, role: 'calendar' as const }];
  return { request, facts, locks, files: [...inputFiles(options, folder, locks), ...calendar] };
}

/** The files that were named, and those of the folder that had a say. */
function inputFiles(options: DecomposeOptions, folder: PlanFolder | undefined, locks: readonly Lock[]): InputFile[] {
  const { basis } = options;
  const named = [...new Set([basis.org, basis.time])].flatMap((choice): InputFile[] =>
    'kind' in choice ? [{ file: choice.path, role: choice.kind === 'file' ? 'weights' : 'plan' }] : [],
  );
  const lockFiles = new Set(locks.flatMap(({ place }) => place?.file ?? []));
  return [
    ...[...lockFiles].map((file): InputFile => ({ file, role: 'locks' })),
    ...rosterInput(options, folder),
    ...new Map(named.map((input) => [input.file, input])).values(),
  ];
}

/** The roster that has a say, if there is one. */
export function rosterInput({ org }: DecomposeOptions, folder: PlanFolder | undefined): InputFile[] {
  const roster = org ?? (folder && folder.organisation.rows.length > 0 ? rosterFile(folder) : undefined);
  return roster === undefined ? [] : [{ file: roster, role: 'roster' }];
}

function rosterFile({ dir, settings }: PlanFolder): string {
  return join(dir, settings.org ?? 'organisation.csv');
}

/** The facts of the history; as they were known on the as-of day when one is named. */
async function history(options: DecomposeOptions, asOf: Day | undefined, context: Context): Promise<Facts> {
  const grains = options.axes.grains ?? [];
  const cutsMonth = !isMonthAligned(options.period as Period) || (asOf !== undefined && civil(asOf + 1).day !== 1);
  const { reading, axes } = options;
  const facts = await readFacts(
    {
      files: options.history,
      reading,
      levels: axes.levels ?? [],
      grain:
        grains.includes('week') || grains.includes('day') || cutsMonth || options.definition.kind === 'stock' ? 'day' : 'month',
      identify: true,
      metric: options.metric,
      meanwhile: deliver,
    },
    context,
  );
  return asOf === undefined ? facts : { ...facts, totals: throughDay(facts.totals, asOf) };
}

/** How plans are written; loaded while the engine reads. */
export const deliver = () => import('./deliver-plan.ts');

/** The bases of both axes, those that are files read; one and the same where both name the same. */
async function bases({ basis, decimals, fiscal }: DecomposeOptions, context: Context): Promise<AxisBasis> {
  const read = async (axis: Axis): Promise<BasisSource> => {
    const choice = basis[axis];
    if (!('kind' in choice)) return choice;
    const { readFileBasis } = await import('./read-file-basis.ts');
    return readFileBasis(choice, { decimals, fiscal }, context);
  };
  const org = await read('org');
  return { org, time: basis.time.name === basis.org.name ? org : await read('time') };
}

function refuseBlankUnits({ onBlankUnit }: DecomposeOptions, facts: Facts | undefined): void {
  const blank = facts?.totals.units.filter((path) => path.includes('(unassigned)')) ?? [];
  if (onBlankUnit === 'error' && blank.length > 0) throw refuse('cli.blank-units', { units: blank.length });
}
