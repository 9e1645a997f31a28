import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBasis } from '../../../src/core/allocation/basis/basis-source.ts';
import type { DecomposeRequest, Decomposition } from '../../../src/core/allocation/decompose.ts';
import type { Bound, Lock } from '../../../src/core/allocation/locks/lock.ts';
import { cellsOf } from '../../../src/core/allocation/locks/odd-cells.ts';
import { type Method, parseMethod } from '../../../src/core/allocation/methods/method.ts';
import type { Grain } from '../../../src/core/calendar/period.ts';
import { type Grid, valueAt } from '../../../src/core/grid.ts';
import { CALENDAR, type Row, runs, stream } from '../make.ts';
import { boundsOn, distances, otherPlan } from './bounded-instances.ts';
import { monthly, PROPORTIONAL, run } from './request.ts';

const TIME_METHODS = ['proportional', 'equal', 'pattern:2,3', 'straight-line:10..', 'compound:+2%'];
const ORG_METHODS = ['proportional', 'equal'];
const BASES = [
  'last-year',
  '2024..2025',
  'shares:2024..2025',
  'trailing-12',
  'estimate',
  'equal',
  'calendar-days',
  'working-days',
];
const GRAINS: readonly (readonly Grain[])[] = [['month'], ['quarter', 'month'], ['half', 'quarter', 'month'], ['quarter']];
const UNITS = ['east/li', 'east/wang', 'south/zhao', 'south/(unassigned)', 'west/qian'];

const method = (text: string): Method => parseMethod(text, 2) as Method;

/** Two years of five reps, whole months without sales and returns among them; every first and last month has rows. */
function history(seed: number): Row[] {
  const next = stream(seed);
  return UNITS.flatMap((unit) =>
    monthly(unit, '2024-01..2025-12', (i) => (i % 12 === 0 ? 1 + next(900) : next(4) === 0 ? -next(40) : next(900)), '28'),
  );
}

type Ask = Parameters<typeof run>[0];

interface Made {
  readonly ask: Ask;
  readonly free: Decomposition;
  readonly locks: readonly Lock[];
}

/** A request for every basis, method, shape, rounding unit, and tree of periods; and locks that can all hold. */
const anyAsk = fc
  .record({
    seed: fc.integer(),
    time: fc.constantFrom(...TIME_METHODS),
    org: fc.constantFrom(...ORG_METHODS),
    basis: fc.tuple(fc.constantFrom(...BASES.slice(0, 6)), fc.constantFrom(...BASES)),
    by: fc.constantFrom(...GRAINS),
    shape: fc.constantFrom('own', 'parent', 'company', 'shrunk'),
    roundTo: fc.constantFrom(1n, 100n, 5000n, 100_000n),
    total: fc.integer({ min: 2000, max: 900_000 }),
    populatedOnly: fc.boolean(),
  })
  .map(({ seed, time, org, basis, by, shape, roundTo, total, populatedOnly }): Made => {
    const over: Partial<DecomposeRequest> = {
      method: { time: method(time), org: method(org) },
      basis: { org: parseBasis(basis[0], CALENDAR)!, time: parseBasis(basis[1], CALENDAR)! },
      shape: shape as DecomposeRequest['shape'],
      onZeroBasis: 'parent',
      roundTo,
      populatedOnly: populatedOnly && basis[0] !== 'equal',
    };
    const ask = { rows: history(seed), total: total - (total % (Number(roundTo) / 100)), by, over };
    const free = run(ask);
    const { weights } = free.trace;
    const bounds = boundsOn(otherPlan({ weights, total: free.total, roundTo }, seed), roundTo, seed + 1);
    return { ask, free, locks: bounds.flatMap((bound) => lockOf(weights, bound)) };
  });

/** What a person would write: a bound with two different sides is a floor and a cap. */
function lockOf({ units, periods }: Grid, { unit, period, min, max }: Bound): Lock[] {
  const { path } = units.nodes[unit]!.value;
  const common = { period: periods.nodes[period]!.value, path, reason: '', by: '', until: undefined, place: undefined };
  if (min !== undefined && min === max) return [{ ...common, kind: 'fix', amount: min }];
  return [
    ...(min === undefined ? [] : [{ ...common, kind: 'floor' as const, amount: min }]),
    ...(max === undefined ? [] : [{ ...common, kind: 'cap' as const, amount: max }]),
  ];
}

const locked = ({ ask, locks }: Made, over: Partial<DecomposeRequest> = {}) =>
  run({ ...ask, over: { ...ask.over, locks, ...over } });
const sum = (cells: BigInt64Array) => cells.reduce((a, b) => a + b, 0n);

