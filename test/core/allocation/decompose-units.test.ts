import { describe, expect, it } from 'vitest';
import type { RosterEntry } from '../../../src/core/organisation/roster.ts';
import { day, type Row, split } from '../make.ts';
import { found, leaves, monthly, run, value } from './request.ts';

const ROWS: Row[] = [
  ...monthly('e/a', '2025-01..2025-12', 10, '28'),
  ...monthly('e/b', '2025-01..2025-12', 20),
  ...monthly('s/c', '2025-01..2025-12', 30),
];

const entry = (unit: string, start?: string, end?: string): RosterEntry => ({
  path: split(unit),
  owner: '',
  role: '',
  start: start === undefined ? undefined : day(start),
  end: end === undefined ? undefined : day(end),
});

const like = (unit: string, model: string, numerator = 1n, denominator = 1n) => ({
  unit,
  model,
  share: { numerator, denominator },
});

describe('a roster', () => {
  const roster = [
    entry('e/a'),
    entry('e/b', '2020-01-01', '2025-11-30'),
    entry('s/d', '2026-07-10'),
    entry('s/e', '2027-01-01'),
    entry('e'),
  ];
  const result = run({ rows: ROWS, total: 120, over: { roster } });

  it('says who is planned for: those there in the period, with or without history', () => {
    expect(leaves(result.plan)).toEqual(['e/a', 's/d']);
    expect(value(result.plan, 'e/a')).toBe(120);
  });

  it('names the units that it leaves out, with what they had', () => {
    expect(found(result.findings, 'organisation.gone')).toEqual([{ unit: 'e/b', amount: '240.00', end: '2025-11-30' }]);
    expect(found(result.findings, 'organisation.not-on-roster')).toEqual([{ unit: 's/c', amount: '360.00' }]);
    expect(found(result.findings, 'basis.unit-without-history')).toEqual([{ unit: 's/d' }]);
  });

  it('counts the rows of who is left out as not selected', () => {
    expect(result.account).toEqual({ read: 36, used: 12, rejected: 0, notSelected: 24, outOfRange: 0, subtotals: 0 });
  });

  it('gives a joiner nothing before the first month and a leaver nothing after the last', () => {
    const { plan } = run({
      rows: ROWS,
      total: 720,
      over: { roster: [entry('e/a', '2026-07-31'), entry('e/b', undefined, '2026-02-01'), entry('s/c')], onZeroBasis: 'error' },
    });
    const has = (unit: string) =>
      Array.from({ length: 12 }, (_, i) => value(plan, unit, `2026-${String(i + 1).padStart(2, '0')}`) > 0);
    expect(has('e/a')).toEqual([...Array(6).fill(false), ...Array(6).fill(true)]);
    expect(has('e/b')).toEqual([true, true, ...Array(10).fill(false)]);
    expect(has('s/c')).toEqual(Array(12).fill(true));
    expect(value(plan)).toBe(720);
  });

  it('keeps what nobody is named for, and lets equal shares take in newcomers', () => {
    const rows: Row[] = [...ROWS, ...monthly('e/(unassigned)', '2025-01..2025-12', 5)];
    expect(leaves(run({ rows, total: 1, over: { roster } }).plan)).toEqual(['e/(unassigned)', 'e/a', 's/d']);
    // From 10 July: 22 of 31 days against all of them of a month's 15.00, then half of each of five months.
    expect(value(run({ rows: ROWS, total: 180, org: 'equal', time: 'equal', over: { roster } }).plan, 's/d')).toBe(43.73);
  });
});

describe('excluded units', () => {
  it('are gone with all below them, and their rows are not selected', () => {
    const { plan, account } = run({ rows: ROWS, total: 1, over: { exclude: ['e'] } });
    expect(leaves(plan)).toEqual(['s/c']);
    expect(account).toMatchObject({ used: 12, notSelected: 24 });
  });

  it('must be there, must be one, and must leave somebody', () => {
    expect(() => run({ rows: ROWS, total: 1, over: { exclude: ['x', 'y'] } })).toThrow(
      'organisation.no-such-unit, organisation.no-such-unit',
    );
    expect(() => run({ rows: [...ROWS, ...monthly('s/a', '2025-01..2025-12', 1)], total: 1, over: { exclude: ['a'] } })).toThrow(
      'organisation.ambiguous-unit',
    );
    expect(() => run({ rows: ROWS, total: 1, over: { exclude: ['e', 's'] } })).toThrow('organisation.no-units');
  });
});

describe('a unit made like another', () => {
  it('gets its share of the basis of the model, beside it in the tree', () => {
    const { plan } = run({ rows: ROWS, total: 720, over: { likes: [like('n', 'e/b', 60n, 100n)] } });
    expect(leaves(plan)).toEqual(['e/a', 'e/b', 'e/n', 's/c']);
    expect([value(plan, 'e/n'), value(plan, 'e/b'), value(plan, 'e/n', '2026-04')]).toEqual([120, 200, 10]);
  });

  it('may be like a whole node, in a place of its own, and like one that is excluded', () => {
    const { plan } = run({ rows: ROWS, total: 900, over: { likes: [like('w/n', 'e', 1n, 2n)], exclude: ['s'] } });
    expect([value(plan, 'w/n'), value(plan, 'e')]).toEqual([300, 600]);
    const left = run({ rows: ROWS, total: 660, over: { likes: [like('s/n', 's/c', 1n, 1n)], exclude: ['s/c'] } }).plan;
    expect([leaves(left), value(left, 's/n')]).toEqual([['e/a', 'e/b', 's/n'], 330]);
  });

  it('may have a slash in its name', () => {
    expect(leaves(run({ rows: ROWS, total: 1, over: { likes: [like('n\\/m', 'e/b')] } }).plan)).toContain('e/n/m');
    expect(
      run({ rows: ROWS, total: 1, over: { likes: [like('n\\/m', 'e/b')] } }).plan.units.nodes.map(({ depth }) => depth),
    ).toEqual([0, 1, 2, 2, 2, 1, 2]);
  });

  it('must have a model', () => {
    expect(() => run({ rows: ROWS, total: 1, over: { likes: [like('n', 'x')] } })).toThrow('organisation.no-such-unit');
  });
});

it('asks about units that sold nothing in the last three months', () => {
  const rows: Row[] = [...ROWS, ...monthly('s/q', '2025-01..2025-09', 10, '30'.replace('30', '28'))];
  const { findings } = run({ rows, total: 1 });
  expect(found(findings, 'organisation.quiet-unit')).toEqual([{ unit: 's/q', last: '2025-09-28' }]);
  expect(found(run({ rows: [...rows, ['s/q', '2025-10-01', 1]], total: 1 }).findings, 'organisation.quiet-unit')).toEqual([]);
});

it('counts rows outside of the basis as out of range, and adds up', () => {
  const rows: Row[] = [...ROWS, ['e/a', '2024-12-31', 1], ['e/a', '2026-01-01', 1], ['old/z', '2019-01-01', 1]];
  const { account, plan } = run({ rows, total: 1, over: { exclude: ['s'] } });
  expect(account).toEqual({ read: 39, used: 24, rejected: 0, notSelected: 12, outOfRange: 3, subtotals: 0 });
  expect(leaves(plan)).toEqual(['e/a', 'e/b']);
});
