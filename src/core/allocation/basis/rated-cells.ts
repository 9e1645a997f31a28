import { divideRounded, LARGEST_AMOUNT } from '../../amount.ts';
import { arrange, columnsFromSpans } from '../../arrange.ts';
import type { PeriodTree } from '../../calendar/period-tree.ts';
import { partition } from '../../calendar/period-tree.ts';
import { refuse } from '../../finding.ts';
import { commonMultiple, type Fraction } from '../../fraction.ts';
import type { UnitTree } from '../../organisation/unit-tree.ts';
import type { Totals } from '../../totals.ts';
import { leafValue } from '../../tree.ts';
import { FAST_SUM, FINE_ENOUGH } from '../scale-weights.ts';
import { type Amounts, type BasisWindow, daysRead, type Rates, type Recipe } from './basis-window.ts';
import { meanOfSpans } from './mean.ts';

/** The months of every leaf period, and what of history counts for them. */
export interface Layout {
  readonly columns: number;
  /** The leaf period of each month. */
  readonly leaves: readonly number[];
  readonly recipe: Recipe;
}

export function layoutOf(periods: PeriodTree, { spansOf, recipe }: BasisWindow): Layout {
  const parts = periods.leaves.flatMap((_, leaf) =>
    partition(leafValue(periods, leaf), 'month', undefined).map((month) => ({ leaf, month })),
  );
  const months = parts.map(({ month }) => month);
  return {
    columns: periods.leaves.length,
    leaves: parts.map(({ leaf }) => leaf),
    recipe: recipe ? recipe(months) : meanOfSpans(months, spansOf),
  };
}

/** Reads the terms of a recipe for every leaf of a tree; `wholes` are the sums of the planned units if they are others. */
export function readAmounts(totals: Totals, units: UnitTree, { recipe }: Layout): Amounts {
  const { cells } = arrange(totals, units, columnsFromSpans(recipe.terms.map(daysRead)));
  const wholes = new BigInt64Array(recipe.terms.length);
  for (let i = 0, t = 0; i < cells.length; i++, t = t + 1 === wholes.length ? 0 : t + 1) wholes[t]! += cells[i] as bigint;
  return { units, cells, wholes };
}

export interface Rated {
  readonly layout: Layout;
  readonly amounts: Amounts;
  readonly rates: Rates;
}

/**
 * The factor that makes all cells whole: the least common denominator of the rates, or, where the cells could not hold it, a
 * power of ten, the largest that keeps their sum below 2^52 and the largest amount at 10^9 or more, else the largest that they
 * can hold. Refuses amounts that are too large without any.
 */
export function timesOf(rated: Rated): bigint {
  const distinct = new Set<Fraction>();
  let size = 1n;
  let largest = 0n;
  eachTerm(rated, (amount, own) => {
    distinct.add(own);
    const magnitude = amount < 0n ? -amount : amount;
    if (magnitude > largest) largest = magnitude;
    size += own.denominator === own.numerator ? magnitude : (magnitude * own.numerator) / own.denominator + 1n;
  });
  if (size > LARGEST_AMOUNT) throw refuse('basis.too-large');
  let times = 1n;
  for (const { denominator } of distinct) {
    times = commonMultiple(times, denominator);
    if (times > LARGEST_AMOUNT / size) return powerOfTen(size, largest);
  }
  return times;
}

function powerOfTen(size: bigint, largest: bigint): bigint {
  const within = (limit: bigint) => 10n ** BigInt(Math.max(0, String(limit / size).length - 1));
  const fast = within(FAST_SUM);
  return largest * fast >= FINE_ENOUGH ? fast : within(LARGEST_AMOUNT);
}

/** Basis cells of leaf units x leaf periods, `times` their value; to the nearest where that is not whole. */
export function ratedCells(rated: Rated, times: bigint): BigInt64Array {
  const { columns, leaves, recipe } = rated.layout;
  const cells = new BigInt64Array(rated.amounts.units.leaves.length * columns);
  let last: Fraction | undefined;
  let factor: bigint | undefined;
  eachTerm(rated, (amount, own, leaf, term) => {
    if (own !== last) {
      last = own;
      factor = (times * own.numerator) % own.denominator === 0n ? (times * own.numerator) / own.denominator : undefined;
    }
    const value = factor === undefined ? divideRounded(amount * own.numerator * times, own.denominator) : amount * factor;
    cells[leaf * columns + (leaves[recipe.terms[term]!.month] as number)]! += value;
  });
  return cells;
}

/** Months (of any year that is read) in which each leaf unit has an amount above zero. */
export function activeMonths({ amounts, layout }: Rated): Int32Array {
  const width = layout.recipe.terms.length;
  return Int32Array.from(amounts.units.leaves, (_, leaf) => {
    let months = 0;
    for (let i = leaf * width; i < (leaf + 1) * width; i++) if ((amounts.cells[i] as bigint) > 0n) months++;
    return months;
  });
}

type Visit = (amount: bigint, rate: Fraction, leaf: number, term: number) => void;

/** Every amount that is not zero and counts in a cell. */
function eachTerm({ amounts, layout, rates }: Rated, visit: Visit): void {
  const { terms } = layout.recipe;
  for (let leaf = 0, i = 0; leaf < amounts.units.leaves.length; leaf++) {
    for (let term = 0; term < terms.length; term++, i++) {
      const amount = amounts.cells[i] as bigint;
      if (amount !== 0n && terms[term]!.month >= 0) visit(amount, rates.of(leaf, term), leaf, term);
    }
  }
}
