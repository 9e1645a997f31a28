import type { Messages } from '../message.ts';

/** Locks: those that cannot hold, those that do not, and what gave way for those that do. */
export const locks: Messages = {
  'lock.conflict': [
    'these {members} cannot all hold: together they ask for {amount} more than fits',
    'changing or dropping any one of them',
  ],
  'lock.conflict-cut-off': [
    'these {members} cannot all hold: together they ask for {amount} more than fits; the search was cut off, so perhaps not all of them are needed for that',
    'changing or dropping one of them',
  ],
  'lock.conflict-total': ['the total of {amount}'],
  'lock.conflict-member': ['{kind} {amount} for {unit}, {period}'],
  'lock.conflict-member-because': ['{kind} {amount} for {unit}, {period} ({reason})'],
  'lock.only-fractions': [
    'locks that cross each other can all hold only in fractions of the smallest unit',
    'changing one of their amounts',
  ],
  'lock.undecided': [
    'locks on units in some periods, on units over all periods and on periods over all units cross each other, and the exact search for a plan was cut off',
    'dropping one of these three kinds of locks',
  ],
  'lock.needs-finer-rounding': ['the locks can all hold, but not in multiples of {roundTo}', '--round-to {finer}'],
  'lock.total-too-large': [
    'the total is too large to be planned exactly under locks (9 x 10^15 of the smallest unit)',
    '--no-locks, or a larger unit of account',
  ],
  'lock.expired': [
    '{kind} {amount} for {unit}, {period} held until {until} and does not hold any more',
    'a later until, if it should, or deleting its row',
  ],
  'lock.outside': ['{kind} {amount} for {unit}: {period} is outside the plan, {span}, so it has no effect'],
  'lock.no-such-period': [
    '{kind} {amount} for {unit}: {period} is not a period of the plan, {span}',
    'adding its grain to --by, as in --by quarter,month',
  ],
  'lock.no-such-unit': [
    '{kind} {amount}, {period}: the plan has no unit "{unit}"',
    'its names as the plan spells them, or deleting its row',
  ],
  'lock.ambiguous-unit': [
    '{kind} {amount}, {period}: "{unit}" names several units of the plan: {units}',
    'filling in the levels above it',
  ],
  'lock.unknown-level': [
    'the levels of the locks and of the plan do not match: {levels}, and {has}',
    'the levels of the plan as the columns of the locks, or another --by',
  ],
  'lock.zero-basis': [
    '{unit}, {period} must receive an amount, but all its cells are zero in the basis',
    '--on-zero-basis equal, or --on-zero-basis parent',
  ],
  'lock.zero-equal': ['the basis of {unit}, {period} is zero; what it must receive is spread equally'],
  'lock.zero-parent': [
    'the basis of {unit}, {period} is zero; what it must receive follows the nearest unit above that has a basis',
  ],
  'lock.not-nearest': [
    'every lock and every sum is exact; the rest is near the proportions of the basis but perhaps not as near as can be, since scaling stopped after {rounds} rounds',
  ],
  'lock.given-up': [
    'every lock and every sum is exact; beside locks, {count} nodes end a rounding unit ({amount}) or more from the unrounded plan, at most {units} units: {nodes}',
  ],
  'lock.given-up-many': [
    'every lock and every sum is exact; beside locks, {count} nodes end a rounding unit ({amount}) or more from the unrounded plan, at most {units} units: {nodes}, and {more} more',
  ],
};
