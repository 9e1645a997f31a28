import { describe, expect, it } from 'vitest';
import { growthText } from '../../../src/core/allocation/methods/growth-text.ts';
import type { Rate } from '../../../src/core/allocation/methods/rate.ts';
import { parsePeriod } from '../../../src/core/calendar/parse-period.ts';
import type { Period } from '../../../src/core/calendar/period.ts';
import type { MarketEntry } from '../../../src/core/market/market.ts';
import { marketGrowths } from '../../../src/core/market/market-growth.ts';
import { isWithin } from '../../../src/core/organisation/unit-tree.ts';

const FISCAL = { startMonth: 1, name: 'end' } as const;
const period = (label: string) => parsePeriod(label, FISCAL) as Period;
const percent = (value: number): Rate => ({ numerator: BigInt(value), denominator: 100n });

function row(unit: string, label: string, size: number | undefined, growth?: number): MarketEntry {
  return {
    unit: unit === '' ? [] : unit.split('/'),
    period: period(label),
    size: size === undefined ? undefined : BigInt(size),
    growth: growth === undefined ? undefined : percent(growth),
    ...{ source: 'association', date: undefined, place: { file: 'market.csv', line: 2 } },
  };
}

function growths(rows: readonly MarketEntry[], said: Readonly<Record<string, number>> = {}) {
  const levels = ['region', 'rep'];
  return marketGrowths({
    ...{ market: { levels, scale: 0, rows }, period: period('2026'), fiscal: FISCAL, pathOf: (unit) => unit },
    said: (unit) => {
      const one = Object.entries(said).find(([name]) => isWithin(unit, name === '' ? [] : [name]));
      return one && percent(one[1]);
    },
  });
}

const textOf = (asked: ReturnType<typeof growths>, ...unit: string[]) => {
  const growth = asked.of(unit);
  return growth && growthText(growth);
};

const EAST = [row('East', '2025', 10_800), row('East', '2026', undefined, 7)];
const SOUTH = [row('South', '2025', 5_000), row('South', '2026', 5_200)];

describe('marketGrowths', () => {
  it('takes a market of two years, and gives units inside it the growth of the nearest one above', () => {
    const asked = growths([...EAST, ...SOUTH]);
    expect(['East', 'South'].map((unit) => textOf(asked, unit))).toEqual(['+7%', '+4%']);
    expect(textOf(asked, 'South', 'Wang')).toBe('+4%');
    expect(textOf(asked, 'North')).toBeUndefined();
  });

  it('adds up markets inside a unit: (11,556 + 5,200) / (10,800 + 5,000) = +6.05 %', () => {
    expect(textOf(growths([...EAST, ...SOUTH]))).toBe('+6.05%');
  });

  it('lets a person go before the table, also in the sum: (10,800 x 1.10 + 5,200) / 15,800 = +8.1 %', () => {
    const asked = growths([...EAST, ...SOUTH], { East: 10 });
    expect(textOf(asked, 'East')).toBe('+10%');
    expect(textOf(asked)).toBe('+8.1%');
  });

  it('takes the growth of the row where no year before is known', () => {
    const asked = growths([row('East', '2026', 11_000, 10), ...SOUTH]);
    expect(textOf(asked, 'East')).toBe('+10%');
    expect(textOf(asked)).toBe('+8%');
    expect(textOf(growths([row('', '2026', undefined, 6)]), 'East')).toBe('+6%');
  });

  it('counts without a market that cannot be told, and says so', () => {
    const asked = growths([row('East', '2025', 10_800), ...SOUTH]);
    expect(textOf(asked)).toBe('+4%');
    expect(textOf(asked, 'East')).toBeUndefined();
    expect(asked.told.map(({ finding: { code, severity } }) => `${severity} ${code}`)).toEqual([
      'note market.no-way-on',
      'note suggest.market-sizes',
    ]);
  });
});
