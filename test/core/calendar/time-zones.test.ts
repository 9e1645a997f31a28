import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths, civil, formatDay, mondayOfIsoWeek, parseDay } from '../../../src/core/calendar/day.ts';
import { periodAt } from '../../../src/core/calendar/period.ts';
import { day } from '../make.ts';

const HOME = process.env['TZ'];

function restore() {
  if (HOME === undefined) delete process.env['TZ'];
  else process.env['TZ'] = HOME;
}

// Both sides of the date line, half hours, and places that skipped a day or an hour of midnight.
describe.each([
  ['America/Los_Angeles', 480],
  ['Asia/Shanghai', -480],
  ['Pacific/Apia', -780],
  ['America/Sao_Paulo', 180],
  ['Asia/Kathmandu', -345],
  ['UTC', 0],
])('in %s', (zone, offset) => {
  beforeAll(() => {
    process.env['TZ'] = zone;
  });
  afterAll(restore);

  it('really is there', () => {
    expect(new Date(Date.UTC(2026, 0, 15)).getTimezoneOffset()).toBe(offset);
  });

  it('counts every day once, over changes of the clock', () => {
    const from = day('2010-01-01');
    for (let at = from; at < from + 6000; at++) {
      expect(parseDay(formatDay(at))).toBe(at);
      const { year, month, day: date } = civil(at);
      expect(Date.UTC(year, month - 1, date)).toBe(at * 86_400_000);
    }
  });

  it('has the same months, weeks and days a year later', () => {
    expect(formatDay(addMonths(day('2026-01-31'), 1))).toBe('2026-02-28');
    expect(formatDay(addMonths(day('2024-02-29'), -12))).toBe('2023-02-28');
    expect(formatDay(addMonths(day('2026-03-31'), -25))).toBe('2024-02-29');
    expect(formatDay(addMonths(day('2026-03-08'), 240))).toBe('2046-03-08');
    expect(formatDay(mondayOfIsoWeek(2026, 14) as number)).toBe('2026-03-30');
    expect(periodAt('week', day('2026-03-31'), undefined).label).toBe('2026-03-W6');
    expect(periodAt('month', day('2011-12-30'), undefined).label).toBe('2011-12');
  });
});

describe('the first Monday of an ISO year', () => {
  it('is the Monday of the week with 4 January, from 1600 to 2400', () => {
    for (let year = 1600; year <= 2400; year++) {
      const monday = mondayOfIsoWeek(year, 1) as number;
      const fourth = day(`${year}-01-04`);
      expect(monday <= fourth && fourth <= monday + 6).toBe(true);
      const next = mondayOfIsoWeek(year + 1, 1) as number;
      const weeks = (next - monday) / 7;
      expect([mondayOfIsoWeek(year, weeks), mondayOfIsoWeek(year, weeks + 1)]).toEqual([next - 7, undefined]);
    }
  });
});
