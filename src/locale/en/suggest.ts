import type { Messages, Phrases } from '../message.ts';

/** What `target suggest` says. */
export const suggest: Messages = {
  'suggest.limits-cross': ['{flag} is above --most-growth, so nothing keeps to both', 'a --least-growth that is not above it'],
  'suggest.known': [
    '{period} is over: all of it is known by {through}, so there is nothing to propose',
    'a later period, or --as-of with a day before it',
  ],
  'suggest.without-capacity': [
    'nobody said what these units can do; units: {count} ({units})',
    'their rows in the capacity file',
  ],
  'suggest.market-sizes': ['the market of {unit} grows by {growth}: from {before} to {now}'],
  'suggest.market-growth': ['the market of {unit} grows by {growth}, as its row of {period} says'],
  'suggest.market-said': ['the market of {unit} grows by {growth} in {period}, as --market-growth says'],
  'suggest.market-without-year': [
    'how the market of {unit} grows is not known: a size of the period or of the year before is missing',
    "a row with the size of the year before, a growth in the row of the period, or --market-growth '{unit}=+6%'",
  ],
  'suggest.markets': ['market growths of {count} markets are counted; the column market_growth has what they come to'],
  'suggest.odds-do-not-add': [
    'odds do not add: the floors of {count} units come to {floors}, the floor of the whole is {floor}; stretches {stretches} and {stretch}',
  ],
  'suggest.proposals-together': [
    'the proposals of {count} units come to {proposals}; that of the whole is {proposal}',
    'salesplan decompose to share out one of the two',
  ],
  'suggest.command': ['to take the proposal of the whole: {command}'],
};

export const suggestPhrases: Phrases = {
  'title.suggest': '{metric} · {period} · proposals · {method}',
  'column.base': 'base',
  'column.stance': 'stance',
  'column.market_growth': 'market growth',
  'column.band_low': 'band from',
  'column.band_high': 'band to',
  'column.arithmetic': 'arithmetic',
  'column.remarks': 'remarks',
  'suggest.proposal': 'proposal',
  'suggest.between': '; ',
  'suggest.too-easy': 'too easy: the odds are above {limit}',
  'column.odds': 'odds',
  'suggest.brought-inside': 'baseline brought inside the limits',
  'suggest.rejected-least-growth': '{rule} {amount}: growth {value} is below {limit}',
  'suggest.rejected-most-growth': '{rule} {amount}: growth {value} is above {limit}',
  'suggest.rejected-band': "{rule} {amount}: growth {value} is outside the stance's band, {limit}",
  'suggest.rejected-capacity': '{rule} {amount}: above what the capacity carries, {limit}',
  'suggest.rejected-odds': '{rule} {amount}: odds {value} are below {limit}',
};
