import { describe, expect, it } from 'vitest';
import { parseMarketGrowth, readCompetitorsCsv, readMarketCsv } from '../../src/plan-folder/market-csv.ts';

const CONTEXT = { decimals: 2, fiscal: { startMonth: 1, name: 'end' } } as const;
const market = (...lines: string[]) =>
  readMarketCsv({ content: `${['区域,period,size,growth,source,date', ...lines].join('\n')}\n`, file: 'market.csv' }, CONTEXT);
const competitors = (...lines: string[]) =>
  readCompetitorsCsv(
    { content: `${['区域,period,competitor,share,source,date', ...lines].join('\n')}\n`, file: 'competitors.csv' },
    CONTEXT,
  );
const codes = (findings: readonly { code: string }[]) => findings.map(({ code }) => code);

describe('market.csv', () => {
  it('has sizes at one scale, growths as they are written, and evidence', () => {
    const { levels, scale, rows, findings } = market(
      'East,2025年,1000.5,10%,协会,2026-01-20',
      'East,2026,,-3.50%,,',
      ',2025-Q1,1万,,,',
    );
    expect(findings).toEqual([]);
    expect([levels, scale]).toEqual([['区域'], 1]);
    expect(rows.map(({ unit, period, size, growth, source }) => [unit, period.label, size, growth, source])).toEqual([
      [['East'], '2025', 10005n, { numerator: 10n, denominator: 100n }, '协会'],
      [['East'], '2026', undefined, { numerator: -350n, denominator: 10000n }, ''],
      [[], '2025-Q1', 100000n, undefined, ''],
    ]);
    expect(rows[0]?.date).toBe(20473);
    expect(rows[1]?.place).toEqual({ file: 'market.csv', line: 3 });
  });

  it('tells all that is wrong at once', () => {
    const lines = [
      'A,2025,,,,',
      'A,2026,-1,,,',
      'A,2027,1,6,,',
      'A,soon,1,,,',
      'A,2028,1.2345678,,,',
      'B,2025,1,,,2025-02-30',
      'A,2026,1,,,',
    ];
    expect(codes(market(...lines).findings)).toEqual([
      'market.says-nothing',
      'market.negative',
      'market.bad-growth',
      'folder.bad-period',
      'folder.too-fine',
      'folder.bad-day',
      'folder.row-twice',
    ]);
  });

  it('takes a growth with or without a sign, and no number that may be a percentage', () => {
    const of = (text: string) => {
      const growth = parseMarketGrowth(text);
      return growth && [Number(growth.numerator), Number(growth.denominator)];
    };
    expect(of('+6%')).toEqual([6, 100]);
    expect(of('6.0%')).toEqual([60, 1000]);
    expect(of('0.06')).toEqual([6, 100]);
    expect(of('－3%')).toEqual([-3, 100]);
    expect(['6', '1.2', '-', 'x', '+-6%', ''].map(of)).toEqual(Array(6).fill(undefined));
  });
});

describe('competitors.csv', () => {
  it('has the shares of competitors', () => {
    const { rows, findings } = competitors('East,2025,Acme,30%,协会,2026-01-20', 'East,2025,Bolt,0.125,,');
    expect(findings).toEqual([]);
    expect(rows.map(({ competitor, share }) => [competitor, Number(share.numerator) / Number(share.denominator)])).toEqual([
      ['Acme', 0.3],
      ['Bolt', 0.125],
    ]);
  });

  it('tells all that is wrong at once', () => {
    const { findings } = competitors(
      'A,2025,Acme,,,',
      'A,2025,,10%,,',
      'A,2025,Bolt,30,,',
      'A,2026,Acme,1%,,',
      'A,2026,Acme,2%,,',
    );
    expect(codes(findings)).toEqual(['folder.blank-cell', 'folder.blank-cell', 'market.bad-share', 'folder.row-twice']);
  });
});
