import { addMonths, type Day, formatDay } from '../calendar/day.ts';
import { previousSpan, type Span } from '../calendar/period.ts';
import { type Finding, finding } from '../finding.ts';
import { groupBy } from '../group-by.ts';
import { compareNames, comparePaths } from '../names.ts';
import { pathKey, type UnitPath } from '../organisation/unit-tree.ts';

/** Who is credited with a new customer: every unit by its part of the first order, or the unit with the largest part alone. */
export const CREDITS = ['share', 'main'] as const;
export type Credit = (typeof CREDITS)[number];

/** One customer is so many parts of credit, so that shares are whole numbers and add up. */
export const CREDIT_PARTS = 1_000_000;

/** A row of an order; a return is a row of the same customer and order with an amount below zero. */
export interface OrderRow {
  readonly customer: string;
  readonly order: string;
  readonly day: Day;
  /** The leaf unit that sold. */
  readonly path: UnitPath;
  readonly amount: bigint;
}

/** What is asked: periods may overlap; `lookBack` in months. */
export interface CustomerQuestion {
  readonly periods: readonly Span[];
  readonly lookBack: number;
  readonly credit: Credit;
}

/** Customers of one unit node (the empty path is the whole) in one period. */
export interface CustomerCount {
  /** Index of the period in the question. */
  readonly period: number;
  readonly path: UnitPath;
  /** New customers in parts of `CREDIT_PARTS`. */
  readonly gained: number;
  /** Customers who came back after the look-back, in the same parts. */
  readonly reactivated: number;
  /** Valid orders, each once, whatever part of it is the node's. */
  readonly orders: number;
  readonly active: number;
  /** Customers with two or more valid orders. */
  readonly repeat: number;
  /** Customers who were active in the node in the span before the period (`previousSpan`). */
  readonly before: number;
  /** Those of `before` who are active in the period as well. */
  readonly kept: number;
}

interface Order {
  readonly customer: string;
  readonly order: string;
  readonly day: Day;
  /** Leaf units whose part of the order is above zero, in order of their paths. */
  readonly parts: readonly { readonly path: UnitPath; readonly amount: bigint }[];
}

/**
 * The definition that every engine must give. An order is valid when its amounts, returns included, add up to more than zero;
 * its day is the first day with an amount above zero, and it belongs to the units whose own part is above zero. A customer is
 * new on the first valid order, and reactivated on one whose last valid order before lies further back than `lookBack`
 * months (the day so many months ago is within); orders of one day stand by their numbers. Credit by share is rounded to
 * parts along the paths, so that each customer is exactly one; by main, the largest part has it, then the first path. A
 * customer is active in a node with a valid order there. Nodes without any customer in the period or before it are left out.
 */
export function countCustomers(rows: readonly OrderRow[], question: CustomerQuestion): CustomerCount[] {
  const nodes = new Map<string, Draft>();
  const earlier = question.periods.map(previousSpan);
  for (const orders of validOrders(rows).values()) {
    orders.forEach((order, index) => {
      for (const period of periodsAt(order.day, earlier)) noteEarlier(nodes, order, period);
      for (const period of periodsAt(order.day, question.periods)) {
        noteBuyer(nodes, order, period);
        const arrival = arrivalOf(order, orders[index - 1], question.lookBack);
        if (arrival) noteArrival(nodes, { order, period, arrival, credit: question.credit });
      }
    });
  }
  return [...nodes.values()].map(({ buyers, earlier: before, ...node }) => {
    const numbers = [...buyers.values()].map(({ size }) => size);
    const repeat = numbers.filter((orders) => orders > 1).length;
    const kept = [...before].filter((customer) => buyers.has(customer)).length;
    const orders = numbers.reduce((sum, size) => sum + size, 0);
    return { ...node, orders, active: buyers.size, repeat, before: before.size, kept };
  });
}

/** Valid orders of each customer, in time. */
function validOrders(rows: readonly OrderRow[]): Map<string, Order[]> {
  const customers = new Map<string, Order[]>();
  for (const order of groupBy(rows, (row) => JSON.stringify([row.customer, row.order])).values()) {
    if (order.reduce((sum, { amount }) => sum + amount, 0n) <= 0n) continue;
    const { customer, order: number } = order[0];
    const day = Math.min(...order.filter(({ amount }) => amount > 0n).map((row) => row.day));
    const valid = { customer, order: number, day, parts: partsOf(order) };
    customers.set(customer, [...(customers.get(customer) ?? []), valid]);
  }
  for (const orders of customers.values()) orders.sort((a, b) => a.day - b.day || compareNames(a.order, b.order));
  return customers;
}

