/**
 * How a metric's values go together: a `flow` adds over units and periods; a `stock` adds over units, and a period has its last or
 * its mean value; a `ratio` is a numerator over a denominator, each of which adds; `distinct` values and a `score` are counted or
 * asked for each node and never added.
 */
export const METRIC_KINDS = ['flow', 'stock', 'ratio', 'distinct', 'score'] as const;
export type MetricKind = (typeof METRIC_KINDS)[number];

/** What a larger period of a stock has: the value of its last leaf period, or the mean of all. */
export const CLOSINGS = ['last', 'mean'] as const;
export type Closing = (typeof CLOSINGS)[number];

/** Whether more is better. */
export const DIRECTIONS = ['higher', 'lower'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What a metric can count instead of adding up an amount. */
export const COUNTED = [
  ...(['rows', 'orders', 'customers', 'new-customers', 'reactivated', 'repeat-customers'] as const),
  ...(['kept-customers', 'previous-customers', 'credited-orders'] as const),
] as const;
export type Counted = (typeof COUNTED)[number];

/** Readings of a collection rate: what was paid over what. */
export const COLLECTION_DEFINITIONS = ['due-matched', 'cash-due', 'cash-due-overdue', 'cash-sales', 'cash-receivable'] as const;
export type CollectionDefinition = (typeof COLLECTION_DEFINITIONS)[number];
/** Used where the settings name no definition; every output says which one it is. */
export const USUAL_DEFINITION: CollectionDefinition = 'due-matched';

export interface Metric {
  readonly name: string;
  readonly kind: MetricKind;
  /** For a stock. */
  readonly closing: Closing;
  /** For a ratio: whether the numerator is part of the denominator, so that it cannot exceed 1. */
  readonly atMostOne: boolean;
  /** For a ratio: the metrics that its parts are, where they are planned as well. */
  readonly numerator: string | undefined;
  readonly denominator: string | undefined;
  /** Whether more is better: `higher` where nothing is said. */
  readonly direction?: Direction;
  /** Whether its values are counts (of rows, orders, customers, days), so that whole ones have no decimals. */
  readonly isCounted?: boolean;
}

/** A metric of which nothing is said: a plain sum. */
export function defaultMetric(name: string): Metric {
  return { name, kind: 'flow', closing: 'last', atMostOne: false, numerator: undefined, denominator: undefined };
}
