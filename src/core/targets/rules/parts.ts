import { dayCount } from '../../calendar/period.ts';
import { someNames } from '../../names.ts';
import type { SmartEvidence } from '../evidence.ts';
import { LIMITS } from '../limits.ts';
import { compare, difference, quantityText, quotient, total } from '../quantity.ts';
import { targetsBelow, targetsInside, unitsWithout, type ValuedTarget } from '../related.ts';
import { fail, type Judgement, pass, type SmartRule, warn } from '../smart-rule.ts';
import type { Target } from '../target.ts';

/** A: what units below and parts of the period are to reach must make the whole, and not far more. */
export const PARTS: readonly SmartRule[] = [
  {
    letter: 'A',
    name: 'units',
    applies: (target, { targets }) => target.value !== undefined && targetsBelow(target, targets).length > 0,
    judge: unitsMakeIt,
  },
  {
    letter: 'A',
    name: 'periods',
    applies: (target, { targets }) => target.value !== undefined && targetsInside(target, targets).length > 0,
    judge: periodsMakeIt,
  },
];

function unitsMakeIt(target: Target, { targets, units }: SmartEvidence): Judgement[] {
  const below = targetsBelow(target, targets);
  const missing = units ? unitsWithout(units, target.unit, below) : [];
  return [sumOf(target as ValuedTarget, below, { missing, codes: UNITS })];
}

function periodsMakeIt(target: Target, { targets }: SmartEvidence): Judgement[] {
  const inside = targetsInside(target, targets);
  const days = inside.reduce((sum, { period }) => sum + dayCount(period), 0);
  const lacking = dayCount(target.period) - days;
  return [sumOf(target as ValuedTarget, inside, { missing: lacking > 0 ? [`${lacking}`] : [], codes: PERIODS })];
}

const UNITS = { all: 'smart.units', short: 'smart.units-short', over: 'smart.units-over', some: 'smart.units-missing' };
const PERIODS = { all: 'smart.periods', short: 'smart.periods-short', over: 'smart.periods-over', some: 'smart.periods-missing' };

interface Parts {
  /** What has no target, by name. */
  readonly missing: readonly string[];
  readonly codes: typeof UNITS;
}

function sumOf({ value, metric }: ValuedTarget, parts: readonly ValuedTarget[], { missing, codes }: Parts): Judgement {
  const sum = total(parts.map((part) => part.value));
  const text = (amount: typeof sum) => quantityText(amount, metric);
  const values = {
    ...{ count: parts.length, sum: text(sum), value: text(value), off: text(difference(value, sum)) },
    ...{ missing: someNames(missing), limit: `${(LIMITS.overAssigned * 100).toFixed(0)}%` },
  };
  const isOver = (quotient(sum, value) ?? 0) > LIMITS.overAssigned;
  if (isOver) return warn(codes.over, values);
  if (compare(sum, value) >= 0) return pass(codes.all, values);
  return missing.length > 0 ? warn(codes.some, values) : fail(codes.short, values);
}
