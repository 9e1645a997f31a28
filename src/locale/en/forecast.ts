import type { Messages, Phrases } from '../message.ts';

/** Forecasts of a metric by unit and month. */
export const forecast: Messages = {
  'forecast.no-month': [
    'the history has no complete month: one that is over, with rows in its last 7 days',
    'a longer history, or --as-of with the last day of a month up to which all rows are there',
  ],
  'forecast.too-far': ['the forecast would reach {months} months ahead; {most} is the most', 'a period that ends sooner'],
  'forecast.before-history': ['{period} begins before the history, which begins on {first}', 'a period that begins later'],
  'forecast.whole-months': [
    '{flag} {period} does not begin and end with a month; forecasts are of whole months',
    '-p 2026-03 or 2026-Q1',
  ],
  'forecast.fine-grain': ['{flag} {grain}: forecasts are of whole months', 'one of these: {grains}'],
  'forecast.kind-ratio': [
    '{metric} is a ratio, and months of a ratio do not add up to a year',
    'a forecast of its numerator and of its denominator, each by --metric',
  ],
  'forecast.kind-score': [
    '{metric} is a score, which does not add up over units and periods',
    'salesplan history --metric {metric} -p with a period, for what it was',
  ],
  'forecast.kind-stock': [
    '{metric} is a stock, whose months do not add up to a year; only sums and counts that add up are forecast',
    'a forecast of what is added to it and taken from it, each by --metric',
  ],
  'forecast.kind-distinct': [
    '{metric} does not add up over units and periods, so that forecasts of units would not make one of the whole',
    'a forecast of a count that adds up: new-customers, credited-orders, rows',
  ],
};

export const forecastPhrases: Phrases = {
  'title.forecast': 'Forecast of {metric}: {method}',
  'column.kind': 'kind',
  'column.low_50': '50 % low',
  'column.high_50': '50 % high',
  'column.low_80': '80 % low',
  'column.high_80': '80 % high',
  'column.low_95': '95 % low',
  'column.high_95': '95 % high',
  'column.confidence': 'confidence',
};
