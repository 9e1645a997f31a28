import type { Decomposition } from '../core/allocation/decompose.ts';
import type { Lock } from '../core/allocation/locks/lock.ts';
import { power10 } from '../core/amount.ts';
import { isFiscalLabel } from '../core/calendar/parse-period.ts';
import { grainsDownTo } from '../core/calendar/period.ts';
import { periodTree } from '../core/calendar/period-tree.ts';
import { type PlanAfterStep, type PlanStep, replaySteps } from '../core/explain/plan-steps.ts';
import { withPart } from '../core/explain/with-part.ts';
import { Refusal } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import { leafIndex, pathKey, type UnitPath } from '../core/organisation/unit-tree.ts';
import { nodeAt } from '../core/tree.ts';
import { asOfDay } from './as-of.ts';
import type { DecomposeOptions } from './decompose-options.ts';
import { partAbove, type RecordedPart, recordedParts, type StandingChange, standingChanges } from './plan-parts.ts';
import { type PlanPlace, runPlan } from './plan-run.ts';
import type { PlanChoice, ReadPlan } from './read-plan.ts';
import { remakeRun } from './recorded-run.ts';
import { recordedStep } from './recorded-steps.ts';

/** A plan made again from its record. */
export interface RemadePlan {
  readonly options: DecomposeOptions;
  readonly result: Decomposition;
  /** The plan after each recorded step. */
  readonly steps: readonly PlanAfterStep[];
  /** Inputs that are not what they were when the plan was made, by name. */
  readonly changedInputs: readonly string[];
}

/**
 * Decomposes again as the record beside the plan says, then makes its steps; for a unit below one that was broken down on its own,
 * that part with the steps made since. Refuses a plan without such a record.
 */
export async function remakePlan(read: ReadPlan, choice: PlanChoice, place: PlanPlace, unit: UnitPath = []): Promise<RemadePlan> {
  const part = partAbove(read, unit);
  const asked = await remakeOne(part ? { ...read, made: part.made } : read, choice, place);
  const standing = standingChanges(read);
  if (standing.length === 0) return { ...asked, steps: [] };
  const parts = await Promise.all(
    recordedParts(read).map(async (one) => {
      const { result } = await remakeOne({ ...read, made: one.made }, choice, place);
      return { ...one, plan: result.plan };
    }),
  );
  const whole = part ? await remakeOne(read, choice, place) : asked;
  const made = whole.replay(standing, parts);
  return { ...asked, steps: made.filter((_, i) => (standing[i] as StandingChange).place >= (part?.after ?? 0)) };
}

interface RemadePart extends RecordedPart {
  readonly plan: Grid;
}

interface RemadeOne extends Omit<RemadePlan, 'steps'> {
  readonly replay: (standing: readonly StandingChange[], parts: readonly RemadePart[]) => readonly PlanAfterStep[];
}

async function remakeOne(read: ReadPlan, choice: PlanChoice, place: PlanPlace): Promise<RemadeOne> {
  const { options, run, locks, context, changedInputs } = await remakeRun(read, choice, { place, run: runPlan });
  return {
    options,
    result: run.result,
    replay: (standing, parts) => replayed({ read, options, locks, context, standing, parts }, run.result.plan),
    changedInputs,
  };
}

interface Recording {
  readonly read: ReadPlan;
  readonly options: DecomposeOptions;
  readonly locks: readonly Lock[];
  readonly context: PlanPlace['context'];
  readonly standing: readonly StandingChange[];
  readonly parts: readonly RemadePart[];
}

/**
 * The plan after each recorded step. A change outside a plan folder held locks only if it named them, which no record says: of both
 * ways the one that gives the plan as it stands, else the first that is possible.
 */
function replayed({ read, options, locks, context, standing, parts }: Recording, plan: Grid): readonly PlanAfterStep[] {
  const asOf = options.asOf === undefined ? context.today : asOfDay(options.asOf, undefined, context.today);
  const form = { scale: plan.scale, fiscal: read.source.fiscal, asOf, roundTo: read.made?.round_to };
  const steps = standing.flatMap(({ step, place }, i) => {
    const before = standing[i - 1]?.place ?? -1;
    const due = parts.filter(({ after }) => before < after && after <= place);
    return [...due.map(partStep), { ...recordedStep(step, form), isRecorded: true }];
  });
  const full = withEveryGrain(plan, options);
  const ways = locks.length > 0 ? [locks, []] : [[]];
  const tried = ways.map((held) => possible(() => replaySteps({ plan: full, locks: held, held: [] }, steps)));
  const found = tried.find((way) => way.plans && isPlanned(way.plans.at(-1)?.plan, read)) ?? tried.find(({ plans }) => plans);
  if (!found?.plans) throw tried[0]?.refusal;
  return found.plans.filter((_, i) => steps[i]?.isRecorded);
}

/** A part that was broken down between two steps. */
function partStep({ plan, unit }: RemadePart): PlanStep & { readonly isRecorded: boolean } {
  const apply: PlanStep['apply'] = (state) => ({ ...state, plan: withPart(state.plan, plan, unit) });
  return { kind: 'change', text: '', apply, isRecorded: false };
}

function possible(replay: () => PlanAfterStep[]): { readonly plans?: PlanAfterStep[]; readonly refusal?: Refusal } {
  try {
    return { plans: replay() };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  }
}

/** Whether plan.csv has exactly these cells. */
function isPlanned(grid: Grid | undefined, { source }: ReadPlan): boolean {
  if (!grid) return false;
  const units = leafIndex(grid.units);
  const columns = new Map(grid.periods.leaves.map((node, leaf) => [nodeAt(grid.periods, node).value.label, leaf]));
  const factor = power10(Math.max(0, source.scale - grid.scale));
  return source.cells.every(({ path, period, amount = 0n }) => {
    const [unit, column] = [units.get(pathKey(path)), columns.get(period)];
    const cell = unit === undefined || column === undefined ? 0n : grid.cells[unit * grid.periods.leaves.length + column];
    return amount === (cell as bigint) * factor;
  });
}

/** With every coarser period, since a change may name any. */
function withEveryGrain(plan: Grid, { fiscal, period }: DecomposeOptions): Grid {
  const { value } = nodeAt(plan.periods, 0);
  const finest = nodeAt(plan.periods, plan.periods.leaves[0] as number).value.grain;
  const isFiscal = period !== undefined && isFiscalLabel(period.label);
  return { ...plan, periods: periodTree(value, grainsDownTo(finest), isFiscal ? fiscal : undefined).tree };
}
