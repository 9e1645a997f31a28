import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay } from '../../../src/core/calendar/day.ts';
import { GRAINS, type Grain } from '../../../src/core/calendar/period.ts';
import { periodTree } from '../../../src/core/calendar/period-tree.ts';
import { leafValue } from '../../../src/core/tree.ts';
import { period, runs } from '../make.ts';

const labels = (text: string, ...grains: Grain[]) =>
  periodTree(period(text), grains, undefined).tree.nodes.map(({ value }) => value.label);

const anySpan = fc
  .tuple(fc.integer({ min: 19_000, max: 21_000 }), fc.integer({ min: 0, max: 800 }))
  .map(([start, days]) => ({ grain: undefined, label: 'span', start, end: start + days }));

describe('a period tree', () => {
  it('has leaves that cover the span once, and nodes that cover what their children do', () => {
    fc.assert(
      fc.property(anySpan, fc.subarray([...GRAINS]), (span, grains) => {
        const { tree } = periodTree(span, grains, undefined);
        let next = span.start;
        for (let leaf = 0; leaf < tree.leaves.length; leaf++) {
          const { start, end } = leafValue(tree, leaf);
          expect(start).toBe(next);
          expect(end >= start).toBe(true);
          next = end + 1;
        }
        expect(next).toBe(span.end + 1);
        for (const { value, leafFrom, leafTo } of tree.nodes) {
          expect([value.start, value.end]).toEqual([leafValue(tree, leafFrom).start, leafValue(tree, leafTo - 1).end]);
        }
      }),
      runs(200),
    );
  });

  it('has the grains from coarse to fine whatever order they come in, and no root above its own period again', () => {
    expect(labels('2026-H1', 'month', 'quarter', 'year')).toEqual([
      '2026',
      '2026-Q1',
      '2026-01',
      '2026-02',
      '2026-03',
      '2026-Q2',
      '2026-04',
      '2026-05',
      '2026-06',
    ]);
    expect(labels('2026-02', 'quarter', 'month')).toEqual(['2026-02']);
    expect(labels('2026')).toEqual(['2026']);
    fc.assert(
      fc.property(anySpan, fc.shuffledSubarray([...GRAINS]), (span, grains) => {
        const { tree } = periodTree(span, grains, undefined);
        expect(tree.nodes[0]!.children.length).not.toBe(1);
        expect(tree).toEqual(periodTree(span, grains.toReversed(), undefined).tree);
      }),
      runs(50),
    );
  });

  it('names each node that the span cuts, with the days that are left', () => {
    const { tree, findings } = periodTree(period('2026-03-10..2026-08-20'), ['quarter', 'month'], undefined);
    expect(tree.nodes.map(({ value }) => value.label).slice(0, 3)).toEqual(['2026-03-10..2026-08-20', '2026-Q1', '2026-03']);
    expect(formatDay(tree.nodes[1]!.value.start)).toBe('2026-03-10');
    expect(findings.map(({ code, severity, values }) => [code, severity, values])).toEqual([
      ['calendar.cut-period', 'note', { period: '2026-Q1', days: 22 }],
      ['calendar.cut-period', 'note', { period: '2026-03', days: 22 }],
      ['calendar.cut-period', 'note', { period: '2026-Q3', days: 51 }],
      ['calendar.cut-period', 'note', { period: '2026-08', days: 20 }],
    ]);
  });

  it('cuts nothing of a span of whole periods, a fiscal year among them', () => {
    const fiscal = { startMonth: 4, name: 'end' } as const;
    const { tree, findings } = periodTree(period('FY2026', fiscal), ['quarter', 'month'], fiscal);
    expect(findings).toEqual([]);
    expect(tree.nodes.map(({ value }) => value.label).slice(0, 3)).toEqual(['FY2026', 'FY2026-Q1', '2025-04']);
    expect(periodTree(period('2026-W14'), ['week'], undefined).findings).toEqual([]);
  });
});
