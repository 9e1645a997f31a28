import type { GivenAmount } from '../core/allocation/given.ts';
import { formatExact } from '../core/amount.ts';
import { formatPath, isAbove, parsePath, pathKey, type UnitPath } from '../core/organisation/unit-tree.ts';
import { planPeriods } from '../core/plan.ts';
import type { PlanMeta, StepRecord } from '../plan-folder/plan-meta.ts';
import type { Context } from './context.ts';
import type { DecomposeOptions } from './decompose-options.ts';
import { header, type PlanRun, planRecord, type RecordSite } from './plan-record.ts';
import type { ReadPlan } from './read-plan.ts';

/** What is broken down: a unit of a plan with what it has in each leaf period. */
export interface PlanPart {
  readonly read: ReadPlan;
  readonly unit: UnitPath;
  readonly given: readonly GivenAmount[];
  /** Scale of the given amounts. */
  readonly scale: number;
  /** Whether it goes into a file of its own, or is only shown, and not into its plan. */
  readonly isAlone: boolean;
}

/** A part of a plan as it was made. */
export interface MadePart {
  readonly run: PlanRun & { readonly steps: readonly StepRecord[] };
  readonly options: DecomposeOptions;
  readonly part: PlanPart;
  /** The currency's. */
  readonly decimals: number;
}

type MadeTarget = PlanMeta['targets'][string];

/**
 * The record of a plan with a new part: the part's own stands under its unit, and what was recorded of parts inside it goes. In a file
 * of its own the part is all there is.
 */
export function partRecord(made: MadePart, site: RecordSite, context: Context): PlanMeta {
  const { options, part, decimals } = made;
  const alone = planRecord(made.run, options, { ...site, before: undefined }, context);
  const target = part.read.target;
  const own: MadeTarget = { ...(alone.targets[target] as MadeTarget), given: givenOf(part, decimals) };
  const whole = site.before?.targets[target];
  if (part.isAlone) return { ...alone, targets: { [target]: own } };
  const before = whole?.changes ?? [];
  const { changes: steps = [], ...partOf } = own;
  const parts = {
    ...partsOutside(whole?.parts ?? {}, part.unit),
    [formatPath(part.unit)]: { ...partOf, changes_before: before.length },
  };
  const changes = [...before, ...steps];
  return {
    ...header(site.before, context),
    inputs: bothInputs(site.before?.inputs ?? [], alone.inputs),
    targets: {
      ...site.before?.targets,
      [target]: { ...(whole ?? wholeTarget(part, decimals)), parts, ...(changes.length > 0 && { changes }) },
    },
  };
}

function givenOf({ given, scale }: PlanPart, decimals: number): NonNullable<MadeTarget['given']> {
  return Object.fromEntries(given.map(({ period, amount }) => [period, formatExact(amount, scale, decimals)]));
}

/** What can be said of a plan without a record. */
function wholeTarget({ read, scale }: PlanPart, decimals: number): MadeTarget {
  const total = read.source.cells.reduce((sum, { amount = 0n }) => sum + amount, 0n);
  return { total: formatExact(total, scale, decimals), metric: read.metric, period: planPeriods(read.source).span.label };
}

type Parts = NonNullable<MadeTarget['parts']>;

function partsOutside(parts: Parts, unit: UnitPath): Parts {
  const stays = (text: string) => {
    const path = parsePath(text);
    return pathKey(path) !== pathKey(unit) && !isAbove(unit, path);
  };
  return Object.fromEntries(Object.entries(parts).filter(([text]) => stays(text)));
}

type Inputs = PlanMeta['inputs'];

function bothInputs(before: Inputs, added: Inputs): Inputs {
  const isNew = ({ file, sha256 }: Inputs[number]) => !before.some((one) => one.file === file && one.sha256 === sha256);
  return [...before, ...added.filter(isNew)];
}
