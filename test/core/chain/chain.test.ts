import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateWithBounds } from '../../../src/core/allocation/allocate-bounded.ts';
import type { Lock } from '../../../src/core/allocation/locks/lock.ts';
import { lockBounds } from '../../../src/core/allocation/locks/lock-bounds.ts';
import { calendarDays, workingDays } from '../../../src/core/calendar/day-count.ts';
import type { Grain } from '../../../src/core/calendar/period.ts';
import { Refusal } from '../../../src/core/finding.ts';
import { emptyGrid, type Grid } from '../../../src/core/grid.ts';
import { type AssignedLayer, assignedLayers } from '../../../src/core/layers/assigned.ts';
import { parseBuffer } from '../../../src/core/layers/buffer.ts';
import { settle } from '../../../src/core/negotiation/settle.ts';
import { parseRampClock } from '../../../src/core/organisation/ramp.ts';
import type { RosterEntry } from '../../../src/core/organisation/roster.ts';
import { formatPath, isWithin, leafPaths, type UnitPath, unitTree } from '../../../src/core/organisation/unit-tree.ts';
import { leafFinder } from '../../../src/core/plan.ts';
import { applyEvents } from '../../../src/core/reorganisation/apply-events.ts';
import { attributeTotals } from '../../../src/core/reorganisation/attribute-totals.ts';
import { EVENT_KINDS, type EventKind } from '../../../src/core/reorganisation/event.ts';
import { eventProblems, type StatedEvent, withShares } from '../../../src/core/reorganisation/stated-event.ts';
import { leafValue } from '../../../src/core/tree.ts';
import { run } from '../allocation/request.ts';
import { CHINA_2026 } from '../calendar/china-2026.ts';
import { day, period, type Row, runs, split, stream, totals } from '../make.ts';
import { numberOn, policy, settling } from '../negotiation/negotiations.ts';
import { leafRows, sumOf, tally } from './tally.ts';

type Next = (below: number) => number;

const LEVELS = ['l1', 'l2', 'l3'];
/** Leaves at every depth, in regions of uneven size. */
const NAMES = ['a/x/1', 'a/x/2', 'a/y', 'b/z/3', 'b/z/4', 'b/z/5', 'b/w/6', 'c'];
const SPANS: readonly (readonly [span: string, grains: readonly Grain[]])[] = [
  ['2026', ['quarter']],
  ['2026-H1', ['quarter', 'month']],
  ['2026-03-10..2026-08-20', ['month']],
  ['2026-Q1', ['month', 'week']],
  ['2026-02', ['week', 'day']],
];

/** What a chain is made of; the same for every step of it. */
interface Story {
  readonly next: Next;
  readonly span: string;
  readonly grains: readonly Grain[];
  readonly roundTo: bigint;
  readonly rows: readonly Row[];
}

interface Reached {
  readonly plan: Grid;
  readonly history: ReturnType<typeof totals>;
  readonly locks: readonly Lock[];
}

/** How often each step moved something, so that a chain of refusals is no proof. */
const moved = { ramp: 0, event: 0, cut: 0, settle: 0, part: 0, buffer: 0, lock: 0 };

describe('a ramp, events, a settlement, another event, one region decomposed anew, a buffer', () => {
  it('keep together what each of them keeps', () => {
    const story = fc.record({
      seed: fc.nat(),
      span: fc.constantFrom(...SPANS),
      roundTo: fc.constantFrom(1n, 100n, 700n),
      locked: fc.boolean(),
    });
    fc.assert(
      fc.property(story, ({ seed, span: [span, grains], roundTo, locked }) => {
        const next = stream(seed);
        const rows = historyOf(next);
        const made: Story = { next, span, grains, roundTo, rows };
        const first = attempt(() => started(made));
        if (!first) return;
        const locks = locked ? locksOn(first.plan, made) : [];
        const steps = [reorganised, reorganised, settled, reorganised, partAgain];
        const last = steps.reduce<Reached>((reached, step) => attempt(() => step(reached, made)) ?? reached, { ...first, locks });
        buffered(last, made);
      }),
      runs(150),
    );
    expect(Math.min(...Object.values(moved)), JSON.stringify(moved)).toBeGreaterThan(15);
  }, 120_000);
});

