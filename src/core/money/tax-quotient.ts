import { divideRounded } from '../amount.ts';
import { civil } from '../calendar/day.ts';
import { type Finding, finding } from '../finding.ts';
import type { Totals } from '../totals.ts';

/** What amounts with tax come to over amounts without it, at rates that are usual in China. */
export const TAX_QUOTIENTS = ['1.13', '1.09', '1.06'] as const;

/**
 * The usual tax quotient that one amount over another, either way round, is near: within 0.5 %, both ends included. Undefined for
 * amounts that are not above zero and for every other quotient. Two tables of the same sales should be equal; near 1.13 one of
 * them most likely has tax and the other has not (domain rule T25).
 */
export function taxQuotient(a: bigint, b: bigint): (typeof TAX_QUOTIENTS)[number] | undefined {
  if (a <= 0n || b <= 0n) return undefined;
  const [more, less] = a > b ? [a, b] : [b, a];
  return TAX_QUOTIENTS.find((text) => {
    const wanted = less * BigInt(text.replace('.', ''));
    const off = more * 100n - wanted;
    return (off < 0n ? -off : off) * 200n <= wanted;
  });
}

/** A quotient as text with three decimals, for messages. */
export function quotientText(a: bigint, b: bigint): string {
  const [more, less] = a > b ? [a, b] : [b, a];
  const hundredths = divideRounded(more * 1000n, less)
    .toString()
    .padStart(4, '0');
  return `${hundredths.slice(0, -3)}.${hundredths.slice(-3)}`;
}

/** Two amounts that should be of one tax basis, with names for messages. */
export interface Compared {
  readonly one: string;
  readonly other: string;
}

/** A note where two amounts are as far apart as with and without tax. */
export function taxQuotientFindings(a: bigint, b: bigint, { one, other }: Compared): Finding[] {
  const near = taxQuotient(a, b);
  if (near === undefined) return [];
  const names = a > b ? { one, other } : { one: other, other: one };
  return [finding('warning', 'money.tax-quotient', { ...names, quotient: quotientText(a, b), near })];
}

/** The same for every calendar year that both tables have rows in, at one scale, unless a year has other months in one of them. */
export function yearlyTaxFindings(a: Totals, b: Totals, { one, other }: Compared): Finding[] {
  const [first, second] = [yearSums(a), yearSums(b)];
  return [...first].flatMap(([year, own]) => {
    const its = second.get(year);
    if (its === undefined || [...own.months].sort().join() !== [...its.months].sort().join()) return [];
    return taxQuotientFindings(own.amount, its.amount, { one: `${one} ${year}`, other: `${other} ${year}` });
  });
}

function yearSums(totals: Totals): Map<number, { amount: bigint; readonly months: Set<number> }> {
  const years = new Map<number, { amount: bigint; readonly months: Set<number> }>();
  for (const [at, day] of totals.day.entries()) {
    const { year, month } = civil(day);
    const own = years.get(year) ?? { amount: 0n, months: new Set<number>() };
    own.amount += totals.amount[at] as bigint;
    own.months.add(month);
    years.set(year, own);
  }
  return years;
}
