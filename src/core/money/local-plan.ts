import type { Allocation } from '../allocation/allocate.ts';
import { allocateWithBounds } from '../allocation/allocate-bounded.ts';
import type { BlockAxes } from '../allocation/locks/families.ts';
import type { Bound } from '../allocation/locks/lock.ts';
import { type Decimal, divideRounded, formatExact, LARGEST_AMOUNT, power10 } from '../amount.ts';
import { type Finding, finding, refuse } from '../finding.ts';
import { type Fraction, fraction, plus, ZERO } from '../fraction.ts';
import { emptyGrid, type Grid } from '../grid.ts';
import { type UnitPath, unitTree } from '../organisation/unit-tree.ts';
import { leafValue } from '../tree.ts';
import { heldInside } from './held-bounds.ts';
import { localDecimals, type PlanMoney, rateFinder } from './plan-money.ts';
import { productGrid } from './product-grid.ts';

export interface LocalRequest {
  /** The plan in home money. */
  readonly plan: Grid;
  /** Decimals of home money, where the plan has more of them; those of the plan when not given. */
  readonly decimals?: number;
  readonly currencyOf: (path: UnitPath) => string;
  readonly money: PlanMoney;
  /** Amounts of every currency are multiples of it, at the plan's scale. */
  readonly roundTo: bigint;
  /** What nodes of other axes with the same leaves hold in home money, each node of one currency, at exact products of local amounts. */
  readonly held?: HeldBounds | undefined;
}

/** Bounds and the axes that their nodes are of. */
export interface HeldBounds {
  readonly axes: BlockAxes;
  readonly bounds: readonly Bound[];
}

/** A plan whose leaves are in local money. */
export interface LocalPlan {
  /** Each leaf unit in its own currency, at the scale of the plan. */
  readonly grid: Grid;
  /** The currency of each leaf unit. */
  readonly currencies: readonly string[];
  readonly money: PlanMoney;
  readonly findings: readonly Finding[];
}

/**
 * The leaves of a plan in local money. Of each currency the leaves together come to the nearest local amount to what they have in home
 * money at plan rates, and this is shared out once more by what each has, by the same rounding as the plan: so within one currency
 * every sum over units and periods ties exactly, and what is held stays exactly so. What exact products at plan rates then are away from the plan is told; at one
 * rate a currency it is at most half the smallest unit of each foreign currency x its rate.
 */
export function localPlan(request: LocalRequest): LocalPlan {
  const { plan, currencyOf, money } = request;
  const currencies = plan.units.leaves.map((_, leaf) => currencyOf(leafValue(plan.units, leaf).path));
  const grid = emptyGrid(plan);
  const findings: Finding[] = [];
  for (const currency of [...new Set(currencies)].sort()) {
    const leaves = currencies.flatMap((own, leaf) => (own === currency ? [leaf] : []));
    const block = localBlock(request, currency, leaves);
    findings.push(...block.findings);
    placeRows(block.grid, grid, leaves);
  }
  return { grid, currencies, money, findings: [...findings, ...roundingFinding(plan, { grid, currencies, money })] };
}

/** The leaves of one currency. */
function localBlock(
  { plan, money, roundTo, held, decimals = plan.scale }: LocalRequest,
  currency: string,
  leaves: readonly number[],
): Allocation {
  const home = rowsOf(plan, leaves);
  const rates = ratesOf(plan, money, currency);
  // Local amounts need no more decimals than plan.csv has, and bounds allow only so many digits.
  const finer = power10(plan.scale - decimals);
  const unit = currency === money.home ? 1n : power10(decimals - localDecimals(currency, decimals));
  const total = nearest(worthAbroad(home, rates), finer * unit) * unit;
  if (total * finer > LARGEST_AMOUNT) throw refuse('plan.too-large');
  const weights = localWeights(home, rates);
  if (weights.cells.every((cell) => cell === 0n)) return { grid: emptyGrid(home), findings: [] };
  const placing = { total, scale: decimals, roundTo: multipleOf(unit, roundTo / finer) };
  const own = held ? heldInside(held, home, { rate: rates[0] as Decimal, finer }) : { periods: home.periods, bounds: [] };
  const { grid, findings } = allocateWithBounds({
    ...placing,
    weights: { ...weights, periods: own.periods },
    bounds: own.bounds,
  });
  return { grid: { ...grid, scale: plan.scale, cells: grid.cells.map((cell) => cell * finer) }, findings };
}

