import type { Messages, Phrases } from '../message.ts';

/** Named sources and the metrics that are read from them. */
export const sources: Messages = {
  'sources.no-such-source': [
    'metric {metric} names the source {source}, which is not among sources: {sources}',
    'adding it there',
  ],
  'sources.no-column': [
    'no column of source {source} is known to be the {key}; its columns are: {columns}',
    'columns: {{key}: COLUMN} in that source of salesplan.yaml',
  ],
  'sources.no-level-column': [
    'the level "{level}" is no column of source {source}; its columns are: {columns}',
    'columns: {{level}: COLUMN} in that source of salesplan.yaml, or --by without {level}',
  ],
  'sources.near-source': ['metric {metric} names the source {source}, which is not among sources: {sources}', 'source: {near}'],
  'sources.unit-guard': [
    'rows of source {file} are usually {amount}, those of {first} {other}: a factor near {factor}, as if in another unit',
    "columns: {amount: '{column}[万元]'} in that source of salesplan.yaml, or [元] where the amounts are right",
  ],
  'sources.unit-guard-plan': [
    'what the sources come to is usually {amount} where the plan has {other} in the same periods: a factor near {factor}, as if in another unit',
    "columns: {amount: '{column}[万元]'} in the source of salesplan.yaml, or [元] where the amounts are right",
  ],
  'sources.too-many-groups': [
    'the tables before that of {metric} hold {held} groups, and it has more than {left}: together {limit} are held at most. Different names there: {levels}',
    'fewer levels in --by (without {level}), a coarser grain, or less by --where; --max-groups holds more, at about 0.5 GB of memory a million',
  ],
  'sources.units-of-formula': [
    'the formula of {metric} adds money ({money}) and what is none ({other})',
    'metrics in one unit, a price as a factor (revenue - 5 * volume), or kind: ratio for one over the other',
  ],
  'sources.no-such-metric': [
    'there is no metric {metric} among metrics of salesplan.yaml: {metrics}',
    '--metric with one of those, or adding {metric} there with its source',
  ],
  'sources.metric-without-source': [
    'metrics of salesplan.yaml do not say which source {metric} is in',
    'source: with one of {sources} there, or --source',
  ],
  'sources.unknown-source': [
    'there is no source {source} among those of salesplan.yaml: {sources}',
    'one of those with --source',
  ],
  'sources.beside-formula': [
    'metric {metric} has a formula, and {key} beside it',
    'leaving one of them out: the metrics of a formula have their own sources and columns',
  ],
  'sources.formula-of-ratio': [
    'metric {metric} is a ratio, which has a numerator and a denominator and no formula',
    'numerator: and denominator: with names of metrics, each of which may have a formula',
  ],
  'sources.pipeline-of-kind': [
    '{metric} is a {kind}, and {key} belongs to amounts that add up',
    '{key}: at the metric whose gap to go it covers',
  ],
  'sources.weighted-alone': ['{metric} has a weighted_pipeline and no pipeline', 'pipeline: beside it'],
  'sources.no-pipeline': [
    '{key} of {metric} is {named}, which is no other metric that adds up; there are: {metrics}',
    'a metric of open opportunities, such as pipeline: {source: deals, where: [stage=open]}',
  ],
  'sources.gap-of-what': [
    '{metric} has gap_of and is no cover',
    '{kind: ratio, numerator: pipeline, gap_of: TARGET}, without a denominator',
  ],
  'sources.bad-formula': [
    'formula of {metric} cannot be read: {formula}, from {at} on',
    'sums and differences of metrics with whole factors: revenue - cost, 2 * (a + b) - c; names with other signs in double quotes',
  ],
  'sources.unknown-metric': [
    'formula of {metric} names {named}, which is not among metrics: {metrics}',
    'adding it there with its source and its amount',
  ],
  'sources.circle': ['formulas go round in a circle: {circle}', 'an amount column for one of them'],
  'sources.files-and-address': ['source {source} has files and an address', 'keeping one of them, or two sources for one metric'],
  'sources.query-of-files': ['source {source} has a query, which only an address can answer', 'where: for files'],
  'sources.no-files': ['source {source} names neither files nor an address', 'files: in salesplan.yaml, or naming files by flag'],
  'sources.which-source': [
    '{files} could be of any of the sources {sources} that the metric is read from',
    '--source with one of them',
  ],
  'sources.amount-of-formula': [
    '--map amount= names one column for several metrics, {metric} among them',
    'a column for each: --map {metric}=column',
  ],
  'sources.customers-of-several': ['customers are counted in one table, not in {sources} together', '--source with one of them'],
  'sources.nothing-left': ['nothing is left of the formula of {metric}: its terms cancel out', 'looking at the formula'],
  'sources.units-only-in': ['{count} units are only in {metric} and count as zero in {other}: {units}'],
  'sources.ends-differ': ['the metrics of the formula end in different months: {ends}'],
  'sources.bad-condition': ['a condition of salesplan.yaml cannot be read: {condition}', 'column=value, !=, <, >, or in a,b'],
  'money.bad-tax-rate': ['{cell} in {column} is no tax rate', '13% or 0.13; a header with a percent sign makes 13 a rate'],
  'money.no-tax-rate': ['there is no tax rate for {cell}', 'tax: rates: with a from-day before it, or tax_rate: with a column'],
  'money.bad-share': [
    '{cell} in {column} is no share',
    '60% or 0.6, at most the whole; a header with a percent sign makes 60 a share',
  ],
  'money.blank-currency': [
    'rows of {day} have no currency: their {column} is blank',
    "filling in the cells, or where: ['{column}!='] at their source to leave them out",
  ],
  'money.no-currency-rate': [
    'there is no {which} rate of {cell} in {home} on {day}',
    'rates: {which}: with it, or a row in its file',
  ],
  'money.mixed-units': [
    'the amounts of several files are in different units ({units}), so tax cannot be rounded row by row',
    'tax: rounding: sum, or a source for each unit',
  ],
  'money.blank-shares': ['{rows} rows have no {column}: they count in full'],
  'money.shares-not-checked': [
    'no column has the number of the order, so that shares in {column} are not added up by order',
    '--map order=column',
  ],
  'money.shares-many-rows': ['shares are not added up by order: there are too many rows for that', 'a larger --max-groups'],
  'money.shares-not-whole': ['shares of {count} orders do not come to 100 %: {orders}', 'looking at {column} in their rows'],
  'money.bad-rate': ['{rate} is no rate', '13% for a tax, 7.10 for a currency'],
  'money.tax-without-rates': [
    'source {source} has another tax basis than plans, and there is no rate',
    'tax: rates:, or tax_rate: with a column of the source',
  ],
  'money.bad-currency': [
    'currency {currency} of source {source} is neither a code nor a column',
    'USD, or column: with the name of a column',
  ],
  'money.no-home': [
    'source {source} has its amounts in {currency}, and nothing says in which currency plans are',
    'currency: {code: CNY}',
  ],
  'money.no-plan-rate': ['there is no plan rate of {currency} in {home}', 'rates: plan: {currency} with what one is worth'],
  'money.local-rounding': [
    'local money at plan rates comes to {products} {home}, {off} from {total}: each currency has whole units of its own',
  ],
  'money.assumed-currency': [
    'nothing says in which money {count} units are planned: {units}',
    'a currency column in organisation.csv with what they sell in',
  ],
  'money.assumed-rows': [
    'nothing says in which money the rows of {metric} are: they count as {home}, whatever their units are planned in',
    'metrics: {{metric}: {source: NAME}} in salesplan.yaml, and currency: at that source: {home}, or column: with the name of a column',
  ],
  'money.rate-changes': [
    'the plan rate of {cell} changes within {period}, so its amounts have no one rate',
    'planning by the periods of the rates, or one rate for {period}',
  ],
  'money.too-fine-rate': [
    'the plan rate of {currency} has {decimals} decimals, and exact products have room for {most}',
    'a rate with {most} decimals or fewer',
  ],
  'money.too-fine-amount': [
    'the planned amount {amount} is finer than its currency, so it has no exact product at its plan rate',
    'an amount without those decimals in plan.csv',
  ],
  'money.not-with-local': [
    'some units are planned in their own currency, where {what} cannot be kept to the cent yet',
    'currency: {leaves: home} in salesplan.yaml, which plans everything in home money',
  ],
  'money.held-in': ['amounts of locks are in the money of their units: {units}'],
  'money.bound-on-group': [
    '{kind} on {unit} is in {home}, which whole amounts of {currencies} below it need not come to',
    'fixing units without others below them, each in its own currency, or currency: {leaves: home} in salesplan.yaml',
  ],
  'money.bound-of-rates': [
    '{kind} on {unit} is in {currency}, whose plan rate is not the same in all periods of the plan',
    'one plan rate of {currency} for the whole plan, or currency: {leaves: home} in salesplan.yaml',
  ],
  'money.lock-too-fine': ['the amount has decimals that {currency} does not have', 'an amount in whole units of {currency}'],
  'money.local-plan': [
    'units of {target} are planned in their own currency, which only show, check, variance, explain, capacity and milestones can read yet',
    'currency: {leaves: home} in salesplan.yaml and salesplan decompose once more: then everything is in home money',
  ],
  'money.no-record': [
    'rows of {target} are in {currency}, and no plan.meta.json beside the plan says its plan rates',
    'putting beside it the plan.meta.json that was written with it',
  ],
  'money.no-recorded-rate': [
    'rows of the plan are in {currency} in {period}, and its record has no plan rate of that in {home}',
    'taking back the plan as it was written, or salesplan decompose once more',
  ],
  'money.roster-without-home': [
    'organisation.csv has units in {currency}, and nothing says in which currency plans are',
    'currency: {code: CNY} in salesplan.yaml',
  ],
  'money.empty-rates': ['{file} has no rates', 'rows with currency, period, kind and rate'],
  'money.tax-quotient': [
    '{one} is {quotient} times {other}: near {near}, so one of them may have tax in it and the other not',
    'tax: inclusive or exclusive for each source, and tax: basis: for plans',
  ],
};

export const sourcesPhrases: Phrases = {
  'rows.of-source':
    '{source} ({metric}): {read} rows read, {used} used, {outOfRange} outside the dates, {rejected} unreadable, {notSelected} not selected, {subtotals} subtotals, {days}',
  'column.pipeline': 'pipeline',
  'column.cover': 'cover',
  'column.weighted_pipeline': 'weighted pipeline',
  'column.weighted_cover': 'weighted cover',
  'column.currency': 'currency',
  'column.home_plan': 'plan in home money',
  'column.volume_effect': 'volume effect',
  'column.booked': 'booked',
  'column.currency_effect': 'currency effect',
  'column.booked_attainment': 'booked attainment',
  'title.money': ', {money}',
  'title.money-comma': ', ',
  'title.tax-exclusive': 'without tax',
  'title.tax-inclusive': 'with tax',
  'title.lower': ', less is better',
};
