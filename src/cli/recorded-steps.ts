import { allocateWithBounds } from '../core/allocation/allocate-bounded.ts';
import { type Change, parseChange } from '../core/allocation/changes/change.ts';
import type { Absorb } from '../core/allocation/changes/change-problem.ts';
import { atScale, parseDecimal } from '../core/amount.ts';
import type { Day } from '../core/calendar/day.ts';
import type { FiscalYear } from '../core/calendar/period.ts';
import { changeStep } from '../core/explain/change-steps.ts';
import type { PlanStep } from '../core/explain/plan-steps.ts';
import { refuse } from '../core/finding.ts';
import { eventStep } from '../core/reorganisation/event-step.ts';
import { eventOfRecord } from '../plan-folder/event-records.ts';
import type { StepRecord } from '../plan-folder/plan-meta.ts';

/** How the steps of a record are made once more. */
export interface StepForm {
  readonly scale: number;
  readonly fiscal: FiscalYear;
  /** The day on which locks must still hold. */
  readonly asOf: Day;
  /** The plan's usual rounding unit, as the record says it. */
  readonly roundTo: string | undefined;
}

type StepObject = Exclude<StepRecord, string>;
type Kinds = StepObject extends infer One ? (One extends unknown ? keyof One : never) : never;
type Recorded<Kind extends Kinds> = Extract<StepObject, Record<Kind, unknown>>[Kind];

/** The kinds of recorded steps other than changes, by the name that a record has for each. */
const STEPS: { readonly [Kind in Kinds]: (recorded: Recorded<Kind>, form: StepForm) => PlanStep } = {
  event: (recorded, { scale, asOf, roundTo }) =>
    eventStep(eventOfRecord(recorded), { asOf, roundTo: recordedRounding(roundTo, scale) }),
};

/** A step of a record as one that can be made again; refuses one that this version cannot read. */
export function recordedStep(recorded: StepRecord, form: StepForm): PlanStep {
  if (typeof recorded === 'string') return changeStep(recordedChange(recorded, form), { ...form, allocate: allocateWithBounds });
  const [[kind, value] = []] = Object.entries(recorded) as [Kinds, never][];
  return STEPS[kind as Kinds](value as never, form);
}

function recordedChange(recorded: string, { scale, roundTo: usual }: StepForm) {
  const { text, absorb, roundTo = usual } = recordedFlags(recorded);
  const change = changeOf(text, recorded, scale);
  return { change: { ...change, text: recorded }, absorb, roundTo: recordedRounding(roundTo, scale) };
}

/**
 * The changes whose numbers are still held: those since the last step of another kind, which moves amounts that were typed. Refuses
 * one that cannot be read rather than let go of it.
 */
export function heldChanges(steps: readonly StepRecord[], scale: number): Change[] {
  const since = steps.slice(steps.findLastIndex((step) => typeof step !== 'string') + 1) as string[];
  return since.map((recorded) => ({ ...changeOf(recordedFlags(recorded).text, recorded, scale), text: recorded }));
}

function changeOf(text: string, recorded: string, scale: number): Change {
  const change = parseChange(text, scale);
  if (!change) throw refuse('explain.unreadable-change', { change: recorded });
  return change;
}

/** A recorded change: its text, and the flags beside it where they were not the usual ones. */
function recordedFlags(recorded: string): {
  readonly text: string;
  readonly absorb: Absorb;
  readonly roundTo: string | undefined;
} {
  const [text = '', ...flags] = recorded.split(/ --(?=absorb none|round-to [\d.]+)/);
  const value = (name: string) => flags.find((flag) => flag.startsWith(`${name} `))?.slice(name.length + 1);
  return { text, absorb: value('absorb') === 'none' ? 'none' : 'siblings', roundTo: value('round-to') };
}

/** A rounding unit of a record at the scale of its plan; the smallest unit where it says none. */
export function recordedRounding(text: string | undefined, scale: number): bigint {
  const written = text === undefined ? undefined : parseDecimal(text);
  return (written && atScale(written, scale)) || 1n;
}
