import { describe, expect, it } from 'vitest';
import type { Bound } from '../../../../src/core/allocation/locks/lock.ts';
import { type Grid, valueAt } from '../../../../src/core/grid.ts';
import { gridOf, periods, units } from '../../make.ts';
import { refusal } from '../methods/refusals.ts';
import { amountOf, change } from './plans.ts';

/** East with Ann 100 and Bob 200 a month, South with Cem 300 and Dan nothing; half a year by quarter and month. */
const axes = { units: units('East/Ann', 'East/Bob', 'South/Cem', 'South/Dan'), periods: periods('2026-H1', 'quarter', 'month') };
const plan = gridOf(axes, 2, (i) => [10_000n, 20_000n, 30_000n, 0n][Math.floor(i / 6)]!);
const at = (grid: Grid, ...blocks: string[]) => blocks.map((text) => amountOf(grid, text));
const codes = (text: string, over = {}) =>
  change(plan, text, over).findings.map(({ severity, code, values }) => [severity, code, values]);

describe('a change of a plan', () => {
  it('by percent: the siblings absorb it, nothing else moves', () => {
    const { grid, findings } = change(plan, 'East/Ann@2026-Q1=+10%');
    expect(at(grid, 'East/Ann@2026-Q1', 'East/Bob@2026-Q1', 'East@2026-Q1', 'East/Ann@2026-01')).toEqual([330, 570, 900, 110]);
    expect(at(grid, 'East/Ann@2026-Q2', 'South/Cem@2026-Q1', '@2026-H1')).toEqual([300, 900, 3600]);
    expect(findings).toEqual([]);
  });

  it('adds and takes off', () => {
    expect(at(change(plan, 'South@2026-Q1+=90').grid, 'South@2026-Q1', 'East@2026-Q1', 'East/Ann@2026-02')).toEqual([
      990, 810, 90,
    ]);
    expect(at(change(plan, 'South@2026-Q1-=90').grid, 'South@2026-Q1', 'East@2026-Q1', 'East/Ann@2026-02')).toEqual([
      810, 990, 110,
    ]);
  });

  it('sets a period of the whole: the other periods of the period above absorb it', () => {
    const { grid } = change(plan, '@2026-01=900');
    expect(at(grid, '@2026-01', '@2026-02', '@2026-03', '@2026-Q1', '@2026-Q2')).toEqual([900, 450, 450, 1800, 1800]);
    expect(at(change(plan, '@2026-Q1=900').grid, '@2026-Q1', '@2026-Q2', 'East/Ann@2026-01')).toEqual([900, 2700, 50]);
  });

  it('is absorbed by nobody when so asked: the total changes', () => {
    const { grid } = change(plan, 'East@2026-Q1=+10%', { absorb: 'none' });
    expect(at(grid, 'East@2026-Q1', 'East/Ann@2026-01', 'South@2026-Q1', '@2026-H1')).toEqual([990, 110, 900, 3690]);
    expect(at(change(plan, '@2026-H1=7200', { absorb: 'none' }).grid, 'South/Cem@2026-06')).toEqual([600]);
  });

  it('transfers between units, whose sum stays in every month', () => {
    const { grid } = change(plan, 'East/Ann->South/Cem@2026-Q1=60');
    expect(at(grid, 'East/Ann@2026-Q1', 'South/Cem@2026-Q1', '@2026-01', '@2026-02', '@2026-Q2')).toEqual([
      240, 960, 600, 600, 1800,
    ]);
    expect(at(grid, 'East@2026-Q1', 'East/Bob@2026-01')).toEqual([840, 200]);
    expect(at(change(plan, 'South->East=1800').grid, 'South', 'East')).toEqual([0, 3600]);
  });

  it('transfers to a unit that has nothing by the course of the one that gives', () => {
    const { grid, findings } = change(plan, 'South/Cem->South/Dan@2026-Q1=90');
    expect(at(grid, 'South/Dan@2026-Q1', 'South/Cem@2026-Q1', 'South@2026-01')).toEqual([90, 810, 300]);
    expect(findings).toEqual([
      { code: 'change.equal-cells', severity: 'warning', values: { unit: 'South/Dan', period: '2026-Q1' } },
    ]);
  });

  it('fills a block that has nothing equally, with a warning', () => {
    expect(at(change(plan, 'South/Dan@2026-Q1=90').grid, 'South/Dan@2026-01', 'South/Cem@2026-Q1')).toEqual([30, 810]);
    expect(codes('South/Dan@2026-Q1=90')).toEqual([['warning', 'change.equal-cells', { unit: 'South/Dan', period: '2026-Q1' }]]);
  });

  it('says when the parent moves between the months inside the period that it keeps', () => {
    const uneven = gridOf(axes, 2, (i) => (i === 0 ? 90_000n : plan.cells[i]!));
    const { grid, findings } = change(uneven, 'East/Ann@2026-Q1=+10%');
    expect(at(grid, 'East@2026-Q1', 'East@2026-01')).toEqual([1700, 1153.34]);
    expect(findings).toEqual([
      {
        code: 'change.shifts-inside',
        severity: 'note',
        values: { unit: 'East', period: '2026-Q1', leaf: '2026-01', amount: '53.34' },
      },
    ]);
    expect(change(uneven, 'East/Ann@2026-01=+10%').findings).toEqual([]);
  });

  it('by percent gives the node what was asked, to the smallest unit, whatever the rounding unit', () => {
    const ask = (rate: string) => at(change(plan, `East/Ann@2026-01=${rate}`, { roundTo: 50n }).grid, 'East/Ann@2026-01');
    expect([ask('+0.333%'), ask('+0.335%'), ask('-0.335%')]).toEqual([[100.33], [100.34], [99.67]]);
  });

  it('that changes nothing leaves every cell and says so', () => {
    for (const text of ['East=+0%', 'East@2026-Q1+=0', 'South=1800', 'East->South=0']) {
      expect(change(plan, text)).toEqual({
        grid: plan,
        findings: [{ code: 'change.nothing', severity: 'note', values: { change: text } }],
      });
    }
  });
});

