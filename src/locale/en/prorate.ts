import type { Messages, Phrases } from '../message.ts';

export const prorate: Messages = {
  'prorate.read': ['--prorate {rule} goes by {count} months of history, {from} to {to}'],
  'prorate.short-history': [
    '--prorate {rule} goes by {count} months of history only, {from} to {to}: one of them alone may bend it',
    'a --history of 12 months or more before the plan, or --prorate working',
  ],
  'prorate.no-history': [
    '--prorate {rule} needs sales by day in complete months before {before}, where the plan begins; there are none',
    '--history with such months, or --prorate working',
  ],
  'prorate.no-days': [
    '--prorate {rule} needs sales by day; the rows of {from} to {to} stand on one day of each week or month',
    '--history with a row for each day, or --prorate working',
  ],
  'prorate.no-use': [
    '{flag} has no use with --prorate {rule}',
    'leaving it out; --prorate working reads a calendar (--align workdays as well), weekday a history, history both',
  ],
  'prorate.nothing-booked': [
    '--prorate {rule} has nothing to go by: {from} to {to} add up to zero or less',
    'another --history, or --prorate working',
  ],
};

export const proratePhrases: Phrases = {
  'prorate.calendar': 'by calendar days',
  'prorate.working': 'by working days',
  'prorate.weekday': 'by weekdays of the history',
  'prorate.history': 'by the booking curve of the history',

  'topic.prorate': `How a period that is partly gone counts

variance compares actuals with the plan to date. Of the period of plan.csv that
the as-of day is in, the plan to date has a share, by --prorate or the settings'
key prorate (the flag goes before it):

  calendar   calendar days gone of all (default)
  working    working days gone of all, by --calendar calendar.csv or the one of
             the folder; without either Monday to Friday, with a note
  weekday    each day weighs what its weekday sold in the mean of the months
             before the plan
  history    the share that earlier months had booked at the same point of
             their working days (the booking curve)

weekday and history read complete months before the plan's first day, the last
24 at most: of --history, else of history in the settings, else of the actuals.
They need rows by day; all units together make one rule, so that plans to date
add up. Sales on a day off count in the curve on the next working day. Months
of a longer period of plan.csv weigh their working days in it.

Which one to choose: shops sell at weekends and on the festival, so working is
wrong for them: calendar or weekday. Plants and software book at month end, so
every straight line calls them late until the last week: history. Offices that
sell on working days: working. Keep one rule for a year, since the same actuals
have another color by another one.

By the same rule are time_elapsed (the share gone of the row's period), early
(below 20 % of it no status is given) and time_gap = attainment - time_elapsed:
-0.0458 is 4.58 points behind; blank for metrics of which less is better.
required_rate is the gap for each day left: calendar days, working days (also of
history), for weekday the days of the week that sell at all.
landing = actual + plan - plan_to_date, so it follows the rule, too.
Before the first working day the plan to date is 0, pace is blank, and the
status is none. A week in which nobody works has its plan on its last day.

The column prorate and the title name the rule. Ratios, stocks, counts and
scores are never pro-rated (none) and have calendar days; --prorate working,
weekday or history is refused for them, a folder's rule is for its amounts.`,
};
