import { describe, expect, it } from 'vitest';
import { parsePolicy, weightOf } from '../../../src/core/negotiation/policy.ts';
import { weight } from './negotiations.ts';

const ratio = (text: string) => {
  const parsed = parsePolicy(text);
  return parsed && Number(parsed.weight.numerator) / Number(parsed.weight.denominator);
};

describe('policies', () => {
  it('are read with or without a weight where they take one', () => {
    expect(['top-down', 'bottom-up', 'middle', 'middle:30%', 'middle：0.25', 'authority', 'authority:1'].map(ratio)).toEqual([
      0, 1, 0.5, 0.3, 0.25, 0.5, 1,
    ]);
    expect(['', 'best', 'middle:', 'middle:101%', 'middle:-1%', 'bottom-up:50%', 'toString'].map(ratio)).toEqual(
      Array(7).fill(undefined),
    );
  });

  it('give a unit its own weight, else that of the nearest unit above', () => {
    const middle = parsePolicy('middle') as NonNullable<ReturnType<typeof parsePolicy>>;
    const of = weightOf(middle, [
      { path: ['East'], weight: weight('0.8') },
      { path: ['East', 'B'], weight: weight('0') },
    ]);
    const found = [[], ['West'], ['East'], ['East', 'A', 'x'], ['East', 'B', 'x']].map(of);
    expect(found.map(({ numerator, denominator }) => Number(numerator) / Number(denominator))).toEqual([0.5, 0.5, 0.8, 0.8, 0]);
  });
});
