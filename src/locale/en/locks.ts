import type { Messages, Phrases } from '../message.ts';

/** Locks: those that cannot hold, those that do not, and what gave way for those that do. */
export const locks: Messages = {
  'lock.other-units': ['locks on other units than {unit}, not used here: {count}'],
  'lock.conflict': [
    'no plan keeps all of these ({members}): they miss each other by {amount}',
    'changing or dropping any one of them',
  ],
  'lock.conflict-cut-off': [
    'no plan keeps all of these ({members}): they miss each other by {amount}; the search was cut off, so perhaps not all of them are needed for that',
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
    'a lock on each period of the plan inside it, or its grain in --by, as in --by quarter,month',
  ],
  'lock.no-such-unit': [
    '{kind} {amount}, {period}: the plan has no unit "{unit}"',
    'its names as the plan spells them, or deleting its row',
  ],
  'lock.ambiguous-unit': [
    '{kind} {amount}, {period}: "{unit}" names several units of the plan: {units}',
    'filling in the levels above it',
  ],
  'lock.other-target': [
    'locks are for the target {target}, not for {own}, and are not used: {count}',
    'a blank target for any, or the id of the target',
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
    'every lock and every sum is exact; nodes beside locks that end a rounding unit ({amount}) or more from the unrounded plan: {count} ({nodes}); largest distance in units: {units}',
  ],
  'lock.given-up-many': [
    'every lock and every sum is exact; nodes beside locks that end a rounding unit ({amount}) or more from the unrounded plan: {count} ({nodes}, and {more} more); largest distance in units: {units}',
  ],
};

/** What bounds an amount, where a finding names it as its `kind`. */
export const lockPhrases: Phrases = {
  'lock.kind.fix': 'fix',
  'lock.kind.floor': 'floor',
  'lock.kind.cap': 'cap',
  'lock.kind.change': 'change',
  'lock.kind.frozen': 'frozen',
  'lock.kind.commitment': 'commitment',
  'lock.kind.--growth': '--growth',
};
