import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratioEffects } from '../../../src/core/metrics/ratio-effects.ts';
import { runs } from '../make.ts';

const whole = (value: bigint) => ({ numerator: value, denominator: 1n });

/** Cells as basis denominator, basis numerator, planned denominator, planned numerator. */
function effects(cells: readonly (readonly [bigint, bigint, bigint, bigint])[]) {
  const below = cells.reduce((sum, [d]) => sum + d, 0n);
  const above = cells.reduce((sum, [, n]) => sum + n, 0n);
  return ratioEffects(
    cells.map(([d, n, denominator, numerator]) => ({ rate: { numerator: n, denominator: d }, denominator, numerator })),
    { numerator: whole(above), denominator: whole(below), ratio: { numerator: above, denominator: below } },
    above,
  );
}

describe('effects on a numerator', () => {
  it('20,000 -> 24,750: orders +4,000, within +2,250, mix -1,500', () => {
    const cells = [
      [10n, 10_000n, 10n, 11_000n],
      [40n, 10_000n, 50n, 13_750n],
    ] as const;
    expect(effects(cells)).toEqual({ volume: 4000n, within: 2250n, mix: -1500n });
  });

  it('200 of 1,000 -> 231 of 1,100: market +20, share +11', () => {
    expect(effects([[1000n, 200n, 1100n, 231n]])).toEqual({ volume: 20n, within: 11n, mix: 0n });
  });

  it('always add up to the change, and a part that is whole stays so when the others round', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
    const cell = fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 12n }), amount, amount, amount);
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
        const { volume, within, mix } = effects(cells);
        const change = cells.reduce((sum, [, before, , after]) => sum + after - before, 0n);
        expect(volume + within + mix).toBe(change);
        if (cells.length === 1) expect(mix).toBe(0n);
      }),
      runs(300),
    );
  });
});
