import type { Messages, Phrases } from '../message.ts';

export const metrics: Messages = {
  'plan.no-denominator': ['{period} has a numerator without a denominator', 'filling the column denominator'],
  'plan.not-sums': [
    '{target} is a plan of a {kind}, whose cells are no amounts that add up',
    "'salesplan show' with the grain and the levels of the plan itself",
  ],
  'metric.flag-not-of-kind': [
    '{flag} has no use for {metric}, which is a {kind}',
    'leaving it out, or --kind for another kind of metric',
  ],
  'metric.total-of-ratio': [
    '{flag} {value} is a ratio or a change in points, and {metric} is a {kind}',
    'an amount such as 500万, or --kind ratio',
  ],
  'metric.only-repeat-distinct': [
    '{metric} counts each customer once, so that counts of leaves cannot be added up to larger nodes',
    '--method repeat, which sets every node by itself',
  ],
  'metric.only-repeat-score': [
    '{metric} is a score, which no sum of parts makes',
    '--method repeat, which sets every node by itself; or kind: ratio with min_answers, which plans the mean on its answers',
  ],
  'metric.method-not-of-kind': [
    'the method {method} does not fit {metric}, which is a {kind}',
    'for a ratio proportional, uplift, growth:+10%, growth:+5pp or repeat; for a stock time=straight-line:a..b, time=repeat, growth:+8%; for amounts any other',
  ],
  'metric.basis-of-ratio': [
    '{metric} is a ratio: both of its parts are read from the same months of history, which {basis} does not name',
    '--basis last-year, trailing-12 or a period such as 2024..2025; without history --method repeat with --denominator file:F',
  ],
  'metric.grain-of-kind': ['{metric} is a {kind} and is planned by months at the finest, not by {grain}', '--by month'],
  'metric.events-not-applied': [
    '{count} events come inside the planned period; the plan of {metric} is not moved by them',
    'planning it again from the day of the event',
  ],
  'metric.no-locks': ['locks do not hold for {metric}, which is a {kind}: {count} of them speak of it', '--no-locks'],
  'metric.no-denominator-column': ['no column is named for the denominator of the ratio', '--map denominator=COLUMN'],
  'metric.rows-differ': [
    'the numerator counts {numerator} rows and the denominator {denominator}',
    'filling both columns in every row',
  ],
  'metric.change-without-basis': [
    '{total} changes the ratio of the basis, and no history is read',
    'a ratio such as 95%, or --history',
  ],
  'metric.bare-change': [
    '{total} may be {number} points or {number} % of the ratio',
    '{total}pp for points, or {total}% for a share of it',
  ],
  'metric.bare-change-of': [
    '{total} may be {number} points ({basis} -> {points}) or {number} % (-> {relative})',
    '{total}pp for points, or {total}% for a share of the ratio',
  ],
  'metric.below-zero': ['{total} on {basis} is below zero', 'a smaller change'],
  'metric.out-of-reach': [
    'out of reach even at 100 %: the numerators would be {total}, and all denominators are {most}',
    'a target of at most 100 %, or larger denominators',
  ],
  'metric.zero-ratios': [
    '{left} is left to units whose ratio was zero, which no factor raises',
    '--method uplift, which adds the same points everywhere',
  ],
  'metric.no-denominators': ['the planned denominators are all zero', '--denominator with a file or a growth that has amounts'],
  'metric.no-planned-denominators': [
    'no row of the denominators speaks of a unit and a period of the plan',
    'checking the names and the periods',
  ],
  'metric.no-complete-span': [
    'no earlier year has rows in the first and in the last month of this period; history runs from {first} to {last}',
    "--basis with a span inside it, such as '2023..2025', or --method repeat with --denominator file:F and a ratio such as 95%",
  ],
  'metric.too-short': [
    'history begins on {first} and has no 12 complete months before the period',
    "--basis with a span inside it, such as '2023..2025', or --method repeat with --denominator file:F and a ratio such as 95%",
  ],
  'metric.no-basis-ratio': [
    'the basis has no denominator at all, so that there is no ratio to start from',
    '--basis with other months, or --method repeat with --denominator file:F and a ratio such as 95%',
  ],
  'metric.negative-denominators': ['denominators below zero in the basis count as nothing ({cells} cells)'],
  'metric.ratio-from-above': [
    '{unit} has no denominator in the basis in {periods} of its periods: it starts there from the ratio of {from} over the whole span',
  ],
  'metric.ratio-of-few': [
    '{unit} has fewer than {least} answers in the basis in {periods} of its periods: it starts there from the ratio of {from} over the whole span',
  ],
  'metric.too-few-for-ratio': [
    'the basis has {count} answers, fewer than the {least} that a rate is told from',
    '--basis with more years, min_answers in salesplan.yaml, or --method repeat with --denominator file:F',
  ],
  'metric.negative-ratio': ['{unit} has a numerator below zero in {periods} of its periods of the basis: it counts as zero'],
  'metric.capped': ['{cells} cells stand at 100 %; the others share what is left'],
  'metric.floored': ['{cells} cells would fall below zero and stand at zero; the others share what is left'],
  'metric.denominators-overlap': [
    '{unit} {period} speaks of cells that another row speaks of',
    'one row for each cell, or for each larger node',
  ],
  'metric.denominator-elsewhere': ['{unit} {period} is not in the plan; its denominator is left out'],
  'metric.denominator-cuts': ['{period} cuts the periods of the plan', 'periods of the plan, or finer ones'],
  'metric.denominator-gap': ['a unit is named below a blank level', 'filling the levels {levels} from the outermost in'],
  'metric.unit-without-denominator': ['{unit} has no planned denominator: nothing is planned for it'],
  'metric.fine-denominator': ['a denominator has more than {decimals} decimals, the most that the plan holds', 'rounding it'],
  'metric.no-closing-level': [
    'the basis has nothing in {period}, the last period, so that no level leads to the total',
    '--method time=repeat, or time=straight-line:a..b',
  ],
  'metric.mean-by-month': ['the mean of a stock is planned by month', '--by month, or quarter,month'],
  'metric.line-both-ends': [
    '{method} needs both ends for a stock: its first and its last level',
    'time=straight-line:100万..200万',
  ],
};

