import { formatRatio } from '../amount.ts';
import { addMonths, civil, type Day, lastOfMonth } from '../calendar/day.ts';
import { dayCount, isMonthAligned, type Period, type Span } from '../calendar/period.ts';
import { leafIndex, pathKey, UNASSIGNED, type UnitPath, unitTree } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { nodeAt } from '../tree.ts';

/** A unit node in two periods. Ratios have four decimals. */
export interface ComparedLine {
  readonly path: UnitPath;
  /** Undefined where the node has no rows in that period. */
  readonly amount: bigint | undefined;
  readonly before: bigint | undefined;
  /** Amount - before, what has no rows counting as nothing. */
  readonly difference: bigint;
  /** Difference over before; blank where that is not above zero. */
  readonly growth: string;
  /** Of the whole's amount in each period, and the later share less the earlier one. */
  readonly share: string;
  readonly shareBefore: string;
  readonly shareChange: string;
  /** The difference over the whole's amount before: the nodes of a level add up to the whole's growth. */
  readonly contribution: string;
}

/** Days of the later period, and the same days of the earlier one. */
export interface LikeForLike {
  readonly now: Span;
  readonly past: Span;
  /** Whether days are left out because the history ends inside the later period. */
  readonly isCut: boolean;
}

/**
 * The days to compare: whole periods, or, when the history ends inside the later one, both as far as it goes there, month by month and day by day. An
 * end that lies no more days before the period's than the longest time without rows inside the two periods counts as the period's own.
 */
export function likeForLike(now: Period, past: Period, { day, last }: Pick<Totals, 'day' | 'last'>): LikeForLike {
  if (last === undefined || last >= now.end || now.end - last <= longestPause(day, [now, past])) {
    return { now, past, isCut: false };
  }
  return { now: { start: now.start, end: last }, past: { start: past.start, end: sameDay(now, past, last) }, isCut: true };
}

/** The longest run of days without a row between two days with rows of the same span. */
function longestPause(days: ArrayLike<Day>, spans: readonly Span[]): number {
  const sorted = [...new Set(Array.from(days))].sort((a, b) => a - b);
  return sorted.reduce((longest, day, i) => {
    const before = sorted[i - 1];
    const isInside = before !== undefined && spans.some(({ start, end }) => start <= before && day <= end);
    return isInside ? Math.max(longest, day - before - 1) : longest;
  }, 0);
}

/** The day of the earlier period that stands where `day` stands in the later one; the end of a month stands for the end of a month. */
function sameDay(now: Span, past: Span, day: Day): Day {
  if (!isMonthAligned(now) || !isMonthAligned(past)) return past.start + (day - now.start);
  const [from, at, to] = [civil(now.start), civil(day), civil(past.start)];
  const months = (to.year - from.year) * 12 + to.month - from.month;
  const moved = addMonths(day, months);
  const { year, month } = civil(moved);
  return day === lastOfMonth(at.year, at.month) ? lastOfMonth(year, month) : moved;
}

/** Whether two periods are of one kind: of one grain, or, where they have none, as long. */
export function areAlike(one: Period, other: Period): boolean {
  if (one.grain !== other.grain) return false;
  if (one.grain !== undefined) return true;
  return monthCount(one) === undefined ? dayCount(one) === dayCount(other) : monthCount(one) === monthCount(other);
}

function monthCount(span: Span): number | undefined {
  if (!isMonthAligned(span)) return undefined;
  const [from, to] = [civil(span.start), civil(span.end)];
  return (to.year - from.year) * 12 + to.month - from.month;
}

/** Every unit node with rows in either period, in the order of the tree; the whole first. */
export function comparePeriods(totals: Totals, { now, past }: Pick<LikeForLike, 'now' | 'past'>): ComparedLine[] {
  const units = unitTree(totals.levels, totals.units);
  const leaves = leafIndex(units);
  const nodes = totals.units.map((path) => {
    const leaf = leaves.get(pathKey(path)) ?? leaves.get(pathKey([...path, UNASSIGNED]));
    return units.leaves[leaf as number] as number;
  });
  const sums = [now, past].map(() => new Array<bigint | undefined>(units.nodes.length).fill(undefined));
  totals.day.forEach((day, i) => {
    [now, past].forEach(({ start, end }, side) => {
      if (day < start || day > end) return;
      const own = sums[side] as (bigint | undefined)[];
      for (let node = nodes[totals.unit[i] as number] as number; node >= 0; node = nodeAt(units, node).parent) {
        own[node] = (own[node] ?? 0n) + (totals.amount[i] as bigint);
      }
    });
  });
  const [later = [], earlier = []] = sums;
  const whole = { amount: later[0] ?? 0n, before: earlier[0] ?? 0n };
  return units.nodes.flatMap(({ value }, node) => {
    const [amount, before] = [later[node], earlier[node]];
    return amount === undefined && before === undefined && node > 0 ? [] : [lineOf({ path: value.path, amount, before }, whole)];
  });
}

type Sides = Pick<ComparedLine, 'amount' | 'before'>;

function lineOf(
  own: Pick<ComparedLine, 'path'> & Sides,
  whole: { readonly amount: bigint; readonly before: bigint },
): ComparedLine {
  const { amount = 0n, before = 0n } = own;
  const difference = amount - before;
  const share = positiveShare(amount, whole.amount);
  const shareBefore = positiveShare(before, whole.before);
  const bothShares = whole.amount > 0n && whole.before > 0n;
  return {
    ...own,
    difference,
    growth: positiveShare(difference, before),
    share,
    shareBefore,
    shareChange: bothShares ? formatRatio(amount * whole.before - before * whole.amount, whole.amount * whole.before, 4) : '',
    contribution: positiveShare(difference, whole.before),
  };
}

/** Four decimals; blank unless the whole is above zero. */
function positiveShare(part: bigint, whole: bigint): string {
  return whole > 0n ? formatRatio(part, whole, 4) : '';
}

/** Leaves, those that gained most and those that lost most, at most `count` each. */
export function mostChanged(
  lines: readonly ComparedLine[],
  count: number,
): { readonly up: ComparedLine[]; readonly down: ComparedLine[] } {
  const paths = new Set(lines.map(({ path }) => pathKey(path.slice(0, -1))));
  const leaves = lines.filter(({ path }) => path.length > 0 && !paths.has(pathKey(path)));
  const sorted = leaves.toSorted((a, b) => (a.difference < b.difference ? 1 : a.difference > b.difference ? -1 : 0));
  return {
    up: sorted.filter(({ difference }) => difference > 0n).slice(0, count),
    down: sorted
      .filter(({ difference }) => difference < 0n)
      .reverse()
      .slice(0, count),
  };
}
