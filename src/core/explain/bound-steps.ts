import type { Bound } from '../allocation/locks/lock.ts';
import type { PlanTrace } from '../allocation/trace.ts';
import { valueAt } from '../grid.ts';
import { nodeAt } from '../tree.ts';
import type { AskedBlock } from './explained-block.ts';
import type { BoundStep, InsideStep } from './explanation.ts';

/** The locks and growths on a block or on what holds it, smallest first, and the number of those inside it. */
export function boundSteps(trace: PlanTrace, block: AskedBlock): (BoundStep | InsideStep)[] {
  const holding = trace.bounds.filter((bound) => holds(trace, bound, block)).sort((a, b) => sizeOf(trace, a) - sizeOf(trace, b));
  const inside = trace.bounds.filter((bound) => isInside(trace, bound, block) && !holding.includes(bound));
  return [
    ...holding.map((bound) => boundStep(trace, bound, block)),
    ...(inside.length > 0 ? [{ kind: 'inside' as const, count: inside.length }] : []),
  ];
}

function boundStep(trace: PlanTrace, bound: Bound, block: AskedBlock): BoundStep {
  const { allocated } = trace;
  const value = valueAt(allocated, bound.unit, bound.period);
  return {
    kind: 'bound',
    unit: nodeAt(allocated.units, bound.unit).value.path,
    period: nodeAt(allocated.periods, bound.period).value.label,
    isOwn: isInside(trace, bound, block),
    min: bound.min,
    max: bound.max,
    source: bound.source,
    isReached: value === bound.min || value === bound.max,
  };
}

/** Whether a bound's block holds all of another. */
export function holds({ allocated }: PlanTrace, bound: Bound, block: AskedBlock): boolean {
  const [outer, inner] = [nodeAt(allocated.units, bound.unit), nodeAt(allocated.units, block.unit)];
  const span = nodeAt(allocated.periods, bound.period);
  const holdsUnit = outer.leafFrom <= inner.leafFrom && inner.leafTo <= outer.leafTo;
  return holdsUnit && span.leafFrom <= block.from && block.to <= span.leafTo;
}

function isInside({ allocated }: PlanTrace, bound: Bound, block: AskedBlock): boolean {
  const [inner, outer] = [nodeAt(allocated.units, bound.unit), nodeAt(allocated.units, block.unit)];
  const span = nodeAt(allocated.periods, bound.period);
  const isUnitInside = outer.leafFrom <= inner.leafFrom && inner.leafTo <= outer.leafTo;
  return isUnitInside && block.from <= span.leafFrom && span.leafTo <= block.to;
}

function sizeOf({ allocated }: PlanTrace, { unit, period }: Bound): number {
  const [rows, columns] = [nodeAt(allocated.units, unit), nodeAt(allocated.periods, period)];
  return (rows.leafTo - rows.leafFrom) * (columns.leafTo - columns.leafFrom);
}
