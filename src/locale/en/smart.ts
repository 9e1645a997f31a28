import type { Messages, Phrases } from '../message.ts';

/** What the SMART rules say of a target, and how targets are added and removed. */
export const smart: Messages = {
  'smart.idle-flag': ['target {action} has no use for {flag}', 'leaving it out; salesplan help targets says what it reads'],
  'smart.metric': ['{metric} is known, a metric of the kind {kind}'],
  'smart.metric-unknown': [
    '{metric} is not defined; known: {known}',
    'a metric of that name under metrics in salesplan.yaml, or --map {metric}=column',
  ],
  'smart.scope-whole': ['for the whole organisation'],
  'smart.scope': ['{unit} is known; its leaf units: {count}'],
  'smart.scope-unknown': ['{unit} is not known; known at its level: {known}', 'the name as the roster or the history spells it'],
  'smart.scope-unjudged': [
    'nothing says which units there are, so {unit} cannot be looked up',
    'organisation.csv in the plan folder, --org, or --history with --by',
  ],
  'smart.owner': ['{owner} owns it'],
  'smart.owner-of-roster': ['{owner} owns it, as the owner of {unit} in the roster'],
  'smart.no-owner': ['nobody owns it', 'a name in the column owner of targets.csv, or of this unit in the roster'],
  'smart.title': ['the title says what and how much: {title}'],
  'smart.no-title': ['it has no title', 'a title with its metric and number in the column title of targets.csv'],
  'smart.vague': ['"{title}" says {words} and no number', 'a title with the number that is meant'],

  'smart.value': ['{value} is to be reached'],
  'smart.no-value': ['it has no value', 'a number in the column value of targets.csv'],
  'smart.definition': ['{metric} is {definition}, read from {source}'],
  'smart.usual-definition': [
    '{metric} names no definition; {definition} is used, and others give other numbers',
    'the key definition of {metric} in salesplan.yaml',
  ],
  'smart.no-definition': [
    'nothing says what is divided by what in {metric}',
    'numerator and denominator (or definition, top_box) of {metric} under metrics in salesplan.yaml',
  ],
  'smart.source': ['{metric} is read from {source}'],
  'smart.no-source': [
    'nothing says where {metric} is read from',
    'the key history in salesplan.yaml, a source for the metric, or --history',
  ],
  'smart.baseline': ['the baseline is {baseline}'],
  'smart.baseline-of-history': ['the baseline is that of the history: {baseline} in {period}'],
  'smart.baseline-differs': [
    'the baseline {baseline} is {off} off what the history has for {period}, {history}; {most} may be rounding',
    'the number of the history, or a reason in targets.csv',
  ],
  'smart.no-baseline': [
    'it has no baseline, and the history has no whole earlier year',
    'a number in the column baseline of targets.csv',
  ],
  'smart.unit': ['{value} is {times} times the baseline {baseline}: one unit'],
  'smart.unit-doubt': [
    '{value} beside {baseline}: one of the two is {factor} times too large or too small, as when 万元 or percent is left out',
    'both numbers in one unit',
  ],
  'smart.above-one': ['{value} of {metric}, which cannot exceed 100%', '36.5% or 0.365 for a share'],
  'smart.no-comparison': [
    'no baseline says of what size {value} should be',
    'a number in the column baseline of targets.csv, or --history',
  ],

  'smart.range': ['floor {floor}, target {value}, stretch {stretch} are in order'],
  'smart.range-broken': [
    'floor {floor}, target {value}, stretch {stretch} are not in order',
    'floor <= target <= stretch, the other way round where less is better',
  ],
  'smart.odds': ['odds {odds} of {value}; baseline {baseline} ({method}, confidence {confidence}); {low} to {high} is right'],
  'smart.odds-low': [
    'odds {odds} of {value}; baseline {baseline} ({method}, confidence {confidence}); below {low} is hard',
    'what will change, in the column reason, or a lower target with this one as its stretch',
  ],
  'smart.odds-too-low': [
    'odds {odds} of {value}; baseline {baseline} ({method}, confidence {confidence}); below {fail} is out of reach',
    'a lower target with this one as its stretch, or what will change (units, prices, customers) as a plan of its own',
  ],
  'smart.odds-high': [
    'odds {odds} of {value}; baseline {baseline} ({method}, confidence {confidence}); above {high} is too easy',
    'a higher target with this one as its floor',
  ],
  'smart.odds-short': ['the history of {unit} is too short to forecast', 'a longer --history, two whole years at least'],
  'smart.odds-known': ['{period} is over in the data: there is nothing left to forecast', 'a target of a period that lies ahead'],
  'smart.odds-of-days': ['odds are worked out for whole months, and {period} cuts one', 'a period of whole months'],
  'smart.odds-of-stock': [
    '{metric} is a level, of which no odds are worked out',
    'the growth of its history below; or a target for what comes in or goes out of it',
  ],
  'smart.odds-of-distinct': [
    '{metric} counts customers once in each period, of which no odds are worked out',
    'the growth of its history below; or a target for new customers or orders, which add up',
  ],
  'smart.odds-of-kind': [
    '{metric} is a {kind}, of which no odds are worked out',
    'the growth of its history below; or a target for its numerator',
  ],
  'smart.no-history': ['no history is read', 'the key history in salesplan.yaml, or --history'],
  'smart.no-history-of-unit': [
    'the history has no rows of {unit}',
    'the unit as the history names it, or --history with its rows',
  ],
  'smart.growth': ['asks {asked} a year; the history grew {lowest} to {highest} (pairs of years: {count})'],
  'smart.growth-beyond': [
    'asks {asked} a year; the history grew {lowest} to {highest} (pairs of years: {count}); beyond {limit} it fails',
    'what is different this time, in the column reason',
  ],
  'smart.growth-far': [
    'asks {asked} a year; the history grew {lowest} to {highest} (pairs of years: {count}); beyond {limit} it fails',
    'a target nearer to what the history has done, or a plan for what will change',
  ],
  'smart.growth-easy': [
    'asks {asked} a year; the history grew {lowest} to {highest} (pairs of years: {count}); below {limit} is too easy',
    'a higher target, or why the market is worse, in the column reason',
  ],
  'smart.growth-unjudged': ['whole earlier years in the history: {years}; two growths need three', 'a longer --history'],
  'smart.level': [
    '{reached} of {value} so far: attainment {attainment} of the level; of the growth {growth}, which decides nothing',
  ],
  'smart.level-missed': [
    '{reached} of {value} at the end: attainment {attainment} of the level; of the growth {growth}, which decides nothing',
    'salesplan variance, which says where it was missed',
  ],
  'smart.capacity': ['capacity {capacity} with ramps, {rate} of {value}; {band} is right'],
  'smart.capacity-short': [
    'capacity {capacity} with ramps, {rate} of {value}; {band} is right',
    'salesplan capacity, which says who is short; a smaller target, or more people in time',
  ],
  'smart.capacity-idle': [
    'capacity {capacity} with ramps, {rate} of {value}; {band} is right',
    'a higher target, or less capacity',
  ],
  'smart.capacity-in-part': [
    'the capacity of {without} of {units} units is not known; the others have {capacity} for {value}',
    'rows for them in capacity.csv',
  ],
  'smart.no-capacity': ['nothing says what the units can do', 'capacity.csv in the plan folder, or --capacity'],
  'smart.units': ['targets of units below: {count}, {sum} together for {value}'],
  'smart.units-short': [
    "targets of units below: {count}, {sum} together for {value}; {off} are nobody's",
    'higher targets for units, until they make the whole',
  ],
  'smart.units-over': [
    'targets of units below: {count}, {sum} together for {value}; above {limit} of it is too much',
    'lower targets for units, or a higher one for the whole',
  ],
  'smart.units-missing': [
    'targets of units below: {count}, {sum} together for {value}; {off} are left for units without one: {missing}',
    'targets for these units, too',
  ],
  'smart.periods': ['targets of parts of the period: {count}, {sum} together for {value}'],
  'smart.periods-short': [
    'targets of parts of the period: {count}, {sum} together for {value}; {off} are missing',
    'higher targets for the parts, until they make the whole',
  ],
  'smart.periods-over': [
    'targets of parts of the period: {count}, {sum} together for {value}; above {limit} of it is too much',
    'lower targets for the parts, or a higher one for the whole',
  ],
  'smart.periods-missing': [
    'targets of parts of the period: {count}, {sum} together for {value}; {off} are left for the other {missing} days',
    'targets for the rest of the period, too',
  ],
  'smart.product': ['{numerator} = {ratio} x {denominator} holds'],
  'smart.product-off': [
    '{ratio} {value} x {denominator} {below} = {product}, and {numerator} is {above}: off by {off}',
    'changing one of the three',
  ],

  'smart.goal': ['it supports the goal {goal}, {title}'],
  'smart.goal-target': ['it supports the target {goal} ({unit}, {period})'],
  'smart.no-goal': ['it supports no goal', 'the id of a goal of goals.csv, or of a target above, in the column supports'],
  'smart.goal-unknown': [
    'there is no goal or target {goal}; goals: {known}',
    'a row for it in goals.csv, or another id in the column supports',
  ],
  'smart.goal-unjudged': [
    'it supports {goal}, and there is no goals.csv to look it up in',
    'goals.csv in the plan folder, or --goals',
  ],
  'smart.goal-circle': [
    'it supports {goal}, which is itself or supports it',
    'the id of something above it in the column supports',
  ],
  'smart.weights': ['weights of the {count} targets of {goal} come to {sum}'],
  'smart.weights-off': ['weights of the {count} targets of {goal} come to {sum}', 'weights in goals.csv that come to 100%'],
  'smart.weights-missing': [
    'of the {count} targets of {goal}, {without} have no weight; the others come to {sum}',
    'a weight for every target of the goal in goals.csv, 100% in all',
  ],
  'smart.no-conflict': ['no conflict with the other targets of this metric: {count}'],
  'smart.conflict-value': [
    '{value} here, and {amount} in {other} for the same unit and period',
    'one target for one number: salesplan target remove {other}',
  ],
  'smart.conflict-period': [
    '{value}, more than the {amount} of {other} ({unit}, {period}), which it is a part of',
    'a smaller number here, or a larger one in {other}',
  ],
  'smart.conflict-unit': [
    '{value}, more than the {amount} of {other} ({unit}, {period}), which it is a part of',
    'a smaller number here, or a larger one in {other}',
  ],
  'smart.conflict-direction': [
    '{baseline} -> {value} here, and {before} -> {amount} in {other} ({period}): one goes up and the other down',
    'one direction for the days that both have',
  ],
  'smart.conflict-floors': ['floors of units below: {count}, {sum} together for {value}', 'lower floors, or a higher target'],
  'smart.share': ['{share} of {parent}; in {period} it had {before}, times {times} ({least} to {most} is right)'],
  'smart.share-moved': [
    '{share} of {parent}; in {period} it had {before}, times {times} ({least} to {most} is right)',
    'why the unit is to have another part, in the column reason',
  ],
  'smart.share-far': [
    '{share} of {parent}; in {period} it had {before}, times {times} ({least} to {most} may be)',
    "a number nearer to the unit's part, or salesplan decompose, which splits by the history",
  ],
  'smart.share-unjudged': [
    '{share} of {parent}; the history has no whole earlier year of both to compare with',
    'a longer --history',
  ],

  'smart.period': ['{start} to {end}, begins in {ahead} days'],
  'smart.period-begun': [
    '{start} to {end}: {gone} of its {days} days are gone',
    'a target of a period that lies ahead, or effective_from',
  ],
  'smart.period-over': ['{start} to {end} is over, since {ago} days', 'a target of a period that lies ahead'],
  'smart.milestones': ['milestones inside the period: {count}, {longest} days apart at most ({most} may be)'],
  'smart.milestones-far': [
    'milestones inside the period: {count}, {longest} days apart at most ({most} may be)',
    'salesplan milestones --every quarter',
  ],
  'smart.no-milestones': [
    'no milestones in {longest} days ({most} may be)',
    'salesplan decompose and salesplan milestones --every quarter, or rows in milestones.csv',
  ],
  'smart.review': ['the next review is on {day}, in {days} days'],
  'smart.review-far': ['the next review is on {day}, in {days} days ({most} may be)', 'salesplan milestones --every quarter'],
  'smart.review-past': ['the last review was on {day}, and none is left', 'salesplan milestones --every quarter'],
  'smart.no-review': [
    'no milestone says when it is looked at',
    'salesplan milestones --every quarter, whose due dates are the reviews',
  ],
  'smart.effective': ['takes effect on {day}, inside {start} to {end}'],
  'smart.effective-outside': [
    'takes effect on {day}, outside of {start} to {end}',
    'a day inside the period in the column effective_from',
  ],

  'check.target': ['target {target} ({unit}, {period}): {evidence}', 'salesplan target check {target}, which says what to do'],
  'smart.no-targets': ['targets.csv has no target to check', 'salesplan target add'],
  'smart.baseline-is-level': ['{flag} {value} is a change, and a baseline is what it changes', '{flag} with a number'],
  'smart.change-of-amount': ['{value} is neither an amount nor a rate', '+8% for growth, or an amount without a sign'],
  'smart.change-without-baseline': [
    '{value} changes a baseline, and none is known',
    '--baseline, or a history with the whole year before',
  ],
  'smart.change-too-far': ['{value} leaves no amount that a plan can hold', 'a smaller change'],
  'smart.settled': ['{change} of {baseline} is stored as the level {value}; attainment is that of the level'],
  'smart.left-behind': ['rows of {file} that speak of {target}: {count}', 'deleting them, or salesplan target add {target}'],
};

export const smartPhrases: Phrases = {
  'title.target-check': 'Targets by the SMART rules on {today}',
  'column.letter': 'letter',
  'column.rule': 'rule',
  'column.code': 'code',
  'column.evidence': 'evidence',
  'column.remedy': 'remedy',
  'smart.verdict': '{target}: {letters} (salesplan target check {target} shows why)',
  'smart.failed': 'target {target} fails {letter}: {rules}',
  'target.removed': 'target {target} removed from targets.csv, rows: {count}',
  'target.would-remove': 'target {target} would be removed, rows: {count}; nothing was written',
  'check.targets': 'targets do not contradict one another',
};
