import { describe, expect, it } from 'vitest';
import type { SumDistribution } from '../../../src/core/forecasting/sum-distribution.ts';
import { fraction, ZERO } from '../../../src/core/fraction.ts';
import { type Guardrails, type Standing, suggest } from '../../../src/core/targets/suggest/suggestion.ts';
import { togetherFindings } from '../../../src/core/targets/suggest/together.ts';

/** Standard normal quantiles of the odds that these tests use. */
const Z: Readonly<Record<string, number>> = { '0.2': -0.8416212335729143, '0.5': 0, '0.75': 0.6744897501960817 };

/** A normal distribution; its odds are asked for far from their limits only. */
function normal(mean: number, spread: number): SumDistribution {
  const quantile = (p: number) => mean + spread * (Z[p.toFixed(2).replace(/0$/, '')] ?? Number.NaN);
  const odds = (target: number) => 1 / (1 + Math.exp((1.702 * (target - mean)) / spread));
  return { mean, spread, confidence: 'calibrated', quantile, odds };
}

const percent = (value: number) => fraction(BigInt(value), 100n);
const RAILS: Guardrails = {
  leastGrowth: undefined,
  mostGrowth: undefined,
  leastCapacity: fraction(9n, 10n),
  odds: [0.8, 0.5, 0.25],
  scale: 2,
  roundTo: 1n,
};
const STANDING: Standing = {
  lastYear: 100_000n,
  distribution: normal(1060, 60),
  stance: 'hold',
  marketGrowth: undefined,
  wanted: undefined,
  relief: ZERO,
  capacity: undefined,
};

describe('a suggestion', () => {
  it('grows the last year by what is wanted less relief: 1,000 x (1 + 10 % - 2 %) = 1,080', () => {
    const { proposal } = suggest({ ...STANDING, wanted: percent(10), relief: percent(2) }, RAILS);
    expect([proposal.rule, proposal.amount]).toEqual(['wanted', 108_000n]);
  });

  it('names the amounts that are reached with the odds that were asked for', () => {
    const { floor, base, stretch } = suggest(STANDING, RAILS);
    expect([floor, base, stretch]).toEqual([100_950n, 106_000n, 110_047n]);
  });

  it('grows with the market by the stance', () => {
    const ofStance = (stance: Standing['stance']) => suggest({ ...STANDING, marketGrowth: percent(6), stance }, RAILS).proposal;
    expect(['attack', 'hold', 'harvest'].map((stance) => ofStance(stance as Standing['stance']).amount)).toEqual([
      111_000n,
      106_000n,
      101_000n,
    ]);
  });

  it('rejects what a guardrail forbids, and says which', () => {
    const wanted = { ...STANDING, wanted: percent(20), marketGrowth: percent(6) };
    const why = (standing: Standing, rails: Guardrails) => suggest(standing, rails).rejected.map((one) => one.why);
    expect(why(wanted, { ...RAILS, mostGrowth: percent(15) })).toEqual(['most-growth']);
    expect(why(wanted, RAILS)).toEqual(['band']);
    expect(why({ ...wanted, marketGrowth: undefined }, RAILS)).toEqual(['odds']);
    expect(why({ ...STANDING, wanted: percent(8), capacity: 90_000n }, RAILS)).toEqual(['capacity', 'capacity', 'capacity']);
    expect(why({ ...STANDING, wanted: percent(-20) }, { ...RAILS, leastGrowth: percent(-5) })).toEqual(['least-growth']);
  });

  it('keeps to a limit that rounding would cross', () => {
    const { proposal, rejected } = suggest(
      { ...STANDING, lastYear: 100_049n, wanted: percent(5) },
      { ...RAILS, mostGrowth: percent(5), roundTo: 100n },
    );
    expect([proposal.rule, proposal.amount, rejected.length]).toEqual(['wanted', 105_100n, 0]);
  });

  it('brings the baseline inside the limits where nothing keeps to them', () => {
    const { proposal } = suggest({ ...STANDING, capacity: 90_000n }, { ...RAILS, roundTo: 1000n });
    expect([proposal.amount, proposal.broughtTo]).toEqual([100_000n, 'capacity']);
  });

  it('does not add odds: ten units of mean 100 and s.d. 20 have floors of 831.68 together, the whole 946.77 (T14)', () => {
    const unit = suggest({ ...STANDING, distribution: normal(100, 20) }, { ...RAILS, scale: 6 });
    const whole = suggest({ ...STANDING, distribution: normal(1000, 20 * Math.sqrt(10)) }, { ...RAILS, scale: 6 });
    const place = (path: readonly string[], suggestion: typeof unit) => ({
      path,
      depth: path.length,
      parent: 0,
      standing: STANDING,
      suggestion,
    });
    const units = [place([], whole), ...Array.from({ length: 10 }, (_, i) => place([`unit ${i}`], unit))];
    const [told] = togetherFindings(units, { decimals: 6, shown: 6 });
    expect(Number(told?.values?.floors)).toBeCloseTo(831.68, 2);
    expect(Number(told?.values?.floor)).toBeCloseTo(946.77, 2);
  });
});
