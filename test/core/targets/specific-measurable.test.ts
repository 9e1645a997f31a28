import { describe, expect, it } from 'vitest';
import { evidence, history, ratio, results, say, target } from './make-evidence.ts';

const definition = (said: object) =>
  evidence({
    definitionOf: () => ({ isKnown: true, known: [], source: undefined, definition: undefined, isUsual: false, ...said }),
  });

describe('S', () => {
  it('metric: known or not', () => {
    expect(results('metric', target())).toEqual(['pass smart.metric']);
    const unknown = say('metric', target(), definition({ isKnown: false, known: ['revenue', 'orders'] }));
    expect(unknown).toEqual([
      { result: 'fail', code: 'smart.metric-unknown', values: { metric: 'revenue', known: 'revenue, orders' } },
    ]);
  });

  it('scope: the whole, a unit that is there, one that is not, and one that nobody can look up', () => {
    const known = evidence({
      units: [
        ['华东', '上海'],
        ['华东', '苏州'],
        ['华南', '广州'],
      ],
    });
    expect(results('scope', target(), known)).toEqual(['pass smart.scope-whole']);
    expect(say('scope', target({ unit: ['华东'] }), known)[0]).toMatchObject({
      result: 'pass',
      values: { unit: '华东', count: 2 },
    });
    expect(say('scope', target({ unit: ['华西'] }), known)[0]).toMatchObject({ result: 'fail', values: { known: '华东, 华南' } });
    expect(results('scope', target({ unit: ['华西'] }))).toEqual(['unknown smart.scope-unjudged']);
  });

  it('owner: of its own, of the roster, or none', () => {
    expect(results('owner', target({ owner: '王总' }))).toEqual(['pass smart.owner']);
    expect(results('owner', target(), evidence({ ownerOf: () => '许国栋' }))).toEqual(['pass smart.owner-of-roster']);
    expect(results('owner', target())).toEqual(['fail smart.no-owner']);
  });

  it.each([
    ['', 'fail smart.no-title'],
    ['提高华东收入', 'warn smart.vague'],
    ['Improve revenue', 'warn smart.vague'],
    ['华东收入提高到 500 万', 'pass smart.title'],
    ['Improve revenue to 5.2m', 'pass smart.title'],
    ['Improvements catalogue', 'pass smart.title'],
  ])('wording: %s', (title, result) => {
    expect(results('wording', target({ title }))).toEqual([result]);
  });
});

describe('M', () => {
  it('value: said or not', () => {
    expect(results('value', target())).toEqual(['pass smart.value']);
    expect(results('value', target({ value: '' }))).toEqual(['fail smart.no-value']);
  });

  it('definition: a ratio needs one by name, a sum a source', () => {
    const rate = target({ metric: ratio('collection') });
    expect(results('definition', rate, definition({ definition: 'due-matched' }))).toEqual(['pass smart.definition']);
    expect(results('definition', rate, definition({ definition: 'due-matched', isUsual: true }))).toEqual([
      'warn smart.usual-definition',
    ]);
    expect(results('definition', rate)).toEqual(['fail smart.no-definition']);
    expect(results('definition', target(), definition({ source: 'orders.csv' }))).toEqual(['pass smart.source']);
    expect(results('definition', target())).toEqual(['unknown smart.no-source']);
  });

  it('baseline: said, of the history, another than the history has, or none', () => {
    const known = evidence({ historyOf: () => history('1000000') });
    expect(results('baseline', target({ baseline: '1005000' }), known)).toEqual(['pass smart.baseline']);
    expect(results('baseline', target(), known)).toEqual(['pass smart.baseline-of-history']);
    expect(say('baseline', target({ baseline: '1200000' }), known)[0]).toMatchObject({
      result: 'warn',
      values: { baseline: '1,200,000', history: '1,000,000', off: '+20.0%' },
    });
    expect(results('baseline', target())).toEqual(['unknown smart.no-history']);
    expect(results('baseline', target(), evidence({ historyOf: () => history() }))).toEqual(['unknown smart.no-baseline']);
  });

  it('unit: 万 and percent that were left out, and shares above one', () => {
    expect(results('unit', target({ value: '520', baseline: '4700000' }))).toEqual(['fail smart.unit-doubt']);
    expect(results('unit', target({ baseline: '4700000' }))).toEqual(['pass smart.unit']);
    expect(results('unit', target())).toEqual(['unknown smart.no-comparison']);
    const margin = (value: string) => target({ metric: ratio('margin'), value, baseline: '0.35' });
    expect(results('unit', margin('36.5'))).toEqual(['fail smart.unit-doubt']);
    expect(results('unit', margin('0.365'))).toEqual(['pass smart.unit']);
    const share = target({ metric: ratio('share', { atMostOne: true }), value: '1.2' });
    expect(results('unit', share)).toEqual(['fail smart.above-one']);
    expect(results('unit', target({ value: '' }))).toEqual([]);
  });
});
