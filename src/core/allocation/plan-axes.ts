import { type FiscalYear, GRAINS, type Grain, isFiner, type Period } from '../calendar/period.ts';
import { type PeriodTree, type PeriodTreeResult, periodTree } from '../calendar/period-tree.ts';
import type { Lock } from './locks/lock.ts';
import { monthsOf } from './split-months.ts';

export interface PlanPeriodsRequest {
  readonly period: Period;
  readonly grains: readonly Grain[];
  readonly fiscal: FiscalYear | undefined;
  readonly locks: readonly Lock[];
  /** Amounts that leaf periods keep: weeks and days among them are not split out of months then. */
  readonly givenAmounts?: readonly unknown[] | undefined;
}

/** The periods of a plan, and those that its total is allocated over. */
export interface PlanPeriods {
  readonly asked: PeriodTreeResult;
  /**
   * The same leaves with the coarser grains that locks name besides; down to the month, when weeks or days are split out of
   * rounded months afterwards.
   */
  readonly allocated: PeriodTree;
  readonly isSplit: boolean;
}

/** Weeks and days imply the month, and are split out of it, unless a lock names one: then all is allocated at once. */
export function planPeriods({ period, grains, fiscal, locks, givenAmounts }: PlanPeriodsRequest): PlanPeriods {
  const isFine = (grain: Grain) => isFiner(grain, 'month');
  const withMonths = grains.some(isFine) ? [...grains, 'month' as const] : grains;
  const asked = periodTree(period, withMonths, fiscal);
  const lockGrains = locks.flatMap((lock) => lock.period.grain ?? []);
  const finest = Math.max(-1, ...withMonths.map((grain) => GRAINS.indexOf(grain)));
  const coarser = lockGrains.filter((grain) => GRAINS.indexOf(grain) < finest);
  const full = periodTree(period, [...withMonths, ...coarser], fiscal).tree;
  const isSplit = grains.some(isFine) && !lockGrains.some(isFine) && givenAmounts === undefined;
  return { asked, allocated: isSplit ? monthsOf(full) : full, isSplit };
}
