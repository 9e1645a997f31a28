import { describe, expect, it } from 'vitest';
import { calendarDays } from '../../../src/core/calendar/day-count.ts';
import { capacityRate, capacityStatus, parseBand, USUAL_BAND } from '../../../src/core/capacity/band.ts';
import { type CapacityRequest, capacityOf } from '../../../src/core/capacity/capacity.ts';
import { compareCapacity, shortFindings, withoutFindings } from '../../../src/core/capacity/quota-capacity.ts';
import { valueAt } from '../../../src/core/grid.ts';
import { presence } from '../../../src/core/organisation/presence.ts';
import { pathKey, unitIndex } from '../../../src/core/organisation/unit-tree.ts';
import { day, gridOf, period, periods, split, units } from '../make.ts';

type Row = readonly [period: string, unit: string, amount: number];

const tree = units('a/x/p', 'a/x/q', 'b/y/r');
const whole = () => ({ numerator: 1n, denominator: 1n });

function capacity(rows: readonly Row[], over: Partial<CapacityRequest> = {}) {
  const table = {
    levels: ['l1', 'l2', 'l3'],
    scale: 0,
    rows: rows.map(([label, unit, amount]) => {
      const path = unit === '' ? [] : unit.split('/');
      return { period: label === '' ? undefined : period(label), path, weight: BigInt(amount), place: undefined };
    }),
  };
  return capacityOf({ units: tree, months: periods('2026', 'quarter', 'month'), table, scale: 2, presence: whole, ...over });
}

function value({ grid }: ReturnType<typeof capacity>, unit: string, label: string): number {
  const node = unitIndex(grid.units).get(pathKey(split(unit))) as number;
  const column = grid.periods.nodes.findIndex((found) => found.value.label === label);
  return Number(valueAt(grid, node, column)) / 100;
}

describe('capacity', () => {
  it('spreads a year over its months alike, so that the year is exact again', () => {
    const found = capacity([['2026', '', 100_000]]);
    expect(value(found, 'a/x/p', '2026')).toBe(100_000);
    expect([8333.33, 8333.34]).toContain(value(found, 'a/x/p', '2026-01'));
    expect(value(found, 'a/x/p', '2026-Q1')).toBeCloseTo(25_000, 1);
    expect(value(found, '', '2026')).toBe(300_000);
  });

  it('takes the most specific row: a deeper unit first, then a shorter period', () => {
    const found = capacity([
      ['2026', '', 1200],
      ['2026-Q4', 'b', 900],
      ['2026', 'b//r', 2400],
      ['', 'a/x/q', 600],
    ]);
    expect(value(found, 'a/x/p', '2026-12')).toBe(100);
    expect(value(found, 'a/x/q', '2026-12')).toBe(50);
    expect(value(found, 'b/y/r', '2026-12')).toBe(200);
    expect(found.findings).toEqual([]);
  });

  it('counts a ramp: 25, 50, 75, 100 on 100 a month from the third of twelve is 850', () => {
    const entry = { owner: '', role: '', weight: undefined, end: undefined };
    const roster = [
      { ...entry, path: split('a/x/p'), start: day('2026-03-01'), ramp: '25,50,75,100' },
      { ...entry, path: split('a/x/q'), start: undefined, ramp: '', end: day('2026-06-15') },
    ];
    const rules = { roster, clock: { kind: 'tenure' as const }, countDays: calendarDays };
    const found = capacity(
      [
        ['2026-01', '', 100],
        ['', '', 1200],
      ],
      { presence: presence(rules) },
    );
    expect(value(found, 'a/x/p', '2026')).toBe(850);
    expect(value(found, 'a/x/q', '2026')).toBe(550);
    expect(value(found, 'a', '2026')).toBe(1400);
  });

  it('counts a month that the span cuts by its days', () => {
    const found = capacity([['2026-06', '', 300]], { months: periods('2026-06-11..2026-06-30', 'month') });
    expect(value(found, 'a/x/p', '2026-06')).toBe(200);
  });

  it('names units that nobody spoke of, units that the plan does not have, and periods that cut a month', () => {
    const found = capacity([
      ['2026', 'a', 1200],
      ['2026', 'c', 1],
    ]);
    expect(found.without).toEqual([split('b/y/r')]);
    expect(withoutFindings(found)).toMatchObject([{ code: 'capacity.without', values: { units: 'b/y/r', count: 1 } }]);
    expect(found.findings).toMatchObject([{ code: 'capacity.unknown-unit', values: { unit: 'c' } }]);
    expect(capacity([['2026-03-10..2026-04-20', '', 1]]).findings).toMatchObject([{ code: 'capacity.cut-period' }]);
  });
});

