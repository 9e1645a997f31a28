import { describe, expect, it } from 'vitest';
import { lastYear, lastYearGrowing } from '../../../../src/core/allocation/basis/last-year.ts';
import { dayOf, formatDay } from '../../../../src/core/calendar/day.ts';
import { monthNumber } from '../../../../src/core/calendar/month.ts';
import { parsePeriod } from '../../../../src/core/calendar/parse-period.ts';
import type { Period, Span } from '../../../../src/core/calendar/period.ts';

const FISCAL = { startMonth: 1, name: 'end' } as const;
const period = (label: string) => parsePeriod(label, FISCAL) as Period;
const day = (year: number, month: number, date: number) => dayOf(year, month, date) as number;
const text = ({ start, end }: Span) => `${formatDay(start)}..${formatDay(end)}`;

/** Rows in every month of some years. */
function history(from: number, to: number) {
  const first = day(from, 1, 1);
  const last = day(to, 12, 31);
  const months = new Set<number>();
  for (let at = first; at <= last; at++) months.add(monthNumber(at));
  return { first, last, months };
}

describe('last-year of several years', () => {
  const window = lastYear.window?.(period('2026..2028'), history(2015, 2025));

  it('maps every year on the last one, however long the history', () => {
    expect(window && text(window.window)).toBe('2025-01-01..2025-12-31');
    const spans = ['2026-02', '2027-02', '2028-02', '2028-Q4'].map((label) => window?.spansOf(period(label)).map(text));
    expect(spans).toEqual([
      ['2025-02-01..2025-02-28'],
      ['2025-02-01..2025-02-28'],
      ['2025-02-01..2025-02-28'],
      ['2025-10-01..2025-12-31'],
    ]);
    expect(window?.findings.map(({ code }) => code)).toEqual(['basis.same-year']);
  });

  it('looks further back where the last year is not complete, and takes a span of 18 months by its years', () => {
    const older = lastYear.window?.(period('2027..2028'), history(2020, 2025));
    expect(older?.findings.map(({ code }) => code)).toEqual(['basis.older-year', 'basis.same-year']);
    expect(older?.spansOf(period('2028-03')).map(text)).toEqual(['2025-03-01..2025-03-31']);
    const long = lastYear.window?.(period('2026-07..2027-12'), history(2020, 2026));
    expect(['2026-07', '2027-06', '2027-07'].map((label) => long?.spansOf(period(label)).map(text))).toEqual([
      ['2025-07-01..2025-07-31'],
      ['2026-06-01..2026-06-30'],
      ['2025-07-01..2025-07-31'],
    ]);
  });

  it('grows each year over the one before, and one year alone not at all', () => {
    const source = lastYearGrowing({ numerator: 8n, denominator: 100n });
    const months = ['2026-05', '2027-05', '2028-05'].map(period);
    const growing = source.window?.(period('2026..2028'), history(2024, 2025));
    const recipe = growing?.recipe?.(months);
    const rates = recipe?.rates({} as never);
    const factors = recipe?.terms
      .map((_, term) => rates?.of(0, term))
      .map((rate) => Number(rate?.numerator) / Number(rate?.denominator));
    expect(factors?.map((factor) => factor.toFixed(4))).toEqual(['1.0000', '1.0800', '1.1664']);
    expect(growing?.findings.map(({ code, values }) => [code, values?.['growth']])).toEqual([['basis.years-grow', '+8%']]);
    expect(source.window?.(period('2026'), history(2024, 2025)).recipe).toBeUndefined();
  });
});
