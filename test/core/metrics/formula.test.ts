import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandFormula, type Formula, isFormula, parseFormula } from '../../../src/core/metrics/formula.ts';

const terms = (text: string) => {
  const parsed = parseFormula(text);
  if (!isFormula(parsed)) return parsed;
  return Object.fromEntries(parsed.map(({ metric, factor }) => [metric, Number(factor)]));
};

describe('a formula', () => {
  it('adds and takes away metrics with whole factors and parentheses', () => {
    expect(terms('revenue - cost')).toEqual({ revenue: 1, cost: -1 });
    expect(terms('2 * (a + b) - 3*c')).toEqual({ a: 2, b: 2, c: -3 });
    expect(terms('a - (b - (c - d))')).toEqual({ a: 1, b: -1, c: 1, d: -1 });
    expect(terms('-a + b * 2')).toEqual({ a: -1, b: 2 });
    expect(terms('收入 － 成本')).toEqual({ 收入: 1, 成本: -1 });
    expect(terms('"new-customers" + x')).toEqual({ 'new-customers': 1, x: 1 });
  });

  it('leaves out what cancels', () => {
    expect(terms('a + b - a')).toEqual({ b: 1 });
    expect(terms('a - a')).toEqual({});
  });

  it.each(['', 'a +', 'a * b', 'a + 1', '3', '(a', 'a)', 'a b', 'a / b', '2.5 * a', 'a - - ', '12a'])('refuses %j', (text) => {
    expect(terms(text)).toHaveProperty('at');
  });

  it('says from where it cannot be read', () => {
    expect(parseFormula('a - b / c')).toEqual({ at: '/ c' });
    expect(parseFormula('a b')).toEqual({ at: ' b' });
  });

  it('means the same number as its sum, whatever the numbers are', () => {
    const names = ['a', 'b', 'c'];
    const text = fc.letrec<{ sum: string; part: string }>((tie) => ({
      sum: fc.tuple(tie('part'), fc.constantFrom('+', '-'), tie('part')).map(([l, sign, r]) => `${l} ${sign} ${r}`),
      part: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(...names),
        fc.tuple(fc.integer({ min: 0, max: 9 }), tie('sum')).map(([n, inner]) => `${n} * (${inner})`),
      ),
    })).sum;
    fc.assert(
      fc.property(text, fc.tuple(fc.integer(), fc.integer(), fc.integer()), (formula, values) => {
        const parsed = parseFormula(formula) as Formula;
        const mine = parsed.reduce(
          (sum, { metric, factor }) => sum + factor * BigInt(values[names.indexOf(metric)] as number),
          0n,
        );
        const big = formula.replace(
          /[abc0-9]/g,
          (sign) => `BigInt(${names.includes(sign) ? values[names.indexOf(sign)] : sign})`,
        );
        expect(mine).toBe(new Function(`return ${big}`)());
      }),
    );
  });
});

describe('formulas of formulas', () => {
  const formulas: Readonly<Record<string, string>> = {
    profit: 'net - cost',
    net: 'sales - returns',
    x: 'y + 1 * z',
    y: 'z',
    z: 'x',
  };
  const of = (name: string) => (formulas[name] === undefined ? undefined : (parseFormula(formulas[name]) as Formula));

  it('come down to the metrics that are read', () => {
    expect(expandFormula('profit', of)).toEqual({
      terms: [
        { factor: 1n, metric: 'sales' },
        { factor: -1n, metric: 'returns' },
        { factor: -1n, metric: 'cost' },
      ],
    });
  });

  it('are refused in a circle, which is named', () => {
    expect(expandFormula('x', of)).toEqual({ circle: ['x', 'y', 'z', 'x'] });
  });
});
