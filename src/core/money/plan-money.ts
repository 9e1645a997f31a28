import { type Decimal, formatExact, power10 } from '../amount.ts';
import { refuse } from '../finding.ts';

/** What one unit of a currency is worth in a plan; in one of its leaf periods where that is named, else in all. */
export interface PlanRate {
  readonly currency: string;
  readonly period?: string | undefined;
  readonly rate: Decimal;
}

/** Whose money a plan's groups are in, and at which rates its leaves count there: fixed when the plan is made. */
export interface PlanMoney {
  readonly home: string;
  readonly rates: readonly PlanRate[];
}

/** An amount of a leaf unit in a leaf period; without a currency it is home money. */
export interface MoneyCell {
  readonly period: string;
  readonly amount: bigint | undefined;
  readonly denominator?: bigint | undefined;
  readonly currency?: string | undefined;
}

/** The decimals that files and actuals have at most, so that a product at plan rate is exact. */
const FINEST_PRODUCT = 6;

/** The rate of a currency in a leaf period; home is 1. Refuses a currency without one. */
export function rateFinder({ home, rates }: PlanMoney): (currency: string | undefined, period: string) => Decimal {
  const known = new Map(rates.map(({ currency, period = '', rate }) => [`${currency} ${period}`, rate]));
  return (currency = home, period) => {
    if (currency === home) return HOME_RATE;
    const rate = known.get(`${currency} ${period}`) ?? known.get(`${currency} `);
    if (rate === undefined) throw refuse('money.no-recorded-rate', { currency, home, period });
    return rate;
  };
}

/** What home money is worth in itself. */
export const HOME_RATE: Decimal = { coefficient: 1n, scale: 0 };

/** The scale at which all products of a plan are exact. Refuses rates that need more decimals than there are. */
export function productScale({ rates }: PlanMoney, scale: number): number {
  return rates.reduce((finest, { currency, rate }) => {
    const decimals = localDecimals(currency, scale);
    if (decimals + rate.scale > FINEST_PRODUCT)
      throw refuse('money.too-fine-rate', { currency, decimals: rate.scale, most: FINEST_PRODUCT - decimals });
    return Math.max(finest, decimals + rate.scale);
  }, scale);
}

/** Local money at a rate: exact, at the scale of the plan's products. Refuses an amount that is finer than its currency. */
export function product(amount: bigint, rate: Decimal, { from, to }: { readonly from: number; readonly to: number }): bigint {
  const power = to - from - rate.scale;
  const worth = amount * rate.coefficient;
  if (power >= 0) return worth * power10(power);
  if (worth % power10(-power) !== 0n) throw refuse('money.too-fine-amount', { amount: formatExact(amount, from, 0) });
  return worth / power10(-power);
}

/** Cells of local money in home money: exact products, at the scale that these need. */
export function inHomeMoney<Cell extends MoneyCell>(
  { cells, scale: from }: { readonly cells: readonly Cell[]; readonly scale: number },
  money: PlanMoney,
): { readonly cells: readonly Cell[]; readonly scale: number } {
  const to = productScale(money, from);
  const rateOf = rateFinder(money);
  const worth = cells.map((cell) => {
    const { amount, denominator, currency, ...rest } = cell;
    return {
      ...rest,
      amount: amount === undefined ? undefined : product(amount, rateOf(currency, cell.period), { from, to }),
      denominator: denominator === undefined ? undefined : denominator * power10(to - from),
    } as Cell;
  });
  return { cells: worth, scale: to };
}

/** Currencies whose smallest unit is not a hundredth (ISO 4217). */
const MINOR_UNITS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
};

const DECIMALS = new Map(
  Object.entries(MINOR_UNITS).flatMap(([decimals, codes]) => codes.split(' ').map((code) => [code, Number(decimals)] as const)),
);

/** Decimals that amounts of a currency are written with: its own where its smallest unit is no hundredth, else the plan's. */
export function writtenDecimals(currency: string | undefined, decimals: number): number {
  return Math.min(DECIMALS.get(currency ?? '') ?? decimals, decimals);
}

/** Decimals that amounts of a foreign currency are planned with: its own, and no more than the plan has. */
export function localDecimals(currency: string, decimals: number): number {
  return Math.min(DECIMALS.get(currency) ?? 2, decimals);
}
