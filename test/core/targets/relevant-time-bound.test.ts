import { describe, expect, it } from 'vitest';
import { parseDecimal } from '../../../src/core/amount.ts';
import type { Goal, Target } from '../../../src/core/targets/target.ts';
import { readSupports } from '../../../src/core/targets/target.ts';
import { day, evidence, history, results, say, target } from './make-evidence.ts';

const goal = (...weights: [string, string][]): Goal => ({
  ...{ id: 'G1', title: 'Grow in the east' },
  targets: weights.map(([id, weight]) => ({ target: id, weight: parseDecimal(weight) })),
});

describe('R goal', () => {
  const serves = (supports: string, goals: readonly Goal[] | undefined, ...others: Target[]) => {
    const own = target({ supports: readSupports(supports) });
    return results('goal', own, evidence({ goals, targets: [own, ...others] }));
  };

  it('exists, or is a target above', () => {
    expect(serves('G1', [goal()])).toEqual(['pass smart.goal']);
    expect(serves('', [goal(['T1', '1'])])).toEqual(['pass smart.goal']);
    expect(serves('T0', undefined, target({ id: 'T0', value: '9' }))).toEqual(['pass smart.goal-target']);
    expect(serves('', [goal()])).toEqual(['warn smart.no-goal']);
    expect(serves('G2、G1', [goal()])).toEqual(['fail smart.goal-unknown', 'pass smart.goal']);
    expect(serves('G2', undefined)).toEqual(['unknown smart.goal-unjudged']);
    expect(serves('T1', undefined)).toEqual(['fail smart.goal-circle']);
    expect(serves('T0', undefined, target({ id: 'T0', supports: ['T1'] }))).toEqual(['fail smart.goal-circle']);
  });
});

describe('R weights', () => {
  const weighed = (...weights: [string, string][]) => say('weights', target(), evidence({ goals: [goal(...weights)] }))[0];

  it('come to one', () => {
    expect(weighed(['T1', '0.6'], ['T2', '0.4'])?.result).toBe('pass');
    expect(weighed(['T1', '0.6'], ['T2', '0.3'])).toMatchObject({ result: 'fail', values: { sum: '90.00%', count: 2 } });
    expect(weighed(['T1', '0.6'], ['T2', ''])).toMatchObject({ result: 'fail', code: 'smart.weights-missing' });
    expect(weighed(['T1', ''])).toBeUndefined();
    expect(weighed(['T2', '0.3'])).toBeUndefined();
  });
});

describe('R conflict', () => {
  const against = (own: Target, ...others: Target[]) => results('conflict', own, evidence({ targets: [own, ...others] }));
  const T2 = (said: Parameters<typeof target>[0]) => target({ id: 'T2', ...said });

  it('of values, periods, units, floors and directions', () => {
    expect(against(target(), T2({ value: '5000000' }))).toEqual(['fail smart.conflict-value']);
    expect(against(target(), T2({ value: '5200000.00' }))).toEqual(['pass smart.no-conflict']);
    expect(against(target({ period: '2026-Q1' }), T2({ value: '5000000' }))).toEqual(['fail smart.conflict-period']);
    expect(against(target({ period: '2026-Q1', value: '1000000' }), T2({}))).toEqual(['pass smart.no-conflict']);
    expect(against(target({ unit: ['华东'] }), T2({ value: '5000000' }))).toEqual(['fail smart.conflict-unit']);
    expect(against(target({ unit: ['华东'], value: '5000000' }), T2({}))).toEqual(['pass smart.no-conflict']);
    const floor = T2({ unit: ['华东'], value: '5100000', floor: '5200001' });
    expect(against(target(), floor)).toEqual(['fail smart.conflict-floors']);
    const down = T2({ period: '2026-H1', value: '1000000', baseline: '1200000' });
    expect(against(target({ baseline: '5000000' }), down)).toEqual(['fail smart.conflict-direction']);
    expect(against(target({ baseline: '5300000' }), down)).toEqual(['pass smart.no-conflict']);
  });
});

