import { describe, expect, it } from 'vitest';
import { defaultMetric } from '../../../src/core/metrics/metric.ts';
import { capacity, day, decimal, evidence, history, outlook, ratio, results, say, target } from './make-evidence.ts';

const lower = { ...defaultMetric('complaints'), direction: 'lower' as const };

describe('A odds', () => {
  it.each([
    [0.05, 'fail smart.odds-too-low'],
    [0.0999, 'fail smart.odds-too-low'],
    [0.1, 'warn smart.odds-low'],
    [0.2499, 'warn smart.odds-low'],
    [0.25, 'pass smart.odds'],
    [0.9, 'pass smart.odds'],
    [0.9001, 'warn smart.odds-high'],
  ])('%d', (odds, result) => {
    expect(results('odds', target(), evidence({ outlookOf: () => outlook(odds) }))).toEqual([result]);
  });

  it('say the number, what it is of, the baseline and the limits', () => {
    expect(say('odds', target(), evidence({ outlookOf: () => outlook(0.314) }))[0]?.values).toEqual({
      ...{ odds: '31%', value: '5,200,000', baseline: '4,700,000', method: 'mean', confidence: 'calibrated' },
      ...{ fail: '10%', low: '25%', high: '90%' },
    });
  });

  it('are those of staying below where less is better', () => {
    const known = evidence({ outlookOf: () => outlook(0.95) });
    expect(say('odds', target({ metric: lower }), known)[0]).toMatchObject({ result: 'fail', values: { odds: '5%' } });
  });

  it('are unknown without a forecast, never a pass, and say no certainty', () => {
    expect(results('odds', target())).toEqual(['unknown smart.no-history']);
    expect(say('odds', target(), evidence({ outlookOf: () => outlook(1) }))[0]?.values.odds).toBe('>99%');
    expect(say('odds', target(), evidence({ outlookOf: () => outlook(0) }))[0]?.values.odds).toBe('<1%');
  });
});

describe('A growth', () => {
  // Growths of -3.1 % and +12.4 %; the last year is 4,700,000.
  const known = evidence({ historyOf: () => history('4700000', '4181494.66', '4315268.99') });

  it.each([
    ['5546000', 'warn smart.growth-beyond'],
    ['6016000', 'fail smart.growth-far'],
    ['4935000', 'pass smart.growth'],
    ['4700000', 'pass smart.growth'],
    ['4230000', 'warn smart.growth-easy'],
  ])('%s', (value, result) => {
    expect(results('growth', target({ value }), known)).toEqual([result]);
  });

  it('says what is asked and the range', () => {
    expect(say('growth', target({ value: '5546000' }), known)[0]?.values).toEqual({
      ...{ asked: '+18.0%', lowest: '-3.1%', highest: '+12.4%', count: 2, limit: '+27.9%' },
    });
  });

  it('turns round where less is better', () => {
    const costs = (value: string) => results('growth', target({ metric: lower, value }), known);
    expect(costs('4000000')).toEqual(['warn smart.growth-beyond']);
    expect(costs('3500000')).toEqual(['fail smart.growth-far']);
    expect(costs('6000000')).toEqual(['warn smart.growth-easy']);
  });

  it('is in points for a ratio, and by year where years lie between', () => {
    const rates = evidence({ historyOf: () => history('0.20', '0.17', '0.16') });
    const asked = say('growth', target({ metric: ratio('share'), value: '0.22' }), rates)[0];
    expect(asked).toMatchObject({ result: 'pass', values: { asked: '+2.00pp', lowest: '+1.00pp', highest: '+3.00pp' } });
    const years = [
      { label: '2022', before: 4, value: decimal('100') },
      { label: '2023', before: 3, value: decimal('110') },
      { label: '2024', before: 2, value: decimal('121') },
    ];
    const gap = evidence({ historyOf: () => ({ years, reached: undefined }) });
    expect(say('growth', target({ value: '146.41' }), gap)[0]?.values.asked).toBe('+10.0%');
  });

  it('is unknown with fewer than three years', () => {
    expect(say('growth', target(), evidence({ historyOf: () => history('4', '5') }))[0]).toMatchObject({
      result: 'unknown',
      values: { years: 2 },
    });
  });
});

describe('A level', () => {
  const reached = (value: string, through = '2026-12-31') => ({
    years: [],
    reached: { value: decimal(value), through: day(through) },
  });
  const grown = target({ value: '1150000', baseline: '1000000' });
  const judged = (value: string, today: string, through?: string) =>
    say('level', grown, evidence({ today: day(today), historyOf: () => reached(value, through) }))[0];

  it('judges growth on the level: 1,120,000 of 1,000,000 + 15 % is 97.39 %, and 80 % of the growth decides nothing', () => {
    expect(judged('1120000', '2027-01-10')).toEqual({
      result: 'fail',
      code: 'smart.level-missed',
      values: { reached: '1,120,000', value: '1,150,000', attainment: '97.39%', growth: '80.00%' },
    });
  });

  it('passes when the level is reached, and while there is time', () => {
    expect(judged('1150000', '2027-01-10')?.result).toBe('pass');
    expect(judged('600000', '2026-07-01', '2026-06-30')?.result).toBe('pass');
  });
});

