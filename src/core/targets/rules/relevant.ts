import type { Decimal } from '../../amount.ts';
import { someNames } from '../../names.ts';
import { formatPath } from '../../organisation/unit-tree.ts';
import type { SmartEvidence } from '../evidence.ts';
import { isGap } from '../gap.ts';
import { LIMITS } from '../limits.ts';
import { compare, percentOf, quantityText, quotient, total } from '../quantity.ts';
import { isSameLine, targetAbove } from '../related.ts';
import { ALWAYS, fail, type Judgement, pass, type SmartRule, unknown, warn } from '../smart-rule.ts';
import type { Goal, Target } from '../target.ts';
import { CONFLICT } from './conflict.ts';
import { lastYear } from './measurable.ts';

/** R: it serves a goal, with a weight, and does not fight with another target. */
export const RELEVANT: readonly SmartRule[] = [
  { letter: 'R', name: 'goal', applies: ALWAYS, judge: servesGoal },
  { letter: 'R', name: 'weights', applies: (target, { goals }) => weightedGoals(target, goals).length > 0, judge: weightsAddUp },
  CONFLICT,
  { letter: 'R', name: 'share', applies: hasParent, judge: shareOfParent },
];

function servesGoal(target: Target, evidence: SmartEvidence): Judgement[] {
  const listed = (evidence.goals ?? []).filter(({ targets }) => targets.some((row) => row.target === target.id));
  const names = [...new Set([...target.supports, ...listed.map(({ id }) => id)])];
  if (names.length === 0) return [warn('smart.no-goal')];
  return names.map((name) => servesOne(name, target, evidence));
}

function servesOne(name: string, target: Target, { goals, targets }: SmartEvidence): Judgement {
  const goal = goals?.find(({ id }) => id === name);
  if (goal) return pass('smart.goal', { goal: name, title: goal.title || '-' });
  const above = targets.find(({ id }) => id === name);
  if (name === target.id || above?.supports.includes(target.id)) return fail('smart.goal-circle', { goal: name });
  if (above) return pass('smart.goal-target', { goal: name, unit: formatPath(above.unit) || '-', period: above.period.label });
  if (goals === undefined) return unknown({ code: 'smart.goal-unjudged', values: { goal: name } });
  return fail('smart.goal-unknown', { goal: name, known: someNames(goals.map(({ id }) => id)) });
}

function weightedGoals({ id }: Target, goals: readonly Goal[] = []): readonly Goal[] {
  return goals.filter(({ targets }) => {
    return targets.some(({ target }) => target === id) && targets.some(({ weight }) => weight !== undefined);
  });
}

const ONE: Decimal = { coefficient: 1n, scale: 0 };

function weightsAddUp(target: Target, { goals }: SmartEvidence): Judgement[] {
  return weightedGoals(target, goals).map(({ id, targets }) => {
    const without = targets.filter(({ weight }) => weight === undefined).length;
    const sum = total(targets.flatMap(({ weight }) => weight ?? []));
    const values = { goal: id, sum: percentOf(sum, ONE), count: targets.length, without };
    if (without > 0) return fail('smart.weights-missing', values);
    return compare(sum, ONE) === 0 ? pass('smart.weights', values) : fail('smart.weights-off', values);
  });
}

function hasParent(target: Target, { targets }: SmartEvidence): boolean {
  const above = targetAbove(target, targets);
  return target.value !== undefined && above !== undefined && above.value.coefficient > 0n && !isSameLine(above, target);
}

/** A unit's part of the target above it, beside its part of what was sold in the last of the earlier years. */
function shareOfParent(target: Target, { targets, historyOf }: SmartEvidence): Judgement[] {
  const above = targetAbove(target, targets);
  if (!above) return [];
  const [own, whole] = [historyOf(target), historyOf(above)];
  if (isGap(own)) return [unknown(own)];
  const [last, parent] = [lastYear(own), lastYear(whole)];
  const value = target.value as Decimal;
  const now = { share: percentOf(value, above.value), parent: above.id, value: quantityText(value, target.metric) };
  const before = last && parent && parent.value.coefficient > 0n ? quotient(last.value, parent.value) : undefined;
  if (!last || !parent || !before || before <= 0) return [unknown({ code: 'smart.share-unjudged', values: now })];
  // Rounded above the noise of doubles, so that a share on a limit is inside of it.
  const times = Math.round(((quotient(value, above.value) ?? 0) / before) * 1e9) / 1e9;
  const values = { ...now, before: percentOf(last.value, parent.value), period: last.label, times: times.toFixed(2) };
  const isOutside = ([least, most]: readonly [number, number]) => times < least || times > most;
  const limits = { least: LIMITS.share.warn[0], most: LIMITS.share.warn[1] };
  if (isOutside(LIMITS.share.fail))
    return [fail('smart.share-far', { ...values, least: LIMITS.share.fail[0], most: LIMITS.share.fail[1] })];
  return [
    isOutside(LIMITS.share.warn)
      ? warn('smart.share-moved', { ...values, ...limits })
      : pass('smart.share', { ...values, ...limits }),
  ];
}
