import { describe, expect, it } from 'vitest';
import { parseDay } from '../../../src/core/calendar/day.ts';
import { parsePeriod } from '../../../src/core/calendar/parse-period.ts';
import type { Period } from '../../../src/core/calendar/period.ts';
import { Refusal } from '../../../src/core/finding.ts';
import { fixedRates } from '../../../src/core/money/fixed-rates.ts';
import { dayRates } from '../../../src/core/money/worth-of-totals.ts';

const period = (text: string) => parsePeriod(text, { startMonth: 1, name: 'end' }) as Period;
const day = (text: string) => parseDay(text) as number;
const rate = (text: string | undefined, coefficient: bigint) => ({
  currency: 'USD',
  kind: 'plan' as const,
  span: text === undefined ? undefined : period(text),
  rate: { coefficient, scale: 2 },
});
const rule = (...rates: ReturnType<typeof rate>[]) => ({ home: 'CNY', kind: 'plan' as const, rates });
const quarters = ['2026-Q1', '2026-Q2'].map(period);

function codesOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error.findings.map(({ code }) => code);
    throw error;
  }
  return [];
}

describe('the rates of a plan', () => {
  it('are one for a currency whose rate never changes, and one a period else', () => {
    expect(fixedRates(rule(rate(undefined, 710n)), ['USD'], quarters).rates).toEqual([
      { currency: 'USD', rate: { coefficient: 71n, scale: 1 } },
    ]);
    expect(fixedRates(rule(rate(undefined, 710n), rate('2026-Q2', 720n)), ['USD'], quarters).rates).toEqual([
      { currency: 'USD', period: '2026-Q1', rate: { coefficient: 71n, scale: 1 } },
      { currency: 'USD', period: '2026-Q2', rate: { coefficient: 72n, scale: 1 } },
    ]);
  });

  it('are refused where one changes inside a period, or is not there', () => {
    expect(codesOf(() => fixedRates(rule(rate(undefined, 710n), rate('2026-02', 720n)), ['USD'], quarters))).toEqual([
      'money.rate-changes',
    ]);
    expect(codesOf(() => fixedRates(rule(rate('2026-Q1', 710n)), ['USD', 'EUR'], quarters))).toEqual([
      'money.no-currency-rate',
      'money.no-currency-rate',
      'money.no-currency-rate',
    ]);
  });

  it('hold on the same days a year before, so that last year is compared at them', () => {
    const money = fixedRates(rule(rate('2026-Q1', 710n), rate('2026-Q2', 720n)), ['USD'], quarters);
    const on = dayRates(money, quarters);
    const at = (text: string) => on('USD', day(text));
    expect([at('2026-05-01'), at('2025-05-01')]).toEqual([
      { numerator: 72n, denominator: 10n },
      { numerator: 72n, denominator: 10n },
    ]);
    expect(at('2025-02-28')).toEqual({ numerator: 71n, denominator: 10n });
    expect(on('EUR', day('2026-05-01'))).toBeUndefined();
  });
});
