import type { Rate } from '../allocation/methods/rate.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';

/**
 * A number of a step: an amount in units of the plan's scale (perhaps a fraction), a ratio, a factor, or points on a ratio; as
 * numerator / denominator > 0.
 */
export interface MeasuredNumber extends Rate {
  readonly form: 'amount' | 'ratio' | 'factor' | 'points';
}

/** A step on the way to a number of a plan that is no plain sum; `code` names its words. */
export interface MeasuredStep {
  readonly code: string;
  readonly number: MeasuredNumber | undefined;
  /** What its words speak of. */
  readonly values: Readonly<Record<string, string | MeasuredNumber>>;
}

export interface MeasuredExplanation {
  readonly unit: UnitPath;
  readonly period: string;
  readonly scale: number;
  /** The sum of the plan's cells, which must be what plan.csv has. */
  readonly sum: bigint;
  readonly result: MeasuredNumber;
  readonly steps: readonly MeasuredStep[];
}

export const amount = (units: bigint, denominator = 1n): MeasuredNumber => ({ form: 'amount', numerator: units, denominator });

export const ratio = ({ numerator, denominator }: Rate): MeasuredNumber => ({ form: 'ratio', numerator, denominator });
