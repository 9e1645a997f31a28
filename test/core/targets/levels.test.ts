import { describe, expect, it } from 'vitest';
import { formatExact, parseDecimal } from '../../../src/core/amount.ts';
import { Refusal } from '../../../src/core/finding.ts';
import { readLevel, settleLevel } from '../../../src/core/targets/given-level.ts';
import { judgeTarget, lettersOf } from '../../../src/core/targets/judge-target.ts';
import { spansOf, targetHistory } from '../../../src/core/targets/past-years.ts';
import { SMART_RULES } from '../../../src/core/targets/rules/index.ts';
import { worstOf } from '../../../src/core/targets/smart-rule.ts';
import { day, decimal, evidence, period, target } from './make-evidence.ts';

const AMOUNT = { isRate: false, decimals: 2 };
const RATE = { isRate: true, decimals: 2 };

function settled(text: string, form: typeof AMOUNT, baseline?: string): string {
  const given = readLevel(text, form);
  if (!given) return 'unreadable';
  const { coefficient, scale } = settleLevel(given, form, baseline === undefined ? undefined : parseDecimal(baseline));
  return formatExact(coefficient, scale, 0);
}

function refused(text: string, form: typeof AMOUNT, baseline?: string) {
  try {
    return settled(text, form, baseline);
  } catch (error) {
    if (error instanceof Refusal) return error.findings[0];
    throw error;
  }
}

describe('a value as it is said', () => {
  it.each([
    ['500万', AMOUNT, undefined, '5000000'],
    ['5,000,000.50', AMOUNT, undefined, '5000000.5'],
    ['+15%', AMOUNT, '1000000', '1150000'],
    ['-5pct', AMOUNT, '1000', '950'],
    ['+8%', AMOUNT, '333.33', '360'],
    ['36.5%', RATE, undefined, '0.365'],
    ['440', RATE, undefined, '440'],
    ['+5pp', RATE, '0.1667', '0.2167'],
    ['+5%', RATE, '0.1667', '0.175035'],
    ['36.5%', AMOUNT, undefined, 'unreadable'],
    ['-5', AMOUNT, undefined, undefined],
    ['0.001', AMOUNT, undefined, 'unreadable'],
    ['abc', RATE, undefined, 'unreadable'],
  ])('%s', (text, form, baseline, level) => {
    if (level === undefined) expect(refused(text, form, baseline)).toMatchObject({ code: 'smart.change-of-amount' });
    else expect(settled(text, form, baseline)).toBe(level);
  });

  it('a bare +5 of 16.67 % is refused with both readings and their results', () => {
    expect(refused('+5', RATE, '0.166667')).toMatchObject({
      code: 'metric.bare-change-of',
      values: { basis: '16.67%', points: '21.67%', relative: '17.50%' },
    });
    expect(refused('+5', RATE)).toMatchObject({ code: 'metric.bare-change' });
  });

  it('points of an amount, and growth of nothing, are refused', () => {
    expect(refused('+5pp', AMOUNT, '100')).toMatchObject({ code: 'smart.change-of-amount' });
    expect(refused('+5%', AMOUNT)).toMatchObject({ code: 'smart.change-without-baseline' });
  });
});

describe('earlier years', () => {
  it('keep the name of the period', () => {
    expect(spansOf(period('2026-Q1'))[1]).toEqual({ start: day('2025-01-01'), end: day('2025-03-31'), label: '2025-Q1' });
    expect(spansOf(period('2026..2028'))[1]).toMatchObject({
      start: day('2023-01-01'),
      end: day('2025-12-31'),
      label: '2023..2025',
    });
    expect(spansOf(period('2024-02'))[1]).toMatchObject({ start: day('2023-02-01'), end: day('2023-02-28'), label: '2023-02' });
  });

  const known = (first: string, last: string, values: Readonly<Record<string, string>>, today = '2025-12-31') => ({
    ...{ first: day(first), last: day(last), today: day(today) },
    valueOf: ({ label }: { label: string }) => decimal(values[label] ?? '0'),
  });

  it('are whole, begin with the first value, and what is reached stands apart', () => {
    const found = targetHistory(period('2026'), known('2022-01-05', '2026-03-31', { 2024: '10', 2025: '20', 2026: '5' }));
    expect(found.years.map(({ label, before }) => [label, before])).toEqual([
      ['2024', 2],
      ['2025', 1],
    ]);
    expect(found.reached).toEqual({ value: decimal('5'), through: day('2026-03-31') });
  });

  it('count a year as whole a week before its end, and afterwards with rows in its last month', () => {
    const years = (last: string) => targetHistory(period('2026'), known('2025-01-31', last, { 2025: '1' })).years.length;
    expect([years('2025-12-24'), years('2025-12-23')]).toEqual([1, 0]);
    const over = (last: string) =>
      targetHistory(period('2026'), known('2025-01-31', last, { 2025: '1' }, '2026-01-01')).years.length;
    expect([over('2025-12-01'), over('2025-11-30')]).toEqual([1, 0]);
    expect(targetHistory(period('2026'), known('2025-02-01', '2025-12-31', { 2025: '1' })).years).toEqual([]);
  });
});

describe('a verdict', () => {
  it('has every letter, whatever the target', () => {
    expect(Object.values(lettersOf(judgeTarget(target(), evidence())))).toEqual(['fail', 'unknown', 'unknown', 'warn', 'fail']);
    expect(new Set(SMART_RULES.map(({ name }) => name)).size).toBe(SMART_RULES.length);
  });

  it('takes the worst, and unknown is no pass', () => {
    expect(worstOf(['pass', 'unknown', 'warn', 'fail'])).toBe('fail');
    expect(worstOf(['pass', 'unknown'])).toBe('unknown');
    expect(worstOf([])).toBe('pass');
  });
});
