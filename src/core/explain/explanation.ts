import type { Axis } from '../allocation/basis/basis-window.ts';
import type { BoundSource } from '../allocation/locks/lock.ts';
import type { Limits } from '../allocation/methods/repeat-limits.ts';
import type { Scope } from '../allocation/methods/scoped-rate.ts';
import type { Decimal } from '../amount.ts';
import type { Span } from '../calendar/period.ts';
import type { Fraction } from '../fraction.ts';
import type { PresenceAccount } from '../organisation/presence.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';
import type { PlanStepKind } from './plan-steps.ts';

/** part / whole, both >= 0; a whole of 0 is no share at all. */
export interface Share {
  readonly part: bigint;
  readonly whole: bigint;
}

/** What the numbers of a basis share are: amounts of the basis (`times` their value, at `scale`), or mere weights. */
export type Measure = { readonly times: bigint; readonly scale: number } | 'weights';

/** The history that was read for the number, and what became of it. */
export interface ReadStep {
  readonly kind: 'read';
  readonly axes: readonly Axis[];
  /** The unit whose rows these are, and the days read, in order and without overlap. */
  readonly unit: UnitPath;
  readonly days: readonly Span[];
  readonly rows: number;
  /** The sum of those rows, at `scale`. */
  readonly amount: bigint;
  readonly scale: number;
  /** What counts of it in the basis, after means, rates, returns and `--like`. */
  readonly counted: Fraction;
}

/** What is broken down, at the plan's scale. */
export interface TotalStep {
  readonly kind: 'total';
  readonly amount: bigint;
}

/** The share of a unit in its parent over the whole span. */
export interface LevelStep extends Share {
  readonly kind: 'level';
  readonly unit: UnitPath;
  readonly measure: Measure;
}

/** The share of a period in the course that the unit follows. */
export interface CourseStep extends Share {
  readonly kind: 'course';
  readonly period: string;
  /** The unit whose course it is; undefined for one that is the same for all. */
  readonly unit: UnitPath | undefined;
  readonly isOwn: boolean;
  /** Lambda of a course drawn to another's: lambda x own share + (1 - lambda) x followed share. */
  readonly drawn: { readonly lambda: Fraction; readonly own: Share; readonly followed: Share } | undefined;
  /** Whether the unit that should have been followed had nothing. */
  readonly isFallback: boolean;
  readonly measure: Measure;
}

/** The share of a larger period in the weights of its unit. */
export interface PeriodStep extends Share {
  readonly kind: 'period';
  readonly period: string;
}

/** The share of a week or day in its month, by the weights of days. */
export interface DaysStep extends Share {
  readonly kind: 'days';
  readonly period: string;
  readonly month: string;
  /** Whether the days weigh by a calendar, and not by the weekdays of the history. */
  readonly byCalendar: boolean;
}

/** Why a share of the whole is not what the shares above make: who is there when, or factors on weights. */
export interface AdjustedStep {
  readonly kind: 'adjusted';
  readonly reason: 'presence' | 'weights';
  readonly before: Share;
  readonly after: Share;
}

/** A factor that counts here: `--weight`, or of the roster the weight of a unit or what its role weighs, by the name of either. */
export interface TiltStep extends Scope {
  readonly kind: 'tilt';
  readonly source: 'flag' | 'weight' | 'role';
  /** The factor as it was written. */
  readonly text: string;
}

/** What a unit that comes, goes or ramps up inside the plan does to a number: the amounts of a larger unit shared again. */
export interface PresenceStep {
  readonly kind: 'presence';
  readonly unit: UnitPath;
  /** Days that count, of the unit among its siblings; undefined for the amount that nobody is there for. */
  readonly account: PresenceAccount | undefined;
  readonly factor: Fraction;
  /** The share in the unit above by weight x factor, in a single leaf period. */
  readonly share: Share | undefined;
  /** The unit that keeps its amount, which is shared again, and this amount in the period. */
  readonly kept: { readonly unit: UnitPath; readonly amount: bigint };
  readonly before: bigint;
  readonly after: bigint;
}

/** A lock or `--growth` on the number itself or on a node that holds it. */
export interface BoundStep extends Limits {
  readonly kind: 'bound';
  readonly unit: UnitPath;
  readonly period: string;
  readonly isOwn: boolean;
  readonly source: BoundSource;
  /** Whether the plan stands at the limit. */
  readonly isReached: boolean;
}

