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

  'goals.of-targets': ['goal {goal}, {title}: {targets}'],
  'notes.along': ['{file} goes with the plan: {title}'],

  'market.says-nothing': ['the row gives neither a size nor a growth', 'filling one of them, or removing the row'],
  'market.negative': ['the market is smaller than zero', 'writing 0 or more'],
  'market.bad-growth': ['{value} is no growth of a market', 'writing it like 6%, -3.5% or 0.06'],
  'market.bad-share': ['{value} is no share of a market', 'writing it like 30% or 0.3, from 0 to 1'],
  'market.nested': [
    'the market of {unit} in {period} stands beside that of {inside}, which is a part of it: together they would count twice',
    'removing the row of {unit}; what no unit has can be a unit of its own',
  ],
  'market.no-size': ['no row gives a size of the market of {unit}', 'a row with a size'],
  'market.not-split': [
    'the market of {unit} is known for {row} and not for {period}: it is not split over time',
    'rows by the periods of the plan, or --by year',
  ],
  'market.no-way-on': [
    'nothing says how large the market of {unit} is in {period}; the last size is that of {row}',
    "a row for {period}, a growth in the row of {row}, or --market-growth '{unit}=+6%'",
  ],
  'market.grown': ['the market of {unit} in {period} is taken as {size}: {last} of {row}, growing by {growth}'],
  'market.growth-differs': [
    'the growth of {unit} in {period} is {growth}, but its size is {sizes} against the year before',
    'correcting the growth or one of the sizes',
  ],
  'market.growth-of-nothing': [
    '{unit} is said to grow by {growth} in {period}, but no size before it is known',
    'a row with the size of a year before',
  ],
  'market.shares-above-whole': [
    'the shares in {unit} in {period} come to {sum}, which is more than the market',
    'correcting them',
  ],
  'market.own-above-whole': [
    'with {own} of our own, the shares in {unit} in {period} come to {sum}, which is more than the market',
    'correcting the size of the market or the shares of competitors',
  ],
  'market.stale': [
    '{source} is of {date}, more than {months} months ago ({rows} rows of the last period)',
    'a newer source, or a day on which someone looked again',
  ],
  'market.no-date': ['nobody says of which day {source} is ({rows} rows of the last period)', 'filling date'],
  'market.no-source': ['nobody says where the numbers are from ({rows} rows of the last period)', 'filling source'],
  'market.needs': [
    '{target} needs {metric} of {total}',
    'salesplan target add ID --metric {metric} -p {period} --value {total}, to make that a target, too',
  ],
  'market.needs-by-unit': [
    '{target} needs {metric} of {total}: {units}',
    'salesplan decompose --metric {metric} -p {period} --total {total} --basis org=plan:FILE, where FILE is this plan by -o FILE',
  ],

  'notes.missing': ['{file} is not there, but notes: names it', 'putting the file there, or taking it out of salesplan.yaml'],
  'notes.no-text': ['{file} is no text', 'saving it as UTF-8'],
  'notes.no-heading': ['{file} has no heading; its name stands for its title', 'a first line such as # Strategy 2026'],
};

export const goalsPhrases: Phrases = {
  'check.goals': 'targets, goals and their weights belong together',
  'check.market': 'sizes, growths, shares and sources of the market are sound',
  'check.notes': 'every note is there',
};