export const metricsPhrases: Phrases = {
  'measured.basis-ratio': 'ratio of the basis',
  'measured.basis-ratio.how': '{numerator} / {denominator}',
  'measured.wanted-ratio': 'ratio of the whole plan',
  'measured.wanted-ratio.how': '{numerator} / {denominator}, as it was asked for',
  'measured.total-ratio': 'ratio of the whole plan',
  'measured.total-ratio.how': '{numerator} / {denominator}, what comes out when every ratio grows',
  'measured.factor': 'factor',
  'measured.factor.how': 'every ratio is multiplied by it',
  'measured.points': 'points',
  'measured.points.how': 'every ratio is raised by them',
  'measured.limited': 'limits',
  'measured.limited.how': '{cells} of its cells stand at 100 % or at zero',
  'measured.denominator': 'planned denominator',
  'measured.denominator.how': '',
  'measured.base-ratio': 'starts from',
  'measured.base-ratio.how': 'ratio of {unit} in the basis of {period}',
  'measured.unrounded': 'unrounded',
  'measured.unrounded.how': '',
  'measured.numerator': 'planned numerator',
  'measured.numerator.how': '',
  'measured.start': 'numerator of the basis',
  'measured.start.how': 'what the effects begin with; with them it is the planned numerator',
  'measured.volume': 'volume',
  'measured.volume.how': 'another denominator at the old ratio',
  'measured.within': 'within',
  'measured.within.how': 'other ratios of the units, on the planned denominators',
  'measured.mix': 'mix',
  'measured.mix.how': 'denominators that lie elsewhere',
  'measured.stock-total': 'level at the end',
  'measured.stock-total.how': 'the total of the plan',
  'measured.stock-last': 'last period',
  'measured.stock-last.how': 'a larger period has the level of {period}',
  'measured.stock-level': 'level of the whole in {period}',
  'measured.stock-level.how': 'by the course of the basis, or of the method',
  'measured.stock-share': 'share',
  'measured.stock-share.how': 'of the weights',
  'measured.stock-mean-total': 'mean of the plan',
  'measured.stock-mean-total.how': 'x {periods} periods = {sum} to share out',
  'measured.unrounded-mean': 'unrounded mean',
  'measured.unrounded-mean.how': 'over {periods} periods',
};