/** How many locks lie inside a larger node. */
export interface InsideStep {
  readonly kind: 'inside';
  readonly count: number;
}

/** What the weight is a part of: the total, the cells in the same locks, a line of a repeated amount, the month. */
export type Pool = 'total' | 'locks' | 'line' | 'month' | 'presence';

/** amount x part / whole is the unrounded value; the amount at the plan's scale. */
export interface WeightStep extends Share {
  readonly kind: 'weight';
  readonly of: Pool;
  readonly amount: Fraction;
}

/** The value before rounding, at the plan's scale. */
export interface UnroundedStep {
  readonly kind: 'unrounded';
  readonly value: Fraction;
}

/** The whole rounding units below the unrounded value (less the odd part), and whether one more was received. */
export interface RoundingStep {
  readonly kind: 'rounding';
  readonly roundTo: bigint;
  readonly floor: bigint;
  readonly received: boolean;
}

/** What a total leaves beside multiples of the rounding unit, held by this cell; taken out before rounding or only put back. */
export interface OddStep {
  readonly kind: 'odd';
  readonly amount: bigint;
  readonly isTakenBefore: boolean;
}

/** An amount that is repeated in every cell, held within limits from the outermost in. */
export interface RepeatedStep {
  readonly kind: 'repeated';
  readonly amount: bigint;
  readonly limits: readonly Limits[];
}

/** A cell of a repeated line that was fitted into bounds: there are no simpler parts. */
export interface FittedStep {
  readonly kind: 'fitted';
  readonly amount: bigint;
}

/** How far a larger node is from its unrounded value, in rounding units. */
export interface DriftStep {
  readonly kind: 'drift';
  readonly roundTo: bigint;
  readonly units: Fraction;
}

/** The number, and what it is the sum of, if it has parts on this axis. */
export interface PartsStep {
  readonly kind: 'parts';
  readonly axis: 'unit' | 'period';
  readonly parts: readonly { readonly name: string; readonly amount: bigint }[];
}

/** The unit was not in the plan as it was decomposed: a later step brought it. */
export interface AbsentStep {
  readonly kind: 'absent';
}

/** What a later step of the plan's record did to the number. */
export interface ChangeStep {
  readonly kind: 'change';
  readonly by: PlanStepKind;
  readonly text: string;
  readonly before: bigint;
  readonly after: bigint;
  /** What those below would have had it; undefined where nobody was asked. */
  readonly committed?: bigint;
}

/** What the leaves of one currency have, and what that is worth: the exact product at plan rates. */
export interface MoneyPart {
  readonly currency: string;
  readonly amount: bigint;
  /** Undefined where it differs by period. */
  readonly rate: Decimal | undefined;
  /** In home money, at the scale of the step. */
  readonly product: bigint;
}

/** A number of home money taken to local money, currency by currency. */
export interface MoneyStep {
  readonly kind: 'money';
  readonly home: string;
  readonly scale: number;
  readonly before: bigint;
  readonly parts: readonly MoneyPart[];
}

/** A step on the way to a number, in the order in which they are made. */
export type Step =
  | (ReadStep | TotalStep | LevelStep | CourseStep | PeriodStep | DaysStep | AdjustedStep | TiltStep | PresenceStep)
  | (BoundStep | InsideStep | WeightStep | UnroundedStep | RoundingStep | OddStep)
  | (RepeatedStep | FittedStep | DriftStep | PartsStep | AbsentStep | ChangeStep | MoneyStep);

/** Where one number of a plan came from. Amounts at `scale`. */
export interface Explanation {
  readonly unit: UnitPath;
  readonly period: string;
  readonly scale: number;
  readonly value: bigint;
  /** What the number is in, where units have money of their own. */
  readonly currency?: string;
  /** The month's number, when this one was split out of it. */
  readonly month: Explanation | undefined;
  /** The number as if everybody were there, when presence made this one of it. */
  readonly base?: Explanation | undefined;
  readonly steps: readonly Step[];
}

/** The first step of a kind. */
export function stepOf<Kind extends Step['kind']>(steps: readonly Step[], kind: Kind): Extract<Step, { kind: Kind }> | undefined {
  return steps.find((step): step is Extract<Step, { kind: Kind }> => step.kind === kind);
}
