import type { BlockAxes } from '../allocation/locks/families.ts';
import type { Bound } from '../allocation/locks/lock.ts';
import { type Decimal, divideRounded, power10 } from '../amount.ts';
import type { PeriodTree } from '../calendar/period-tree.ts';
import { refuse } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { formatPath, pathKey, type UnitPath } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import { HOME_RATE, localDecimals, type PlanMoney, product } from './plan-money.ts';

/** The money of units, and how a plan is placed. */
export interface MoneyOfBounds {
  readonly money: PlanMoney;
  readonly currencyOf: (path: UnitPath) => string;
  /** Scale of the bounds: that of exact products. */
  readonly scale: number;
  /** Decimals of home money. */
  readonly decimals: number;
  /** At `scale`. */
  readonly roundTo: bigint;
}

/** What `--growth` fixes is told in home money, a lock in the money of its unit. */
const GROWTH = '--growth';

/**
 * Bounds in the money of their units as bounds in home money: of a leaf unit exact products at its plan rate, and what it grows to the
 * nearest local amount. Refuses one on a group with foreign money below it, where whole local amounts need not come to it, one of
 * a currency whose rates differ, and a lock that is finer than its currency.
 */
export function boundsInHome(bounds: readonly Bound[], axes: BlockAxes, request: MoneyOfBounds): Bound[] {
  return bounds.map((bound) => {
    const { currency, rate } = moneyOfBound(bound, axes, request);
    const worth = (amount: bigint | undefined) => {
      if (amount === undefined) return undefined;
      const local = localAmount({ amount, currency, rate }, bound, request);
      return product(local, rate, { from: request.scale, to: request.scale });
    };
    return { ...bound, min: worth(bound.min), max: worth(bound.max) };
  });
}

/** The money of a bound and its plan rate. */
interface BoundMoney {
  readonly currency: string;
  readonly rate: Decimal;
}

function moneyOfBound(
  { unit, source: { kind, place } }: Bound,
  axes: BlockAxes,
  { money, currencyOf }: MoneyOfBounds,
): BoundMoney {
  const node = nodeAt(axes.units, unit);
  const own = currenciesAt(axes, unit, currencyOf);
  if (own.every((currency) => currency === money.home)) return { currency: money.home, rate: HOME_RATE };
  const name = formatPath(node.value.path) || '-';
  const values = { kind, unit: name, home: money.home };
  if (node.children.length > 0) throw refuse('money.bound-on-group', { ...values, currencies: own.join(', ') }, place);
  if (kind === 'frozen') throw refuse('money.not-with-local', { what: `frozen ${name}` }, place);
  const [currency] = own as [string];
  const rate = oneRate(currency, money);
  if (!rate) throw refuse('money.bound-of-rates', { ...values, currency }, place);
  return { currency, rate };
}

/** What a lock says, or the nearest amount in its money to what a unit grows to. */
function localAmount(
  { amount, currency, rate }: BoundMoney & { readonly amount: bigint },
  { source: { kind, place } }: Bound,
  { scale, decimals, roundTo, money }: MoneyOfBounds,
): bigint {
  const unit = power10(scale - (currency === money.home ? decimals : localDecimals(currency, decimals)));
  const step = ((roundTo + unit - 1n) / unit) * unit;
  if (kind === GROWTH) return divideRounded(amount * power10(rate.scale), rate.coefficient * step) * step;
  if (amount % unit !== 0n) throw refuse('money.lock-too-fine', { currency }, place);
  return amount;
}

function currenciesAt({ units }: BlockAxes, unit: number, currencyOf: MoneyOfBounds['currencyOf']): string[] {
  const { leafFrom, leafTo } = nodeAt(units, unit);
  const paths = units.leaves.slice(leafFrom, leafTo).map((leaf) => nodeAt(units, leaf).value.path);
  return [...new Set(paths.map(currencyOf))].sort();
}

/** The rate of a currency where it is the same in every period. */
function oneRate(currency: string, { rates }: PlanMoney): Decimal | undefined {
  const own = rates.filter((rate) => rate.currency === currency);
  return own.length === 1 && own[0]?.period === undefined ? own[0]?.rate : undefined;
}

/** Bounds of one currency on the axes of its own leaves, in its money. */
export interface OwnBounds {
  readonly periods: PeriodTree;
  readonly bounds: readonly Bound[];
}

/** What is held inside some rows of a plan, at their one rate and `finer` than local amounts; on the periods of the bounds where these have the same leaves. */
export function heldInside(
  { axes, bounds }: { readonly axes: BlockAxes; readonly bounds: readonly Bound[] },
  rows: Grid,
  { rate, finer }: { readonly rate: Decimal; readonly finer: bigint },
): OwnBounds {
  const units = new Map(rows.units.nodes.map(({ value }, node) => [pathKey(value.path), node]));
  const periods = axes.periods.leaves.length === rows.periods.leaves.length ? axes.periods : rows.periods;
  const local = (amount: bigint | undefined) => amount && (amount * power10(rate.scale)) / (rate.coefficient * finer);
  const own = bounds.flatMap(({ unit: node, period: span, min, max, source }): Bound[] => {
    const unit = units.get(pathKey(nodeAt(axes.units, node).value.path));
    if (unit === undefined) return [];
    const { start, end, label } = nodeAt(axes.periods, span).value;
    const period =
      periods === axes.periods ? span : periods.nodes.findLastIndex((own) => own.value.start === start && own.value.end === end);
    if (period < 0) throw refuse('money.not-with-local', { what: `${source.kind} ${label}` }, source.place);
    return [{ unit, period, min: local(min), max: local(max), source }];
  });
  return { periods, bounds: own };
}
