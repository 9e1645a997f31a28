import type { Day } from '../../calendar/day.ts';
import type { Span } from '../../calendar/period.ts';
import type { Finding } from '../../finding.ts';
import type { Fraction } from '../../fraction.ts';
import type { UnitPath, UnitTree } from '../../organisation/unit-tree.ts';
import type { Totals } from '../../totals.ts';
import type { Axes } from '../rounding/rounding-network.ts';
import type { AxisWeights } from './axis-weights.ts';

/** The two axes that a basis may serve: the course over time, and how much each unit gets. */
export type Axis = 'time' | 'org';

/** What a history holds: the days of its first and last row, and the months (year x 12 + month) that have rows. */
export interface Coverage {
  readonly first: Day;
  readonly last: Day;
  readonly months: ReadonlySet<number>;
}

/** Where the weights of an axis come from: either from amounts by day (`window`), or without any (`weights`). */
export interface BasisSource {
  readonly name: string;
  /** The axes that it can serve. */
  readonly axes: readonly Axis[];
  /** Chooses the days to read; undefined for a basis that reads none. */
  readonly window: ((target: Span, history: Coverage) => BasisWindow) | undefined;
  /** Amounts of its own, read instead of the history. */
  readonly totals?: Totals;
  /** The units that a basis without days names in full, by the levels of the plan. */
  readonly units?: (levels: readonly string[]) => readonly UnitPath[];
  /** The weights of a basis that reads no days. Refuses a table that cannot be applied to the plan. */
  readonly weights?: (axes: Axes) => SourceWeights;
  /** What a day weighs inside a month, for a time basis that reads no days; without it every day the same. */
  readonly dayWeight?: (day: Day) => bigint;
}

export interface SourceWeights {
  readonly weights: AxisWeights;
  readonly findings: readonly Finding[];
}

/** The days that a basis reads. */
export interface BasisWindow {
  readonly window: Span;
  /** The spans of history that stand for a span of the target. */
  readonly spansOf: (target: Span) => readonly Span[];
  readonly findings: readonly Finding[];
  /** How the spans of months of the target count, in the order of the months; without it, by their mean. */
  readonly recipe?: (months: readonly Span[]) => Recipe;
}

/** A basis cell is the sum over the terms of its month of amount x rate. */
export interface Recipe {
  readonly terms: readonly Term[];
  readonly rates: (amounts: Amounts) => Rates;
}

/** A span of history that counts for a month of the target, by its number; -1 is read for the rates only. */
export interface Term {
  readonly month: number;
  readonly span: Span;
}

/** Amounts of leaf units x terms, row by row, and the sums of the terms over all planned units. */
export interface Amounts {
  readonly units: UnitTree;
  readonly cells: BigInt64Array;
  readonly wholes: BigInt64Array;
}

export interface Rates {
  readonly of: (leafUnit: number, term: number) => Fraction;
  readonly findings: readonly Finding[];
}
