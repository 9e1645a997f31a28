import type { Decimal } from '../amount.ts';
import type { Day } from '../calendar/day.ts';
import type { Period } from '../calendar/period.ts';
import type { Metric } from '../metrics/metric.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';

/** A target as it is judged: a line of targets.csv with its metric and its days. */
export interface Target {
  readonly id: string;
  readonly title: string;
  readonly metric: Metric;
  readonly period: Period;
  /** Empty for the whole organisation. */
  readonly unit: UnitPath;
  /** The level that is wanted, also where it was said as growth; undefined where nobody said it. */
  readonly value: Decimal | undefined;
  readonly floor: Decimal | undefined;
  readonly stretch: Decimal | undefined;
  /** What the level was, or would be by itself, as a person said it. */
  readonly baseline: Decimal | undefined;
  readonly owner: string;
  /** Ids of goals, or of targets above. */
  readonly supports: readonly string[];
  readonly effectiveFrom: Day | undefined;
}

/** What targets are for. */
export interface Goal {
  readonly id: string;
  readonly title: string;
  /** Targets of the goal with what each counts; undefined where nobody said it. */
  readonly targets: readonly { readonly target: string; readonly weight: Decimal | undefined }[];
}

/** Ids in a cell such as `G1, T2`; separated by `,` `，` `、` `;` or `；`. */
export function readSupports(text: string): readonly string[] {
  return text
    .split(/[,，、;；]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Whether values of a metric add up over units: sums and levels of stocks do. */
export function addsOverUnits({ kind }: Metric): boolean {
  return kind === 'flow' || kind === 'stock';
}
