import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../src/core/calendar/day.ts';
import { parsePeriod } from '../../../src/core/calendar/parse-period.ts';
import type { Period } from '../../../src/core/calendar/period.ts';
import { Refusal } from '../../../src/core/finding.ts';
import { besideOwn } from '../../../src/core/market/beside-own.ts';
import { forecastMarket } from '../../../src/core/market/forecast-market.ts';
import type { CompetitorEntry, MarketEntry } from '../../../src/core/market/market.ts';
import { marketFindings } from '../../../src/core/market/market-checks.ts';

const FISCAL = { startMonth: 1, name: 'end' } as const;
const period = (label: string) => parsePeriod(label, FISCAL) as Period;
const TODAY = dayOf(2026, 11, 1) as number;

function row(
  unit: string,
  label: string,
  size: number | undefined,
  more: { growth?: number; date?: number; source?: string } = {},
): MarketEntry {
  const { growth, date = TODAY, source = 'association' } = more;
  return {
    unit: unit === '' ? [] : unit.split('/'),
    period: period(label),
    size: size === undefined ? undefined : BigInt(size),
    growth: growth === undefined ? undefined : { numerator: BigInt(growth), denominator: 100n },
    source,
    date,
    place: { file: 'market.csv', line: 2 },
  };
}

const market = (...rows: MarketEntry[]) => ({ levels: ['region'], scale: 0, rows });
const forecast = (label: string, ...rows: MarketEntry[]) =>
  forecastMarket({ market: market(...rows), period: period(label), fiscal: FISCAL, scale: 2 });
const sizes = (label: string, ...rows: MarketEntry[]) =>
  forecast(label, ...rows).sizes.map(({ unit, period: own, size }) => [unit.join('/'), own.label, Number(size) / 100]);

function refused(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error.findings.map(({ code }) => code);
    throw error;
  }
  return [];
}

describe('forecastMarket', () => {
  it('takes a row of the period, else the last size grown year by year, and says so', () => {
    const rows = [row('East', '2026', 1000, { growth: 10 }), row('South', '2026', 500), row('South', '2027', 600)];
    const { findings } = forecast('2027', ...rows);
    expect(sizes('2027', ...rows)).toEqual([
      ['East', '2027', 1100],
      ['South', '2027', 600],
    ]);
    expect(findings.map(({ code, values }) => [code, values?.['unit'], values?.['growth']])).toEqual([
      ['market.grown', 'East', '+10%'],
    ]);
    expect(sizes('2029', row('East', '2026', 1000, { growth: 10 }))).toEqual([['East', '2029', 1331]]);
  });

  it('goes by the growth of each year where it is known, and by what a person says before all', () => {
    const rows = [row('East', '2026', 1000, { growth: 10 }), row('East', '2027', undefined, { growth: -50 })];
    expect(sizes('2027', ...rows)).toEqual([['East', '2027', 500]]);
    expect(sizes('2028', ...rows)).toEqual([['East', '2028', 250]]);
    const growths = [
      { unit: [], rate: { numerator: 0n, denominator: 1n } },
      { unit: ['East'], rate: { numerator: 1n, denominator: 100n } },
    ];
    const all = market(...rows, row('West', '2026', 300));
    const said = forecastMarket({ market: all, period: period('2027'), fiscal: FISCAL, scale: 0, growths });
    expect(said.sizes.map(({ size }) => size)).toEqual([1010n, 300n]);
  });

  it('takes parts of the period where rows are by these, and the growth of the last row where a part has none', () => {
    const quarters = [1, 2, 3, 4].map((q) => row('East', `2026-Q${q}`, 100 * q, q === 4 ? { growth: 10 } : {}));
    expect(sizes('2027', ...quarters).map(([, label, size]) => [label, size])).toEqual([
      ['2027-Q1', 110],
      ['2027-Q2', 220],
      ['2027-Q3', 330],
      ['2027-Q4', 440],
    ]);
    expect(sizes('2027', ...quarters, row('East', '2027', 999))).toEqual([['East', '2027', 999]]);
    expect(sizes('2027..2028', row('East', '2026', 100, { growth: 10 })).map(([, label, size]) => [label, size])).toEqual([
      ['2027', 110],
      ['2028', 121],
    ]);
  });

  it('refuses what cannot be told, all at once', () => {
    expect(refused(() => forecast('2027-Q1', row('East', '2026', 1000, { growth: 10 })))).toEqual(['market.not-split']);
    expect(refused(() => forecast('2027', row('East', '2026', 1000), row('South', '2027', undefined, { growth: 3 })))).toEqual([
      'market.no-way-on',
      'market.no-size',
    ]);
    expect(refused(() => forecast('2026', row('', '2026', 1000), row('East', '2026', 400)))).toEqual(['market.nested']);
  });

  it('does not depend on the order of the rows', () => {
    const rows = [2023, 2024, 2025, 2026].map((year) => row('East', String(year), year, { growth: year - 2020 }));
    const expected = sizes('2029', ...rows);
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        expect(sizes('2029', ...shuffled)).toEqual(expected);
      }),
    );
  });
});

