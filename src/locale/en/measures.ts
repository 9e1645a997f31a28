import type { Messages, Phrases } from '../message.ts';

/** Metrics that are counted or made of several sources. */
export const measures: Messages = {
  'measures.unmatched-receipts': [
    'receipts of {amount} under {count} keys pay for nothing that is due: {first} with {firstAmount}',
    'looking at their invoice or due day; they count in no due-matched rate',
  ],
  'measures.collection': ['{metric} is read as {definition}'],
  'measures.two-sources': [
    'the collection rate {metric} needs two sources, dues and receipts; it has {sources}',
    'source: [dues, receipts] in salesplan.yaml',
  ],
  'measures.receipts-for-what': [
    '{metric} by {definition} needs to know what each receipt pays for, and source {source} does not say',
    'a column invoice or due under columns: of that source, or another definition, such as cash-due',
  ],
  'measures.market-period': ['{period} of {unit} is no period', 'labels such as 2026, 2026-Q1 or 2026-01 in the period column'],
  'measures.market-twice': [
    '{rows} rows give the size of the market of {unit} in {period}',
    'a where: that keeps one of them, such as competitor=',
  ],
  'measures.finer-than-market': [
    'the market of {unit} is known for {row} and not for {period}: it is not split over time',
    'periods that the market table has, or --as-of at the end of one',
  ],
  'measures.no-market': [
    '{unit} sold {amount} in {period} and has no market row: it is left out of the share',
    'a row for it in the market table, or --as-of at the end of a period that it has',
  ],
  'measures.market-levels': [
    'the market of {metric} is by {levels}, which {asked} does not continue',
    'those levels first, or levels: at the metric in salesplan.yaml',
  ],
  'measures.by-period-alone': [
    '{metric} is a table by periods, which only a share of it is measured against',
    'it as the denominator of a ratio',
  ],
  'measures.ratio-of-ratio': [
    '{metric} has {part} as a part, which is a {kind} itself',
    'metrics that add up or are counted as its parts',
  ],
  'measures.no-score-column': [
    'nothing says which column of source {source} has the answers of {metric}; its columns are: {columns}',
    'amount: COLUMN at {metric} in metrics of salesplan.yaml',
  ],
  'measures.bad-top-box': ['top_box of {metric} is no score: {value}', 'a number with at most six decimals'],
  'measures.bad-snapshot': ['{cell} is no day of a snapshot', 'days such as 2026-03-31 in the snapshot column'],
  'measures.no-snapshot': ['{metric} has no snapshot until {day}', 'a later --as-of or period'],
  'measures.snapshot': ['{metric} is as the snapshot of {day} says'],
  'measures.bad-first-day': ['{cell} is no day to count from', 'days such as 2026-03-31 in the column of days_since'],
  'measures.ends-before': ['a row begins on {cell} and ends before it', 'looking at both of its dates'],
  'measures.look-back': ['{metric}: look-back {months} months, credit by {credit}'],
  'measures.no-variance': [
    '{metric} is a {kind} that has values of nodes only, and a plan of it has no actuals yet',
    "'salesplan history --metric {metric} -p PERIOD', which shows them",
  ],
  'measures.unplanned-units': ['{count} units have values and no plan: they count in the nodes above them; the first is {first}'],
  'measures.two-plans': ['{period} has two different values for one unit', 'keeping one of the rows'],
  'measures.no-sums': [
    '{metric} is worked out from its rows and not added up: nothing can be planned from their sums',
    '--basis equal with --org organisation.csv, or --basis file:weights.csv, which read no history',
  ],
  'measures.no-sums-of-ratio': [
    '{metric} has no history of its own to plan from',
    '--method repeat with --denominator file:F and a ratio such as 95%, which read no history',
  ],
  'measures.units-not-whole': [
    '{metric} in {period}: the units by {levels} do not make the whole, so that their plan could not be added up',
    '--by with the levels that its tables have, or --method repeat with --denominator file:F and a ratio such as 95%',
  ],
  'measures.periods-add-up': [
    'the plan of {metric} adds up its periods: each as measured at its own end they make {parts}, while {window} at once comes to {whole}',
    '--by with the periods that are judged: what counts until the end of a quarter is planned by quarters',
  ],
  'measures.distinct': [
    '{metric} counts {count}, which do not add up over units and periods: there is no history to plan from',
    'kind: distinct with --method repeat; for a ratio of it --method repeat with --denominator file:F and a ratio such as 440',
  ],
  'measures.shared-orders': [
    'orders of {period} are shared by several units, so that the orders of the units ({metric}) are more than those of the whole',
    'count: credited-orders at {metric} in salesplan.yaml, which gives each unit its part of an order, or --by with levels that share no order',
  ],
  'measures.gap-of-kind': ['{metric} covers the gap of {target}, which is a plan of a {kind}', 'a target of amounts that add up'],
  'measures.gap-levels': [
    'the plan of {target} is by {levels}, so {asked} has no gap there',
    '--by with its levels, from the outermost in',
  ],
  'measures.as-was': ['what is counted or matched row by row is of the units that the rows name, whatever events say'],
};

export const measuresPhrases: Phrases = {
  'title.measure': '{metric}: the value of each unit and period by itself',
  'title.measure-ratio': '{metric}: the value of each unit and period by itself, and what it is made of',
  'column.definition': 'definition',
  'column.numerator': 'numerator',
  'column.denominator': 'denominator',
  'rows.of-part': '{metric}:',
};
