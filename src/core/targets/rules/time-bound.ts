import { type Day, formatDay } from '../../calendar/day.ts';
import { dayCount } from '../../calendar/period.ts';
import type { SmartEvidence } from '../evidence.ts';
import { LIMITS } from '../limits.ts';
import { ALWAYS, fail, type Judgement, pass, type SmartRule, unknown, warn } from '../smart-rule.ts';
import type { Target } from '../target.ts';

/** T: from when to when, with dates in between on which somebody looks. The due dates of milestones count as review dates. */
export const TIME_BOUND: readonly SmartRule[] = [
  { letter: 'T', name: 'period', applies: ALWAYS, judge: stillAhead },
  { letter: 'T', name: 'milestones', applies: ALWAYS, judge: enoughMilestones },
  { letter: 'T', name: 'review', applies: ({ period }, { today }) => period.end >= today, judge: nextReview },
  { letter: 'T', name: 'effective', applies: ({ effectiveFrom }) => effectiveFrom !== undefined, judge: takesEffectWithin },
];

function stillAhead({ period }: Target, { today }: SmartEvidence): Judgement[] {
  const values = { start: formatDay(period.start), end: formatDay(period.end), days: dayCount(period) };
  if (period.end < today) return [fail('smart.period-over', { ...values, ago: today - period.end })];
  if (period.start <= today) return [warn('smart.period-begun', { ...values, gone: today - period.start })];
  return [pass('smart.period', { ...values, ahead: period.start - today })];
}

/** Due days of a target inside its period, each once. */
function dueDays({ id, period }: Target, { milestones }: SmartEvidence): readonly Day[] {
  const days = milestones.flatMap(({ target, due }) => {
    return target === id && due !== undefined && due >= period.start && due <= period.end ? [due] : [];
  });
  return [...new Set(days)].sort((a, b) => a - b);
}

function enoughMilestones(target: Target, evidence: SmartEvidence): Judgement[] {
  const { start, end } = target.period;
  const days = dueDays(target, evidence);
  const stops = [start - 1, ...days, end];
  const longest = Math.max(...stops.slice(1).map((stop, at) => stop - (stops[at] as Day)));
  const values = { count: days.length, longest, most: LIMITS.milestoneDays };
  if (longest <= LIMITS.milestoneDays) return [pass('smart.milestones', values)];
  return [days.length === 0 ? fail('smart.no-milestones', values) : warn('smart.milestones-far', values)];
}

function nextReview(target: Target, evidence: SmartEvidence): Judgement[] {
  const days = dueDays(target, evidence);
  if (days.length === 0) return [unknown({ code: 'smart.no-review' })];
  const from = Math.max(evidence.today, target.period.start);
  const next = days.find((day) => day >= from);
  if (next === undefined) return [warn('smart.review-past', { day: formatDay(days.at(-1) as Day) })];
  const values = { day: formatDay(next), days: next - evidence.today, most: LIMITS.milestoneDays };
  return [next - from > LIMITS.milestoneDays ? warn('smart.review-far', values) : pass('smart.review', values)];
}

function takesEffectWithin({ period, effectiveFrom }: Target): Judgement[] {
  const day = effectiveFrom as Day;
  const values = { day: formatDay(day), start: formatDay(period.start), end: formatDay(period.end) };
  return [day < period.start || day > period.end ? fail('smart.effective-outside', values) : pass('smart.effective', values)];
}
