import { formatDay, parseDay } from '../../src/core/calendar/day.ts';
import { type Finding, Refusal } from '../../src/core/finding.ts';
import type { Totals } from '../../src/core/totals.ts';
import type { FactsResult, FactsSource, TotalsQuery } from '../../src/facts/facts-source.ts';
import { type FactsOptions, openFacts } from '../../src/facts/open-facts.ts';

/** A query over columns `date`, `amount` and `levels`. */
export function query(changes: Partial<TotalsQuery> & { readonly by?: readonly string[] } = {}): TotalsQuery {
  const { by = ['region'], ...rest } = changes;
  const levels = by.map((column) => ({ name: column, column }));
  return {
    date: 'date',
    amount: { column: 'amount', power: 0 },
    levels,
    where: [],
    grain: 'day',
    range: undefined,
    describeRejects: 10,
    ...rest,
  };
}

/** Opens, asks once and closes. */
export async function ask(
  files: readonly string[],
  changes?: Parameters<typeof query>[0],
  options?: FactsOptions,
): Promise<FactsResult> {
  return using(openFacts(files, options), (source) => source.totals(query(changes)));
}

export async function using<T>(source: FactsSource, work: (source: FactsSource) => Promise<T>): Promise<T> {
  try {
    return await work(source);
  } finally {
    await source.close();
  }
}

/** `华东 2026-03-15 12.5 x2`: one line a cell, amounts as plain decimals. */
export function lines(totals: Totals): string[] {
  return [...totals.unit].map((unit, index) => {
    const day = formatDay(totals.day[index]!);
    return `${totals.units[unit]!.join('/')} ${day} ${decimal(totals.amount[index]!, totals.scale)} x${totals.rows[index]}`;
  });
}

export function decimal(value: bigint, scale: number): string {
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  const text = `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/\.?0+$/, '');
  return value < 0n ? `-${text}` : text;
}

export function total(totals: Totals): string {
  return decimal(
    [...totals.amount].reduce((sum, amount) => sum + amount, 0n),
    totals.scale,
  );
}

/** `bad-date:3:date:2025-02-30` for each described reject. */
export function rejectsOf({ rejects }: FactsResult): string[] {
  return rejects.map(({ finding: { code, place } }) =>
    [code.replace('facts.', ''), place?.line, place?.column, place?.cell].filter((part) => part !== undefined).join(':'),
  );
}

export async function refusalOf(work: Promise<unknown>): Promise<readonly Finding[]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refusal) return error.findings;
    throw error;
  }
  throw new Error('nothing was refused');
}

export function span(from: string, to: string): { start: number; end: number } {
  return { start: parseDay(from)!, end: parseDay(to)! };
}
