import { describe, expect, it } from 'vitest';
import { formatRatio } from '../../../src/core/amount.ts';
import type { Refusal } from '../../../src/core/finding.ts';
import { countedNumbers } from '../../../src/core/measures/counted-numbers.ts';
import { daysSince } from '../../../src/core/measures/days-since.ts';
import { quotient } from '../../../src/core/measures/measured.ts';
import { spanSums } from '../../../src/core/measures/node-numbers.ts';
import { latestSnapshot } from '../../../src/core/measures/point-in-time.ts';
import { runningLevels } from '../../../src/core/measures/running-levels.ts';
import { levelNumbers } from '../../../src/core/measures/stock-numbers.ts';
import { satisfaction } from '../../../src/core/measures/survey.ts';
import { countCustomers } from '../../../src/core/metrics/customers.ts';
import { COUNTED } from '../../../src/core/metrics/metric.ts';
import { day, period, type Row, totals } from '../make.ts';
import { orderRows, WORKED } from '../metrics/orders.ts';

/** So many answers of one score in one unit. */
const answers = (unit: string, score: number, count: number): { row: Row; count: number } => ({
  row: [`${unit}/${score}`, '2026-03-10', score * count],
  count,
});
const survey = (...all: { row: Row; count: number }[]) => ({
  ...totals(all.map(({ row }) => row)),
  rows: Float64Array.from(all, ({ count }) => count),
});
const ANSWERS = survey(answers('A', 10, 50), answers('A', 9, 40), answers('A', 3, 10), answers('B', 9, 20), answers('B', 6, 20));
const score = (text: string) => ({ coefficient: BigInt(text.replace('.', '')), scale: text.split('.')[1]?.length ?? 0 });

describe('satisfaction', () => {
  const spans = [period('2026-03')];

  it('is the share of answers that reach the top box, from all answers and not from the shares', () => {
    const { at } = satisfaction(ANSWERS, { topBox: score('9'), minAnswers: 1, spans });
    const percent = (path: string[]) => formatRatio(100n * at(path, 0)!.numerator, at(path, 0)!.denominator, 2);
    expect([percent([]), percent(['A']), percent(['B'])]).toEqual(['78.57', '90.00', '50.00']);
  });

  it('or the mean of the answers', () => {
    const { at, units } = satisfaction(ANSWERS, { topBox: undefined, minAnswers: 1, spans });
    expect(at(['B'], 0)).toEqual({ numerator: 30_000n, denominator: 4_000n });
    expect(units).toEqual([['A'], ['B']]);
  });

  it('keeps the count and tells no rate below the smallest number of answers', () => {
    const { at } = satisfaction(ANSWERS, { topBox: score('9.5'), minAnswers: 41, spans });
    expect(at(['A'], 0)).toEqual({ numerator: 5_000n, denominator: 10_000n });
    expect(at(['B'], 0)).toEqual({ numerator: 0n, denominator: 4_000n, isTooFew: true });
  });
});

describe('a stock from what is added and taken', () => {
  const flows = totals([
    ['B', '2026-02-01', 100],
    ['A', '2026-03-10', -300],
    ['A', '2025-12-31', 1000],
    ['A', '2026-01-20', 50],
  ]);

  it('is each unit’s running sum, in any order of the rows', () => {
    const spans = ['2026-01', '2026-02', '2026-03', '2026-Q1'].map((label) => period(label));
    const { at } = levelNumbers(runningLevels(flows), spans);
    expect([0, 1, 2, 3].map((span) => Number(at([], span)) / 100)).toEqual([1050, 1150, 850, 850]);
    expect(Number(at(['A'], 2)) / 100).toBe(750);
  });

  it('is the mean of the ends of its months, or of the span’s own end, where that is declared', () => {
    const spans = ['2026-Q1', '2025-12..2026-02', '2026-03-10..2026-03-15', '2026-02'].map((label) => period(label));
    const { at } = levelNumbers(runningLevels(flows), spans, 'mean');
    // (1050 + 1150 + 850) / 3 and (1000 + 1050 + 1150) / 3.
    expect([0, 1, 2, 3].map((span) => at([], span))).toEqual([101_667n, 106_667n, 85_000n, 115_000n]);
    expect([0, 1].map((span) => at(['B'], span))).toEqual([6_667n, 3_333n]);
  });
});

describe('opportunities', () => {
  it('take the days from one day to another for each row', () => {
    const rows = totals([
      ['A/2026-01-01', '2026-03-02', 5],
      ['A/2026-02-01', '2026-03-02', 5],
    ]);
    const days = daysSince({ ...rows, rows: Float64Array.of(1, 2) });
    expect(spanSums(days, [period('2026-03')]).at(['A'], 0)).toBe(11_800n);
  });

  it('refuse a first day that is none, or lies after the last', () => {
    const codes = (first: string) => {
      try {
        daysSince(totals([[`A/${first}`, '2026-03-02', 5]]));
      } catch (error) {
        return (error as Refusal).findings[0]?.code;
      }
      return undefined;
    };
    expect([codes('soon'), codes('2026-03-03'), codes('2026-03-02')]).toEqual([
      'measures.bad-first-day',
      'measures.ends-before',
      undefined,
    ]);
  });

  it('stand as the latest snapshot up to the day says', () => {
    const rows = totals([
      ['A/2026-03-31', '2026-06-01', 5],
      ['A/2026-04-30', '2026-06-01', 7],
      ['B/2026-03-31', '2026-06-01', 2],
    ]);
    const amounts = (asOf: string) => [...(latestSnapshot(rows, day(asOf))?.totals.amount ?? [])];
    expect([amounts('2026-04-29'), amounts('2026-04-30'), amounts('2026-03-30')]).toEqual([[500n, 200n], [700n], []]);
  });
});

describe('counts', () => {
  const spans = ['2026-Q1', '2026-01'].map((label) => period(label));
  const counts = countCustomers(orderRows(WORKED), { periods: spans, lookBack: 24, credit: 'share' });
  const units = [['A'], ['B']];
  const of = (counted: (typeof COUNTED)[number], path: string[] = [], span = 0) =>
    Number(countedNumbers(counts, counted as 'orders', { units, scale: 2 }).at(path, span)) / 100;

  it('are those of each node, never of its parts', () => {
    expect(COUNTED.filter((name) => name !== 'rows').map((name) => of(name))).toEqual([6, 5, 3, 1, 1, 1, 1, 3]);
    expect([of('new-customers', ['A']), of('customers', ['A']), of('customers', ['B']), of('customers', [], 1)]).toEqual([
      0.6, 3, 4, 2,
    ]);
  });

  it('divide one another: one of five bought again', () => {
    const [repeat, active] = (['repeat-customers', 'customers'] as const).map((name) =>
      countedNumbers(counts, name, { units, scale: 2 }),
    );
    expect(quotient(repeat!, active!, 2).at([], 0)).toEqual({ numerator: 100n, denominator: 500n });
  });
});
