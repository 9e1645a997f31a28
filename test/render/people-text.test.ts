import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peopleText } from '../../src/render/cell.ts';

const share = { name: 'pace', kind: 'share' } as const;

describe('a share as people read it', () => {
  it.each([
    ['0.9277', '92.77%'],
    ['1.0000', '100.00%'],
    ['0.0500', '5.00%'],
    ['-0.0711', '-7.11%'],
    ['12', '1200%'],
    ['0.5', '50%'],
    ['', ''],
  ])('%s is %s', (text, shown) => {
    expect(peopleText(text, share)).toBe(shown);
  });

  it('is the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99999999, max: 99999999 }), (units) => {
        const text = (units / 10000).toFixed(4);
        expect(Number(peopleText(text, share).slice(0, -1))).toBeCloseTo(Number(text) * 100, 8);
      }),
    );
  });
});

it('leaves other ratios alone and groups amounts', () => {
  expect(peopleText('1.0711', { name: 'required_factor', kind: 'ratio' })).toBe('1.0711');
  expect(peopleText('-1234567.50', { name: 'amount', kind: 'amount' })).toBe('-1,234,567.50');
});
