import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateWithBounds } from '../../../src/core/allocation/allocate-bounded.ts';
import { parseChange } from '../../../src/core/allocation/changes/change.ts';
import type { Absorb } from '../../../src/core/allocation/changes/change-problem.ts';
import { changeStep } from '../../../src/core/explain/change-steps.ts';
import { explainBlock } from '../../../src/core/explain/explain-block.ts';
import { withSteps } from '../../../src/core/explain/explain-steps.ts';
import { replaySteps } from '../../../src/core/explain/plan-steps.ts';
import { reproduce, reproduced } from '../../../src/core/explain/reproduce.ts';
import { Refusal } from '../../../src/core/finding.ts';
import { type Grid, valueAt } from '../../../src/core/grid.ts';
import { formatPath } from '../../../src/core/organisation/unit-tree.ts';
import { leafValue, nodeAt } from '../../../src/core/tree.ts';
import { CALENDAR, day, period, runs, stream } from '../make.ts';
import { anyPlan, type Instance, planned, requestOf } from './instances.ts';

const ROWS = anyRows();

function anyRows() {
  const months = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}-15`);
  return ['华东/上海', '华东/杭州', '华北/北京'].flatMap((unit, u) =>
    months.map((date, m) => [unit, date, (u + 1) * 10 + m] as [string, string, number]),
  );
}

const replay = (plan: Grid, texts: readonly string[], absorb: Absorb = 'siblings') =>
  replaySteps(
    { plan, locks: [], held: [] },
    texts.map((text) =>
      changeStep(
        { change: parseChange(text, 2)!, absorb, roundTo: 1n },
        { asOf: day('2026-01-01'), fiscal: CALENDAR, allocate: allocateWithBounds },
      ),
    ),
  );

describe('changes of a plan', () => {
  const asked = { rows: ROWS, grains: ['quarter' as const, 'month' as const] };
  const made = planned(asked);
  const unit = made.plan.units.nodes.findIndex(({ value }) => formatPath(value.path) === '华东/上海');
  const march = made.plan.periods.nodes.findIndex(({ value }) => value.label === '2026-03');

  it('follow the number of the first plan one by one', () => {
    const texts = ['华东@2026-Q1=+10%', '华北@2026-06=+5%', '华东/上海@2026-03=50'];
    const changes = replay(made.plan, texts);
    const at = { unit, period: period('2026-03') };
    const explained = withSteps(explainBlock(requestOf(asked, made), unit, at.period), at.period, changes);
    const steps = explained.steps.flatMap((step) => (step.kind === 'change' ? [step] : []));
    expect(steps.map(({ text }) => text)).toEqual(texts);
    expect(steps[0]?.before).toBe(valueAt(made.plan, unit, march));
    expect(steps[1]?.after).toBe(steps[1]?.before);
    expect(steps[2]?.after).toBe(5000n);
    expect(explained.value).toBe(5000n);
    expect(reproduced(explained)).toEqual(explained);
    expect(() => reproduced({ ...explained, value: 5001n })).toThrow('5000');
  });

  it('hold what earlier ones set', () => {
    const [, last] = replay(made.plan, ['华东/上海@2026-03=50', '华东@2026-Q1=+10%'], 'none');
    expect(valueAt(last!.plan, unit, march)).toBe(5000n);
  });

  it('add up for random plans and nodes', () => {
    let changed = 0;
    const property = fc.property(anyPlan(false), fc.integer(), (instance, seed) => {
      const { asked: random, made: plan } = instance;
      const texts = someChanges(instance, seed);
      const changes = tried(() => replay(plan.plan, texts));
      if (!changes) return;
      const next = stream(seed);
      const touched = plan.plan.cells.findIndex((cell, i) => changes.some(({ plan: after }) => after.cells[i] !== cell));
      const width = plan.plan.periods.leaves.length;
      const [row, leaf] = touched < 0 ? [0, 0] : [Math.floor(touched / width), touched % width];
      const node = next(2) === 0 ? next(plan.plan.units.nodes.length) : (plan.plan.units.leaves[row] as number);
      const inside = leafValue(plan.plan.periods, leaf);
      const explained = withSteps(explainBlock(requestOf(random, plan), node, inside), inside, changes);
      const column = plan.plan.periods.nodes.findIndex(({ value }) => value === inside);
      expect(explained.value).toBe(valueAt(changes.at(-1)!.plan, node, column));
      expect(reproduce(explained)).toBe(explained.value);
      if (explained.steps.some((step) => step.kind === 'change' && step.before !== step.after)) changed++;
    });
    fc.assert(property, runs(100));
    expect(changed).toBeGreaterThan(20);
  });
});

function someChanges({ made: { plan } }: Instance, seed: number): string[] {
  const next = stream(seed ^ 0x1234);
  return Array.from({ length: 1 + next(3) }, () => {
    const node = 1 + next(plan.units.nodes.length - 1);
    const at = next(plan.periods.nodes.length);
    return `${formatPath(nodeAt(plan.units, node).value.path)}@${nodeAt(plan.periods, at).value.label}=+${next(20) + 1}%`;
  });
}

function tried<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
