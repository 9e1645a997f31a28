import type { Period, Span } from '../calendar/period.ts';
import type { Finding } from '../finding.ts';
import type { UnitTree } from '../organisation/unit-tree.ts';
import type { SumDistribution } from './sum-distribution.ts';

/** The baseline of every unit node, reconciled: over any span the children's baselines add up to their parent's. */
export interface UnitForecasts {
  readonly units: UnitTree;
  /** The months that are forecast, in order; the first one follows the last complete month of the history. */
  readonly months: readonly Period[];
  /** What was done, for people and records: `mean, reconciled by least squares`. */
  readonly method: string;
  /** What a node comes to over a span of whole months: known months as they are, the others as forecast. In the base unit. */
  readonly baseline: (node: number, span: Span) => number;
  /** The odds of that sum, known months included; only of spans that were asked for when the forecast was made. */
  readonly distribution: (node: number, span: Span) => SumDistribution;
  readonly findings: readonly Finding[];
}
