import { divideRounded, formatRatio } from '../amount.ts';
import { addMonths } from '../calendar/day.ts';
import type { Span } from '../calendar/period.ts';
import type { CustomerCount } from '../metrics/customers.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';
import type { MonthSpan } from './month-table.ts';

/** An exact ratio; the denominator is above zero. */
export interface Rate {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export interface LifetimeAssumptions {
  /** Of sales; undefined leaves the value one of revenue. */
  readonly margin: Rate | undefined;
  /** A year. */
  readonly discount: Rate;
}

/** A unit node's customers of the last twelve whole months and what they are worth; ratios have four decimals. */
export interface LifetimeLine {
  readonly path: UnitPath;
  /** Customers with a valid order in the last twelve months. */
  readonly customers: number;
  /** What the node sold in them. */
  readonly amount: bigint;
  /** Amount over customers, rounded to a whole number of the smallest unit; undefined without customers. */
  readonly perCustomer: bigint | undefined;
  /** Customers of each earlier year added up, and those of them who bought in the year after. */
  readonly before: number;
  readonly kept: number;
  /** Kept over before. */
  readonly retention: string;
  /** 1 / (1 - retention), in years; blank where nobody was lost. */
  readonly years: string;
  /** See `lifetimeValue`. */
  readonly value: bigint | undefined;
}

/** Years of twelve whole months, the last one first, as far back as the history holds them; as days. */
export function lifetimeYears(whole: MonthSpan, dayOf: (month: number) => number): Span[] {
  const count = Math.max(0, Math.floor((whole.to - whole.from) / 12));
  return Array.from({ length: count }, (_, i) => {
    const start = dayOf(whole.to - 12 * (i + 1));
    return { start, end: addMonths(start, 12) - 1 };
  });
}

export interface LifetimeNode {
  readonly path: UnitPath;
  /** Sold in the last year. */
  readonly amount: bigint;
  /** The node's counts; `period` is the place of its year, 0 the last. */
  readonly counts: readonly CustomerCount[];
}

/** `years`: how many there are; the first has nobody before it, so it tells nothing about retention. */
export function lifetimeLine({ path, amount, counts }: LifetimeNode, years: number, assumed: LifetimeAssumptions): LifetimeLine {
  const customers = counts.find(({ period }) => period === 0)?.active ?? 0;
  const told = counts.filter(({ period }) => period < years - 1);
  const before = told.reduce((sum, count) => sum + count.before, 0);
  const kept = told.reduce((sum, count) => sum + count.kept, 0);
  const retention = before === 0 ? undefined : { numerator: BigInt(kept), denominator: BigInt(before) };
  const active = BigInt(customers);
  return {
    path,
    customers,
    amount,
    perCustomer: customers === 0 ? undefined : divideRounded(amount, active),
    before,
    kept,
    retention: retention ? formatRatio(retention.numerator, retention.denominator, 4) : '',
    years: before > kept ? formatRatio(BigInt(before), BigInt(before - kept), 4) : '',
    value: retention && customers > 0 ? lifetimeValue({ amount, customers: active, retention }, assumed) : undefined,
  };
}

interface Yearly {
  readonly amount: bigint;
  readonly customers: bigint;
  readonly retention: Rate;
}

/**
 * The value of a customer of today in the years to come, in the smallest unit: m r / (1 + d - r), where m is the margin of a
 * customer's year (amount / customers x margin), r the retention of a year and d the discount. Margins come at each year's
 * end from customers who are still there, m and r stay as they are, and there is no end (Gupta and Lehmann 2003, Customers as assets).
 * What it took to win the customer is not taken off. Exact, rounded once.
 */
export function lifetimeValue({ amount, customers, retention: r }: Yearly, { margin, discount: d }: LifetimeAssumptions): bigint {
  const { numerator: m, denominator } = margin ?? { numerator: 1n, denominator: 1n };
  // r / (1 + d - r) with r = a/b and d = p/q is a q / (b q + b p - a q).
  const [a, b, p, q] = [r.numerator, r.denominator, d.numerator, d.denominator];
  return divideRounded(amount * m * a * q, customers * denominator * (b * q + b * p - a * q));
}