describe('the band', () => {
  const band = parseBand('0.9..1.15')!;

  it.each([
    [1000n, 900n, 'ok', '0.9000'],
    [1000n, 1150n, 'ok', '1.1500'],
    [100_000n, 89_999n, 'short', '0.8999'],
    [1_000_000n, 1_150_001n, 'idle', '1.1501'],
    [0n, 5n, 'idle', ''],
    [0n, 0n, 'none', ''],
  ] as const)('of %s and %s is %s', (quota, able, status, rate) => {
    expect(capacityStatus({ quota, capacity: able }, band)).toBe(status);
    expect(capacityRate({ quota, capacity: able }, band)).toBe(rate);
  });

  it.each(['0.9', '1..0.9', 'a..b', '0.9..1..2', '-1..1'])('does not read %s', (text) => {
    expect(parseBand(text)).toBeUndefined();
  });

  it('is 0.9 to 1.15 unless said otherwise', () => expect(parseBand('0.9..1.15')).toEqual(USUAL_BAND));
});

describe('quota against capacity', () => {
  const many = units(...Array.from({ length: 14 }, (_, i) => `a/t/${String.fromCharCode(97 + i)}`));
  const quota = gridOf({ units: many, periods: periods('2026', 'quarter') }, 2, (i) => (i < 48 ? 100_00n : 1_00n));
  const able = capacity([['2026', '', 100]], { units: many });
  const rows = compareCapacity({ quota, capacity: able, band: USUAL_BAND, depths: [0, 3], isCompared: (_, node) => node === 0 });

  it('judges every unit of the levels that are asked for', () => {
    expect(rows.map(({ status }) => status)).toEqual(['short', ...Array(12).fill('short'), 'idle', 'idle']);
    expect(rows[0]).toMatchObject({ quota: 480_800n, capacity: 140_000n });
  });

  it('names ten short units and counts the rest', () => {
    const findings = shortFindings(rows, { band: USUAL_BAND, scale: 2 });
    expect(findings).toHaveLength(11);
    expect(findings[1]).toMatchObject({ code: 'capacity.short', values: { unit: 'a/t/a', rate: '0.2500' } });
    expect(findings[10]).toMatchObject({ code: 'capacity.short-more', values: { count: 3 } });
  });

  it('says nothing of a unit that nobody spoke of', () => {
    const none = capacity([['2026', 'z', 1]], { units: many });
    const all = compareCapacity({ quota, capacity: none, band: USUAL_BAND, depths: [3], isCompared: (_, node) => node === 0 });
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set(['none']));
  });

  it('takes no part of a capacity for the whole: a blank is not a zero', () => {
    const some = capacity(
      [
        ['2026-Q1', 'a/t/a', 100],
        ['2026', 'a/t/b', 400],
      ],
      { units: many },
    );
    const asked = { quota, capacity: some, band: USUAL_BAND, depths: [0, 3] };
    const all = compareCapacity({ ...asked, isCompared: (_, node) => node === 0 });
    expect(all.slice(0, 4).map(({ status, capacity: known }) => [status, known])).toEqual([
      ['none', 500_00n],
      ['none', 100_00n],
      ['ok', 400_00n],
      ['none', undefined],
    ]);
    const quarter = compareCapacity({ ...asked, isCompared: ({ label }) => label === '2026-Q1' });
    expect(quarter[1]).toMatchObject({ status: 'ok', capacity: 100_00n });
    const nobody = { ...quota, cells: quota.cells.map((amount, i) => (i < 8 ? amount : 0n)) };
    const rest = compareCapacity({ ...asked, quota: nobody, isCompared: ({ label }) => label === '2026-Q1' });
    expect(rest[0]).toMatchObject({ status: 'ok', capacity: 200_00n });
  });
});
