import type { Decomposition } from '../core/allocation/decompose.ts';
import type { Lock } from '../core/allocation/locks/lock.ts';
import { power10 } from '../core/amount.ts';
import { isFiscalLabel } from '../core/calendar/parse-period.ts';
import { grainsDownTo } from '../core/calendar/period.ts';
import { periodTree } from '../core/calendar/period-tree.ts';
import { type PlanAfterStep, type PlanStep, replaySteps } from '../core/explain/plan-steps.ts';
import { withPart } from '../core/explain/with-part.ts';
import { Refusal } from '../core/finding.ts';
import { type Grid, rollUp } from '../core/grid.ts';
import type { LocalPlan } from '../core/money/local-plan.ts';
import { isWithin, leafIndex, pathKey, type UnitPath } from '../core/organisation/unit-tree.ts';
import { nodeAt } from '../core/tree.ts';
import { asOfDay } from './as-of.ts';
import type { DecomposeOptions } from './decompose-options.ts';
import { partAbove, type RecordedPart, recordedParts, type StandingChange, sortedChanges } from './plan-parts.ts';
import { type PlanPlace, runPlan } from './plan-run.ts';
import type { PlanChoice, ReadPlan } from './read-plan.ts';
import { remakeRun } from './recorded-run.ts';
import { recordedStep } from './recorded-steps.ts';

/** A plan made again from its record. */
export interface RemadePlan {
  readonly options: DecomposeOptions;
  readonly result: Decomposition;
  /** Its leaves in local money, where some are. */
  readonly local?: LocalPlan | undefined;
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
  const { standing, overtaken } = sortedChanges(read);
  const changed = recordedParts(read).map((one) => ({ ...one, overtaken: overtaken(one.unit) }));
  if (standing.length === 0 && changed.every((one) => one.overtaken.length === 0)) return { ...asked, steps: [] };
  const parts = await Promise.all(
    changed.map(async (one) => {
      const { result, locks } = await remakeOne({ ...read, made: one.made }, choice, place);
      return { ...one, plan: result.plan, locks };
    }),
  );
  const whole = part ? await remakeOne(read, choice, place) : asked;
  return { ...asked, steps: whole.replay(standing, parts).filter((step) => step.place >= (part?.after ?? 0)) };
}

interface RemadePart extends RecordedPart {
  readonly plan: Grid;
  readonly locks: readonly Lock[];
  readonly overtaken: readonly StandingChange[];
}

/** The plan after a step, with the step's place among all that are recorded. */
interface PlacedPlan extends PlanAfterStep {
  readonly place: number;
}

interface RemadeOne extends Omit<RemadePlan, 'steps'> {
  readonly locks: readonly Lock[];
  readonly replay: (standing: readonly StandingChange[], parts: readonly RemadePart[]) => readonly PlacedPlan[];
}

async function remakeOne(read: ReadPlan, choice: PlanChoice, place: PlanPlace): Promise<RemadeOne> {
  const { options, run, locks, context, changedInputs } = await remakeRun(read, choice, { place, run: runPlan });
  return {
    options,
    result: run.result,
    local: run.local,
    locks,
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
function replayed({ read, options, locks, context, standing, parts }: Recording, plan: Grid): readonly PlacedPlan[] {
  const asOf = options.asOf === undefined ? context.today : asOfDay(options.asOf, undefined, context.today);
  const form = { scale: plan.scale, fiscal: read.source.fiscal, asOf, roundTo: read.made?.round_to };
  const own = (step: StandingChange) => recordedStep(step.step, form);
  const end = { step: undefined, place: Number.POSITIVE_INFINITY };
  const steps = [...standing, end].flatMap(({ step, place }, i) => {
    const before = standing[i - 1]?.place ?? -1;
    const due = parts
      .filter(({ after }) => before < after && after <= place)
      .map((part) => partStep(part, part.overtaken.map(own)));
    return step === undefined ? due : [...due, { ...recordedStep(step, form), place, isPart: false }];
  });
  const full = withEveryGrain(plan, options);
  const ways = locks.length > 0 ? [locks, []] : [[]];
  const tried = ways.map((held) => possible(() => replaySteps({ plan: full, locks: held, held: [] }, steps)));
  const found = tried.find((way) => way.plans && isPlanned(way.plans.at(-1)?.plan, read)) ?? tried.find(({ plans }) => plans);
  if (!found?.plans) throw tried[0]?.refusal;
  const { plans } = found;
  const placed = plans.map((one, i) => ({ ...one, place: (steps[i] as PlacedStep).place }));
  const movesPeriods = (i: number) => !haveSamePeriods(plans[i - 1]?.plan ?? full, (plans[i] as PlanAfterStep).plan);
  return placed.filter((_, i) => !steps[i]?.isPart || movesPeriods(i));
}

interface PlacedStep extends PlanStep {
  readonly place: number;
  readonly isPart: boolean;
}

/** A part that was broken down between two steps: it has what the steps inside its unit left to every period, and their locks. */
function partStep({ plan, unit, after, locks }: RemadePart, overtaken: readonly PlanStep[]): PlacedStep {
  const isInside = ({ path }: Lock) => isWithin(path, unit);
  const apply: PlanStep['apply'] = (state) => ({
    ...state,
    plan: withPart(state.plan, plan, unit),
    locks: [...state.locks.filter((lock) => !isInside(lock)), ...locks.filter(isInside)],
  });
  const [{ kind } = { kind: 'change' as const }] = overtaken;
  return { kind, text: overtaken.map(({ text }) => text).join(', '), apply, place: after - 1, isPart: true };
}

function haveSamePeriods(one: Grid, other: Grid): boolean {
  const factor = power10(other.scale - one.scale);
  const [a, b] = [rollUp(one), rollUp(other)];
  return one.periods.nodes.every((_, period) => (a[period] as bigint) * factor === b[period]);
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
