import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lock } from '../../../src/core/allocation/locks/lock.ts';
import { calendarDays, workingDays } from '../../../src/core/calendar/day-count.ts';
import type { Grain } from '../../../src/core/calendar/period.ts';
import { Refusal } from '../../../src/core/finding.ts';
import { type Grid, valueAt } from '../../../src/core/grid.ts';
import { formatPath, parsePath, pathKey, unitIndex } from '../../../src/core/organisation/unit-tree.ts';
import type { AppliedEvent } from '../../../src/core/reorganisation/apply-event.ts';
import { applyEvents } from '../../../src/core/reorganisation/apply-events.ts';
import { EVENT_KINDS, type EventKind, type OrgEvent } from '../../../src/core/reorganisation/event.ts';
import { eventProblems, type StatedHeir, withShares } from '../../../src/core/reorganisation/stated-event.ts';
import { leafValue } from '../../../src/core/tree.ts';
import { day, gridOf, period, periods, runs, stream, units } from '../make.ts';

const JUNE_2026 = workingDays({ holidays: new Set([day('2026-06-19')]), workdays: new Set() });

const heir = (text: string): StatedHeir => {
  const [path = '', percent] = text.split(':');
  const share = percent === undefined ? undefined : { numerator: BigInt(percent), denominator: 100n };
  return { path: parsePath(path), share, customers: undefined };
};

const event = (kind: EventKind, unit: string, date: string, ...to: string[]): OrgEvent =>
  withShares({ kind, unit: parsePath(unit), date: day(date), heirs: to.map(heir), reason: '', place: undefined }, () => {
    throw new Error('no customers');
  });

const apply = (plan: Grid, events: readonly OrgEvent[], more: Partial<Parameters<typeof applyEvents>[2]> = {}) =>
  applyEvents(plan, events, {
    roundTo: 1n,
    onLock: 'stop',
    locks: [],
    asOf: day('2026-01-01'),
    countDays: calendarDays,
    ...more,
  });

const at = (plan: Grid, unit: string, label = '') => {
  const node = unitIndex(plan.units).get(pathKey(parsePath(unit)));
  const span = label === '' ? 0 : plan.periods.nodes.findIndex(({ value }) => value.label === label);
  return node === undefined ? undefined : valueAt(plan, node, span);
};

const row = ({ units: tree }: Grid, name: string) => tree.leaves.findIndex((node) => tree.nodes[node]!.value.name === name);

const flat = (amount: bigint, ...paths: string[]) =>
  gridOf({ units: units(...paths), periods: periods('2026', 'quarter', 'month') }, 2, () => amount);

const lock = (kind: Lock['kind'], unit: string, label: string, amount: bigint): Lock => ({
  ...{ kind, path: parsePath(unit), period: period(label), amount, reason: 'promised', by: 'boss', until: undefined },
  place: { file: 'locks.csv', line: 7 },
});