/** The step's result, nothing where it is refused. */
function attempt<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function historyOf(next: Next): Row[] {
  const names = NAMES.filter((_, i) => i === 0 || next(5) > 0);
  return names.flatMap((name) =>
    Array.from(
      { length: 12 },
      (_, month): Row => [name, `2025-${String(month + 1).padStart(2, '0')}-1${next(9)}`, next(6) * next(900)],
    ),
  );
}

function rosterOf({ rows, next }: Story): RosterEntry[] {
  return [...new Set(rows.map(([name]) => name))].map((name, i): RosterEntry => {
    const start = i > 0 && next(3) === 0 ? day('2026-01-01') + next(150) : undefined;
    const end = next(5) === 0 ? Math.max(start ?? 0, day('2026-02-01') + next(200)) : undefined;
    const ramp = start === undefined ? '' : (['25,50,75,100', '0,50', ''][next(3)] as string);
    return { path: split(name), owner: '', role: '', start, end, ramp };
  });
}

/** What holds of every plan of the chain: its total, nothing below zero, one odd cell at most. */
function sound(plan: Grid, { total, roundTo }: { total: bigint; roundTo: bigint }): void {
  expect(sumOf([...plan.cells])).toBe(total);
  expect(plan.cells.every((cell) => cell >= 0n)).toBe(true);
  expect([...plan.cells].filter((cell) => cell % roundTo !== 0n).length).toBeLessThanOrEqual(1);
}

const total = ({ cells }: Grid) => sumOf([...cells]);

/** What the whole has in every period from the month up: a month that is planned by weeks is kept as a month. */
function months(plan: Grid): [string, bigint][] {
  const row = tally(plan).get(formatPath([])) as readonly bigint[];
  const coarse = plan.periods.nodes.filter(({ value }) => value.grain !== 'week' && value.grain !== 'day');
  return coarse.map(({ value, leafFrom, leafTo }) => [value.label, sumOf(row.slice(leafFrom, leafTo))]);
}

/** A plan by a roster with ramps, held against the plan as if all were there in full. */
function started(story: Story): Omit<Reached, 'locks'> {
  const { next, span, grains, roundTo, rows } = story;
  const history = totals(rows, LEVELS);
  const { start, end } = period(span);
  const roster = rosterOf(story).filter((one) => (one.start ?? start) <= end && start <= (one.end ?? end));
  const clock = parseRampClock(next(2) === 0 ? 'tenure' : 'calendar:15')!;
  const amount = 20_000 + next(90_000) / 100;
  const countDays = next(2) === 0 ? calendarDays : workingDays(CHINA_2026);
  const over = { roundTo, levels: LEVELS, unitAxes: [LEVELS], totals: history, rampClock: clock, countDays };
  const ask = { rows, total: amount, period: span, by: grains };
  const always = roster.map((entry) => ({ ...entry, start: undefined, end: undefined, ramp: '' }));
  const asIfAll = run({ ...ask, org: '2025', over: { ...over, roster: always } }).plan;
  const { plan } = run({ ...ask, org: '2025', over: { ...over, roster } });
  sound(plan, { total: BigInt(Math.round(amount * 100)), roundTo });
  expect(months(plan)).toEqual(months(asIfAll));
  if (plan.cells.join() !== asIfAll.cells.join()) moved.ramp++;
  return { plan, history };
}

/** A floor and a cap that the plan keeps, on any block. */
function locksOn(plan: Grid, { next, roundTo }: Story): Lock[] {
  return (['floor', 'cap'] as const).map((kind) => {
    const unit = plan.units.nodes[next(plan.units.nodes.length)]!;
    const { value, leafFrom, leafTo } = plan.periods.nodes[next(plan.periods.nodes.length)]!;
    const has = sumOf(tally(plan).get(formatPath(unit.value.path))?.slice(leafFrom, leafTo));
    const half = (has / (2n * roundTo)) * roundTo;
    const amount = kind === 'floor' ? half : has + half;
    return { period: value, path: unit.value.path, kind, amount, reason: '', by: '', until: undefined, place: undefined };
  });
}

function held(plan: Grid, locks: readonly Lock[]): void {
  const rows = tally(plan);
  for (const {
    path,
    period: { start, end },
    kind,
    amount,
  } of locks) {
    const isInside = plan.periods.leaves.map((_, leaf) => {
      const own = leafValue(plan.periods, leaf);
      return start <= own.start && own.end <= end;
    });
    const has = sumOf(rows.get(formatPath(path))?.filter((_, p) => isInside[p]));
    expect([kind, kind === 'cap' ? has <= amount : kind === 'floor' ? has >= amount : has === amount]).toEqual([kind, true]);
    moved.lock++;
  }
}

