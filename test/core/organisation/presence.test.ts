import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDays, workingDays } from '../../../src/core/calendar/day-count.ts';
import { type PresenceRules, presence, presenceOf } from '../../../src/core/organisation/presence.ts';
import { parseRamp, parseRampClock } from '../../../src/core/organisation/ramp.ts';
import { type RosterEntry, rosterAt } from '../../../src/core/organisation/roster.ts';
import { CHINA_2026 } from '../calendar/china-2026.ts';
import { day, period, runs, split } from '../make.ts';

const MONTHS = Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`);

const entry = (path: string, start?: string, end?: string, ramp = ''): RosterEntry => ({
  path: split(path),
  owner: '',
  role: '',
  start: start === undefined ? undefined : day(start),
  end: end === undefined ? undefined : day(end),
  ramp,
});

const rules = (roster: readonly RosterEntry[], over: Partial<PresenceRules> = {}): PresenceRules => ({
  roster,
  clock: { kind: 'tenure' },
  countDays: calendarDays,
  ...over,
});

const CALENDAR_15 = parseRampClock('calendar:15')!;
const percent = (rate: { numerator: bigint; denominator: bigint }) =>
  ((100 * Number(rate.numerator)) / Number(rate.denominator)).toFixed(2);

describe('a ramp', () => {
  it('counts by tenure and working days: 12 of 22 days at 25 % in March (T13)', () => {
    const roster = [entry('c', '2026-03-16', undefined, '25,50,75,100')];
    const of = presence(rules(roster, { countDays: workingDays(CHINA_2026) }));
    const months = MONTHS.map((month) => of(['c'], period(month)));
    expect(months.map(percent)).toEqual([
      ...['0.00', '0.00', '13.64', '38.10', '63.16', '86.90'],
      ...Array.from({ length: 6 }, () => '100.00'),
    ]);
    const year = months.reduce((sum, { numerator, denominator }) => sum + (100 * Number(numerator)) / Number(denominator), 0);
    expect(year.toFixed(2)).toBe('801.79');
  });

  it('counts whole months by the calendar, from the next one after the 15th (T13)', () => {
    const roster = [entry('c', '2026-03-16', undefined, '25,50,75,100')];
    for (const countDays of [calendarDays, workingDays(CHINA_2026)]) {
      const of = presence(rules(roster, { clock: CALENDAR_15, countDays }));
      const months = MONTHS.map((month) => percent(of(['c'], period(month))));
      expect(months).toEqual([
        ...['0.00', '0.00', '0.00', '25.00', '50.00', '75.00'],
        ...Array.from({ length: 6 }, () => '100.00'),
      ]);
    }
  });

  it('counts the month itself for who starts by the day, but not the days before', () => {
    const of = presenceOf(rules([entry('c', '2026-03-10', undefined, '25,50')], { clock: CALENDAR_15 }));
    expect(['2026-03', '2026-04', '2026-05'].map((month) => percent(of.inAll(['c'], period(month))))).toEqual([
      ...['25.00', '50.00', '100.00'],
    ]);
    expect(['2026-03-W1', '2026-03-09', '2026-03-10'].map((span) => percent(of.inAll(['c'], period(span))))).toEqual([
      ...['0.00', '0.00', '25.00'],
    ]);
  });

  it('ends its steps at the end of shorter months', () => {
    const of = presenceOf(rules([entry('c', '2026-01-31', undefined, '0,50')]));
    const days = ['2026-01-30', '2026-01-31', '2026-02-27', '2026-02-28', '2026-03-30', '2026-03-31'];
    expect(days.map((text) => percent(of.onDay(['c'], day(text))))).toEqual(['0.00', '0.00', '0.00', '50.00', '50.00', '100.00']);
  });

  it('is read in percent, however it is written', () => {
    const steps = (text: string) => parseRamp(text)?.map(percent);
    for (const text of [
      '25,50,75,100',
      '25%/50%/75%/100%',
      '２５，５０，７５，１００',
      ' 25、50 、75、100 ',
      '25％／50％／75％／100％',
    ])
      expect(steps(text)).toEqual(['25.00', '50.00', '75.00', '100.00']);
    expect(steps('33.3,66.6')).toEqual(['33.30', '66.60']);
    expect(steps('0.5%')).toEqual(['0.50']);
    for (const text of ['', '25,,50', '110', '-5', 'fast', '0.25,0.5,1']) expect(parseRamp(text)).toBeUndefined();
  });

  it('has two clocks', () => {
    expect(parseRampClock('Tenure')).toEqual({ kind: 'tenure' });
    expect(parseRampClock('calendar：１５')).toEqual({ kind: 'calendar', countsBy: 15 });
    for (const text of ['calendar', 'calendar:0', 'calendar:32', 'month']) expect(parseRampClock(text)).toBeUndefined();
  });
});

describe('presence', () => {
  it('is the part of the days from the start to the end', () => {
    const of = presence(rules([entry('a', '2026-03-16', '2026-06-15')]));
    const months = ['2026-02', '2026-03', '2026-04', '2026-06', '2026-07'].map((month) => of(['a'], period(month)));
    expect(months.map(({ numerator, denominator }) => `${numerator}/${denominator}`)).toEqual([
      '0/1',
      '16/31',
      '1/1',
      '1/2',
      '0/1',
    ]);
  });

  it('measures a span without a working day by calendar days', () => {
    const of = presence(rules([entry('a', '2026-10-03')], { countDays: workingDays(CHINA_2026) }));
    expect(percent(of(['a'], period('2026-10-01..2026-10-04')))).toBe('50.00');
  });

  it('begins for a unit with the first below it, and stays after the last', () => {
    const of = presenceOf(rules([entry('a/x', '2026-04-01', '2026-06-30'), entry('a/y', '2026-05-01', '2026-06-30')]));
    const months = ['2026-03', '2026-04', '2026-07'].map((month) => percent(of.amongSiblings(['a'], period(month))));
    expect(months).toEqual(['0.00', '100.00', '100.00']);
    const open = presenceOf(rules([entry('a/x', '2026-04-01')], { others: [['a', 'z']] }));
    expect(percent(open.amongSiblings(['a'], period('2026-03')))).toBe('100.00');
  });

  it('of a rep is nothing before the shop opens and after it closes, and has its ramp', () => {
    const of = presenceOf(rules([entry('s', '2026-07-01', '2026-11-30', '50'), entry('s/r', undefined, undefined)]));
    const months = ['2026-06', '2026-07', '2026-08', '2026-12'].map((month) => percent(of.inAll(['s', 'r'], period(month))));
    expect(months).toEqual(['0.00', '50.00', '100.00', '0.00']);
    expect(percent(of.amongSiblings(['s', 'r'], period('2026-06')))).toBe('100.00');
  });

  it('is the mean of its days: stretches cover the span and make the factor', () => {
    const any = fc.record({
      start: fc.option(fc.integer({ min: day('2025-10-01'), max: day('2026-12-31') }), { nil: undefined }),
      length: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
      ramp: fc.constantFrom('', '25,50,75,100', '0,50', '33.3'),
      clock: fc.constantFrom('tenure', 'calendar:15', 'calendar:31').map((text) => parseRampClock(text)!),
      span: fc.constantFrom('2026', '2026-Q1', '2026-05', '2026-02-W2', '2026-03-10..2026-08-20', '2026-07-01'),
    });
    fc.assert(
      fc.property(any, ({ start, length, ramp, clock, span }) => {
        const end = start === undefined || length === undefined ? undefined : start + length;
        const of = presenceOf(rules([{ path: ['a'], owner: '', role: '', start, end, ramp }], { clock }));
        const whole = period(span);
        const stretches = of.stretches(['a'], whole);
        expect(stretches[0]?.start).toBe(whole.start);
        expect(stretches.at(-1)?.end).toBe(whole.end);
        const sum = stretches.reduce((all, { start: from, end: to, factor }) => {
          return all + ((to - from + 1) * Number(factor.numerator)) / Number(factor.denominator);
        }, 0);
        const { numerator, denominator } = of.amongSiblings(['a'], whole);
        expect(Number(numerator) / Number(denominator)).toBeCloseTo(sum / (whole.end - whole.start + 1), 9);
        expect(numerator >= 0n && numerator <= denominator).toBe(true);
        for (let date = whole.start; date <= whole.end; date += 13) {
          const { numerator: there } = of.onDay(['a'], date);
          if (date < (start ?? -Infinity) || date > (end ?? Infinity)) expect(there).toBe(0n);
        }
      }),
      runs(300),
    );
  });
});

describe('the roster of a plan with fewer levels', () => {
  const roster = [
    { ...entry('东'), owner: 'Li', end: day('2026-10-31') },
    entry('东/王', '2026-04-01', '2026-06-30', '50'),
    entry('东/张', '2026-05-01'),
    entry('西/赵', '2026-02-01', '2026-03-31'),
  ];

  it('takes start and end of a unit from its own row and those below', () => {
    const [east, west] = rosterAt(roster, [0]);
    expect(east).toMatchObject({ owner: 'Li', start: day('2026-04-01'), end: day('2026-10-31'), ramp: '' });
    expect(west).toMatchObject({ owner: '', start: day('2026-02-01'), end: day('2026-03-31'), ramp: '' });
  });

  it('keeps a deeper row where the level above is left out, and whatever the order of the rows', () => {
    const seen = (rows: readonly RosterEntry[]) => rosterAt(rows, [1]).find(({ path }) => path[0] === '王');
    expect(seen(roster)).toMatchObject({ start: day('2026-04-01'), end: day('2026-06-30'), ramp: '50' });
    const twice = [...roster, { ...entry('西/王', '2026-01-01', undefined, '10'), role: 'senior' }];
    expect(seen(twice)).toMatchObject({ start: day('2026-01-01'), end: undefined, ramp: '10', role: 'senior' });
    expect(seen([...twice].reverse())).toEqual(seen(twice));
  });
});
