import type { BasisSource } from '../allocation/basis/basis-source.ts';
import type { Method, MethodAxis } from '../allocation/methods/method.ts';
import type { Rate } from '../allocation/methods/rate.ts';
import type { FiscalYear, Grain, Period } from '../calendar/period.ts';
import type { Roster } from '../organisation/roster.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import type { DenominatorTable } from './denominator-blocks.ts';
import type { RatioTarget } from './ratio-target.ts';

/** Both parts of a ratio as facts: the same rows, added up by one column and by another; or values that were measured (`measuredParts`). */
export interface RatioTotals {
  readonly numerator: Totals;
  readonly denominator: Totals;
  /** Of measured parts the rows that they were worked out from: these say which units and months there are. */
  readonly rows?: Totals;
  /** The least denominator that says anything of a ratio, in whole numbers: below it the ratio is taken from above. */
  readonly least?: number;
}

/** Where the planned denominators come from: those of the basis span, grown, or a table by the levels of the plan. */
export type PlannedDenominators =
  | { readonly kind: 'history'; readonly growth: Rate }
  | ({ readonly kind: 'table' } & DenominatorTable);

export interface RatioRequest {
  /** Undefined when the method says by how much every ratio changes. */
  readonly target: RatioTarget | undefined;
  /** Whether a numerator is part of its denominator and cannot exceed it. */
  readonly atMostOne: boolean;
  readonly scale: number;
  readonly period: Period;
  /** None finer than the month. */
  readonly grains: readonly Grain[];
  readonly fiscal: FiscalYear | undefined;
  readonly levels: readonly string[];
  readonly unit: UnitPath;
  /** One that reads whole months of history, for both axes. */
  readonly basis: BasisSource;
  readonly method: Readonly<Record<MethodAxis, Method>>;
  readonly denominators: PlannedDenominators;
  /** Denominators of history count where the unit is there on any day of the period. */
  readonly roster: Roster | undefined;
  readonly exclude: readonly string[];
  /** Undefined where nothing needs history: every ratio the same, on denominators of a table. */
  readonly totals: RatioTotals | undefined;
}
