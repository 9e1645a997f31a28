import type { Messages } from '../message.ts';

/** Bases that are made from history by more than its months, and those that come from files. */
export const bases: Messages = {
  'basis.estimate': [
    'the basis is an estimate: {known} as known, {estimated} by the year before x the growth so far of each unit ({growth}% over all)',
  ],
  'basis.estimate-no-growth': [
    'how much the whole has grown so far cannot be measured; {estimated} of the basis is taken as it was a year before',
    'later data, or --basis last-year',
  ],
  'basis.estimate-borrowed': [
    '{count} units have nothing to measure their growth by and take that of the nearest unit above: {units}',
  ],
  'basis.shares-no-year': [
    'no year inside {range} holds the whole of the planned period',
    'a longer range, such as shares:2023..2025',
  ],
  'basis.shares-cut': ['of {range} only whole spans of the length of the planned period count: {spans}'],
  'basis.shares-year-left-out': ['the year from {month} on adds up to nothing and is left out of the mean of shares'],
  'basis.plan-levels': [
    'the other plan {basis} has the levels {has}, this one needs {wanted}',
    '--by with levels of that plan, from the outermost in',
  ],
  'basis.plan-other-year': [
    'the other plan does not cover the period; its days from {start} to {end} stand for it (years away: {years})',
    'a plan of the period itself, if that is not meant',
  ],
  'basis.same-year': [
    'every year of the plan is like {start} to {end}: the years between have not happened yet',
    '--method growth:+8% for each year so much above the one before, or one target a year',
  ],
  'basis.years-grow': ['each year of the plan is {growth} on the one before, the first on {start} to {end}'],
  'basis.plan-needs-months': [
    '{period} is longer than a month; another plan can be a basis by months or finer periods only',
    'making that plan with --by month, or its units alone: --basis org=plan:FILE',
  ],
  'basis.weight-level': ['the weights have the level {levels}, the plan has {has}', 'only levels of the plan as columns'],
  'basis.weight-negative': ['the weight of {unit}, {period} is below zero', '0 or more'],
  'basis.weight-twice': ['{unit}, {period} has a weight already', 'one row for each unit and period'],
  'basis.weight-unit': ['{unit} is not in the plan; its weight has no effect', 'its names as the plan spells them'],
  'basis.weight-period': ['{period} is outside the plan; its weight has no effect'],
  'basis.weight-part-period': [
    '{period} is only a part of a month or of a period of the plan; its weight has no effect',
    'weights for whole months or for periods of the plan',
  ],
};