/** The rates of a currency in each leaf period. */
function ratesOf({ periods }: Grid, money: PlanMoney, currency: string): Decimal[] {
  const rateOf = rateFinder(money);
  return periods.leaves.map((_, leaf) => rateOf(currency, leafValue(periods, leaf).label));
}

/** Some rows of a grid as a grid of their own. */
function rowsOf({ units, periods, scale, cells }: Grid, leaves: readonly number[]): Grid {
  const width = periods.leaves.length;
  const tree = unitTree(
    units.levels,
    leaves.map((leaf) => leafValue(units, leaf).path),
  );
  const rows = emptyGrid({ units: tree, periods, scale });
  leaves.forEach((leaf, row) => {
    rows.cells.set(cells.subarray(leaf * width, (leaf + 1) * width), row * width);
  });
  return rows;
}

function placeRows(block: Grid, grid: Grid, leaves: readonly number[]): void {
  const width = grid.periods.leaves.length;
  leaves.forEach((leaf, row) => {
    grid.cells.set(block.cells.subarray(row * width, (row + 1) * width), leaf * width);
  });
}

/** What cells of home money come to in local money, unrounded. */
function worthAbroad(home: Grid, rates: readonly Decimal[]): Fraction {
  return rates.reduce((sum, { coefficient, scale }, period) => {
    let column = 0n;
    for (let cell = period; cell < home.cells.length; cell += rates.length) column += home.cells[cell] as bigint;
    return plus(sum, fraction(column * power10(scale), coefficient));
  }, ZERO);
}

/** In whole units. */
function nearest({ numerator, denominator }: Fraction, unit: bigint): bigint {
  return divideRounded(numerator, denominator * unit);
}

function multipleOf(unit: bigint, roundTo: bigint): bigint {
  return ((roundTo + unit - 1n) / unit) * unit;
}

/** Decimals beyond the plan's that weights have where rates differ. */
const FINER = 6;

/** What each cell weighs: at one rate its home money, else its local money as finely as there is room for. */
function localWeights(home: Grid, rates: readonly Decimal[]): Grid {
  const [first] = rates as [Decimal, ...Decimal[]];
  if (rates.every(({ coefficient, scale }) => coefficient === first.coefficient && scale === first.scale)) return home;
  for (let finer = FINER; ; finer--) {
    const cells = Array.from(home.cells, (cell, i) => {
      const { coefficient, scale } = rates[i % rates.length] as Decimal;
      return divideRounded(cell * power10(scale + finer), coefficient);
    });
    if (finer === 0 || cells.reduce((sum, cell) => sum + cell, 0n) <= LARGEST_AMOUNT)
      return { ...home, cells: BigInt64Array.from(cells) };
  }
}

type Placed = Pick<LocalPlan, 'grid' | 'currencies' | 'money'>;

/** How far the products are from the plan; nothing where they are the plan. */
function roundingFinding(plan: Grid, placed: Placed): Finding[] {
  const { cells, scale } = productGrid(placed);
  const amount = cells.reduce((sum, cell) => sum + cell, 0n);
  const total = plan.cells.reduce((sum, cell) => sum + cell, 0n) * power10(scale - plan.scale);
  if (amount === total) return [];
  const text = (value: bigint) => formatExact(value, scale, Math.min(2, scale));
  const values = { home: placed.money.home, total: text(total), products: text(amount), off: text(amount - total) };
  return [finding('note', 'money.local-rounding', values)];
}