describe('a leaver', () => {
  const plan = flat(1_000_000n, '华东/上海/王芳', '华东/上海/李强', '华东/上海/赵敏', '华南/深圳/陈静');
  const leaves = event('leave', '华东/上海/王芳', '2026-06-15', '华东/上海/李强:60', '华东/上海/赵敏:40');

  it('hands over the rest of his plan by working days', () => {
    const { results, plan: after, findings } = apply(plan, [leaves], { countDays: JUNE_2026 });
    const [{ applied, recorded }] = results as [(typeof results)[number]];
    expect(recorded.cut).toEqual({ period: '2026-06', kept: 11, days: 21 });
    expect(at(after, '华东/上海/王芳', '2026-06')).toBe(523_810n);
    expect(applied.kept).toBe(5_523_810n);
    expect(applied.handovers.map(({ path, moved }) => [formatPath(path), moved])).toEqual([
      ['华东/上海/李强', 3_885_714n],
      ['华东/上海/赵敏', 2_590_476n],
    ]);
    expect(at(after, '华东/上海/李强')).toBe(12_000_000n + 3_885_714n);
    expect(at(after, '华东/上海', '2026-06')).toBe(3_000_000n);
    expect(findings.map(({ code }) => code)).toEqual(['event.cut']);
  });

  it('leaves a vacancy where nobody takes over, and one who joins takes it', () => {
    const gone = apply(plan, [event('leave', '华东/上海/王芳', '2026-06-30')]);
    expect(at(gone.plan, '华东/上海/(vacant)')).toBe(6_000_000n);
    expect(gone.findings.map(({ code }) => code)).toEqual(['event.vacant']);
    const part = apply(plan, [event('leave', '华东/上海/王芳', '2026-06-30', '华东/上海/李强:25')]);
    expect(at(part.plan, '华东/上海/(vacant)', '2026-07')).toBe(750_000n);
    const joined = apply(gone.plan, [event('join', '华东/上海/周磊', '2026-10-01')]);
    expect(at(joined.plan, '华东/上海/周磊')).toBe(3_000_000n);
    expect(at(joined.plan, '华东/上海/(vacant)')).toBe(3_000_000n);
    const nobody = apply(plan, [event('join', '华东/上海/周磊', '2026-10-01')]);
    expect(at(nobody.plan, '华东/上海/周磊')).toBe(0n);
    expect(nobody.findings.map(({ code }) => code)).toEqual(['event.nothing-vacant']);
  });

  it('stops at a lock, or takes it along', () => {
    const locks = [lock('fix', '华东/上海/王芳', '2026', 12_000_000n), lock('fix', '华东/上海', '2026', 36_000_000n)];
    const stopped = caught(() => apply(plan, [leaves], { locks }));
    expect(stopped.kind).toBe('impossible');
    expect(stopped.findings).toMatchObject([
      { code: 'event.lock', place: { line: 7 }, values: { kind: 'fix', amount: '120000.00' } },
    ]);
    const moved = apply(plan, [leaves], { locks, onLock: 'move', countDays: JUNE_2026 });
    expect(moved.locks.map(({ kind, path, amount }) => [kind, formatPath(path), amount])).toEqual([
      ['fix', '华东/上海', 36_000_000n],
      ['fix', '华东/上海/王芳', 5_523_810n],
      ['floor', '华东/上海/李强', 3_885_714n],
      ['floor', '华东/上海/赵敏', 2_590_476n],
    ]);
  });

  it('stops at the lock of an heir, and at his cap in any case', () => {
    const fixed = [lock('fix', '华东/上海/李强', '2026-07', 1_000_000n)];
    expect(caught(() => apply(plan, [leaves], { locks: fixed })).findings[0]?.code).toBe('event.lock');
    const raised = apply(plan, [leaves], { locks: fixed, onLock: 'move' });
    expect(raised.locks.map(({ amount }) => amount)).toEqual([1_600_000n]);
    const capped = [lock('cap', '华东/上海/李强', '2026', 12_500_000n)];
    expect(caught(() => apply(plan, [leaves], { locks: capped, onLock: 'move' })).findings[0]?.code).toBe('event.cap');
  });

  it('keeps the odd part of a month that is cut', () => {
    const odd = { ...plan, cells: plan.cells.map((cell, i) => (i === row(plan, '王芳') * 12 + 5 ? cell + 7n : cell)) };
    const { plan: after } = apply(odd, [leaves], { roundTo: 10_000n, countDays: JUNE_2026 });
    expect(at(after, '华东/上海/王芳', '2026-06')).toBe(520_007n);
    expect(Array.from(after.cells).filter((cell) => cell % 10_000n !== 0n)).toEqual([520_007n]);
  });

  it('keeps multiples of the rounding unit', () => {
    const { plan: after } = apply(plan, [leaves], { roundTo: 10_000n });
    expect(Array.from(after.cells).every((cell) => cell % 10_000n === 0n)).toBe(true);
  });
});

