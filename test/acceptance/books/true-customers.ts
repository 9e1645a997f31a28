import type { BookRow } from './any-book.ts';
import { pathOf } from './true-sums.ts';
import { isoDay } from './write-book.ts';

interface ValidOrder {
  readonly customer: string;
  readonly order: string;
  readonly day: string;
  /** Leaf units with an own part above zero, as `region/rep`. */
  readonly units: readonly string[];
}

/** The counts of a node as the definition has them, worked out over and over from all the rows. */
export interface TrueCounts {
  readonly orders: number;
  readonly active: number;
  readonly repeat: number;
  readonly previous: number;
  readonly retained: number;
  /** Of the whole only: customers by their first order, and those who come back after the look-back. */
  readonly arrived: number;
  readonly back: number;
}

function validOrders(rows: readonly BookRow[]): ValidOrder[] {
  const names = [...new Set(rows.map(({ customer, order }) => `${customer} ${order}`))];
  return names.flatMap((name) => {
    const own = rows.filter(({ customer, order }) => `${customer} ${order}` === name);
    const sum = (some: readonly BookRow[]) => some.reduce((total, { fen }) => total + fen, 0);
    if (sum(own) <= 0) return [];
    const days = own.filter(({ fen }) => fen > 0).map(({ day }) => isoDay(day));
    const units = [...new Set(own.map((row) => pathOf(row).join('/')))];
    const sold = units.filter((unit) => sum(own.filter((row) => pathOf(row).join('/') === unit)) > 0);
    const [customer = '', order = ''] = name.split(' ');
    return [{ customer, order, day: days.sort()[0] as string, units: sold }];
  });
}

/** `span` and the one before it as inclusive days; `lookBack` in months. */
export function trueCounts(
  rows: readonly BookRow[],
  { span, before, node, lookBack }: { span: Days; before: Days; node: string; lookBack: number },
): TrueCounts {
  const all = validOrders(rows);
  const isHere = ({ units }: ValidOrder) => units.some((unit) => node === '' || unit === node || unit.startsWith(`${node}/`));
  const inside = ([from, to]: Days) => all.filter((order) => isHere(order) && from <= order.day && order.day <= to);
  const customers = (orders: readonly ValidOrder[]) => [...new Set(orders.map(({ customer }) => customer))];
  const now = inside(span);
  const active = customers(now);
  const was = customers(inside(before));
  const earlierOf = ({ customer, day, order }: ValidOrder) =>
    all.filter((one) => one.customer === customer && (one.day < day || (one.day === day && one.order < order)));
  const whole = all.filter(({ day }) => span[0] <= day && day <= span[1]);
  return {
    orders: now.length,
    active: active.length,
    repeat: active.filter((name) => now.filter(({ customer }) => customer === name).length >= 2).length,
    previous: was.length,
    retained: was.filter((name) => active.includes(name)).length,
    arrived: whole.filter((order) => earlierOf(order).length === 0).length,
    back: whole.filter((order) => {
      const days = earlierOf(order).map(({ day }) => day);
      return days.length > 0 && (days.sort().at(-1) as string) < monthsBefore(order.day, lookBack);
    }).length,
  };
}

export type Days = readonly [from: string, to: string];

/** The day so many months earlier, or the last one of that month. */
function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10);
}
