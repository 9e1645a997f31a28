import type { Messages } from '../message.ts';

/** What arithmetic, calendar and organisation have to say. */
export const core: Messages = {
  'calendar.cut-period': ['{period} is only partly inside the period and keeps its name; days that count: {days}'],

  'organisation.no-units': [
    'no unit is left to plan for: none has rows in the basis, or all are excluded or not on the roster',
    '--basis with a span that has rows, fewer --exclude, or --org with units that are there in the period',
  ],
  'organisation.not-on-roster': [
    '{unit} has history ({amount}) but is not on the roster and gets nothing',
    'adding it to the file of --org if it still sells',
  ],
  'organisation.gone': ['{unit} left on {end} and gets nothing; its history was {amount}'],
  'organisation.quiet-unit': [
    '{unit} has no rows in the basis after {last} and still gets a plan',
    "--exclude '{unit}' if it is gone",
  ],
  'organisation.no-such-unit': [
    'there is no unit "{unit}"',
    'its full path, such as 华东/上海, as the history or the roster spells it',
  ],
  'organisation.ambiguous-unit': ['"{unit}" names several units', 'one full path of these: {paths}'],
  'organisation.name-under-two-parents': [
    '{count} of {of} names of {level} stand under more than one parent and are kept apart: {names}',
  ],

  'basis.too-large': [
    'the amounts of the basis are too large to be summed exactly',
    'a shorter span, or a unit of measure that is larger',
  ],
  'basis.no-complete-span': [
    'no earlier year has rows in the first and in the last month of this period; history runs from {first} to {last}',
    "--basis with a span inside it, such as '2023..2025', or --basis equal",
  ],
  'basis.too-short': [
    'history begins on {first} and has no 12 complete months before the period',
    '--basis last-year, or --basis equal',
  ],
  'basis.incomplete': ['the basis {range} has no rows in {month}'],
  'basis.older-year': [
    'the basis is {years} years old: {start} to {end}; later years are not complete',
    '--basis with the span that should count',
  ],
  'basis.ends-early': [
    'history ends on {last}, {days} days before the end of the basis; the missing days count as zero',
    'later data, or --basis trailing-12',
  ],
  'basis.lumpy': [
    'of {cells} cells of the basis {zero} are zero ({zeroPercent}%) and {spikes} are over three times the mean of their unit ({spikePercent}%)',
    '--shape shrunk for smoother months, or --shape company',
  ],
  'basis.all-zero': ['the whole basis is zero', '--basis with a span that has sales, or --basis equal'],
  'basis.zero-unit': [
    '{unit} must receive an amount, but the history that its course follows is zero in every period',
    '--on-zero-basis parent, or --on-zero-basis equal',
  ],
  'basis.zero-equal': ['the basis of {unit} is zero in every period; its amount is spread equally'],
  'basis.zero-parent': ['the basis of {unit} is zero in every period; its amount follows the nearest unit above that has one'],
  'basis.negative-zero': [
    '{unit}: {cells} negative cells of the basis ({amount} in all) count as zero; its share goes from {before}% to {after}%',
  ],
  'basis.negative-error': [
    '{cells} cells of the basis of {unit} are negative ({amount} in all)',
    '--on-negative zero, or a longer basis',
  ],
  'basis.growth-without-history': [
    '--total is a growth rate, but no basis reads history that it could grow from',
    '--total with an amount, or --basis last-year',
  ],
  'basis.negative-total': ['the basis and the growth rate give a total below zero', '--total with an amount'],
  'basis.unit-without-history': [
    '{unit} has no amount above zero in the basis and gets nothing',
    "--like '{unit}=another unit:60%', or --exclude '{unit}'",
  ],

  'allocation.odd-cell': [
    'the total, or an amount that is fixed, is no multiple of the rounding unit; the odd part, {amount}, is in {unit}, {period}',
  ],
  'allocation.not-nearest': ['every sum is exact; among {cells} cells a still closer rounding may exist, the search was cut off'],
  'allocation.drift': [
    'every sum is exact; of the subtotals by unit and period, {unit}, {period} is furthest from the unrounded plan: {units} rounding units',
  ],
  'allocation.axis-drift': [
    'each {across}, and each {axis} in it, is within one rounding unit of the unrounded plan in each period of {periods} and over all of them; {axis} over all {across} is the exact sum of these and not rounded by itself: {unit}, {period} is furthest, {units} rounding units (at most {limit} for its {members} parts)',
  ],
  'allocation.axis-drift-beyond': [
    '{axis} over all {across} is an exact sum and not rounded by itself: {unit}, {period} is furthest from the unrounded plan, {units} rounding units; locks, or a total of few rounding units, take it past the {limit} of its {members} parts',
  ],
  'basis.uncovered': [
    'the basis has nothing for {periods}; nothing is planned there',
    'a basis with all months, such as --basis last-year',
  ],
  'basis.nets-to-nothing': [
    'the basis of {unit} adds up to {amount}, so it and everything below it get nothing',
    "--basis with a longer span, or --exclude '{unit}'",
  ],
  'basis.range-without-rows': [
    'there are no rows in {range}; history runs from {first} to {last}',
    '--basis with a span inside the history',
  ],
  'organisation.like-not-leaf': [
    '{unit} is not a unit of the level {level}: only a unit of the last level can be made like another',
    'its full path, as in 华东/上海/新人=王芳:60%',
  ],
  'organisation.not-yet': [
    '{unit} is on the roster from {start} only and gets nothing; its history was {amount}',
    'correcting its start in the roster if it is there',
  ],
  'basis.no-rows': [
    'no row is left to plan by: {read} read, {rejected} unreadable, {notSelected} not selected by --where',
    'checking --where and the rejected rows',
  ],
  'plan.too-many-cells': [
    'a plan of {units} units x {periods} periods has {cells} cells; {limit} are held at most',
    'fewer levels or a coarser grain in --by, one --unit at a time, or --max-groups {cells}, at about 1 GB of memory a million',
  ],
  'plan.too-large': [
    'the amounts are larger than a plan can hold exactly (4.6 x 10^18 of the smallest unit)',
    'a larger unit of account',
  ],
};
