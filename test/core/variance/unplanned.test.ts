import { describe, expect, it } from 'vitest';
import { formatPath } from '../../../src/core/organisation/unit-tree.ts';
import type { Row } from '../make.ts';
import { compare, figures, planOf } from './ask.ts';

const PLAN = planOf('2026-Q1', { 'e/a': [10, 10, 10], 'e/b': [5, 5, 5], s: [7, 7, 7] });

const paths = (rows: Row[], plan = PLAN) =>
  compare(plan, rows, '2026-03-31').units.nodes.map(({ value }) => formatPath(value.path));

describe('actuals that the plan does not know', () => {
  it('stand under their deepest known ancestor, one unit for all of them', () => {
    const rows: Row[] = [
      ['e/x', '2026-01-01', 1],
      ['e/y', '2026-02-01', 2],
      ['n/z', '2026-03-01', 4],
      ['e/a', '2026-01-01', 8],
    ];
    const result = compare(PLAN, rows, '2026-03-31');
    expect(result.units.nodes.map(({ value }) => formatPath(value.path))).toEqual([
      '',
      '(unplanned)',
      'e',
      'e/(unplanned)',
      'e/a',
      'e/b',
      's',
    ]);
    const actual = (unit: string) => figures(result, unit).actual;
    expect(['e/(unplanned)', 'e', '(unplanned)', ''].map(actual)).toEqual([300n, 1100n, 400n, 1500n]);
    expect(figures(result, 'e/(unplanned)')).toMatchObject({ plan: 0n, planToDate: 0n });
  });

  it('belong to a planned leaf when they are only finer than it', () => {
    const result = compare(
      PLAN,
      [
        ['s/q', '2026-01-01', 3],
        ['s/r', '2026-01-02', 4],
      ],
      '2026-03-31',
    );
    expect(result.units.nodes.map(({ value }) => formatPath(value.path))).toEqual(['', 'e', 'e/a', 'e/b', 's']);
    expect(figures(result, 's').actual).toBe(700n);
  });

  it('belong to no leaf when they are coarser than the plan', () => {
    expect(paths([['e', '2026-01-01', 1]])).toContain('e/(unplanned)');
  });

  it('are the whole when the plan has no units', () => {
    const plan = planOf('2026-Q1', { '': [1, 2, 3] });
    expect(paths([['e/a', '2026-01-01', 1]], plan)).toEqual(['']);
    expect(figures(compare(plan, [['e/a', '2026-01-01', 1]], '2026-03-31')).actual).toBe(100n);
  });

  it('add no row when there are none', () => {
    expect(paths([['e/a', '2026-01-01', 1]])).toEqual(['', 'e', 'e/a', 'e/b', 's']);
  });

  it('stand at any depth', () => {
    const deep = planOf('2026-01', { 'e/a/1': [1], 'e/b/1': [1] });
    const rows: Row[] = [
      ['e/a/2', '2026-01-01', 1],
      ['e/c/1', '2026-01-01', 1],
      ['w/a/1', '2026-01-01', 1],
    ];
    expect(paths(rows, deep)).toEqual([
      '',
      '(unplanned)',
      'e',
      'e/(unplanned)',
      'e/a',
      'e/a/(unplanned)',
      'e/a/1',
      'e/b',
      'e/b/1',
    ]);
  });
});