describe('every method, basis and shape under every set of locks', () => {
  it('has the total, the locks, and no amount where there is no weight', () => {
    let bound = 0;
    fc.assert(
      fc.property(anyAsk, (made) => {
        const { plan, trace, total } = locked(made);
        expect(total).toBe(made.free.total);
        expect(sum(plan.cells)).toBe(total);
        for (const { unit, period, min, max } of trace.bounds) {
          const value = valueAt(plan, unit, period);
          expect(value >= (min ?? 0n) && value <= (max ?? value)).toBe(true);
        }
        plan.cells.forEach((cell, i) => {
          expect(cell >= 0n && (cell === 0n || trace.weights.cells[i] !== 0n)).toBe(true);
          expect(cell % trace.roundTo).toBe(0n);
        });
        expect(trace.weights.cells).toEqual(made.free.trace.weights.cells);
        bound += trace.bounds.length;
      }),
      runs(60),
    );
    expect(bound).toBeGreaterThan(100);
  });

  it('is within one rounding unit of its weights without locks', () => {
    fc.assert(
      fc.property(anyAsk, ({ free }) => {
        const placement = { grid: free.plan, unrounded: free.trace.weights, settled: undefined, findings: [] };
        const odd = free.total % free.trace.roundTo;
        expect(odd).toBe(0n);
        for (const distance of distances(placement, free.trace.roundTo)) expect(distance).toBeLessThan(1);
      }),
      runs(60),
    );
  });

  it('is made again as it is when its own cells are locked', () => {
    fc.assert(
      fc.property(anyAsk, (made) => {
        const first = locked(made);
        const { units, periods } = first.plan;
        const locks = units.leaves.flatMap((unit) =>
          periods.leaves.flatMap((period) => {
            const amount = valueAt(first.plan, unit, period);
            return lockOf(first.plan, {
              unit,
              period,
              min: amount,
              max: amount,
              source: { kind: 'fix', place: undefined, reason: '' },
            });
          }),
        );
        expect(run({ ...made.ask, over: { ...made.ask.over, locks } }).plan.cells).toEqual(first.plan.cells);
      }),
      runs(40),
    );
  });

  it('gives an amount to empty cells only inside a lock that needs one, and only when it is told how', () => {
    let seeded = 0;
    fc.assert(
      fc.property(anyAsk, fc.constantFrom('equal', 'parent'), fc.nat(), (made, onZeroBasis, pick) => {
        const { weights } = made.free.trace;
        const empty = blocks(weights).filter((block) => cellsOf(weights, block).every((cell) => weights.cells[cell] === 0n));
        const block = empty[pick % empty.length];
        if (!block) return;
        seeded++;
        const { total, trace } = made.free;
        const amount = total / 20n - ((total / 20n) % trace.roundTo);
        fc.pre(amount > 0n);
        const source = { kind: 'floor', place: undefined, reason: '' };
        const locks = lockOf(weights, { ...block, min: amount, max: undefined, source });
        expect(() => locked({ ...made, locks }, { onZeroBasis: 'error' })).toThrow(/zero/);
        const { plan } = locked({ ...made, locks }, { onZeroBasis: onZeroBasis as 'equal' });
        expect(valueAt(plan, block.unit, block.period)).toBe(amount);
        const inside = new Set(cellsOf(weights, block));
        plan.cells.forEach((cell, i) => {
          if (!inside.has(i) && weights.cells[i] === 0n) expect(cell).toBe(0n);
        });
      }),
      runs(60),
    );
    expect(seeded).toBeGreaterThan(5);
  });
});

function blocks({ units, periods }: Grid) {
  return units.nodes.flatMap((_, unit) => periods.nodes.map((_, period) => ({ unit, period })));
}

describe('methods without locks', () => {
  it('a rate that repeats stands in every cell that has a weight, and is not placed', () => {
    const rows = history(3);
    const repeat = method('repeat');
    const { plan, rollUp } = run({ rows, total: 0.06, by: ['quarter'], over: { method: { time: repeat, org: repeat } } });
    expect([...plan.cells]).toEqual(Array(20).fill(6n));
    expect(rollUp).toEqual({ time: 'same', org: 'same' });
  });

  it('growth of the basis is the total, and each unit has its own basis grown', () => {
    const rows = history(5).filter(([, , amount]) => amount > 0);
    const grown = run({ rows, over: { total: undefined, method: { time: PROPORTIONAL, org: method('growth:+8%') } } });
    const basis = rows.filter(([, date]) => date.startsWith('2025')).reduce((all, [, , amount]) => all + amount, 0);
    expect(grown.total).toBe(BigInt(Math.round(basis * 108)));
  });
});
