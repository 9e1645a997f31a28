import { describe, expect, it } from 'vitest';
import { formatRatio } from '../../../src/core/amount.ts';
import { Refusal } from '../../../src/core/finding.ts';
import {
  parsePoints,
  parseRatioTarget,
  type RatioTarget,
  ratioText,
  wantedRatio,
} from '../../../src/core/metrics/ratio-target.ts';

const SHARE = { numerator: 250n, denominator: 1500n };
const wanted = (text: string, basis: Parameters<typeof wantedRatio>[1] = SHARE) => {
  const { numerator, denominator } = wantedRatio(parseRatioTarget(text) as RatioTarget, basis);
  return formatRatio(numerator, denominator, 6);
};
const refusal = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return [error.kind, ...error.findings.map(({ code, values }) => [code, values])];
    throw error;
  }
  return undefined;
};

describe('the target of a ratio', () => {
  it('is a ratio, or a change in points or in proportion', () => {
    expect(['95%', '95pct', '0.95', '440', '1.2万', '９５％'].map((text) => wanted(text))).toEqual([
      '0.950000',
      '0.950000',
      '0.950000',
      '440.000000',
      '12000.000000',
      '0.950000',
    ]);
    expect(['+5pp', '-5pp', '+5个百分点', '+5%', '-100pp'].map((text) => parseRatioTarget(text)?.kind)).toEqual([
      'points',
      'points',
      'points',
      'growth',
      'points',
    ]);
    expect([wanted('+5pp'), wanted('+5%'), wanted('-5pp')]).toEqual(['0.216667', '0.175000', '0.116667']);
  });

  it('is none of a few other texts', () => {
    expect(['', 'a', '5pp', '+', '1e3', '-100%', '95%%', '..', '--5%'].map(parseRatioTarget)).toEqual(Array(9).fill(undefined));
    expect([parsePoints('+5pp'), parsePoints('+5%'), parsePoints('5pp')]).toEqual([
      { numerator: 5n, denominator: 100n },
      undefined,
      undefined,
    ]);
  });

  it('of a bare change is refused with what either way would give: +5 on 16.67 %', () => {
    const values = { total: '+5', number: '5', basis: '16.67%', points: '21.67%', relative: '17.50%' };
    expect(refusal(() => wanted('+5'))).toEqual(['wrong-use', ['metric.bare-change-of', values]]);
    const target = parseRatioTarget('-5') as RatioTarget;
    expect(refusal(() => wantedRatio(target, undefined))).toEqual([
      'wrong-use',
      ['metric.bare-change', { total: '-5', number: '-5' }],
    ]);
  });

  it('is refused below zero, and as a change of nothing', () => {
    expect(refusal(() => wanted('-17pp'))?.[0]).toBe('impossible');
    expect(refusal(() => wantedRatio(parseRatioTarget('+5pp') as RatioTarget, undefined))?.[0]).toBe('wrong-use');
  });

  it('is said in percent where it is a share, and as it is where it is a value', () => {
    expect([
      ratioText(SHARE),
      ratioText({ numerator: 21n, denominator: 20n }),
      ratioText({ numerator: 1200n, denominator: 3n }),
    ]).toEqual(['16.67%', '105.00%', '400.00']);
  });
});
