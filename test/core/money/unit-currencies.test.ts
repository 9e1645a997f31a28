import { describe, expect, it } from 'vitest';
import { knownBefore, leafCurrencies, nodeCurrencies } from '../../../src/core/money/unit-currencies.ts';

const rows = [
  { path: ['海外', 'Ann'], currency: 'USD' },
  { path: ['海外', 'Bob'], currency: 'USD' },
  { path: ['国内', '李强'], currency: 'CNY' },
  { path: ['国内', '李强'], currency: 'USD' },
];

describe('the currency of a leaf', () => {
  it('is what the roster says of it or of the nearest unit above it', () => {
    const stated = [
      { path: ['海外'], currency: 'EUR' },
      { path: ['海外', 'Ann'], currency: 'GBP' },
    ];
    const of = leafCurrencies({ home: 'CNY', stated, rows });
    expect(of(['海外', 'Ann'])).toEqual({ currency: 'GBP', assumed: false });
    expect(of(['海外', 'Bob'])).toEqual({ currency: 'EUR', assumed: false });
  });

  it('is else that of its rows, home where they have several, and that of its neighbours where it has none', () => {
    const of = leafCurrencies({ home: 'CNY', stated: [], rows });
    expect(of(['海外', 'Ann'])).toEqual({ currency: 'USD', assumed: false });
    expect(of(['国内', '李强'])).toEqual({ currency: 'CNY', assumed: false });
    expect(of(['海外', 'new'])).toEqual({ currency: 'USD', assumed: true });
    expect(of(['国内', 'new'])).toEqual({ currency: 'CNY', assumed: true });
    expect(of(['elsewhere'])).toEqual({ currency: 'CNY', assumed: true });
  });
});

describe('what units had before a plan', () => {
  it('does not change with what they sell in it, and is what they sell where they had nothing', () => {
    const known = [
      { path: ['a'], currency: 'USD', since: 10 },
      { path: ['a'], currency: 'EUR', since: 25 },
      { path: ['b'], currency: 'EUR', since: 20 },
    ];
    expect(knownBefore(known, 20)).toEqual([known[0], known[2]]);
    expect(knownBefore(known, 26)).toEqual(known);
  });
});

describe('the currency of a node', () => {
  it('is the one of all leaves under it, and none where these have several', () => {
    const of = nodeCurrencies(rows);
    expect([of(['海外']), of(['国内']), of([]), of(['海外', '(unplanned)'])]).toEqual(['USD', undefined, undefined, 'USD']);
  });
});
