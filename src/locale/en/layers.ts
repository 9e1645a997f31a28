import type { Messages, Phrases } from '../message.ts';

/** Plans level by level, what is assigned above the quota, and what units can do. */
export const layers: Messages = {
  'layers.no-part-yet': [
    'the target {target} is not for {unit} alone, and no plan says what {unit} has of it',
    'breaking down the whole first (--level stops above), or --total for a plan of its own',
  ],
  'layers.stops-above': [
    'the plan stops at {above} and gives {unit} nothing of its own yet',
    'salesplan decompose --unit {above} first, or a salesplan decompose of the whole',
  ],
  'layers.nothing-below': [
    '{unit} is to be broken down, and level {level} stops there',
    '--level with a deeper level, or none for all of them',
  ],
  'layers.other-period': [
    'the plan is for {span}, so a part of it cannot be for {period}',
    'leaving out --period: a part has the periods of its plan',
  ],
  'layers.other-levels': [
    'the plan has the levels {existing}, so a part of it cannot have {levels}',
    'leaving out the levels of --by: a part has those of its plan; --level says where it stops',
  ],
  'layers.other-grain': [
    'the plan is by {grain}, so a part of it cannot end at {asked}',
    '--by with {grain} as the finest grain, or a salesplan decompose of the whole with the other one',
  ],
  'layers.buffer-of-part': [
    '--buffer belongs to the whole plan, and {unit} is a part of it',
    'salesplan decompose of the whole with --buffer, or -o with a file of its own',
  ],
  'layers.deeper-locks': ['locks on units below {level}, not used until these are planned: {count}'],
  'layers.deeper-frozen': [
    'units below {level} are frozen, and a plan that stops there would not hold them',
    'salesplan decompose without --level, or with the level of the frozen units',
  ],
  'layers.lock-below': ['{kind} {amount} for {unit}, {period}: the plan stops above this unit, so it has no effect yet'],

  'layers.buffer-twice': ['--buffer names the level {level} twice', 'one rate for each level'],
  'layers.buffer-of-rates': [
    'the cells of {target} repeat a rate; nothing can be assigned above them',
    'salesplan decompose without --buffer',
  ],
  'layers.unreadable-buffer': [
    'the record of the plan has a buffer that cannot be read: {buffer}',
    'salesplan decompose of the whole with --buffer',
  ],
  'layers.stack': [
    'assigned at {level}: buffer {buffer}%, stacked {stacked}%, total {total}; attainment of it that the quota needs: {needed}%',
  ],
  'layers.not-written': [
    'what is assigned above the quota is written with a plan file only',
    '-o plan.csv, which writes plan.assigned.csv beside it',
  ],
  'layers.no-such-level': ['{level} is not one of the levels of the file', 'the name of one of the level columns'],
  'layers.no-assigned': [
    '{target} has nothing assigned above its quota',
    "salesplan decompose of the whole with --buffer '{level}=3%'",
  ],
  'layers.no-layer': ['nothing is assigned at {level}; assigned are: {levels}', '--by with one of them, or --layer quota'],

  'check.assigned-below': [
    'assigned {amount} for {unit}, {period} at {level} is below the quota, {base}',
    'salesplan decompose --target {target}, which assigns anew',
  ],
  'check.assigned-sum': [
    'what is assigned at {level} for {target} adds up to {sum}; with its buffers it is {value}',
    'salesplan decompose --target {target}, which assigns anew',
  ],
  'check.assigned-edited': [
    'assigned.csv is not what plan.csv and the buffers of {target} give: {unit}, {period} at {level} has {sum} and not {value}; one of the two was edited since',
    'salesplan decompose --target {target}, or --change, which assign anew',
  ],
  'check.assigned-missing': [
    '{target} was planned with buffers, and nothing is assigned for it',
    'salesplan decompose --target {target}, which assigns anew',
  ],
  'check.assigned-without-buffer': [
    'assigned.csv has rows for {target}, whose plan has no buffer: {count}',
    'salesplan decompose --target {target} with --buffer, or deleting these rows',
  ],

  'capacity.no-file': [
    'there is no capacity.csv in the plan folder',
    '--capacity with a file, or the key capacity in salesplan.yaml',
  ],
  'capacity.negative': ['a capacity below zero', 'an amount of 0 or more'],
  'capacity.too-fine': ['capacity is known by months and not by {grain}', '--by with month or a coarser grain'],
  'capacity.no-rows': ['the capacity file has no rows', 'one row a unit and period: period, levels, amount'],
  'capacity.levels': [
    'the levels of the capacity file and of the plan do not match: {levels}, and {has}',
    'the levels of the plan as its columns',
  ],
  'capacity.cut-period': ['the capacity of {period} cannot be spread: it cuts a month', 'a period of whole months'],
  'capacity.unknown-unit': ['the plan has no unit "{unit}"; its capacity is not used', 'the name as the plan spells it'],
  'capacity.without': ['units of the plan without any capacity: {count} ({units})', 'rows for them in the capacity file'],
  'capacity.without-many': [
    'units of the plan without any capacity: {count} ({units}, and {more} more)',
    'rows for them in the capacity file',
  ],
  'capacity.short': [
    '{unit}, {period}: capacity {capacity} for a quota of {quota}, which is {rate} of it and below {band}',
    'a smaller quota, or more capacity',
  ],
  'capacity.short-more': ['units that are short beside these: {count}'],
};

export const layersPhrases: Phrases = {
  'lock.kind.plan': 'given by the plan',
  'title.capacity': 'Capacity {target}, {metric}, {period}, band {band}',
  'check.assigned': 'assigned amounts are the plan with its buffers',
  'check.capacity': 'each unit can reach its quota',
  'column.quota': 'quota',
  'column.capacity': 'capacity',
  'column.capacity_rate': 'capacity rate',
};
