import { describe, expect, it } from 'vitest';
import { findUnit } from '../../../src/core/organisation/find-unit.ts';
import { nameFindings } from '../../../src/core/organisation/name-findings.ts';
import { isThere, ownersOf } from '../../../src/core/organisation/roster.ts';
import { formatPath, UNPLANNED } from '../../../src/core/organisation/unit-tree.ts';
import { day, period, split, units } from '../make.ts';

const TREE = units('华东/上海/王芳', '华东/上海/李雷', '华东/杭州/王芳', '华南/广州/x', '华南/华东/y');

const find = (text: string) => {
  const found = findUnit(TREE, text);
  return 'node' in found ? formatPath(TREE.nodes[found.node]!.value.path) : found.problem;
};

describe('findUnit', () => {
  it('finds a full path, a name that only one node has, and the whole', () => {
    expect(find('华东/上海')).toBe('华东/上海');
    expect(find('李雷')).toBe('华东/上海/李雷');
    expect(find('')).toBe('');
  });

  it('takes a full path before a bare name', () => {
    expect(find('华东')).toBe('华东');
    expect(find('华南/华东')).toBe('华南/华东');
  });

  it('names every node that a name may mean', () => {
    expect(find('王芳')).toEqual({
      code: 'organisation.ambiguous-unit',
      severity: 'error',
      values: { unit: '王芳', paths: '华东/上海/王芳, 华东/杭州/王芳' },
    });
  });

  it('does not guess at what is not there', () => {
    expect(find('上海/王芳')).toEqual({ code: 'organisation.no-such-unit', severity: 'error', values: { unit: '上海/王芳' } });
    expect(find('华')).toMatchObject({ code: 'organisation.no-such-unit' });
  });
});

describe('nameFindings', () => {
  it('notes at each level the names under several parents', () => {
    expect(nameFindings(TREE)).toEqual([
      {
        code: 'organisation.name-under-two-parents',
        severity: 'note',
        values: { level: 'l3', count: 1, of: 4, names: '王芳 (华东/上海, 华东/杭州)' },
      },
    ]);
  });

  it('leaves out what nobody named, and shows three of many', () => {
    expect(nameFindings(units('a/(unassigned)', 'b/(unassigned)', `a/${UNPLANNED}`, `b/${UNPLANNED}`))).toEqual([]);
    const many = nameFindings(units(...['a', 'b'].flatMap((parent) => ['1', '2', '3', '4'].map((name) => `${parent}/${name}`))));
    expect(many[0]?.values).toMatchObject({ count: 4, of: 4, names: '1 (a, b); 2 (a, b); 3 (a, b); ...' });
  });
});

describe('a roster entry', () => {
  const entry = { path: split('a'), owner: 'Li', role: '', start: day('2026-03-16'), end: day('2026-06-15') };

  it('is there from its first to its last day', () => {
    const there = ['2026-03-15', '2026-03-16', '2026-Q2', '2026-06-15', '2026-06-16', '2026'].map((text) =>
      isThere(entry, period(text)),
    );
    expect(there).toEqual([false, true, true, true, false, true]);
  });

  it('is always there with open ends', () => {
    const open = { ...entry, start: undefined, end: undefined };
    expect(isThere(open, period('1900')) && isThere(open, period('2900'))).toBe(true);
  });

  it('gives its unit an owner, others none', () => {
    expect(['a', 'a/b'].map((path) => ownersOf([entry])(split(path)))).toEqual(['Li', '']);
  });
});
