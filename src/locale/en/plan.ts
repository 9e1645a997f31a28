import type { Messages } from '../message.ts';

/** Plans as they are read back, the history's description and the checks. */
export const plan: Messages = {
  'plan.bad-period': ['"{period}" is not a period', 'a form such as 2026-03, 2026-Q1 or FY2026-Q1'],
  'plan.mixed-grains': [
    'the plan has periods of different grains: {grains}',
    'one grain for all rows of a target; salesplan decompose makes them so',
  ],
  'plan.repeats': [
    'the cells of {target} repeat a rate; they are not amounts that add up',
    "'salesplan show' with the grain and the levels of the plan itself",
  ],
  'plan.finer-grain': ['the plan is by {leaf} and cannot be shown by {grain}', '--by with {leaf} or a coarser grain'],
  'plan.outside-period': [
    '{period} is not one of the periods of the plan, {span}',
    'correcting the period, or salesplan decompose for the whole plan',
  ],
  'plan.grain-too-fine': ['{period} cuts {leaf}, which the plan does not split', 'a coarser grain, or a plan with finer periods'],

  'history.no-rows': ['the history has no rows that count', 'checking --where and the files'],
  'history.span': ['history from {first} to {last}; months with rows: {months}'],
  'history.gaps': ['months without any row inside the history: {months} ({count} in all)', 'looking for a file that is missing'],
  'history.partial-years': ['years without rows in January or December, left out of growth and season: {years}'],
  'history.levels': ['amounts are levels of a stock ({metric}): of a year its last one, of a unit the latest'],
  'history.one-part': ['amounts are sums of one part of a ratio ({metric}), the column amount'],
  'history.not-counted': ['amounts are sums of the column amount; {metric} itself is counted for each node and is no sum'],

  'check.target-without-plan': ['target {target} has no rows in plan.csv', 'salesplan decompose --target {target}'],
  'check.sum': [
    'the plan of {target} adds up to {sum}, its value is {value} (difference {off})',
    'salesplan decompose --target {target}, or correcting the value in targets.csv',
  ],
  'check.local-sum': [
    'the plan of {target} comes to {sum} at its plan rates, {off} from {value}: what whole units of each currency leave',
  ],
  'check.negative': ['{target}, {unit}, {period}: the planned amount {amount} is negative', 'an amount of 0 or more in plan.csv'],
  'check.lock': [
    '{target}: {kind} {amount} for {unit}, {period} does not hold; the plan has {sum} there',
    'salesplan decompose --target {target}, or correcting the lock',
  ],
  'check.not-on-roster': [
    '{unit} has a plan but is not on the roster',
    'adding it to organisation.csv, or salesplan decompose without it',
  ],
  'check.milestones': [
    'the milestones of {target}, {unit}, add up to {sum}, its plan to {plan}',
    'salesplan milestones --target {target}',
  ],
  'check.stale': ['the actuals end on {through}, more than {days} working days ago', 'adding the latest actuals'],
  'plan.mean-rounded': [
    'the mean of some periods is not whole to the smallest unit: all units of a period are rounded together, once',
  ],
  'check.ratio': [
    '{target} is planned at {ratio}, its value is {value} (the numerator is off by {off})',
    'salesplan decompose --target {target}, or correcting the value in targets.csv',
  ],
  'check.no-denominator': [
    '{target}, {unit}, {period}: a ratio without a denominator',
    'filling the column denominator in plan.csv',
  ],
  'check.negative-denominator': [
    '{target}, {unit}, {period}: the denominator {denominator} is negative',
    'a denominator of 0 or more in plan.csv',
  ],
  'check.above-one': [
    '{target}, {unit}, {period}: {amount} of {denominator} is more than the whole, which this ratio cannot be',
    'a numerator up to its denominator, or at_most_one: false in salesplan.yaml',
  ],
  'check.product': [
    '{period}, {unit}: {numerator} is {above}, but {ratio} {value} x {denominator} {below} = {product} (difference {off})',
    'correcting one of the three targets',
  ],
  'check.last-milestone': [
    'the last milestone of {target}, {unit}, is {sum}, its plan {plan}',
    'salesplan milestones --target {target}',
  ],
  'plan.own-values': [
    'each unit and period of {target} has a value of its own ({kind}): those of parts say nothing of the whole',
    "'salesplan show' with the grain and the levels of the plan itself",
  ],
};
