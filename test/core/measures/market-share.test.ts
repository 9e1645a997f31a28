import { describe, expect, it } from 'vitest';
import { formatRatio } from '../../../src/core/amount.ts';
import type { Refusal } from '../../../src/core/finding.ts';
import { marketRows, marketShare } from '../../../src/core/measures/market-share.ts';
import { spanSums } from '../../../src/core/measures/node-numbers.ts';
import { CALENDAR, period, type Row, totals } from '../make.ts';

const SALES: Row[] = [
  ['East/A', '2025-02-01', 150],
  ['East/B', '2025-11-01', 50],
  ['South/C', '2025-05-01', 50],
];
const MARKET: Row[] = [
  ['East/2025', '2025-12-31', 1000],
  ['South/2025', '2025-12-31', 500],
];

const shares = (sales: readonly Row[], market: readonly Row[], ...labels: string[]) => {
  const spans = labels.map((label) => period(label));
  const own = spanSums(totals(sales), spans);
  return marketShare({ own, market: marketRows(totals(market), CALENDAR), depth: 1, spans, scale: 2 });
};
const percent = (of: ReturnType<typeof shares>, path: string[] = [], span = 0) => {
  const value = of.at(path, span);
  return value && formatRatio(100n * value.numerator, value.denominator, 2);
};
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return (error as Refusal).findings.map(({ code }) => code);
  }
  return [];
};

describe('market share', () => {
  it('is the sum of sales over the sum of markets', () => {
    const of = shares(SALES, MARKET, '2025');
    expect([percent(of), percent(of, ['East']), percent(of, ['South'])]).toEqual(['16.67', '20.00', '10.00']);
    expect(of.at(['East', 'A'], 0)).toBeUndefined();
    expect(of.findings).toEqual([]);
  });

  it('leaves sales without a market out of the whole, and names them', () => {
    const of = shares([...SALES, ['West/D', '2025-06-01', 70]], MARKET, '2025');
    expect(percent(of)).toBe('16.67');
    expect(percent(of, ['West'])).toBe('');
    expect(of.findings).toMatchObject([
      { code: 'measures.no-market', values: { unit: 'West', period: '2025', amount: '70.00' } },
    ]);
  });

  it('adds the parts of a span where they fill it, and has the row of the span itself first', () => {
    const quarters: Row[] = [1, 2, 3, 4].map((q) => [`East/2025-Q${q}`, '2025-12-31', 200 + q]);
    expect(shares(SALES, quarters, '2025').at(['East'], 0)?.denominator).toBe(81_000n);
    expect(shares(SALES, [...quarters, MARKET[0] as Row], '2025').at(['East'], 0)?.denominator).toBe(100_000n);
    expect(shares(SALES, quarters.slice(1), '2025').findings.map(({ values }) => values?.['unit'])).toEqual(['East', 'South']);
  });

  it('refuses a span inside a row’s period, a label that is no period and two rows of one unit', () => {
    expect(refusal(() => shares(SALES, MARKET, '2025-Q1'))).toEqual(['measures.finer-than-market']);
    expect(refusal(() => shares(SALES, [['East/soon', '2025-12-31', 1]], '2025'))).toEqual(['measures.market-period']);
    const twice = totals(MARKET.slice(0, 1));
    const rows = new Float64Array([2]);
    expect(refusal(() => marketRows({ ...twice, rows }, CALENDAR))).toEqual(['measures.market-twice']);
  });
});
