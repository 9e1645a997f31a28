import type { Rate } from '../allocation/methods/rate.ts';
import type { Day } from '../calendar/day.ts';
import type { Period } from '../calendar/period.ts';
import type { Place } from '../finding.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';

/** Where a number about a market comes from, and when it was found out. */
export interface Evidence {
  /** Blank where nobody said. */
  readonly source: string;
  readonly date: Day | undefined;
  readonly place: Place;
}

/** A line of market.csv. */
export interface MarketEntry extends Evidence {
  readonly unit: UnitPath;
  readonly period: Period;
  /** At the scale of the table; undefined where only the growth is known. */
  readonly size: bigint | undefined;
  /** Against the same period of the year before. */
  readonly growth: Rate | undefined;
}

export interface Market {
  readonly levels: readonly string[];
  readonly scale: number;
  readonly rows: readonly MarketEntry[];
}

/** A line of competitors.csv: what a competitor has of the market of a unit in a period. */
export interface CompetitorEntry extends Evidence {
  readonly unit: UnitPath;
  readonly period: Period;
  readonly competitor: string;
  /** From 0 to 1. */
  readonly share: Rate;
}

export interface Competitors {
  readonly levels: readonly string[];
  readonly rows: readonly CompetitorEntry[];
}