describe('A range', () => {
  it('floor <= value <= stretch, the other way round where less is better', () => {
    expect(results('range', target({ floor: '5000000', stretch: '6000000' }))).toEqual(['pass smart.range']);
    expect(results('range', target({ floor: '5300000' }))).toEqual(['fail smart.range-broken']);
    expect(results('range', target({ stretch: '5100000' }))).toEqual(['fail smart.range-broken']);
    expect(results('range', target({ metric: lower, floor: '5300000', stretch: '5100000' }))).toEqual(['pass smart.range']);
    expect(results('range', target())).toEqual([]);
  });
});

describe('A capacity', () => {
  const judged = (amount: string, without?: number) =>
    results('capacity', target(), evidence({ capacityOf: () => capacity(amount, without) }));

  it('fits, is short, is idle, or is known in part only', () => {
    expect(judged('5200000')).toEqual(['pass smart.capacity']);
    expect(judged('4600000')).toEqual(['fail smart.capacity-short']);
    expect(judged('6000000')).toEqual(['warn smart.capacity-idle']);
    expect(judged('5200000', 1)).toEqual(['unknown smart.capacity-in-part']);
    expect(results('capacity', target(), evidence({ capacityOf: () => ({ code: 'smart.no-capacity' }) }))).toEqual([
      'unknown smart.no-capacity',
    ]);
    expect(results('capacity', target())).toEqual([]);
  });
});

describe('A units and periods', () => {
  const units = [['华东'], ['华南']];
  const east = (value: string) => target({ id: 'T2', unit: ['华东'], value });
  const south = (value: string) => target({ id: 'T3', unit: ['华南'], value });

  it('what units below are to reach makes the whole, and not far more', () => {
    const judged = (...targets: ReturnType<typeof target>[]) =>
      say('units', target(), evidence({ units, targets: [target(), ...targets] }))[0];
    expect(judged(east('3000000'), south('2200000'))).toMatchObject({ result: 'pass', values: { count: 2, sum: '5,200,000' } });
    expect(judged(east('3000000'), south('2000000'))).toMatchObject({ result: 'fail', values: { off: '200,000' } });
    expect(judged(east('3000000'), south('2720000'))).toMatchObject({ result: 'pass' });
    expect(judged(east('3000000'), south('2720001'))).toMatchObject({ result: 'warn', code: 'smart.units-over' });
    expect(judged(east('3000000'))).toMatchObject({ result: 'warn', code: 'smart.units-missing', values: { missing: '华南' } });
    expect(judged()).toBeUndefined();
  });

  it('does not count a unit below one that counts', () => {
    const team = target({ id: 'T4', unit: ['华东', '上海'], value: '1000000' });
    const known = evidence({ units, targets: [target(), east('3000000'), south('2200000'), team] });
    expect(say('units', target(), known)[0]).toMatchObject({ values: { count: 2, sum: '5,200,000' } });
  });

  it('parts of the period, too', () => {
    const half = (label: string, value: string) => target({ id: label, period: label, value });
    const judged = (...targets: ReturnType<typeof target>[]) =>
      say('periods', target(), evidence({ targets: [target(), ...targets] }))[0];
    expect(judged(half('2026-H1', '2200000'), half('2026-H2', '3000000'))?.result).toBe('pass');
    expect(judged(half('2026-H1', '2200000'), half('2026-H2', '2900000'))).toMatchObject({
      result: 'fail',
      values: { off: '100,000' },
    });
    expect(judged(half('2026-H1', '2200000'))).toMatchObject({
      result: 'warn',
      code: 'smart.periods-missing',
      values: { missing: '184' },
    });
    expect(judged(half('2026-H1', '2900000'), half('2026-H2', '2900000'))?.code).toBe('smart.periods-over');
    expect(judged()).toBeUndefined();
  });

  it('rates are never added up', () => {
    const rate = (said: object) => target({ metric: ratio('margin'), value: '0.3', ...said });
    const known = evidence({ targets: [rate({}), rate({ id: 'T2', unit: ['华东'] })] });
    expect(say('units', rate({}), known)).toEqual([]);
  });
});

describe('A product', () => {
  const aov = ratio('order_value', { numerator: 'revenue', denominator: 'orders' });
  const three = (revenue: string) => [
    target({ id: 'T1', value: revenue }),
    target({ id: 'T2', metric: aov, value: '440' }),
    target({ id: 'T3', metric: defaultMetric('orders'), value: '60' }),
  ];
  const judged = (targets: ReturnType<typeof three>, at: number) =>
    say('product', targets[at] as (typeof targets)[0], evidence({ targets, ratios: [aov] }))[0];

  it('440 a order x 60 orders is 26,400.00, for each of the three', () => {
    expect([0, 1, 2].map((at) => judged(three('26400'), at)?.result)).toEqual(['pass', 'pass', 'pass']);
    expect([0, 1, 2].map((at) => judged(three('26000'), at)?.result)).toEqual(['fail', 'fail', 'fail']);
    expect(judged(three('26000'), 0)?.values).toMatchObject({ product: '26400.00', above: '26000.00', off: '-400.00' });
  });

  it('needs all three', () => {
    expect(judged(three('26400').slice(0, 2), 0)).toBeUndefined();
  });
});
