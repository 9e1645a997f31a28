import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainBlock } from '../../../src/core/explain/explain-block.ts';
import type { Explanation, Share, Step } from '../../../src/core/explain/explanation.ts';
import { stepOf } from '../../../src/core/explain/explanation.ts';
import { reproduce } from '../../../src/core/explain/reproduce.ts';
import { valueAt } from '../../../src/core/grid.ts';
import { formatPath } from '../../../src/core/organisation/unit-tree.ts';
import { nodeAt } from '../../../src/core/tree.ts';
import { period, runs, stream } from '../make.ts';
import { type Asked, anyPlan, type Instance, planned, requestOf } from './instances.ts';

/** Some nodes of a plan: every kind of them, and mostly cells. */
function someNodes({ made: { plan } }: Instance, seed: number): [number, number][] {
  const next = stream(seed);
  return Array.from({ length: 6 }, (_, i) => {
    const cell = i < 3;
    const unit = cell ? (plan.units.leaves[next(plan.units.leaves.length)] as number) : next(plan.units.nodes.length);
    const at = cell ? (plan.periods.leaves[next(plan.periods.leaves.length)] as number) : next(plan.periods.nodes.length);
    return [unit, at];
  });
}

const explained = ({ asked, made }: Instance, unit: number, at: number): Explanation =>
  explainBlock(requestOf(asked, made), unit, nodeAt(made.plan.periods, at).value);

/** Every number that the explanation adds up: itself, its sums, and the month that it is a part of. */
function check(instance: Instance, seed: number): void {
  for (const [unit, at] of someNodes(instance, seed)) {
    const one = explained(instance, unit, at);
    const value = valueAt(instance.made.plan, unit, at);
    expect(one.value).toBe(value);
    expect(reproduce(one)).toBe(value);
    for (const step of one.steps) {
      if (step.kind === 'parts') expect(step.parts.reduce((sum, { amount }) => sum + amount, 0n)).toBe(value);
      if (step.kind === 'drift') expect(step.units.denominator).toBeGreaterThan(0n);
    }
    if (one.month) expect(reproduce(one.month)).toBe(one.month.value);
    expectDrift(one, instance.made.trace.roundTo);
  }
}

/** Unrounded value and drift make the value. */
function expectDrift({ steps, value }: Explanation, roundTo: bigint): void {
  const [unrounded, drift] = [stepOf(steps, 'unrounded'), stepOf(steps, 'drift')];
  if (!unrounded || !drift) return;
  const left =
    unrounded.value.numerator * drift.units.denominator + drift.units.numerator * roundTo * unrounded.value.denominator;
  expect(left).toBe(value * unrounded.value.denominator * drift.units.denominator);
}

const SHARES = ['level', 'course', 'period', 'days'];

/** Total times every share is the unrounded value, but for a millionth and the rounding of computed weights. */
function expectProduct({ steps }: Explanation, total: bigint): void {
  const { numerator, denominator } = stepOf(steps, 'unrounded')!.value;
  const shares = steps.filter((step): step is Extract<Step, Share> => SHARES.includes(step.kind));
  const product = shares.reduce((all, { part, whole }) => all * (Number(part) / Number(whole)), Number(total));
  const unrounded = Number(numerator) / Number(denominator);
  const weightUnit = Number(total) / Number(stepOf(steps, 'weight')!.whole);
  expect(Math.abs(product - unrounded)).toBeLessThanOrEqual(1e-6 * unrounded + weightUnit);
}

describe('an explanation', () => {
  it('reproduces the number from its parts', () => {
    fc.assert(
      fc.property(anyPlan(false), fc.integer(), (instance, seed) => check(instance, seed)),
      runs(120),
    );
  });

  it('reproduces the number under locks', () => {
    let lockedPlans = 0;
    fc.assert(
      fc.property(anyPlan(true), fc.integer(), (instance, seed) => {
        if (instance.made.trace.settled) lockedPlans++;
        check(instance, seed);
      }),
      runs(120),
    );
    expect(lockedPlans).toBeGreaterThan(80);
  });

  it('multiplies to the unrounded value where no bound interferes', () => {
    let cells = 0;
    fc.assert(
      fc.property(anyPlan(false), fc.integer(), (instance, seed) => {
        const { plan, trace } = instance.made;
        if (instance.asked.weights?.length) return;
        for (const [unit, at] of someNodes(instance, seed)) {
          const whole = explained(instance, unit, at);
          const one = whole.month ?? whole;
          const weight = stepOf(one.steps, 'weight');
          if (weight?.amount.numerator !== trace.total || valueAt(plan, unit, at) === 0n) continue;
          cells++;
          expect(one.steps.filter(({ kind }) => kind === 'adjusted')).toEqual([]);
          if (one.steps.some(({ kind }) => kind === 'rounding')) expectProduct(one, trace.total);
        }
      }),
      runs(240),
    );
    expect(cells).toBeGreaterThan(150);
  });

  it.each([
    ['on both axes', 'repeat', 'repeat'],
    ['for every unit', 'repeat', 'proportional'],
    ['in every period', 'proportional', 'repeat'],
  ])('reproduces amounts that are repeated %s', (_, org, time) => {
    fc.assert(
      fc.property(anyPlan(false), fc.integer(), ({ asked }, seed) => {
        const repeated: Asked = { ...asked, method: { org, time }, over: { ...asked.over, roundTo: 100n } };
        const instance = { asked: repeated, made: planned(repeated) };
        for (const [unit, at] of someNodes(instance, seed)) {
          if (nodeAt(instance.made.plan.units, unit).children.length > 0) continue;
          if (nodeAt(instance.made.plan.periods, at).children.length > 0) continue;
          expect(reproduce(explained(instance, unit, at))).toBe(valueAt(instance.made.plan, unit, at));
        }
      }),
      runs(30),
    );
  });
});

