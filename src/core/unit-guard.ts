import { formatExact, power10 } from './amount.ts';
import { formatDay } from './calendar/day.ts';
import { monthNumber } from './calendar/month.ts';
import { type Finding, type FindingValues, finding } from './finding.ts';
import type { Grid } from './grid.ts';
import type { Totals } from './totals.ts';
import { leafValue } from './tree.ts';

/** 万 and 亿: units that headers leave out. Natural growth does not come near them, and other powers of ten are rarely left out. */
const FACTORS = [10_000n, 100_000_000n];

/** A typed array where there may be a million. */
type Amounts = readonly bigint[] | BigInt64Array;

/** Two sets of amounts that differ as if one were in another unit. */
export interface UnitDoubt {
  readonly factor: bigint;
  /** The medians of both. */
  readonly one: bigint;
  readonly other: bigint;
}

/** How far from the factor medians may be: numerator and denominator. */
interface Slack {
  readonly n: bigint;
  readonly d: bigint;
}

/** Rows of two files may be of any size: only what is very near to a unit is doubted, within 20 %. */
export const NEAR: Slack = { n: 5n, d: 4n };
/** The same months, or a plan and its actuals: a business does not grow or fail three thousand times. */
export const ROUGH: Slack = { n: 3n, d: 1n };

/**
 * Whether the medians of two sets of amounts (of one scale) differ by a factor near 10,000 or 100,000,000: at most by `slack`, both
 * ends included. Signs and zeros do not count; undefined where nothing is doubtful.
 */
export function unitDoubt(ones: Amounts, others: Amounts, { n, d }: Slack): UnitDoubt | undefined {
  const [one, other] = [median(ones), median(others)];
  if (one === undefined || other === undefined) return undefined;
  const [large, small] = one > other ? [one, other] : [other, one];
  const factor = FACTORS.find((times) => n * large >= d * times * small && d * large <= n * times * small);
  return factor === undefined ? undefined : { factor, one, other };
}

/** The middle of the absolute amounts, the lower of two; undefined without an amount but zero. */
export function median(amounts: Amounts): bigint | undefined {
  const sizes = sorted(amounts);
  const zeros = sizes.findIndex((size) => size !== 0n);
  return zeros < 0 ? undefined : sizes[zeros + ((sizes.length - zeros - 1) >> 1)];
}

function sorted(amounts: Amounts): Amounts {
  const size = (amount: bigint) => (amount < 0n ? -amount : amount);
  if (amounts instanceof BigInt64Array) return amounts.map(size).sort();
  return amounts.map(size).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** An error for each file whose row amounts (base unit, at `scale`) differ from those of the first as if by a unit. */
export function fileDoubts(files: readonly { readonly name: string; readonly amounts: Amounts }[], scale: number): Finding[] {
  const [first, ...others] = files;
  return others.flatMap(({ name, amounts }) => {
    const doubt = unitDoubt(amounts, first!.amounts, NEAR);
    return doubt ? [doubted('facts.unit-guard-files', doubt, scale, { file: name, first: first!.name })] : [];
  });
}

/** An error for each calendar year whose months differ from the same months of the year before as if by a unit. */
export function yearDoubts(totals: Totals): Finding[] {
  const months = monthTotals(totals);
  const years = [...new Set([...months.keys()].map((month) => Math.floor(month / 12)))].sort((a, b) => a - b);
  return years.flatMap((year) => {
    const both = [...months].filter(([month]) => Math.floor(month / 12) === year && months.has(month - 12));
    const before = both.map(([month]) => months.get(month - 12)!);
    const now = both.map(([, amount]) => amount);
    const doubt = unitDoubt(now, before, ROUGH);
    return doubt ? [doubted('facts.unit-guard-years', doubt, totals.scale, { year, before: year - 1 })] : [];
  });
}

function monthTotals({ day, amount }: Totals): Map<number, bigint> {
  const months = new Map<number, bigint>();
  day.forEach((at, index) => {
    const key = monthNumber(at);
    months.set(key, (months.get(key) ?? 0n) + amount[index]!);
  });
  return months;
}

/** An error where the actuals of a plan's leaf periods differ from the plan as if by a unit. */
export function planDoubts(totals: Totals, plan: Grid): Finding[] {
  const width = plan.periods.leaves.length;
  const planned = Array.from({ length: width }, (_, leaf) => {
    let sum = 0n;
    for (let at = leaf; at < plan.cells.length; at += width) sum += plan.cells[at]!;
    return (sum * power10(totals.scale)) / power10(plan.scale);
  });
  const actual = leafActuals(totals, plan);
  const both = actual.flatMap((amount, leaf) => (amount !== 0n && planned[leaf] !== 0n ? [leaf] : []));
  const doubt = unitDoubt(
    both.map((leaf) => actual[leaf]!),
    both.map((leaf) => planned[leaf]!),
    ROUGH,
  );
  return doubt
    ? [doubted('facts.unit-guard-plan', doubt, totals.scale, { from: formatDay(leafValue(plan.periods, both[0]!).start) })]
    : [];
}

function leafActuals({ day, amount }: Totals, { periods }: Grid): bigint[] {
  const leaves = periods.leaves.map((_, leaf) => leafValue(periods, leaf));
  const sums = leaves.map(() => 0n);
  day.forEach((at, index) => {
    const leaf = leaves.findIndex(({ start, end }) => start <= at && at <= end);
    if (leaf >= 0) sums[leaf]! += amount[index]!;
  });
  return sums;
}

function doubted(code: string, { one, other, factor }: UnitDoubt, scale: number, values: FindingValues): Finding {
  return finding('error', code, {
    ...values,
    amount: formatExact(one, scale, 0),
    other: formatExact(other, scale, 0),
    factor: String(factor),
  });
}