describe('marketFindings', () => {
  const codes = (rows: MarketEntry[], others?: CompetitorEntry[]) =>
    marketFindings({ market: market(...rows), competitors: others && { levels: ['region'], rows: others }, today: TODAY }).map(
      ({ code }) => code,
    );
  const share = (unit: string, competitor: string, percent: number): CompetitorEntry => ({
    ...row(unit, '2026', 1),
    competitor,
    share: { numerator: BigInt(percent), denominator: 100n },
  });

  it('holds growths against sizes, to the digits that are written', () => {
    expect(codes([row('E', '2025', 1000), row('E', '2026', 1084, { growth: 8 })])).toEqual([]);
    expect(codes([row('E', '2025', 1000), row('E', '2026', 1086, { growth: 8 })])).toEqual(['market.growth-differs']);
    expect(codes([row('E', '2026', undefined, { growth: 8 })])).toEqual(['market.growth-of-nothing']);
  });

  it('doubts old sources of the last period only, 12 months before today', () => {
    const [limit, older] = [dayOf(2025, 11, 1) as number, dayOf(2025, 10, 31) as number];
    expect(codes([row('E', '2025', 1, { date: 0 }), row('E', '2026', 1, { date: limit })])).toEqual([]);
    expect(codes([row('E', '2026', 1, { date: older }), row('W', '2026', 1, { date: older })])).toEqual(['market.stale']);
    expect(codes([{ ...row('E', '2026', 1, { source: '' }), date: undefined }])).toEqual(['market.no-source', 'market.no-date']);
  });

  it('does not let shares exceed the market', () => {
    expect(codes([], [share('E', 'A', 60), share('E', 'B', 40), share('W', 'A', 60)])).toEqual([]);
    expect(codes([], [share('E', 'A', 60), share('E', 'B', 41)])).toEqual(['market.shares-above-whole']);
  });

  it('has the shares of competitors beside those of our own, none where nobody knows them', () => {
    const own = { units: [], scale: 0, isRatio: true, findings: [], at: () => ({ numerator: 1n, denominator: 5n }) };
    const competitors = { levels: ['region'], rows: [share('E', 'B', 50), share('E', 'A', 31)] };
    const { shares, findings } = besideOwn(own, { competitors, levels: ['country', 'region'], spans: [period('2026')] });
    expect([shares, findings]).toEqual([[], []]);
    const beside = besideOwn(own, { competitors, levels: ['region', 'rep'], spans: [period('2025'), period('2026')] });
    expect(beside.shares.map(({ name, at }) => [name, at(['E'], 0), at(['E'], 1)?.numerator, at(['W'], 1), at([], 1)])).toEqual([
      ['A', undefined, 31n, undefined, undefined],
      ['B', undefined, 50n, undefined, undefined],
    ]);
    expect(beside.findings.map(({ code, values }) => [code, values?.['sum']])).toEqual([['market.own-above-whole', '101%']]);
  });
});