const ROWS: Asked['rows'] = [
  ['华东/上海', '2025-01-15', 30],
  ['华东/上海', '2025-03-15', 60],
  ['华东/上海', '2025-03-20', 10],
  ['华东/杭州', '2025-03-31', 100],
  ['华北/北京', '2025-07-01', 200],
  ['华北/北京', '2025-12-31', 0],
];

const node = (asked: Asked, path: string, label: string) => {
  const request = requestOf(asked);
  const unit = request.plan.units.nodes.findIndex(({ value }) => formatPath(value.path) === path);
  return explainBlock(request, unit, period(label));
};

const one = <Kind extends Step['kind']>(explanation: Explanation, kind: Kind) => stepOf(explanation.steps, kind)!;

describe('the steps of a cell', () => {
  it('are the rows read, the shares, the weight and the rounding', () => {
    const cell = node({ rows: ROWS, total: 100_001n, over: { roundTo: 100n } }, '华东/上海', '2026-03');
    expect(one(cell, 'read')).toMatchObject({
      rows: 2,
      amount: 7000n,
      days: [period('2025-03')].map(({ start, end }) => ({ start, end })),
    });
    expect(cell.steps.flatMap((step) => (step.kind === 'level' ? [[step.unit.join('/'), step.part, step.whole]] : []))).toEqual([
      ['华东', 20_000n, 40_000n],
      ['华东/上海', 10_000n, 20_000n],
    ]);
    expect(one(cell, 'course')).toMatchObject({ part: 7000n, whole: 10_000n, isOwn: true });
    expect(one(cell, 'weight')).toMatchObject({ part: 7000n, whole: 40_000n, of: 'total' });
    expect(one(cell, 'unrounded').value).toEqual({ numerator: 100_001n * 7000n, denominator: 40_000n });
    expect(one(cell, 'rounding')).toMatchObject({ roundTo: 100n, floor: 17_500n, received: false });
    expect(cell.value).toBe(17_500n);
  });

  it('name the odd part where it is held', () => {
    const cell = node({ rows: ROWS, total: 100_001n, over: { roundTo: 100n } }, '华北/北京', '2026-07');
    expect(one(cell, 'odd')).toMatchObject({ amount: 1n, isTakenBefore: true });
    expect(cell.value).toBe(50_001n);
    expect(reproduce(cell)).toBe(50_001n);
  });

  it('say whose course is followed, and how far it is drawn', () => {
    const parent = node({ rows: ROWS, over: { shape: 'parent' } }, '华东/上海', '2026-03');
    expect(one(parent, 'course')).toMatchObject({ unit: ['华东'], isOwn: false, part: 17_000n, whole: 20_000n });
    const shrunk = one(node({ rows: ROWS, over: { shape: 'shrunk' } }, '华东/上海', '2026-03'), 'course');
    expect(shrunk.drawn).toEqual({
      lambda: { numerator: 1n, denominator: 13n },
      own: { part: 7000n, whole: 10_000n },
      followed: { part: 17_000n, whole: 20_000n },
    });
    expect(Number(shrunk.part) / Number(shrunk.whole)).toBeCloseTo((0.7 * 1) / 13 + (0.85 * 12) / 13, 12);
  });

  it('name the factors on weights and what they come to', () => {
    const cell = node({ rows: ROWS, weights: ['华东=3', '华北=1.5'] }, '华东/上海', '2026-03');
    expect(cell.steps.flatMap((step) => (step.kind === 'tilt' ? [`${step.unit} ${step.text}`] : []))).toEqual(['华东 3']);
    const adjusted = one(cell, 'adjusted');
    expect(adjusted.reason).toBe('weights');
    expect(Number(adjusted.after.part) / Number(adjusted.after.whole)).toBeCloseTo((70 * 3) / (200 * 3 + 200 * 1.5), 12);
  });

  it('name the locks that hold it, the smallest first', () => {
    const lock = { reason: '重点', by: '', until: undefined, place: { file: 'locks.csv', line: 2 } };
    const locks = [
      { ...lock, path: ['华东'], period: period('2026'), kind: 'fix' as const, amount: 700_000n },
      { ...lock, path: ['华东', '上海'], period: period('2026-03'), kind: 'floor' as const, amount: 300_000n },
    ];
    const cell = node({ rows: ROWS, over: { locks } }, '华东/上海', '2026-03');
    const bounds = cell.steps.flatMap((step) => (step.kind === 'bound' ? [step] : []));
    expect(bounds.map(({ source, isOwn, isReached }) => [source.kind, source.place?.line, isOwn, isReached])).toEqual([
      ['floor', 2, true, true],
      ['fix', 2, false, true],
    ]);
    expect(one(cell, 'weight')).toMatchObject({ of: 'locks', part: 7000n, whole: 7000n });
    expect(reproduce(cell)).toBe(300_000n);
  });
});