function partsOf(rows: readonly OrderRow[]): Order['parts'] {
  return [...groupBy(rows, ({ path }) => pathKey(path)).values()]
    .map((part) => ({
      path: part[0].path,
      amount: part.reduce((sum, { amount }) => sum + amount, 0n),
    }))
    .filter(({ amount }) => amount > 0n)
    .sort((a, b) => comparePaths(a.path, b.path));
}

function periodsAt(day: Day, periods: readonly Span[]): number[] {
  return periods.flatMap(({ start, end }, index) => (start <= day && day <= end ? [index] : []));
}

type Arrival = 'gained' | 'reactivated';

function arrivalOf({ day }: Order, before: Order | undefined, lookBack: number): Arrival | undefined {
  if (before === undefined) return 'gained';
  return before.day < addMonths(day, -lookBack) ? 'reactivated' : undefined;
}

interface Draft {
  readonly period: number;
  readonly path: UnitPath;
  gained: number;
  reactivated: number;
  /** Numbers of valid orders by customer. */
  readonly buyers: Map<string, Set<string>>;
  /** Customers of the span before. */
  readonly earlier: Set<string>;
}

function draftAt(nodes: Map<string, Draft>, period: number, path: UnitPath): Draft {
  const key = `${period}/${pathKey(path)}`;
  const found = nodes.get(key) ?? { period, path, gained: 0, reactivated: 0, buyers: new Map(), earlier: new Set<string>() };
  nodes.set(key, found);
  return found;
}

function noteBuyer(nodes: Map<string, Draft>, { customer, order, parts }: Order, period: number): void {
  for (const path of parts.flatMap((part) => withAncestors(part.path))) {
    const { buyers } = draftAt(nodes, period, path);
    buyers.set(customer, (buyers.get(customer) ?? new Set()).add(order));
  }
}

function noteEarlier(nodes: Map<string, Draft>, { customer, parts }: Order, period: number): void {
  for (const path of parts.flatMap((part) => withAncestors(part.path))) draftAt(nodes, period, path).earlier.add(customer);
}

interface Arriving {
  readonly order: Order;
  readonly period: number;
  readonly arrival: Arrival;
  readonly credit: Credit;
}

function noteArrival(nodes: Map<string, Draft>, { order: { parts }, period, arrival, credit }: Arriving): void {
  const credits = credit === 'share' ? sharedCredit(parts) : mainCredit(parts);
  parts.forEach(({ path }, index) => {
    for (const node of withAncestors(path)) draftAt(nodes, period, node)[arrival] += credits[index] as number;
  });
}

/** Differences of the running share, rounded down: they add up to one customer. */
function sharedCredit(parts: Order['parts']): number[] {
  const whole = parts.reduce((sum, { amount }) => sum + amount, 0n);
  const upTo = (reached: bigint) => Number((reached * BigInt(CREDIT_PARTS)) / whole);
  let reached = 0n;
  return parts.map(({ amount }) => {
    reached += amount;
    return upTo(reached) - upTo(reached - amount);
  });
}

function mainCredit(parts: Order['parts']): number[] {
  const largest = parts.reduce((most, { amount }) => (amount > most ? amount : most), 0n);
  const main = parts.findIndex(({ amount }) => amount === largest);
  return parts.map((_, index) => (index === main ? CREDIT_PARTS : 0));
}

function withAncestors(path: UnitPath): UnitPath[] {
  return [...path.map((_, depth) => path.slice(0, depth)), path];
}

/** A warning when history begins within the look-back of the first day asked for: then some of the new were customers before. */
export function lookBackFindings(first: Day | undefined, start: Day, lookBack: number): Finding[] {
  const needed = addMonths(start, -lookBack);
  if (first === undefined || first <= needed) return [];
  return [
    finding('warning', 'customers.short-history', { first: formatDay(first), needed: formatDay(needed), months: lookBack }),
  ];
}
