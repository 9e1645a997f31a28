import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rollUp } from '../../../../src/core/grid.ts';
import { unitTree } from '../../../../src/core/organisation/unit-tree.ts';
import { leafValue } from '../../../../src/core/tree.ts';
import { elapsedOf, PRORATE_RULES } from '../../../../src/core/variance/prorate/prorate-rule.ts';
import { planToDate } from '../../../../src/core/variance/variance.ts';
import { anyPaths, anyPeriods, day, gridOf, runs, stream } from '../../make.ts';
import { ruleOf } from './rules.ts';

const anyPlan = fc.tuple(anyPaths, anyPeriods, fc.integer()).map(([paths, periods, seed]) => {
  const next = stream(seed);
  const cell = () => BigInt(next(3) === 0 ? 0 : next(10 ** 7));
  return gridOf({ units: unitTree(['l1', 'l2', 'l3'], paths), periods }, 2, cell);
});

const anyDay = fc.integer({ min: day('2025-12-20'), max: day('2027-03-01') });

describe.each(PRORATE_RULES)('the rule %s', (name) => {
  const rules = [1, 2].map((seed) => ruleOf(name, seed));
  const anyRule = fc.constantFrom(...rules);

  it('has nothing of a period before it, all of it at its end, and never less than the day before', () => {
    const anySpan = fc.tuple(anyDay, fc.integer({ min: 0, max: 120 }));
    fc.assert(
      fc.property(anyRule, anySpan, (rule, [start, length]) => {
        const span = { start, end: start + length };
        const at = (asOf: number) => {
          const { gone, whole } = elapsedOf(span, asOf, rule);
          expect(gone >= 0n && gone <= whole && whole > 0n).toBe(true);
          return [gone, whole] as const;
        };
        expect(at(start - 1)[0]).toBe(0n);
        const [gone, whole] = at(span.end);
        expect(gone).toBe(whole);
        for (let asOf = start; asOf <= span.end; asOf++) {
          const [[before, of], [after, ofAfter]] = [at(asOf - 1), at(asOf)];
          expect(before * ofAfter <= after * of).toBe(true);
        }
      }),
      runs(60),
    );
  });

  it('weighs neighbours together like the span that they make', () => {
    fc.assert(
      fc.property(
        anyRule,
        anyDay,
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 1, max: 90 }),
        (rule, start, first, second) => {
          const [middle, end] = [start + first, start + first + second];
          const [a, b] = [rule.weightOf({ start, end: middle }), rule.weightOf({ start: middle + 1, end })];
          expect(a + b).toBe(rule.weightOf({ start, end }));
        },
      ),
      runs(100),
    );
  });

  it('leaves every unit and the whole less than a fen from its share', () => {
    fc.assert(
      fc.property(anyRule, anyPlan, anyDay, (rule, plan, asOf) => {
        const width = plan.periods.nodes.length;
        const leaves = plan.periods.leaves.map((_, leaf) => leafValue(plan.periods, leaf));
        const shares = leaves.map((leaf) => (leaf.start > asOf ? { gone: 0n, whole: 1n } : elapsedOf(leaf, asOf, rule)));
        const whole = shares.reduce((product, share) => product * share.whole, 1n);
        const rounded = rollUp(planToDate(plan, asOf, rule));
        plan.units.nodes.forEach(({ leafFrom, leafTo }, unit) => {
          let sum = 0n;
          for (let row = leafFrom; row < leafTo; row++) {
            leaves.forEach((_, leaf) => {
              const { gone, whole: own } = shares[leaf]!;
              sum += ((plan.cells[row * leaves.length + leaf] as bigint) * gone * whole) / own;
            });
          }
          const distance = (rounded[unit * width] as bigint) * whole - sum;
          expect(distance < whole && distance > -whole).toBe(true);
        });
      }),
      runs(40),
    );
  });
});