describe('a unit', () => {
  const plan = flat(1_000n, '华东/上海/王芳', '华东/上海/李强', '华东/杭州/赵敏', '华南/深圳/陈静');

  it('moves with everything below it to another region', () => {
    const { plan: after } = apply(plan, [event('move', '华东/上海', '2026-04-01', '华南/上海')]);
    expect(at(after, '华东/上海')).toBe(6_000n);
    expect(at(after, '华南/上海/王芳', '2026-Q2')).toBe(3_000n);
    expect(at(after, '华南/上海/王芳', '2026-Q1')).toBe(0n);
    expect(at(after, '')).toBe(48_000n);
    const early = apply(plan, [event('move', '华东/上海', '2026-01-01', '华南/上海')]);
    expect(at(early.plan, '华东/上海')).toBeUndefined();
  });

  it('is renamed for all time', () => {
    const { plan: after } = apply(plan, [event('rename', '华东', '2026-09-01', '东区')]);
    expect(at(after, '华东')).toBeUndefined();
    expect(at(after, '东区')).toBe(36_000n);
    const again = apply(after, [event('rename', '华东', '2026-09-01', '东区')]);
    expect(again.findings.map(({ code }) => code)).toEqual(['event.renamed']);
  });

  it('is split in parts, of which it may keep one, and merged', () => {
    const kept = apply(plan, [event('split', '华东/上海/王芳', '2026-07-01', '华东/上海/王芳:70', '华东/上海/周磊')]);
    expect(at(kept.plan, '华东/上海/王芳', '2026-Q3')).toBe(2_100n);
    expect(at(kept.plan, '华东/上海/周磊', '2026-Q3')).toBe(900n);
    const inner = apply(plan, [event('split', '华东/上海', '2026-07-01', '华东/沪东:50', '华东/沪西:50')]);
    expect(at(inner.plan, '华东/沪东/王芳')).toBe(3_000n);
    expect(at(inner.plan, '华东/沪西')).toBe(6_000n);
    const merged = apply(plan, [
      event('merge', '华东/上海', '2026-07-01', '华东/沪杭'),
      event('merge', '华东/杭州', '2026-07-01', '华东/沪杭'),
    ]);
    expect(at(merged.plan, '华东/沪杭')).toBe(18_000n);
    expect(at(merged.plan, '华东')).toBe(36_000n);
  });

  it('that is not there, or too deep, is refused', () => {
    expect(caught(() => apply(plan, [event('leave', '华东/上海/王方', '2026-07-01')])).findings[0]?.code).toBe(
      'event.no-such-unit',
    );
    expect(caught(() => apply(plan, [event('move', '华东/上海', '2026-07-01', '华南/深圳/上海')])).findings[0]?.code).toBe(
      'event.too-deep',
    );
  });

  it('outside the plan is a note', () => {
    const late = apply(plan, [event('leave', '华东/上海/王芳', '2027-03-01')]);
    expect([late.plan, late.findings.map(({ code }) => code)]).toEqual([plan, ['event.after-plan']]);
    const early = apply(plan, [event('leave', '华东/上海/周磊', '2025-03-01')]);
    expect([early.plan, early.findings.map(({ code }) => code)]).toEqual([plan, ['event.before-plan-known']]);
  });
});

describe('an event that cannot be', () => {
  const problems = (kind: EventKind, unit: string, ...to: string[]) =>
    eventProblems({ kind, unit: parsePath(unit), date: 0, heirs: to.map(heir), reason: '', place: undefined }).map(
      ({ code }) => code,
    );

  it('has shares above one, an heir inside, or too few or many', () => {
    expect(problems('leave', '华东/王芳', '华东/李强:60', '华东/赵敏:50')).toEqual(['event.shares']);
    expect(problems('leave', '华东', '华东/李强')).toEqual(['event.heir-inside']);
    expect(problems('split', '华东', '华东', '华南')).toEqual([]);
    expect(problems('move', '华东')).toEqual(['event.no-heir']);
    expect(problems('merge', '华东', '华南', '华北')).toEqual(['event.too-many-heirs']);
    expect(problems('split', '华东', '华南', '华南')).toEqual(['event.heir-twice']);
    expect(problems('rename', '', '华南')).toEqual(['event.whole']);
  });
});

describe('any sequence of events', () => {
  it('keeps the total, every leaf period, every node above unit and heirs, and what was kept and moved', () => {
    let applied = 0;
    const property = fc.property(fc.integer(), (seed) => {
      const next = stream(seed);
      const roundTo = [1n, 1n, 100n][next(3)] as bigint;
      const grains = GRAINS[next(GRAINS.length)] as readonly Grain[];
      let plan = anyPlan(next, roundTo, grains);
      const events = Array.from({ length: 4 }, () => next(1_000_000)).map(
        (own) => (before: Grid) => anyEvent(before, stream(own)),
      );
      for (const make of events) {
        const one = make(plan);
        const result = isPossible(one) ? possible(() => apply(plan, [one], { roundTo })) : undefined;
        if (!result) continue;
        expect(columns(result.plan)).toEqual(columns(plan));
        expectNodesAbove(plan, result.plan, one);
        for (const { applied: done } of result.results) applied += expectParts(done, { plan, one, roundTo });
        expect(Array.from(result.plan.cells).every((cell) => cell % roundTo === 0n)).toBe(true);
        plan = result.plan;
      }
    });
    fc.assert(property, runs(120));
    expect(applied).toBeGreaterThan(60);
  });
});