describe('R share', () => {
  const whole = target({ id: 'T0', value: '1000' });
  const shared = (value: string, last = '400') => {
    const own = target({ unit: ['华东'], value });
    const historyOf = ({ unit }: Target) => history(unit.length === 0 ? '1000' : last);
    return say('share', own, evidence({ targets: [whole, own], historyOf }))[0];
  };

  it('beside what it had: within 0.8 to 1.25, moved, or far', () => {
    expect(shared('500')).toMatchObject({ result: 'pass', values: { share: '50.00%', before: '40.00%', times: '1.25' } });
    expect(shared('320')?.result).toBe('pass');
    expect(shared('501')?.result).toBe('warn');
    expect(shared('319')?.result).toBe('warn');
    expect(shared('801')?.result).toBe('fail');
    expect(shared('199')?.result).toBe('fail');
    expect(shared('500', '0')?.result).toBe('unknown');
  });

  it('is unknown without a history, and nothing for the whole', () => {
    const own = target({ unit: ['华东'], value: '500' });
    expect(results('share', own, evidence({ targets: [whole, own] }))).toEqual(['unknown smart.no-history']);
    expect(results('share', whole, evidence({ targets: [whole, own] }))).toEqual([]);
  });
});

describe('T', () => {
  const on = (today: string, dues: readonly string[] = []) =>
    evidence({ today: day(today), milestones: dues.map((due) => ({ target: 'T1', due: day(due) })) });

  it('period: ahead, begun, over', () => {
    expect(say('period', target(), on('2025-12-20'))[0]).toMatchObject({ result: 'pass', values: { ahead: 12 } });
    expect(say('period', target(), on('2026-01-01'))[0]).toMatchObject({ result: 'warn', values: { gone: 0, days: 365 } });
    expect(results('period', target(), on('2026-12-31'))).toEqual(['warn smart.period-begun']);
    expect(say('period', target(), on('2027-01-01'))[0]).toMatchObject({ result: 'fail', values: { ago: 1 } });
  });

  const QUARTERS = ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31'];

  it('milestones: at least quarterly', () => {
    expect(say('milestones', target(), on('2026-01-01', QUARTERS))[0]).toMatchObject({
      result: 'pass',
      values: { count: 4, longest: 92 },
    });
    expect(say('milestones', target(), on('2026-01-01', ['2026-06-30']))[0]).toMatchObject({
      result: 'warn',
      values: { longest: 184 },
    });
    expect(results('milestones', target(), on('2026-01-01'))).toEqual(['fail smart.no-milestones']);
    expect(results('milestones', target({ period: '2026-Q3' }), on('2026-01-01'))).toEqual(['pass smart.milestones']);
    expect(results('milestones', target(), on('2026-01-01', ['2025-06-30']))).toEqual(['fail smart.no-milestones']);
  });

  it('review: the next due date', () => {
    expect(say('review', target(), on('2026-03-21', QUARTERS))[0]).toMatchObject({
      result: 'pass',
      values: { day: '2026-03-31', days: 10 },
    });
    expect(results('review', target(), on('2026-03-21', ['2026-12-31']))).toEqual(['warn smart.review-far']);
    expect(results('review', target(), on('2026-07-01', ['2026-03-31']))).toEqual(['warn smart.review-past']);
    expect(results('review', target(), on('2026-03-21'))).toEqual(['unknown smart.no-review']);
    expect(results('review', target(), on('2027-03-21'))).toEqual([]);
  });

  it('effective: inside the period', () => {
    expect(results('effective', target({ effectiveFrom: day('2026-02-01') }))).toEqual(['pass smart.effective']);
    expect(results('effective', target({ effectiveFrom: day('2027-02-01') }))).toEqual(['fail smart.effective-outside']);
    expect(results('effective', target())).toEqual([]);
  });
});
