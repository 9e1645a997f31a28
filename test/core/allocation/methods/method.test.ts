import { describe, expect, it } from 'vitest';
import { METHOD_NAMES, type Method, parseMethod } from '../../../../src/core/allocation/methods/method.ts';
import { methodGrowth, methodProblems } from '../../../../src/core/allocation/methods/method-problems.ts';
import { populatedOnly } from '../../../../src/core/allocation/methods/populated-only.ts';
import { parseFactor, parseGrowth } from '../../../../src/core/allocation/methods/rate.ts';
import { refusal } from './refusals.ts';

const method = (text: string): Method => {
  const found = parseMethod(text, 2);
  if (!found) throw new Error(`no method: ${text}`);
  return found;
};

describe('a method as it is written', () => {
  it('is read with its parameter, full-width too', () => {
    for (const text of METHOD_NAMES) expect(parseMethod(text, 2)?.text).toBe(text);
    expect(method(' pattern：4，4，5 ').text).toBe('pattern:4,4,5');
    expect(method('growth:＋8％').growth).toEqual({ numerator: 8n, denominator: 100n });
    expect(method('growth:-2.5%').growth).toEqual({ numerator: -25n, denominator: 1000n });
  });

  it.each([
    '',
    'even',
    'toString',
    'equal:2',
    'proportional:',
    'growth',
    'growth:8%',
    'growth:+8',
    'growth:-100%',
    'straight-line',
    'straight-line:..',
    'straight-line:1',
    'straight-line:-1..2',
    'straight-line:1..2..3',
    'straight-line:1...2',
    'straight-line:0.001..2',
    'compound',
    'compound:2%',
    'compound:-100%',
    'compound:0,+2%',
    'compound:-5,+2%',
    'pattern',
    'pattern:',
    'pattern:4,,5',
    'pattern:0,0',
    'pattern:-1,2',
    'pattern:1万,2',
  ])('is not guessed at: %s', (text) => {
    expect(parseMethod(text, 2)).toBeUndefined();
  });

  it('says which axes it serves and whether it leaves room for a basis', () => {
    const said = METHOD_NAMES.map((text) => [method(text).name, method(text).axes.join(), method(text).usesBasis]);
    expect(said).toEqual([
      ['proportional', 'time,org', true],
      ['equal', 'time,org', false],
      ['repeat', 'time,org', false],
      ['growth', 'time,org', true],
      ['uplift', 'time,org', true],
      ['straight-line', 'time', false],
      ['compound', 'time', false],
      ['pattern', 'time', false],
    ]);
  });
});

describe('rates', () => {
  it('need a sign where they are changes, and none where they are factors', () => {
    expect(parseGrowth('-100%')).toEqual({ numerator: -100n, denominator: 100n });
    expect(parseGrowth('+2.9 pct')).toEqual({ numerator: 29n, denominator: 1000n });
    for (const text of ['2%', '-100.1%', '+2', '+2pp', '+1万%', '']) expect(parseGrowth(text)).toBeUndefined();
    expect(parseFactor('1.2')).toEqual({ numerator: 12n, denominator: 10n });
    expect(parseFactor('１２０％')).toEqual({ numerator: 120n, denominator: 100n });
    expect(parseFactor('0')).toEqual({ numerator: 0n, denominator: 1n });
    for (const text of ['-1', '+1.2', '1.2k', '']) expect(parseFactor(text)).toBeUndefined();
  });
});

describe('methods together', () => {
  const choice = (time: string, org: string, over: { basis?: 'time' | 'org' | 'both'; total?: boolean } = {}) => ({
    time: method(time),
    org: method(org),
    basisGiven: { time: over.basis === 'time' || over.basis === 'both', org: over.basis === 'org' || over.basis === 'both' },
    totalGiven: over.total ?? true,
  });
  const problems = (...args: Parameters<typeof choice>) =>
    methodProblems(choice(...args)).map(({ severity, code, values }) => [severity, code, values]);

  it.each([
    ['proportional', 'proportional'],
    ['pattern:4,4,5', 'repeat'],
    ['straight-line:1..2', 'repeat'],
    ['growth:+8%', 'growth:+8.0%'],
    ['repeat', 'equal'],
  ])('may be %s and %s', (time, org) => {
    expect(problems(time, org)).toEqual([]);
  });

  it('must serve their axis', () => {
    expect(problems('equal', 'pattern:4,4,5')).toEqual([
      ['error', 'method.wrong-axis', { method: 'pattern:4,4,5', axis: 'org' }],
    ]);
  });

  it('must leave room for a basis that is named, on its axis', () => {
    expect(problems('pattern:4,4,5', 'proportional', { basis: 'org' })).toEqual([]);
    expect(problems('pattern:4,4,5', 'equal', { basis: 'both' })).toEqual([
      ['error', 'method.no-room-for-basis', { method: 'pattern:4,4,5', axis: 'time' }],
      ['error', 'method.no-room-for-basis', { method: 'equal', axis: 'org' }],
    ]);
    expect(problems('growth:+8%', 'repeat', { basis: 'time' })).toEqual([]);
  });

  it('must not grow by two rates', () => {
    expect(problems('growth:+8%', 'growth:+9%')).toEqual([
      ['error', 'method.two-growths', { time: 'growth:+8%', org: 'growth:+9%' }],
    ]);
  });

  it('need a total unless one of them gives it', () => {
    const without = (time: string, org: string) => problems(time, org, { total: false });
    for (const time of ['growth:+8%', 'straight-line:1..2', 'compound:100,+2%'])
      expect(without(time, 'proportional')).toEqual([]);
    expect(without('pattern:4,4,5', 'repeat')).toEqual([
      ['error', 'method.needs-total', { method: 'time=pattern:4,4,5, org=repeat' }],
    ]);
    expect(without('equal', 'equal')).toEqual([['error', 'method.needs-total', { method: 'equal' }]]);
    expect(without('straight-line:1..', 'equal')).toHaveLength(1);
  });

  it('grow the basis without a total, and say that a total leaves the growth no effect', () => {
    expect(methodGrowth(choice('proportional', 'growth:+8%', { total: false }))).toEqual({
      growth: { numerator: 8n, denominator: 100n },
      findings: [],
    });
    const { growth, findings } = methodGrowth(choice('growth:+8%', 'equal'));
    expect(growth).toBeUndefined();
    expect(findings).toEqual([{ code: 'method.growth-without-effect', severity: 'note', values: { method: 'growth:+8%' } }]);
    expect(methodGrowth(choice('equal', 'equal'))).toEqual({ growth: undefined, findings: [] });
  });
});

describe('populated only', () => {
  it('gives nothing where the basis has nothing', () => {
    expect(populatedOnly(BigInt64Array.of(4n, 4n, 5n), BigInt64Array.of(7n, 0n, -1n))).toEqual(BigInt64Array.of(4n, 0n, 5n));
  });

  it('refuses a plan without any cell', () => {
    const none = () => populatedOnly(BigInt64Array.of(0n, 1n), BigInt64Array.of(1n, 0n));
    expect(refusal(none)).toEqual(['impossible', ['basis.all-zero', undefined]]);
  });
});
