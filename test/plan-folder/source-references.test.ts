import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/plan-folder/settings.ts';

const told = (lines: readonly string[]) =>
  readSettings(['version: 1', ...lines].join('\n'), 'salesplan.yaml').findings.map(
    ({ code, place }) => `${place?.line} ${place?.column} ${code}`,
  );

describe('what sources and metrics name', () => {
  it('is there, or every mistake is told with its line', () => {
    expect(
      told([
        'sources:',
        '  orders: {files: [a.csv], address: "clickhouse://h/d.t"}',
        '  usd: {files: [b.csv], currency: dollars, query: select 1}',
        'metrics:',
        '  revenue: {source: ordres}',
        '  a:',
        '    formula: b - c',
        '    amount: 金额',
        '  b: {formula: a + revenue}',
        '  d: {formula: revenue /}',
        '  e: {kind: ratio, formula: revenue}',
      ]),
    ).toEqual([
      '3 sources.orders.address sources.files-and-address',
      '4 sources.usd.query sources.query-of-files',
      '4 sources.usd.currency money.bad-currency',
      '6 metrics.revenue.source sources.near-source',
      '8 metrics.a.formula sources.unknown-metric',
      '8 metrics.a.formula sources.circle',
      '9 metrics.a.amount sources.beside-formula',
      '11 metrics.d.formula sources.bad-formula',
      '12 metrics.e.formula sources.formula-of-ratio',
    ]);
  });

  it('has rates wherever money changes', () => {
    expect(
      told([
        'tax: {basis: exclusive}',
        'currency: {code: CNY}',
        'sources:',
        '  a: {files: [a.csv], tax: inclusive}',
        '  b: {files: [b.csv], currency: USD}',
        '  c: {files: [c.csv], tax: inclusive, tax_rate: 税率, currency: "column:币种"}',
        'rates: {plan: {EUR: seven}}',
      ]),
    ).toEqual([
      '5 sources.a.tax money.tax-without-rates',
      '6 sources.b.currency money.no-plan-rate',
      '8 rates.plan.EUR money.bad-rate',
    ]);
    expect(told(['tax: {rates: [{rate: 13, from: 2019-13-01}]}'])).toEqual([
      '2 tax.rates.0.rate money.bad-rate',
      '2 tax.rates.0.from folder.want-day',
    ]);
    expect(told(['sources:', '  a: {files: [a.csv], currency: USD}', '  b: {files: [b.csv], currency: EUR}'])).toEqual([
      '3 sources.a.currency money.no-home',
      '4 sources.b.currency money.no-home',
    ]);
  });

  it('has near names for keys inside', () => {
    const { findings } = readSettings('version: 1\nsources:\n  a: {colums: {date: x}}\nmetrics:\n  m: {formla: a}\n', 's.yaml');
    expect(findings.map(({ code, values }) => `${code} ${values?.near}`)).toEqual([
      'folder.unknown-key columns',
      'folder.unknown-key formula',
    ]);
  });
});
