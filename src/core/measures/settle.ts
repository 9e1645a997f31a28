import type { Day } from '../calendar/day.ts';
import { groupBy } from '../group-by.ts';
import { comparePaths } from '../names.ts';
import { pathKey, UNASSIGNED, type UnitPath } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import type { FactColumns } from './node-numbers.ts';

/** Amounts that belong together by a key, such as an invoice, whatever units and days they have. */
export interface KeyedFacts extends FactColumns {
  readonly key: readonly string[];
}

/** What was paid for what fell due: one row a receipt and due day, in columns; `unit` is the unit that it was due to. */
export interface Settled {
  readonly units: readonly UnitPath[];
  readonly unit: readonly number[];
  readonly due: readonly Day[];
  readonly received: readonly Day[];
  readonly amount: readonly bigint[];
  /** What was paid beyond what is due under its key, or under none, in order of the keys; never zero. */
  readonly unmatched: readonly { readonly key: string; readonly amount: bigint }[];
}

/** The rows of totals whose innermost level is the key. */
export function keyedFacts(totals: Totals): KeyedFacts {
  const depth = totals.levels.length - 1;
  const units = new Map<string, { readonly path: UnitPath; readonly place: number }>();
  const place = totals.units.map((path) => {
    const cut = path.slice(0, depth);
    const own = units.get(pathKey(cut)) ?? { path: cut, place: units.size };
    units.set(pathKey(cut), own);
    return own.place;
  });
  return {
    units: [...units.values()].map(({ path }) => path),
    unit: totals.unit.map((unit) => place[unit] as number),
    day: totals.day,
    amount: totals.amount,
    key: Array.from(totals.unit, (unit) => totals.units[unit]?.[depth] ?? UNASSIGNED),
  };
}

/**
 * What receipts pay for, key by key: the earliest due first, in the order in which they came in; what fell due to several units on
 * one day is paid for all of them in proportion, to the smallest unit along their paths. A receipt below zero takes back what was
 * paid last. A due of zero or less takes no payment.
 */
export function settle(dues: KeyedFacts, receipts: KeyedFacts): Settled {
  const settled: Draft = { unit: [], due: [], received: [], amount: [] };
  const unmatched: { key: string; amount: bigint }[] = [];
  const owed = groupBy(rowsOf(dues), ({ key }) => key);
  const paid = groupBy(rowsOf(receipts), ({ key }) => key);
  for (const [key, payments] of [...paid].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const blocks = key === UNASSIGNED ? [] : blocksOf(owed.get(key) ?? []);
    const rest = settleKey(
      settled,
      blocks,
      payments.toSorted((a, b) => a.day - b.day),
    );
    if (rest !== 0n) unmatched.push({ key, amount: rest });
  }
  return { ...settled, units: dues.units, unmatched };
}

interface Row {
  readonly key: string;
  readonly unit: number;
  readonly path: UnitPath;
  readonly day: Day;
  readonly amount: bigint;
}

interface Draft {
  readonly unit: number[];
  readonly due: Day[];
  readonly received: Day[];
  readonly amount: bigint[];
}

/** What falls due on one day under one key: parts in the order of their paths. */
interface Block {
  readonly day: Day;
  readonly whole: bigint;
  readonly parts: readonly Row[];
}

function rowsOf({ units, unit, day, amount, key }: KeyedFacts): Row[] {
  return key.map((own, i) => {
    const place = unit[i] as number;
    return { key: own, unit: place, path: units[place] as UnitPath, day: day[i] as Day, amount: amount[i] as bigint };
  });
}

function blocksOf(rows: readonly Row[]): Block[] {
  const days = [...groupBy(rows, ({ day }) => String(day)).values()].map((own) => {
    const parts = own.filter(({ amount }) => amount > 0n).sort((a, b) => comparePaths(a.path, b.path));
    return { day: own[0].day, whole: parts.reduce((sum, { amount }) => sum + amount, 0n), parts };
  });
  return days.filter(({ whole }) => whole > 0n).sort((a, b) => a.day - b.day);
}

/** Adds what the payments settle; gives what is left of them at the end. */
function settleKey(settled: Draft, blocks: readonly Block[], payments: readonly Row[]): bigint {
  let paid = 0n;
  for (const payment of payments) {
    let before = 0n;
    for (const block of blocks) {
      const [from, to] = [paid - before, paid + payment.amount - before].map((reached) => within(reached, block.whole));
      settleBlock(settled, block, { from: from as bigint, to: to as bigint, received: payment.day });
      before += block.whole;
    }
    paid += payment.amount;
  }
  const whole = blocks.reduce((sum, block) => sum + block.whole, 0n);
  return paid > whole ? paid - whole : paid < 0n ? paid : 0n;
}

function within(amount: bigint, most: bigint): bigint {
  return amount < 0n ? 0n : amount > most ? most : amount;
}

/** Brings what is paid of a block from one amount to another. */
function settleBlock(settled: Draft, block: Block, { from, to, received }: { from: bigint; to: bigint; received: Day }): void {
  if (from === to) return;
  let reached = 0n;
  for (const { unit, amount } of block.parts) {
    const share = (paid: bigint) => (paid * (reached + amount)) / block.whole - (paid * reached) / block.whole;
    const paid = share(to) - share(from);
    reached += amount;
    if (paid === 0n) continue;
    settled.unit.push(unit);
    settled.due.push(block.day);
    settled.received.push(received);
    settled.amount.push(paid);
  }
}