function anyEvent({ units, periods }: Grid, next: Next): StatedEvent {
  const kind = EVENT_KINDS[next(EVENT_KINDS.length)] as EventKind;
  const nodes = units.nodes.filter(({ depth }) => depth > 0).map(({ value }) => value.path);
  const pick = () => nodes[next(nodes.length)] as UnitPath;
  const unit = kind === 'join' ? [...pick().slice(0, -1), 'joiner'] : pick();
  const many = kind === 'leave' || kind === 'split' ? next(3) : 1;
  const heirs = Array.from({ length: kind === 'join' ? 0 : many }, () => {
    const path = [pick(), ['a', 'x', 'n'], ['b', 'n'], ['n']][next(4)] as UnitPath;
    return { path, share: next(2) === 0 ? { numerator: 33n, denominator: 100n } : undefined, customers: undefined };
  });
  const { start, end } = periods.nodes[0]!.value;
  return { kind, unit, date: start - 3 + next(end - start), heirs, reason: '', place: undefined };
}

const nobody = () => {
  throw new Error('no customers');
};

/** An event: every leaf period, and every unit that holds who gives and who takes; history goes along and keeps its days. */
function reorganised({ plan, history, locks }: Reached, { next, roundTo }: Story): Reached {
  const stated = anyEvent(plan, next);
  if (eventProblems(stated).length > 0) return { plan, history, locks };
  const event = withShares(stated, nobody);
  const terms = { roundTo, onLock: 'move', asOf: day('2026-01-01'), countDays: calendarDays, locks } as const;
  const after = applyEvents(plan, [event], terms);
  sound(after.plan, { total: total(plan), roundTo });
  const [before, now] = [tally(plan), tally(after.plan)];
  for (const name of unitsAbove([event.unit, ...event.heirs.map(({ path }) => path)])) {
    if (before.has(name)) expect([name, now.get(name)]).toEqual([name, before.get(name)]);
  }
  held(after.plan, after.locks);
  const seen = attributeTotals(history, [stated]);
  expect(byDay(seen)).toEqual(byDay(history));
  if (JSON.stringify([...now.keys()]) !== JSON.stringify([...before.keys()]) || after.plan.cells.join() !== plan.cells.join())
    moved.event++;
  if (after.results.some(({ recorded }) => recorded.cut !== undefined)) moved.cut++;
  return { plan: after.plan, history: seen, locks: after.locks };
}

/** Names of the units that hold all the others without being one of them. */
function unitsAbove(paths: readonly UnitPath[]): string[] {
  const [first = []] = paths;
  const common = first.findIndex((name, depth) => paths.some((path) => path[depth] !== name));
  const end = Math.min(common < 0 ? first.length : common, ...paths.map((path) => path.length - 1));
  return Array.from({ length: end + 1 }, (_, depth) => formatPath(first.slice(0, depth)));
}

function byDay({ day: days, amount, rows }: Reached['history']): Map<number, string> {
  const sums = new Map<number, { amount: bigint; rows: number }>();
  days.forEach((at, i) => {
    const sum = sums.get(at) ?? { amount: 0n, rows: 0 };
    sums.set(at, { amount: sum.amount + amount[i]!, rows: sum.rows + rows[i]! });
  });
  return new Map([...sums].sort(([a], [b]) => a - b).map(([at, sum]) => [at, `${sum.amount} ${sum.rows}`]));
}

/** A settlement of one unit, tied: it keeps its total and every cell outside stays. */
function settled(reached: Reached, { next, roundTo }: Story): Reached {
  const { plan, locks } = reached;
  const unit = next(2) === 0 ? 0 : (plan.units.nodes[0]!.children[next(plan.units.nodes[0]!.children.length)] ?? 0);
  const { path } = plan.units.nodes[unit]!.value;
  const leaves = plan.units.leaves.filter(() => next(2) === 0);
  const numbers = leaves.map((node) => numberOn({ unit: node, period: 0 }, BigInt(next(900_000))));
  const { bounds } = lockBounds({ axes: plan, locks, scale: plan.scale, asOf: day('2026-01-01') });
  const how = policy(['bottom-up', 'middle', 'middle:33%', 'authority'][next(4)] as string);
  const { grid } = settle(
    plan,
    settling({ policy: how, tie: 'top', unit, numbers, bounds, roundTo, allocate: allocateWithBounds }),
  );
  sound(grid, { total: total(plan), roundTo });
  expect(sumOf(tally(grid).get(formatPath(path)))).toBe(sumOf(tally(plan).get(formatPath(path))));
  const isOutside = (own: UnitPath) => !isWithin(own, path);
  expect(leafRows(grid, isOutside)).toEqual(leafRows(plan, isOutside));
  held(grid, locks);
  if (grid.cells.join() !== plan.cells.join()) moved.settle++;
  return { ...reached, plan: grid };
}

