import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMethod } from '../../../../src/core/allocation/methods/method.ts';
import { LARGEST_WEIGHT, wholeWeights } from '../../../../src/core/allocation/methods/profile.ts';
import { anyPeriods, periods, runs } from '../../make.ts';
import { refusal } from './refusals.ts';

const YEAR = periods('2026', 'quarter', 'month');
const QUARTERS = periods('2026', 'quarter');
const MONTH = periods('2026-03');

function profile(text: string, tree = YEAR, total?: bigint) {
  const run = parseMethod(text, 2)?.profile;
  if (!run) throw new Error(`no course: ${text}`);
  return run(tree, total);
}
const weights = (...args: Parameters<typeof profile>) => Array.from(profile(...args).weights, Number);

describe('a straight line', () => {
  it('runs from the first amount to the last, and is its own total', () => {
    expect(weights('straight-line:100万..200万', QUARTERS)).toEqual([3, 4, 5, 6]);
    expect(profile('straight-line:100万..200万', QUARTERS).total).toBe(600_000_000n);
    expect(weights('straight-line:6..3', QUARTERS)).toEqual([6, 5, 4, 3]);
  });

  it('rounds half a cent of its total up', () => {
    expect(profile('straight-line:0..0.01', periods('2026-Q1', 'month')).total).toBe(2n);
  });

  it('solves the open end from the total', () => {
    expect(weights('straight-line:100万..', QUARTERS, 600_000_000n)).toEqual([3, 4, 5, 6]);
    expect(weights('straight-line:..200万', QUARTERS, 600_000_000n)).toEqual([3, 4, 5, 6]);
    expect(weights('straight-line:3..', QUARTERS, 600n)).toEqual([3, 2, 1, 0]);
    expect(profile('straight-line:100万..', QUARTERS, 600_000_000n).total).toBe(600_000_000n);
  });

  it('cannot end below zero', () => {
    expect(refusal(() => profile('straight-line:4..', QUARTERS, 600n))).toEqual([
      'impossible',
      ['method.line-below-zero', { end: '-1.00', given: '4.00', total: '6.00' }],
    ]);
  });

  it('is refused where it disagrees with the total, or lacks one', () => {
    expect(profile('straight-line:100..200', QUARTERS, 60_000n).total).toBe(60_000n);
    expect(refusal(() => profile('straight-line:100..200', QUARTERS, 60_001n))).toEqual([
      'wrong-use',
      ['method.total-disagrees', { sum: '600.00', total: '600.01' }],
    ]);
    expect(refusal(() => profile('straight-line:100..', QUARTERS))).toEqual([
      'wrong-use',
      ['method.needs-total', { method: 'straight-line' }],
    ]);
    expect(refusal(() => profile('straight-line:40000000000000000..40000000000000000', QUARTERS))).toEqual([
      'wrong-use',
      ['plan.too-large', undefined],
    ]);
  });

  it('holds in a single period the end that is given', () => {
    expect(profile('straight-line:5..', MONTH)).toEqual({ weights: BigInt64Array.of(1n), total: 500n, findings: [] });
    expect(profile('straight-line:5..5', MONTH, 500n).total).toBe(500n);
    expect(refusal(() => profile('straight-line:5..6', MONTH))).toEqual([
      'wrong-use',
      ['method.line-one-period', { period: '2026-03', from: '5.00', to: '6.00' }],
    ]);
    expect(refusal(() => profile('straight-line:..5', MONTH, 501n))[1]?.[0]).toBe('method.total-disagrees');
  });

  it('of nothing is nothing everywhere', () => {
    expect(profile('straight-line:0..0', QUARTERS).total).toBe(0n);
    expect(weights('straight-line:0..0', QUARTERS)).toEqual([1, 1, 1, 1]);
  });

  it('has equal steps, and its total to within half a cent', () => {
    const amount = fc.bigInt(0n, 10n ** 9n);
    fc.assert(
      fc.property(amount, amount, anyPeriods, (from, to, tree) => {
        fc.pre(tree.leaves.length > 1 && from + to > 0n);
        const text = (value: bigint) => `${value / 100n}.${String(value % 100n).padStart(2, '0')}`;
        const line = profile(`straight-line:${text(from)}..${text(to)}`, tree);
        const count = BigInt(tree.leaves.length);
        const twice = 2n * (line.total as bigint) - count * (from + to);
        expect(twice === 0n || twice === 1n).toBe(true);
        const cells = Array.from(line.weights);
        const steps = cells.slice(1).map((cell, i) => cell - cells[i]!);
        expect(new Set(steps).size).toBe(1);
        expect(cells[0]! * to).toBe(cells.at(-1)! * from);
        const solved = profile(`straight-line:${text(from)}..`, tree, line.total);
        if (twice === 0n) expect(solved.weights).toEqual(line.weights);
      }),
      runs(200),
    );
  });
});

