import { describe, expect, it } from 'vitest';
import type { Lock } from '../../src/core/allocation/locks/lock.ts';
import { brokenLocks, type LockedPlan } from '../../src/core/locked-plan.ts';
import { CALENDAR, day, period, split } from './make.ts';

const lock = (kind: Lock['kind'], text: string, amount: number): Lock => {
  const [unit = '', label = ''] = text.split('@');
  return {
    period: period(label),
    path: split(unit),
    kind,
    amount: BigInt(amount) * 100n,
    reason: '',
    by: '',
    until: undefined,
    place: undefined,
  };
};

const ROWS = [
  ['2026-01', '华东/王芳', 10n],
  ['2026-02', '华东/王芳', 20n],
  ['2026-03', '华东/王芳', 30n],
  ['2026-01', '华北/张伟', 40n],
] as const;

/** Amounts at three decimals, locks at two. */
function plan(locks: readonly Lock[], more: Partial<LockedPlan> = {}): LockedPlan {
  const cells = ROWS.map(([label, unit, amount]) => ({
    period: label,
    path: split(unit),
    amount: amount * 1000n,
    place: undefined,
  }));
  const source = { levels: ['区域', '销售员'], scale: 3, cells, period: undefined, fiscal: CALENDAR };
  return { target: 'T1', source, unit: '', locks, decimals: 2, ...more };
}

const TODAY = day('2026-02-01');
const codes = (locked: LockedPlan) => brokenLocks(locked, TODAY).map(({ severity, code }) => `${severity} ${code}`);

describe('locks of a plan', () => {
  it.each([
    ['fix', '华东@2026-Q1', 60],
    ['floor', '@2026-01', 50],
    ['cap', '华东/王芳@2026-02', 20],
    ['cap', '/王芳@2026-Q1', 60],
    ['floor', '@2026-Q1', 100],
  ] as const)('hold: %s %s %i', (kind, node, amount) => {
    expect(codes(plan([lock(kind, node, amount)]))).toEqual([]);
  });

  it.each([
    ['fix', '华东@2026-Q1', 61],
    ['floor', '@2026-01', 51],
    ['cap', '华东/王芳@2026-02', 19],
  ] as const)('are broken: %s %s %i', (kind, node, amount) => {
    expect(codes(plan([lock(kind, node, amount)]))).toEqual(['error check.lock']);
  });

  it('are broken by less than the currency has decimals for', () => {
    const [first, ...rest] = plan([]).source.cells as [LockedPlan['source']['cells'][number]];
    const source = { ...plan([]).source, cells: [{ ...first, amount: 10_001n }, ...rest] };
    const [found] = brokenLocks(plan([lock('fix', '华东@2026-01', 10)], { source }), TODAY);
    expect(found?.values).toEqual({
      target: 'T1',
      kind: 'fix',
      unit: '华东',
      period: '2026-01',
      amount: '10.00',
      sum: '10.001',
    });
  });

  it('are errors on units and periods that the plan does not have, but not outside its days', () => {
    expect(codes(plan([lock('fix', '华南@2026-Q1', 1)]))).toEqual(['error lock.no-such-unit']);
    expect(codes(plan([lock('fix', '@2026-01..2026-02', 1)]))).toEqual(['error lock.no-such-period']);
    expect(codes(plan([lock('fix', '@2025', 1)]))).toEqual([]);
  });

  it('are warnings once they have expired', () => {
    const past = { ...lock('fix', '@2026-01', 1), until: TODAY - 1 };
    expect(codes(plan([past]))).toEqual(['warning lock.expired']);
    expect(codes(plan([{ ...past, until: TODAY }]))).toEqual(['error check.lock']);
  });

  it('of other units say nothing about the plan of one', () => {
    const locks = [lock('fix', '华北@2026-01', 1), lock('fix', '@2026-Q1', 1), lock('cap', '华东@2026-Q1', 1)];
    expect(brokenLocks(plan(locks, { unit: '华东' }), TODAY).map(({ values }) => values?.['unit'])).toEqual(['华东']);
    expect(codes(plan(locks))).toHaveLength(3);
  });

  it('that name a unit alone hold in the plan of the unit above it', () => {
    const cap = lock('cap', '华东/王芳@2026-Q1', 50);
    expect(codes(plan([{ ...cap, path: ['', '王芳'] }], { unit: '华东' }))).toEqual(['error check.lock']);
  });
});