describe('an impossible change', () => {
  it.each([
    ['East/Ann@2026-Q1-=301', 'change.below-zero', { unit: 'East/Ann', period: '2026-Q1', amount: '1.00' }],
    ['East/Ann@2026-Q1=901', 'change.siblings-short', { unit: 'East/Ann', period: '2026-Q1', amount: '1.00' }],
    ['South/Cem@2026-Q1=800', 'change.siblings-empty', { unit: 'South/Cem', period: '2026-Q1', amount: '100.00' }],
    ['East->South@2026-01=300.01', 'change.transfer-short', { unit: 'East', period: '2026-01', amount: '0.01' }],
  ])('%s names what is missing', (text, code, values) => {
    expect(refusal(() => change(plan, text))).toEqual(['impossible', [code, values]]);
  });

  it.each([
    ['@2026-H1=1', 'change.no-siblings'],
    ['East->East/Ann=1', 'change.transfer-nested'],
    ['East/Ann->East=1', 'change.transfer-nested'],
    ['East->East=0', 'change.transfer-nested'],
    ['East@2026-04..2026-06=1', undefined],
    ['East@2026-02..2026-03=1', 'change.no-such-period'],
    ['West=1', 'organisation.no-such-unit'],
  ])('%s is wrong use', (text, code) => {
    if (code === undefined) expect(at(change(plan, text).grid, 'East@2026-Q2')).toEqual([1]);
    else expect(refusal(() => change(plan, text))).toMatchObject(['wrong-use', [code, expect.anything()]]);
  });

  it('names every name that it does not know', () => {
    expect(refusal(() => change(plan, 'West->North@2027=1'))).toHaveLength(4);
  });
});

describe('locks beside a change', () => {
  const lock = (unit: number, period: number, amount: bigint, kind = 'fix'): Bound => ({
    unit,
    period,
    min: kind === 'cap' ? undefined : amount,
    max: kind === 'floor' ? undefined : amount,
    source: { kind, place: undefined, reason: '' },
  });
  /** The bounds that the allocation is given, as unit, period, min, max. */
  const given = (text: string, locks: Bound[]) => {
    const seen: (string | bigint | undefined)[][] = [];
    change(plan, text, {
      locks,
      ...{
        allocate: ({ weights, bounds }: { weights: Grid; bounds: readonly Bound[] }) => {
          for (const { unit, period, min, max, source } of bounds) {
            const name = weights.units.nodes[unit]!.value.path.join('/');
            seen.push([source.kind, name, weights.periods.nodes[period]!.value.label, min, max]);
          }
          return { grid: weights, findings: [] };
        },
      },
    });
    return seen;
  };

  it('hold for what they have in common with the part that changes, less what stays outside', () => {
    const [bob, cem] = [3, 5];
    const locks = [
      lock(bob, 2, 20_000n),
      lock(bob, 0, 100_000n, 'floor'),
      lock(0, 1, 200_000n, 'cap'),
      lock(cem, 2, 1n),
      lock(bob, 5, 1n),
    ];
    expect(given('East/Ann@2026-Q1=+10%', locks)).toEqual([
      ['change', 'East/Ann', '2026-Q1', 33_000n, 33_000n],
      ['fix', 'East/Bob', '2026-01', 20_000n, 20_000n],
      ['floor', 'East/Bob', '2026-Q1', 40_000n, undefined],
      ['cap', 'East', '2026-Q1', undefined, 110_000n],
    ]);
  });

  it('hold for both units of a transfer', () => {
    expect(given('East/Bob->South/Cem@2026-01=10', [lock(1, 0, 170_000n, 'floor'), lock(0, 2, 60_000n), lock(2, 2, 5n)])).toEqual(
      [
        ['change', 'East/Bob', '2026-01', 19_000n, 19_000n],
        ['change', 'South/Cem', '2026-01', 31_000n, 31_000n],
        ['floor', 'East/Bob', '2026-01', 10_000n, undefined],
        ['fix', '', '2026-01', 50_000n, 50_000n],
      ],
    );
  });

  it('refuse a cap that is exceeded by what stays', () => {
    expect(refusal(() => given('East/Ann@2026-Q1=+10%', [lock(0, 0, 100_000n, 'cap')]))).toEqual([
      'impossible',
      ['change.against-lock', { unit: '-', period: '2026-H1', kind: 'cap', amount: '1700.00' }],
    ]);
  });

  it('keep the amount of a lock in the plan that comes out', () => {
    const { grid } = change(plan, 'East@2026-01=330', { locks: [lock(5, 2, 27_000n)] });
    expect(valueAt(grid, 5, 2)).toBe(27_000n);
  });
});
