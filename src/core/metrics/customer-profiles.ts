import type { Day } from '../calendar/day.ts';

/** A day where there is none: a customer without a valid order. */
export const NO_DAY = -(2 ** 31);

/**
 * What each customer has bought, as columns of equal length, in no promised order: there may be a million. Only rows whose customer
 * and order are known count.
 */
export interface CustomerProfiles {
  /** NFC, trimmed, each once. */
  readonly names: readonly string[];
  /** Net of returns, in whole numbers of 10^-scale. */
  readonly amounts: BigInt64Array;
  readonly scale: number;
  /** Valid orders: see `countCustomers`. */
  readonly orders: Int32Array;
  /** Days of the first and the last valid order, `NO_DAY` without any. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Rows whose customer or order is blank: they are left out. */
  readonly nameless: number;
}

/** A customer as a row of facts makes it; the day of an order is that of its first amount above zero. */
export interface ProfileRow {
  readonly customer: string;
  readonly order: string;
  readonly day: Day;
  readonly amount: bigint;
}

/** The definition that every engine must give. */
export function customerProfiles(rows: readonly ProfileRow[], scale: number): CustomerProfiles {
  const named = rows.filter(({ customer, order }) => customer !== '' && order !== '');
  const names = [...new Set(named.map(({ customer }) => customer))];
  const profiles = names.map((name) => profileOf(named.filter(({ customer }) => customer === name)));
  return {
    names,
    scale,
    amounts: BigInt64Array.from(profiles, ({ amount }) => amount),
    orders: Int32Array.from(profiles, ({ days }) => days.length),
    first: Int32Array.from(profiles, ({ days }) => (days.length === 0 ? NO_DAY : Math.min(...days))),
    last: Int32Array.from(profiles, ({ days }) => (days.length === 0 ? NO_DAY : Math.max(...days))),
    nameless: rows.length - named.length,
  };
}

function profileOf(rows: readonly ProfileRow[]): { readonly amount: bigint; readonly days: readonly Day[] } {
  const orders = [...new Set(rows.map(({ order }) => order))].map((order) => rows.filter((row) => row.order === order));
  const valid = orders.filter((order) => order.reduce((sum, { amount }) => sum + amount, 0n) > 0n);
  const days = valid.map((order) => Math.min(...order.filter(({ amount }) => amount > 0n).map(({ day }) => day)));
  return { amount: rows.reduce((sum, { amount }) => sum + amount, 0n), days };
}
