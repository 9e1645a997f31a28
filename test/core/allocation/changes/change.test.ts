import { describe, expect, it } from 'vitest';
import { CHANGE_EXAMPLES, parseChange } from '../../../../src/core/allocation/changes/change.ts';

describe('a change as it is written', () => {
  it.each([
    [
      '华东@2026-Q1=+10%',
      { kind: 'percent-change', unit: '华东', period: '2026-Q1', rate: { numerator: 10n, denominator: 100n } },
    ],
    ['华东@2026-Q1+=50万', { kind: 'add', unit: '华东', period: '2026-Q1', amount: 50_000_000n }],
    ['华东@2026-Q1 -= 50万', { kind: 'subtract', unit: '华东', period: '2026-Q1', amount: 50_000_000n }],
    ['华东/上海=300.5', { kind: 'set', unit: '华东/上海', period: undefined, amount: 30_050n }],
    ['@2026-04=0', { kind: 'set', unit: '', period: '2026-04', amount: 0n }],
    ['华东->华南@2026-Q1=50', { kind: 'transfer', unit: '华东', to: '华南', period: '2026-Q1', amount: 5000n }],
    ['华东 → 华南=50', { kind: 'transfer', unit: '华东', to: '华南', period: undefined, amount: 5000n }],
    ['华东－＞华南＠2026－Q1＝５０', { kind: 'transfer', unit: '华东', to: '华南', period: '2026－Q1', amount: 5000n }],
    ['华东＠2026＋＝５０', { kind: 'add', unit: '华东', period: '2026', amount: 5000n }],
    ['a=b=1', { kind: 'set', unit: 'a=b', period: undefined, amount: 100n }],
  ])('%s', (text, change) => {
    expect(parseChange(text, 2)).toEqual({ text, ...change });
  });

  it('is read in every form that messages name', () => {
    for (const text of CHANGE_EXAMPLES) expect(parseChange(text, 2)?.text).toBe(text);
  });

  it.each([
    '华东',
    '=300',
    '=+10%',
    '+=5',
    '华东=10%',
    '华东=+50',
    '华东=-50',
    '华东+=10%',
    '华东=0.001',
    '华东=+10pp',
    '华东->=5',
    '->华东=5',
    'a->b->c=5',
    'a->b=+10%',
    'a->b=-5',
    '华东=-101%',
  ])('is not guessed at: %s', (text) => {
    expect(parseChange(text, 2)).toBeUndefined();
  });
});