describe('compound growth', () => {
  it('multiplies from one period to the next', () => {
    expect(weights('compound:+10%', periods('2026-Q1', 'month'), 100n)).toEqual([100, 110, 121]);
    expect(weights('compound:-50%', QUARTERS, 100n)).toEqual([8, 4, 2, 1]);
    expect(weights('compound:+0%', QUARTERS, 100n)).toEqual([1, 1, 1, 1]);
  });

  it('gives the total from a start, split off at the last comma', () => {
    expect(profile('compound:100万,+10%', periods('2026-Q1', 'month')).total).toBe(331_000_000n);
    expect(profile('compound:1,000,000，+10%', periods('2026-Q1', 'month')).total).toBe(331_000_000n);
    expect(profile('compound:0.05,+10%', periods('2026-01..2026-02', 'month')).total).toBe(11n);
  });

  it('needs a start or a total, and not two that disagree', () => {
    expect(refusal(() => profile('compound:+2%'))).toEqual(['wrong-use', ['method.needs-total', { method: 'compound' }]]);
    expect(profile('compound:100,+0%', QUARTERS, 40_000n).total).toBe(40_000n);
    expect(refusal(() => profile('compound:100,+0%', QUARTERS, 1n))).toEqual([
      'wrong-use',
      ['method.total-disagrees', { sum: '400.00', total: '0.01' }],
    ]);
    expect(refusal(() => profile('compound:1亿,+99999%'))).toEqual(['wrong-use', ['plan.too-large', undefined]]);
  });
});

describe('a pattern', () => {
  it('goes on over and over, decimals too', () => {
    expect(weights('pattern:4,4,5')).toEqual([4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5]);
    expect(weights('pattern:20、30、50', periods('2026-Q1', 'month'))).toEqual([2, 3, 5]);
    expect(weights('pattern:1.5,1', QUARTERS)).toEqual([3, 2, 3, 2]);
    expect(weights('pattern:0,1', QUARTERS)).toEqual([0, 1, 0, 1]);
    expect(profile('pattern:1', YEAR, 7n).total).toBe(7n);
  });

  it('leaves no month over', () => {
    expect(refusal(() => profile('pattern:4,4,5', QUARTERS))).toEqual([
      'wrong-use',
      ['method.pattern-leftover', { pattern: '4,4,5', length: 3, periods: 4, left: 1 }],
    ]);
  });
});

describe('every course', () => {
  it('counts a period that the span cuts as a whole one, and says so', () => {
    const cut = periods('2026-03-10..2026-05-20', 'month');
    for (const text of ['straight-line:1..3', 'compound:1,+10%', 'pattern:1,2,3']) {
      const { findings } = profile(text, cut);
      const method = text.slice(0, text.indexOf(':'));
      expect(findings).toEqual([
        { code: 'method.cut-period', severity: 'note', values: { method, periods: '2026-03, 2026-05' } },
      ]);
      expect(profile(text, periods('2026-Q1', 'month')).findings).toEqual([]);
    }
  });

  it('keeps weights within 10^12, in proportion, and above zero where they were', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(0n, 10n ** 30n), { minLength: 1, maxLength: 8 }), (values) => {
        const largest = values.reduce((a, b) => (b > a ? b : a));
        fc.pre(largest > 0n);
        const found = wholeWeights(values);
        const top = found.reduce((a, b) => (b > a ? b : a));
        expect(top <= LARGEST_WEIGHT).toBe(true);
        found.forEach((weight, i) => {
          expect(weight > 0n).toBe(values[i]! > 0n);
          const error = weight * largest - values[i]! * top;
          expect((error < 0n ? -error : error) <= largest).toBe(true);
        });
      }),
      runs(300),
    );
  });
});