const isPossible = (one: OrgEvent) =>
  eventProblems({ ...one, heirs: one.heirs.map((to) => ({ ...to, customers: undefined })) }).length === 0;

function expectNodesAbove(before: Grid, after: Grid, one: OrgEvent): void {
  const above = commonPath([one.unit, ...one.heirs.map(({ path }) => path)]);
  for (let depth = 0; depth <= Math.min(above.length, one.unit.length - 1); depth++) {
    const node = formatPath(above.slice(0, depth));
    for (const { value } of before.periods.nodes)
      expect(at(after, node, value.label) ?? 0n).toBe(at(before, node, value.label) ?? 0n);
  }
}

interface Given {
  readonly plan: Grid;
  readonly one: OrgEvent;
  readonly roundTo: bigint;
}

/** How many events moved anything: 0 or 1. */
function expectParts({ kept, handovers }: AppliedEvent, { plan, one, roundTo }: Given): number {
  const moved = handovers.reduce((sum, part) => sum + part.moved, 0n);
  const giving = formatPath(one.kind === 'join' ? [...one.unit.slice(0, -1), '(vacant)'] : one.unit);
  if (handovers.length > 0) expect(kept + moved).toBe(at(plan, giving));
  for (const { moved: part, share } of handovers) {
    const off = part * share.denominator - moved * share.numerator;
    expect((off < 0n ? -off : off) <= 2n * roundTo * share.denominator).toBe(true);
  }
  return moved > 0n ? 1 : 0;
}

/** Leaf periods that an event cuts, and such as no event can cut. */
const GRAINS: readonly (readonly Grain[])[] = [['quarter', 'month'], ['quarter'], ['month', 'week'], ['month', 'day']];

function anyPlan(next: (below: number) => number, roundTo: bigint, grains: readonly Grain[]): Grid {
  const names = ['a/x/1', 'a/x/2', 'a/y/3', 'a/y', 'b/z/4', 'b/z/5', 'c'].filter(() => next(5) > 0);
  const tree = units(...(names.length > 0 ? names : ['a/x/1']));
  const span = grains.includes('day') ? '2026-Q2' : '2026';
  return gridOf({ units: tree, periods: periods(span, ...grains) }, 2, () => BigInt(next(5000)) * roundTo);
}

function anyEvent(plan: Grid, next: (below: number) => number): OrgEvent {
  const kind = EVENT_KINDS[next(EVENT_KINDS.length)] as EventKind;
  const nodes = plan.units.nodes.filter(({ depth }) => depth > 0);
  const unit = nodes[next(nodes.length)]!.value.path;
  const date = `2026-${String(1 + next(12)).padStart(2, '0')}-${String(1 + next(28)).padStart(2, '0')}`;
  const others = [...nodes.map(({ value }) => formatPath(value.path)), 'a/x/new', 'b/new', 'new'];
  const to = Array.from({ length: 1 + next(3) }, () => others[next(others.length)] as string);
  const shares = to.map((path, i) => (i === 0 || next(2) === 0 ? `${path}:${[10, 20, 33][next(3)]}` : path));
  if (kind === 'join') return event(kind, formatPath([...unit.slice(0, -1), 'joiner']), date);
  return event(kind, formatPath(unit), date, ...(['leave', 'split'].includes(kind) ? shares : to.slice(0, 1)));
}

function columns(plan: Grid): bigint[] {
  return plan.periods.leaves.map((_, leaf) => at(plan, '', leafValue(plan.periods, leaf).label) as bigint);
}

function commonPath(paths: readonly (readonly string[])[]): string[] {
  const [first = []] = paths;
  const end = first.findIndex((name, depth) => paths.some((path) => path[depth] !== name));
  return first.slice(0, end < 0 ? first.length : end);
}

function possible<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function caught(run: () => unknown): Refusal {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('not refused');
}
