import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange, columnsFromSpans } from '../../../src/core/arrange.ts';
import { rollUp } from '../../../src/core/grid.ts';
import { formatPath, parsePath, unitTree } from '../../../src/core/organisation/unit-tree.ts';
import { attributeGrid } from '../../../src/core/reorganisation/attribute-grid.ts';
import { attributeTotals } from '../../../src/core/reorganisation/attribute-totals.ts';
import { withCustomerShares } from '../../../src/core/reorganisation/customer-shares.ts';
import { EVENT_KINDS, type EventKind } from '../../../src/core/reorganisation/event.ts';
import { effectiveBy, inOrder } from '../../../src/core/reorganisation/order-events.ts';
import { eventProblems, type StatedEvent } from '../../../src/core/reorganisation/stated-event.ts';
import type { Totals } from '../../../src/core/totals.ts';
import { day, gridOf, period, periods, type Row, runs, stream, totals, units } from '../make.ts';

/** Room for whatever moves below whatever. */
const LEVELS = Array.from({ length: 12 }, (_, depth) => `l${depth + 1}`);

/** `华东/李强`, `华东/李强:60`, or `华东/李强[甲,乙]` for a list of customers. */
const heir = (text: string) => {
  const [, unit = '', percent, customers] = /^([^:[]+)(?::(\d+))?(?:\[(.*)\])?$/.exec(text) ?? [];
  const share = percent === undefined ? undefined : { numerator: BigInt(percent), denominator: 100n };
  return { path: parsePath(unit), share, customers: customers === undefined ? undefined : new Set(customers.split(',')) };
};

const event = (kind: EventKind, unit: string, date: string, ...to: string[]): StatedEvent => {
  return { kind, unit: parsePath(unit), date: day(date), heirs: to.map(heir), reason: '', place: undefined };
};

/** `unit day amount (rows)`. */
const lines = (all: Totals) =>
  Array.from(
    all.unit,
    (unit, i) => `${formatPath(all.units[unit]!)} ${all.day[i]! - day('2025-01-01')} ${all.amount[i]} (${all.rows[i]})`,
  );

const ROWS: Row[] = [
  ['华东/王芳', '2025-01-01', 1],
  ['华东/王芳', '2025-01-02', -0.05],
  ['华东/李强', '2025-01-01', 2],
  ['华南/陈静', '2025-01-01', 3],
];

describe('history under the units of a day', () => {
  it('goes to the heirs by largest remainder, with its rows where most of it goes', () => {
    const left = event('leave', '华东/王芳', '2025-12-31', '华东/赵敏', '华东/李强:33', '华东/周磊:33');
    expect(lines(attributeTotals(totals(ROWS), [left]))).toEqual([
      '华东/周磊 0 33 (0)',
      '华东/周磊 1 -2 (0)',
      '华东/李强 0 233 (1)',
      '华东/李强 1 -1 (0)',
      '华东/赵敏 0 34 (1)',
      '华东/赵敏 1 -2 (1)',
      '华南/陈静 0 300 (1)',
    ]);
    const vacant = attributeTotals(totals(ROWS), [event('leave', '华东/王芳', '2025-12-31')]);
    expect(lines(vacant)).toContain('华东/(vacant) 0 100 (1)');
  });

  it('goes through events one after the other, by the names of their own time', () => {
    const chain = [
      event('split', '华南/上海/王芳', '2025-06-01', '华南/上海/甲:50', '华南/上海/乙:50'),
      event('move', '华东/上海', '2025-03-01', '华南/上海'),
      event('rename', '华南', '2025-09-01', '南区'),
      event('join', '南区/上海/丁', '2025-10-01'),
    ];
    const all = totals([['华东/上海/王芳', '2025-01-01', 1]], ['l1', 'l2', 'l3']);
    const { past, later } = effectiveBy(inOrder(chain), day('2026-01-01'));
    expect(later).toEqual([]);
    expect(lines(attributeTotals(all, past))).toEqual(['南区/上海/乙 0 50 (1)', '南区/上海/甲 0 50 (0)']);
    const early = effectiveBy(inOrder(chain), day('2025-04-01')).past;
    expect(lines(attributeTotals(all, early))).toEqual(['南区/上海/王芳 0 100 (1)']);
  });

  it('of who keeps a part is his own from that day on', () => {
    const split = event('split', '华东/王芳', '2025-01-02', '华东/王芳:50', '华东/周磊:50');
    const kept = lines(attributeTotals(totals(ROWS), [split]));
    expect(kept.filter((line) => line.includes('王芳'))).toEqual(['华东/王芳 0 50 (0)', '华东/王芳 1 -5 (1)']);
  });

  it('goes by lists of customers, and the rest to who has no list', () => {
    const rows: Row[] = [
      ['华东/王芳/甲', '2025-01-01', 6],
      ['华东/王芳/乙', '2025-01-01', 3],
      ['华东/王芳/丙', '2025-01-01', 1],
      ['华东/李强/甲', '2025-01-01', 5],
    ];
    const all = totals(rows, ['l1', 'l2', 'customer']);
    const split = event('split', '华东/王芳', '2025-06-01', '华东/李强[甲]', '华东/周磊:50');
    expect(lines(attributeTotals(all, [split], true))).toEqual([
      '华东/(vacant) 0 200 (2)',
      '华东/周磊 0 200 (0)',
      '华东/李强 0 1100 (2)',
    ]);
    const [shared] = withCustomerShares([split], all);
    expect(shared!.heirs.map(({ path, share }) => `${formatPath(path)} ${share.numerator}/${share.denominator}`)).toEqual([
      '华东/周磊 1/5',
      '华东/李强 3/5',
    ]);
    const early = { ...split, date: day('2025-01-01') };
    expect(() => withCustomerShares([early], all)).toThrow('event.no-customer-history');
  });

  it('has no room below the last level', () => {
    const move = event('move', '华南', '2025-06-01', '华东/华南');
    expect(() => attributeTotals(totals(ROWS), [move])).toThrow('event.too-deep');
    const plan = gridOf({ units: units('华东/a/1', '华南/b/2'), periods: periods('2026', 'quarter') }, 2, () => 1n);
    expect(() => attributeGrid(plan, [move])).toThrow('event.too-deep');
  });

  it('keeps the total of every day and every row, and a plan the total of every period, whatever happened', () => {
    let changed = 0;
    const property = fc.property(fc.integer(), (seed) => {
      const next = stream(seed);
      const names = ['a/x/1', 'a/x/2', 'a/y/3', 'b/z/4', 'b/z/5', 'c/w/6'];
      const rows = Array.from({ length: 30 }, (): Row => {
        return [names[next(names.length)] as string, `2025-0${1 + next(9)}-1${next(10)}`, (next(2000) - 500) / 100];
      });
      const events = inOrder(
        Array.from({ length: 1 + next(4) }, () => anyEvent(next)).filter((one) => eventProblems(one).length === 0),
      );
      const all = merged(totals(rows, LEVELS));
      const after = attributeTotals(all, events);
      expect(byDay(after)).toEqual(byDay(all));
      expect(new Set(lines(after).map((line) => line.split(' ').slice(0, 2).join(' '))).size).toBe(after.unit.length);
      if (lines(after).join() !== lines(all).join()) changed++;
      expect(byPeriod(after)).toEqual(byPeriod(all));
      const axes = { units: unitTree(LEVELS, names.map(parsePath)), periods: periods('2026', 'quarter', 'month') };
      const plan = gridOf(axes, 2, () => BigInt(next(100_000)));
      const width = plan.periods.nodes.length;
      expect(rollUp(attributeGrid(plan, events)).subarray(0, width)).toEqual(rollUp(plan).subarray(0, width));
    });
    fc.assert(property, runs(150));
    expect(changed).toBeGreaterThan(90);
  });
});

function anyEvent(next: (below: number) => number): StatedEvent {
  const kind = EVENT_KINDS[next(EVENT_KINDS.length)] as EventKind;
  const nodes = ['a', 'a/x', 'a/x/1', 'a/x/2', 'a/y', 'b/z/4', 'b', 'c/w/6', 'n', 'a/n', 'a/x/n'];
  const pick = () => nodes[next(nodes.length)] as string;
  const date = `2025-0${1 + next(9)}-15`;
  if (kind === 'join') return event(kind, 'a/x/j', date);
  const many = kind === 'leave' || kind === 'split' ? 1 + next(3) : 1;
  return event(kind, pick(), date, ...Array.from({ length: many }, () => `${pick()}${next(2) === 0 ? `:${10 + next(20)}` : ''}`));
}

/** One total a unit and day, as sources give them. */
function merged(all: Totals): Totals {
  return attributeTotals(all, [event('rename', 'nobody', '2025-01-01', 'nobody else')]);
}

/** What the whole and its rows come to by quarter, month and week, through the cells that a plan takes its basis from. */
function byPeriod(all: Totals): string[] {
  const tree = units(...all.units.map((path) => path.join('/')));
  const spans = ['2025-Q1', '2025-Q2', '2025-05', '2025-05-W2', '2025'].map((text) => [period(text)]);
  const { cells, rows, foreignRows } = arrange(all, tree, columnsFromSpans(spans));
  const sums = spans.map((_, column) => cells.reduce((sum, cell, i) => (i % spans.length === column ? sum + cell : sum), 0n));
  return [...sums.map(String), `${rows}`, `${foreignRows}`];
}

function byDay({ day: days, amount, rows }: Totals): Map<number, string> {
  const sums = new Map<number, { amount: bigint; rows: number }>();
  for (const [i, at] of days.entries()) {
    const sum = sums.get(at) ?? { amount: 0n, rows: 0 };
    sums.set(at, { amount: sum.amount + amount[i]!, rows: sum.rows + rows[i]! });
  }
  return new Map([...sums].sort(([a], [b]) => a - b).map(([at, sum]) => [at, `${sum.amount} ${sum.rows}`]));
}
