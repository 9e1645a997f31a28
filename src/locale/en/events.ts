import type { Messages, Phrases } from '../message.ts';

/** Who left, joined, moved, was split, merged or renamed. */
export const events: Messages = {
  'event.crosses-part': [
    '{event} goes in or out of {unit}, whose amounts are given: it is left out',
    'salesplan event apply on the whole plan',
  ],
  'event.crosses-units': [
    '{kind} {unit} moves a part of one unit of the plan to another, and the plan stops at {level}: it is left out',
    'planning by the level of the unit',
  ],
  'event.below-level': ['{count} events of the period are below {level}; they come in when that part is broken down'],
  'event.frozen': ['{event} moves only what is frozen, which stays as the plan has it'],
  'event.bad-action': ['event cannot "{action}"', 'one of these: {actions}'],
  'event.bad-kind': ['there is no event "{kind}"', 'one of these: {kinds}'],
  'event.needs-unit': ['{kind} needs a unit', "its path: salesplan event add {kind} '华东/上海/王芳'"],
  'event.none': ['there are no events to apply', 'events.csv in the plan folder, or --events'],
  'event.none-as-is': [
    'units as they are today need events, and there are none',
    'events.csv in the plan folder, --events, or --structure as-was',
  ],
  'event.twice': ['events.csv has {kind} {unit} {date} already', 'salesplan event apply, or editing its row'],
  'event.bad-share': ['"{value}" is no share from 0 to 1', '60% or 0.6'],
  'event.whole': ['{kind} of the whole organisation is no event', 'a unit below it'],
  'event.no-heir': ['{kind} {unit} does not say to whom', 'the column to, or --to'],
  'event.too-many-heirs': ['{kind} {unit} has more than one heir', 'split, or one heir'],
  'event.heir-inside': ['{kind} {unit}: {to} is not another unit', 'an heir outside {unit}, or split where it keeps a part'],
  'event.heir-twice': ['{kind} {unit} names {to} twice', 'one row for each heir'],
  'event.shares': ['{kind} {unit}: the shares add up to {sum}, more than all there is', 'shares that add up to 100% or less'],
  'event.no-such-unit': ['the plan has no unit "{unit}"', 'its full path as in plan.csv'],
  'event.near-unit': ['the plan has no unit "{unit}"', 'one of these: {near}'],
  'event.too-deep': ['{unit} is deeper than the levels of the plan: {levels}', 'an heir at the same depth as the unit'],
  'event.below-zero': ['{unit} has amounts below zero in the plan, which cannot be handed over', 'correcting them in plan.csv'],
  'event.no-customer-history': [
    '{unit} has no history by customer before the event',
    '--history with a customer column, or shares',
  ],
  'event.needs-history': [
    "the customers of {unit} have no shares yet that the plan's record knows",
    'salesplan event apply, or shares in events.csv',
  ],
  'event.lock': [
    '{event} would leave {left} of {kind} {amount} for {unit}, {period}',
    '--on-lock move, which takes the lock along, or changing the lock',
  ],
  'event.cap': [
    '{event} would bring {unit}, {period} to {left}, above its cap of {amount}',
    'other heirs or shares, or another cap',
  ],
  'event.cut': ['{event}: {period} is shared by days, {kept} of {days} come before'],
  'event.vacant': ['{amount} belongs to nobody and stands under {unit}', 'salesplan event add join, or more heirs'],
  'event.nothing-vacant': ['nothing is vacant beside {unit}: it starts with nothing'],
  'event.after-plan': ['{event}: {day} is after the plan, {span}; nothing changes'],
  'event.before-plan': ['{event}: {day} is before the plan, {span}; all of it moves'],
  'event.before-plan-known': ['{event}: done before the plan, {span}, which does not have the unit; nothing changes'],
  'event.below-leaf': ['{event}: the plan stops at {leaf}, where nothing changes; it counts when {leaf} is broken down'],
  'event.crosses-leaf': [
    '{event}: the plan stops at {leaf}, so how much goes across is not known',
    'a plan that is broken down further: a deeper --level, or salesplan decompose --unit {leaf}',
  ],
  'event.deeper': [
    '{kind} {unit} moves amounts between units of the levels {levels} from below them, and no further levels are read',
    '--by with all levels (a plan stops by --level), or --no-events',
  ],
  'event.renamed': ['{event}: the plan has the new name already'],
  'event.crossed-part': [
    '{kind} {unit} has moved amounts across the border of {part} already; breaking {part} down anew would undo that',
    'salesplan decompose --target {target}: the whole plan, with its events',
  ],
  'check.open-event': ['an event of {unit} has not moved the plan of {target} yet', 'salesplan event apply --target {target}'],
  'check.event-unit': ['an event speaks of {unit}, which neither the plan nor the roster has', 'its path as in plan.csv'],
};

export const eventsPhrases: Phrases = {
  'title.event': 'Events applied to {target}',
  'title.events': 'Events',
  'column.event': 'event',
  'column.to': 'to',
  'column.kept': 'kept',
  'column.moved': 'moved',
  'column.locks': 'locks',
  'column.customers': 'customers',
  'column.state': 'state',
  'check.events': 'units of events are known',
  'event.nothing': 'the plan has every event that concerns it; nothing was written',
  'event.written': '{count} events applied, written to {file}',
  'event.dry-run': '{count} events; nothing was written',
  'event.shown': '{count} events; nothing was written, -o FILE.csv writes the plan',
};
