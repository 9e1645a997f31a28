import type { Messages, Phrases } from '../message.ts';

/** Goals, markets, competitors and notes. */
export const goals: Messages = {
  'goals.bad-weight': ['{value} is no weight', 'writing it like 60% or 0.6, from 0 to 1'],
  'goals.no-such-goal': [
    'the target {target} has a weight in {goal}, which is no goal of goals.csv',
    'a row for the goal {goal}, or one of: {goals}',
  ],
  'goals.no-such-target': [
    'goals.csv gives {target} a weight in {goal}, but targets.csv has no such target',
    'salesplan target add {target} --supports {goal}, or one of: {targets}',
  ],
  'goals.no-weight': ['the row of {target} in {goal} has no weight', 'filling weight, such as 60%, or removing the row'],
  'goals.supports-another': [
    '{target} has a weight in {goal}, but supports {supports} in targets.csv',
    'writing {goal} into its supports, or moving its weight to {supports}',
  ],
  'goals.supports-nothing': ['{goal} supports {supports}, which is no goal', 'one of: {goals}'],
  'goals.circle': ['goals support each other in a circle: {circle}', 'blanking supports of one of them'],
  'goals.supports-itself': ['the target {target} supports itself', 'a goal or another target in supports, or blanking it'],
  'goals.target-supports-nothing': [
    'the target {target} supports {supports}, which is neither a goal nor a target',
    'a row for {supports} in goals.csv; goals: {goals}; targets: {targets}',
  ],

  'market.says-nothing': ['the row gives neither a size nor a growth', 'filling one of them, or removing the row'],
  'market.negative': ['the market is smaller than zero', 'writing 0 or more'],
  'market.bad-growth': ['{value} is no growth of a market', 'writing it like 6%, -3.5% or 0.06'],
  'market.bad-share': ['{value} is no share of a market', 'writing it like 30% or 0.3, from 0 to 1'],

  'notes.missing': ['{file} is not there, but notes: names it', 'putting the file there, or taking it out of salesplan.yaml'],
  'notes.no-text': ['{file} is no text', 'saving it as UTF-8'],
  'notes.no-heading': ['{file} has no heading; its name stands for its title', 'a first line such as # Strategy 2026'],
};

export const goalsPhrases: Phrases = {};
