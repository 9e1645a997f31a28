import { finding, Refusal, refuse } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { findUnit } from '../organisation/find-unit.ts';
import { formatPath, isAbove, isWithin, parsePath, pathKey, type UnitPath, unitIndex } from '../organisation/unit-tree.ts';
import { type PlanSource, planUnitTree } from '../plan.ts';
import { leafValue, nodeAt } from '../tree.ts';
import type { Bound } from './locks/lock.ts';

/** What a unit has in a leaf period of a plan, by the period's label. */
export interface GivenAmount {
  readonly period: string;
  /** At the plan's scale. */
  readonly amount: bigint;
}

/** The kind of a bound that keeps what a plan gave a unit. */
export const GIVEN_KIND = 'plan';

/**
 * The unit of a plan that is to be broken down further, by its path or bare name. Refuses one that the plan does not have, and,
 * by another name, one that lies below where the plan stops.
 */
export function givenUnit(source: Pick<PlanSource, 'levels' | 'cells'>, text: string): UnitPath {
  const tree = planUnitTree(source);
  const found = findUnit(tree, text);
  if ('node' in found) return nodeAt(tree, found.node).value.path;
  const path = parsePath(text);
  const above = tree.leaves.find((node) => isAbove(nodeAt(tree, node).value.path, path));
  if (above === undefined) throw new Refusal([found.problem]);
  const values = { unit: text, above: formatPath(nodeAt(tree, above).value.path) || '-' };
  throw new Refusal([finding('error', 'layers.stops-above', values)]);
}

/** What the unit has in each period of the plan, its parts added up; a blank adds nothing. Refuses a unit without any cell. */
export function givenAmounts({ cells }: Pick<PlanSource, 'cells'>, unit: UnitPath): GivenAmount[] {
  const sums = new Map<string, bigint>();
  for (const { path, period, amount } of cells)
    if (isWithin(path, unit)) sums.set(period, (sums.get(period) ?? 0n) + (amount ?? 0n));
  if (sums.size === 0) throw refuse('organisation.no-such-unit', { unit: formatPath(unit) });
  return [...sums].map(([period, amount]) => ({ period, amount }));
}

interface GivenTo {
  readonly unit: UnitPath;
  readonly givenAmounts?: readonly GivenAmount[] | undefined;
}

/** Each leaf period of the planned unit fixed at what it was given; nothing to keep where it was given nothing at all. */
export function givenBounds(
  { units, periods }: Pick<Grid, 'units' | 'periods'>,
  { unit, givenAmounts: given }: GivenTo,
): Bound[] {
  if (given === undefined || given.every(({ amount }) => amount === 0n)) return [];
  const amounts = new Map(given.map(({ period, amount }) => [period, amount]));
  const node = unitIndex(units).get(pathKey(unit)) ?? 0;
  const source = { kind: GIVEN_KIND, place: undefined, reason: '' };
  return periods.leaves.map((period, leaf) => {
    const amount = amounts.get(leafValue(periods, leaf).label) ?? 0n;
    return { unit: node, period, min: amount, max: amount, source };
  });
}
