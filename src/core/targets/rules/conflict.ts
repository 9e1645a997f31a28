import type { Decimal } from '../../amount.ts';
import { overlap } from '../../calendar/period.ts';
import type { FindingValues } from '../../finding.ts';
import { formatPath, isAbove } from '../../organisation/unit-tree.ts';
import type { SmartEvidence } from '../evidence.ts';
import { compare, quantityText, total } from '../quantity.ts';
import { othersOf, sameUnit, targetsBelow, type ValuedTarget } from '../related.ts';
import { fail, type Judgement, pass, type SmartRule } from '../smart-rule.ts';
import { addsOverUnits, type Target } from '../target.ts';

/** R: no two targets that cannot both be meant. */
export const CONFLICT: SmartRule = {
  letter: 'R',
  name: 'conflict',
  applies: ({ value }) => value !== undefined,
  judge: (target, { targets }: SmartEvidence) => {
    const own = target as ValuedTarget;
    const others = othersOf(target, targets);
    const found = others.flatMap((other) =>
      CLASHES.filter(({ is }) => is(own, other)).map(({ code }) => clash(code, own, other)),
    );
    const all = [...found, ...floorsAbove(own, targets)];
    return all.length > 0 ? all : [pass('smart.no-conflict', { count: others.length })];
  },
};

/** What two targets of one metric can be to each other. */
interface Clash {
  readonly code: string;
  readonly is: (target: ValuedTarget, other: ValuedTarget) => boolean;
}

const sameSpan = (a: Target, b: Target) => a.period.start === b.period.start && a.period.end === b.period.end;
const isPartOf = (a: Target, b: Target) => a.period.start >= b.period.start && a.period.end <= b.period.end && !sameSpan(a, b);
const isMore = (a: ValuedTarget, b: ValuedTarget) => compare(a.value, b.value) > 0;

const CLASHES: readonly Clash[] = [
  {
    code: 'smart.conflict-value',
    is: (a, b) => sameUnit(a, b) && sameSpan(a, b) && compare(a.value, b.value) !== 0,
  },
  {
    code: 'smart.conflict-period',
    is: (a, b) => a.metric.kind === 'flow' && sameUnit(a, b) && isPartOf(a, b) && isMore(a, b),
  },
  {
    code: 'smart.conflict-unit',
    is: (a, b) => addsOverUnits(a.metric) && sameSpan(a, b) && isAbove(b.unit, a.unit) && isMore(a, b),
  },
  {
    code: 'smart.conflict-direction',
    is: (a, b) => sameUnit(a, b) && !sameSpan(a, b) && overlap(a.period, b.period) !== undefined && wayOf(a) * wayOf(b) < 0,
  },
];

/** Up or down from its own baseline; 0 where none is said. */
function wayOf({ value, baseline }: ValuedTarget): number {
  return baseline ? compare(value, baseline) : 0;
}

function clash(code: string, target: ValuedTarget, other: ValuedTarget): Judgement {
  return fail(code, {
    ...{ value: quantityText(target.value, target.metric), other: other.id, unit: formatPath(other.unit) || '-' },
    ...{ period: other.period.label, amount: quantityText(other.value, other.metric) },
    ...levels(target, other),
  });
}

function levels({ baseline, metric }: ValuedTarget, other: ValuedTarget): FindingValues {
  const text = (value: Decimal | undefined) => (value ? quantityText(value, metric) : '-');
  return { baseline: text(baseline), before: text(other.baseline) };
}

/** Floors of the units below that come to more than the target of the whole. */
function floorsAbove(target: ValuedTarget, targets: readonly Target[]): Judgement[] {
  const floors = targetsBelow(target, targets).flatMap(({ floor }) => floor ?? []);
  const sum = total(floors);
  if (floors.length === 0 || compare(sum, target.value) <= 0) return [];
  const text = (value: Decimal) => quantityText(value, target.metric);
  return [fail('smart.conflict-floors', { count: floors.length, sum: text(sum), value: text(target.value) })];
}