describe('the steps of a larger node', () => {
  const quarter = node({ rows: ROWS, total: 1000n, grains: ['quarter', 'month'], over: { roundTo: 100n } }, '华东', '2026-Q1');

  it('are its shares, the distance from the unrounded value, and its parts', () => {
    expect(one(quarter, 'period')).toMatchObject({ period: '2026-Q1', part: 20_000n, whole: 20_000n });
    expect(one(quarter, 'unrounded').value).toEqual({ numerator: 1000n * 20_000n, denominator: 40_000n });
    expect(quarter.steps.flatMap((step) => (step.kind === 'parts' ? [step.parts.map(({ name }) => name)] : []))).toEqual([
      ['上海', '杭州'],
      ['2026-01', '2026-02', '2026-03'],
    ]);
  });

  it('may be of a grain that the plan does not have', () => {
    expect(node({ rows: ROWS, total: 1000n }, '华东', '2026-Q1').value).toBe(500n);
    expect(() => node({ rows: ROWS, total: 1000n, grains: ['quarter'] }, '华东', '2026-02')).toThrow('explain.no-such-period');
    expect(() => node({ rows: ROWS, total: 1000n }, '华东', '2027-01')).toThrow('explain.no-such-period');
  });

  it('are refused for rates', () => {
    const asked = { rows: ROWS, method: { org: 'repeat', time: 'proportional' } };
    expect(() => node(asked, '华东', '2026-03')).toThrow('explain.sum-of-rates');
    expect(node(asked, '华东/上海', '2026').value).toBe(1_000_000n);
  });
});

describe('the steps of a day', () => {
  it('begin with the month that it was split out of', () => {
    const cell = node({ rows: ROWS, total: 40_000n, grains: ['month', 'day'] }, '华东/上海', '2026-03-20');
    expect(cell.month).toMatchObject({ period: '2026-03', value: 7000n });
    expect(one(cell, 'weight')).toMatchObject({ of: 'month', amount: { numerator: 7000n } });
    expect(reproduce(cell)).toBe(cell.value);
  });
});

describe('amounts that are repeated under locks', () => {
  const lock = { reason: '', by: '', until: undefined, place: undefined, period: period('2026-03') };
  const locks = [
    { ...lock, path: ['华东'], kind: 'cap' as const, amount: 700_000n },
    { ...lock, path: ['华东', '上海'], kind: 'fix' as const, amount: 300_000n },
  ];

  it('are brought within them, from the outermost in', () => {
    const asked = { rows: ROWS, method: { org: 'repeat', time: 'repeat' }, over: { locks } };
    const cell = node(asked, '华东/上海', '2026-03');
    expect(one(cell, 'repeated')).toEqual({
      kind: 'repeated',
      amount: 1_000_000n,
      limits: [
        { min: undefined, max: 700_000n },
        { min: 300_000n, max: 300_000n },
      ],
    });
    expect(reproduce(cell)).toBe(300_000n);
    expect(reproduce(node(asked, '华东/杭州', '2026-03'))).toBe(700_000n);
    expect(reproduce(node(asked, '华北/北京', '2026-03'))).toBe(1_000_000n);
  });

  it('are fitted into those on their own line, and shared out on the others', () => {
    const asked = { rows: ROWS, method: { org: 'repeat', time: 'equal' }, over: { locks } };
    expect(node(asked, '华东/上海', '2026-03').value).toBe(300_000n);
    const line = node(asked, '华东/上海', '2026-01');
    expect([one(line, 'fitted').amount, reproduce(line)]).toEqual([line.value, line.value]);
    expect(line.value / 10n).toBe(6363n);
    expect(one(node(asked, '华北/北京', '2026-07'), 'weight').of).toBe('line');
  });
});

describe('a week that is planned with its locks', () => {
  it('has its share of the month among the shares', () => {
    const lock = { reason: '', by: '', until: undefined, place: undefined };
    const locks = [{ ...lock, path: ['华北'], period: period('2026-07-W1'), kind: 'fix' as const, amount: 1000n }];
    const cell = node({ rows: ROWS, grains: ['month', 'week'], over: { locks } }, '华东/上海', '2026-03-W3');
    const days = one(cell, 'days');
    expect(days).toMatchObject({ period: '2026-03-W3', month: '2026-03' });
    expect(cell.month).toBeUndefined();
    expect(reproduce(cell)).toBe(cell.value);
    expect(cell.steps.filter(({ kind }) => kind === 'adjusted')).toEqual([]);
  });
});
