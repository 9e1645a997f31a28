import type { Messages, Phrases } from '../message.ts';

/** Named sources and the metrics that are read from them. */
export const sources: Messages = {
  'sources.no-such-source': [
    'metric {metric} names the source {source}, which is not among sources: {sources}',
    'adding it there',
  ],
  'sources.near-source': ['metric {metric} names the source {source}, which is not among sources: {sources}', 'source: {near}'],
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
};

export const sourcesPhrases: Phrases = {
  'rows.of-source':
    '{source} ({metric}): {read} rows read, {used} used, {rejected} unreadable, {notSelected} not selected, {days}',
};
