import type { Decimal } from '../amount.ts';
import type { Day } from '../calendar/day.ts';
import type { Band } from '../capacity/band.ts';
import type { Confidence } from '../forecasting/sum-distribution.ts';
import type { Metric } from '../metrics/metric.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';
import type { Gap } from './smart-rule.ts';
import type { Goal, Target } from './target.ts';

/** What is known of a target's metric and unit in its period and in those of the same length before it. */
export interface TargetHistory {
  /** The same span of earlier years, whole ones only, oldest first. */
  readonly years: readonly PastYear[];
  /** What the period itself has come to. */
  readonly reached: { readonly value: Decimal; readonly through: Day } | undefined;
}

export interface PastYear {
  readonly label: string;
  /** How many years before the target's period: 1 is last year. */
  readonly before: number;
  readonly value: Decimal;
}

/** What may become of the value of a target's metric, unit and period. */
export interface Outlook {
  /** `mean, reconciled by least squares`. */
  readonly method: string;
  readonly confidence: Confidence;
  /** Expected value, rounded. */
  readonly baseline: Decimal;
  /** P(sum >= value), 0 to 1. */
  readonly odds: (value: number) => number;
}

/** What the units of a target can do in its period, ramps counted. */
export interface TargetCapacity {
  readonly amount: Decimal;
  /** Leaf units of which nobody said what they can do, and all of them. */
  readonly without: number;
  readonly units: number;
  readonly band: Band;
}

/** What is known of a metric. */
export interface MetricDefinition {
  /** Whether the settings, or the program itself, know it. */
  readonly isKnown: boolean;
  /** Metrics that could be meant. */
  readonly known: readonly string[];
  /** Where its values come from: a file, a source of the settings, a formula. */
  readonly source: string | undefined;
  /** Of a ratio: what is over what, or the name of its reading. */
  readonly definition: string | undefined;
  /** Whether the definition is the usual one because nobody named any. */
  readonly isUsual: boolean;
}

export interface Checkpoint {
  readonly target: string;
  readonly due: Day | undefined;
}

/** All that the rules look at. What is not known is a gap that says what to give. */
export interface SmartEvidence {
  readonly today: Day;
  /** All targets, those that are judged among them. */
  readonly targets: readonly Target[];
  /** Undefined where there is no list of goals. */
  readonly goals: readonly Goal[] | undefined;
  readonly milestones: readonly Checkpoint[];
  /** Leaf units of the roster, or of the history; undefined where there is neither. */
  readonly units: readonly UnitPath[] | undefined;
  /** Who owns a unit by the roster; blank for nobody. */
  readonly ownerOf: (unit: UnitPath) => string;
  /** Ratios whose parts are metrics themselves. */
  readonly ratios: readonly Metric[];
  /** Decimals of money. */
  readonly decimals: number;
  readonly definitionOf: (metric: Metric) => MetricDefinition;
  readonly historyOf: (target: Target) => TargetHistory | Gap;
  readonly outlookOf: (target: Target) => Outlook | Gap;
  /** Undefined where capacity says nothing of the metric. */
  readonly capacityOf: (target: Target) => TargetCapacity | Gap | undefined;
}
