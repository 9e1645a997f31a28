import type { Messages } from '../message.ts';

/** Changes of a plan (--change). */
export const changes: Messages = {
  'change.off-target': [
    'the plan adds up to {total} now, but the target {target} is {value}; the next decomposition goes by the target',
    'changing the value in targets.csv, too',
  ],
  'change.nothing': ['{change} changes nothing'],
  'change.no-such-period': ['the plan has no period {period}', 'a period of the plan or of a coarser grain'],
  'change.no-siblings': [
    '{unit}, {period} has no siblings that could give or take the difference',
    '--absorb none: then the total changes',
  ],
  'change.below-zero': ['{unit}, {period} would fall {amount} below zero', 'taking at most what it has'],
  'change.siblings-short': [
    'the siblings of {unit}, {period} cannot give so much: {amount} is missing',
    'a smaller change, or --absorb none: then the total changes',
  ],
  'change.siblings-empty': [
    'the siblings of {unit}, {period} hold nothing, so there are no proportions in which they could take {amount}',
    "a transfer, such as 'A->B@2026-Q1=50万', or --absorb none",
  ],
  'change.transfer-nested': [
    'nothing can be moved between {unit} and the other unit in {period}: one is a part of the other',
    'two units of which neither holds the other',
  ],
  'change.transfer-short': ['{unit}, {period} cannot give so much: {amount} is missing', 'moving less'],
  'change.against-lock': [
    '{kind} for {unit}, {period} is exceeded by {amount} already by cells that the change leaves alone',
    'another amount for the lock, or dropping it',
  ],
  'change.equal-cells': [
    '{unit}, {period} has cells that hold nothing and so have no proportions; they share in equal parts what they receive',
  ],
  'change.shifts-inside': [
    '{unit} keeps its amount in {period}, but not in each period inside; it moves most in {leaf}: by {amount}',
  ],
};