/** One region decomposed anew from its history as the events have it: each of its leaf periods stays, and every other region. */
function partAgain(reached: Reached, { next, span, grains, roundTo }: Story): Reached {
  const { plan, history, locks } = reached;
  const regions = plan.units.nodes[0]!.children.map((node) => plan.units.nodes[node]!.value.path);
  const unit = regions[next(regions.length)] as UnitPath;
  const given = tally(plan).get(formatPath(unit)) as readonly bigint[];
  const label = (leaf: number) => leafValue(plan.periods, leaf).label;
  const over = {
    ...{
      roundTo,
      levels: LEVELS,
      unitAxes: [LEVELS],
      totals: history,
      unit,
      locks: locks.filter(({ path }) => isWithin(path, unit)),
    },
    total: { kind: 'amount' as const, amount: sumOf(given) },
    givenAmounts: given.map((amount, leaf) => ({ period: label(leaf), amount })),
  };
  const part = run({ period: span, by: grains, org: '2025', over }).plan;
  const after = withPart(plan, part, unit);
  sound(after, { total: total(plan), roundTo });
  expect(tally(after).get(formatPath(unit))).toEqual(given);
  const isOutside = (own: UnitPath) => !isWithin(own, unit);
  expect(leafRows(after, isOutside)).toEqual(leafRows(plan, isOutside));
  if (after.cells.join() !== plan.cells.join()) moved.part++;
  return { ...reached, plan: after };
}

/** The plan with a unit's rows taken from its part. */
function withPart(plan: Grid, part: Grid, unit: UnitPath): Grid {
  const others = leafPaths(plan.units).filter((path) => !isWithin(path, unit));
  const units = unitTree(LEVELS, [...others, ...leafPaths(part.units)]);
  const grid = emptyGrid({ ...plan, units });
  const leafOf = leafFinder(units);
  const width = plan.periods.leaves.length;
  for (const from of [plan, part]) {
    leafPaths(from.units).forEach((path, leaf) => {
      if (from === plan && isWithin(path, unit)) return;
      grid.cells.set(from.cells.subarray(leaf * width, (leaf + 1) * width), leafOf(path) * width);
    });
  }
  return grid;
}

/** Layers on what came of it all: each its total, no cell below the plan's, the units below a unit at least what it has itself. */
function buffered({ plan }: Reached, { next }: Story): void {
  const rates = LEVELS.map(() => ['0', '3', '12.5'][next(3)] as string);
  const layers = assignedLayers(
    plan,
    LEVELS.map((level, i) => parseBuffer(`${level}=${rates[i]}%`)!),
  );
  const base = tally(plan);
  let above: AssignedLayer | undefined;
  for (const layer of layers) {
    const rows = tally(layer.grid);
    for (const [name, row] of rows) {
      const own = base.get(name) as readonly bigint[];
      expect([name, row.map((cell, p) => cell >= own[p]!)]).toEqual([name, row.map(() => true)]);
    }
    for (const [name, row] of above ? tally(above.grid) : []) {
      const below = rows.get(name) as readonly bigint[];
      if (rates[layer.depth - 1] === '0') expect([name, below]).toEqual([name, row]);
      expect([name, below.every((cell, p) => cell >= row[p]!)]).toEqual([name, true]);
    }
    const factor = rates.slice(0, layer.depth).reduce((all, rate) => (all * (1000n + BigInt(Number(rate) * 10))) / 1n, 1n);
    const unrounded = total(plan) * factor;
    const one = 1000n ** BigInt(layer.depth);
    const off = 2n * (total(layer.grid) * one - unrounded);
    expect(-one < off && off <= one).toBe(true);
    if (total(layer.grid) > total(plan)) moved.buffer++;
    above = layer;
  }
}
