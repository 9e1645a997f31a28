import type { Messages, Phrases } from '../message.ts';

/** Forecasts of a metric by unit and month. */
export const forecast: Messages = {
  'forecast.not-in-backtest': [
    '--backtest tries every method on the whole history, so {flag} has no part in it',
    'leaving one of them out',
  ],
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
    'a forecast of its numerator and one of its denominator, each by --metric',
  ],
  'forecast.kind-score': [
    '{metric} is a score, which does not add up over units and periods',
    'salesplan history --metric {metric} -p with a period, for what it was',
  ],
  'forecast.kind-stock': [
    '{metric} is a stock, whose months do not add up to a year; only sums and counts that add up are forecast',
    'a forecast of what is added to it and one of what is taken from it, each by --metric',
  ],
  'forecast.kind-distinct': [
    '{metric} does not add up over units and periods, so that forecasts of units would not make one of the whole',
    'a metric with a count that adds up: new-customers, credited-orders, rows',
  ],
  'forecast.flag-without-basis': ['{flag} is of use only with a forecast for a basis', '--basis forecast, or leaving {flag} out'],

  'forecast.open-month': [
    '{month} is not complete: rows end on {last}; it is forecast whole',
    '--as-of {end} if all rows of the month are there',
  ],
  'forecast.basis': ['the basis is the forecast from complete months up to {through}: {method}'],
  'forecast.gaps': [
    'months without any row, filled for the forecast and nothing in sums of what is known: {months}',
    'the missing files, if there are any',
  ],
  'forecast.far-above': [
    'forecast at more than {times} times the best 12 months so far: {count} ({units}); few or wild months lead there, so doubt these amounts',
    '--model seasonal-naive, --outliers damp, or a number from those who know: a lock or a commitment',
  ],
  'forecast.quiet-months': [
    '{count} of {of} months have no row at all, so many that they count as months without any sale: {months}',
    'the missing files, if there are any',
  ],
  'forecast.short': [
    'the history has {months} complete months; below 24 no season can be told, so every month is forecast alike but for its trend',
    'a longer history',
  ],
  'forecast.uncalibrated': [
    'the history has {months} complete months; below 36 its ranges cannot be tested on itself, so they are wider and of low confidence',
  ],
  'forecast.young-units': [
    'units with less than 24 months: {count} ({units}); {borrowed} of them take the season of what they belong to',
  ],
  'forecast.asleep-units': ['units without a row for 12 months, forecast as nothing: {count} ({units})'],
  'forecast.new-units': [
    'units without a row in any complete month, forecast as nothing: {count} ({units})',
    'a number for them from those who know: decompose --like, a lock, or a commitment',
  ],
  'forecast.outliers': [
    'months that stand out (about what was to be expected): {outliers}; all in all {count}',
    '--outliers damp',
  ],
  'forecast.outliers-damped': ['months that stood out were brought to what was to be expected: {outliers}; all in all {count}'],
  'forecast.level-shifts': ['months from which on the level is another one, season aside: {shifts}; all in all {count}'],
  'forecast.many-units': [
    '{count} series: those of leaf units are forecast by {method}, which is quick',
    '--by with fewer levels',
  ],
  'forecast.auto-usual': ['method {method}: a backtest of {trials} unit years shows no clearly better one (MASE {mase})'],
  'forecast.auto-other': [
    'method {method}: clearly better than {usual} in a backtest of {trials} unit years on this history (MASE {mase}, not {usual_mase})',
  ],
  'forecast.auto-untried': ['method {method}, the usual one: the history is too short or too narrow to compare methods on it'],
  'forecast.unreconciled': ['--reconcile none: forecasts of units do not add up to those of what they belong to'],
  'forecast.tested-largest': ['tested on the {count} largest of {units} series'],
  'forecast.untestable': [
    'no unit has the 36 months that a backtest needs: 24 to learn from and 12 to forecast',
    'a longer history',
  ],
};

export const forecastPhrases: Phrases = {
  'topic.forecasts': `Forecasts

salesplan forecast tells, for every unit and period, what is to be expected
and in which ranges it will be: --basis forecast plans by it.

Months. Only complete months count: over, with rows in their last 7 days, or
named by --as-of as complete. A month without any row at all is a gap, not a
zero; a unit begins with its first row, and one without a row for 12 months is
forecast as nothing. A unit with less than 24 months takes the season of what
it belongs to. Rows: actual (known), forecast, or mixed (both).

Methods (--model):
  auto            mean, unless another method has a MASE more than 5 % lower in
                  a backtest of the largest units (default)
  mean            the mean of ets and theta
  ets             exponential smoothing, its forms weighed by AICc
  theta           a line and a smoothed line, seasonally adjusted
  seasonal-naive  the same month of the year before
  drift           the last month and the mean change
From 2,000 series on leaf units are forecast by theta.

Units add up (--reconcile):
  least-squares   every node moves a little, the surest least (default)
  top-down        the whole as it is, shared by the units' forecasts
  bottom-up       the leaf units as they are
  none            each node by itself: units do not add up

Ranges. A year's range is that of its sum, from errors that the same forecast
made on this history; from 36 months on it is calibrated, below that of low
confidence and wider. Ranges of units never add up to that of the whole.

--backtest: each method forecasts the last 12 months, and the 12 before from 48
months on. sMAPE and bias are shares; MASE is the error in units of that of the
year before's month; months and years in 80 % should be 80 %.
--outliers damp brings months that stand out to what was to be expected.`,

  'title.forecast': 'Forecast of {metric}, known through {through}: {method}',
  'title.forecast-known': '{metric}, all of it known',
  'title.backtest': 'Backtest of {metric}: 12 months forecast from earlier origins',
  'column.kind': 'kind',
  'column.low_50': '50 % low',
  'column.high_50': '50 % high',
  'column.low_80': '80 % low',
  'column.high_80': '80 % high',
  'column.low_95': '95 % low',
  'column.high_95': '95 % high',
  'column.confidence': 'confidence',
  'column.method': 'method',
  'column.trials': 'unit years',
  'column.smape': 'sMAPE',
  'column.mase': 'MASE',
  'column.bias': 'bias',
  'column.months_80': 'months in 80 %',
  'column.months_95': 'months in 95 %',
  'column.year_80': 'years in 80 %',
  'column.year_95': 'years in 95 %',
  'column.chosen': 'by auto',
};
