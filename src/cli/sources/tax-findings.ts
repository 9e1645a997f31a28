import type { Finding } from '../../core/finding.ts';
import type { Metric } from '../../core/metrics/metric.ts';
import type { RatioTotals } from '../../core/metrics/ratio-request.ts';
import { taxQuotientFindings, yearlyTaxFindings } from '../../core/money/tax-quotient.ts';
import type { Variance } from '../../core/variance/variance.ts';
import type { Reading } from '../reading-options.ts';
import { metricTerms } from './metric-terms.ts';
import type { SourceBook } from './source-book.ts';

/** A year's plan and actuals that are as far apart as with and without tax, where the settings do not say the basis of both. */
export function taxOfVariance({ rows, units }: Variance, metric: string, { book, source }: Reading): Finding[] {
  if (units.nodes.length === 0 || isStated(metric, book, source)) return [];
  const years = rows.filter(({ unit, period, figures, ratio }) => {
    return unit === 0 && !ratio && period.grain === 'year' && figures.daysGone >= figures.days;
  });
  return years.flatMap(({ period, figures }) =>
    taxQuotientFindings(figures.plan, figures.actual, { one: `plan ${period.label}`, other: `actual ${period.label}` }),
  );
}

/** The same of both parts of a ratio that have tables of their own: cash and invoices. */
export function taxBasisFindings(
  { numerator, denominator }: RatioTotals,
  {
    numerator: one = '',
    denominator: other = '',
    reading,
  }: Pick<Metric, 'numerator' | 'denominator'> & { readonly reading: Reading },
): Finding[] {
  if ([one, other].every((metric) => isStated(metric, reading.book, reading.source))) return [];
  return yearlyTaxFindings(numerator, denominator, { one, other });
}

/** Whether every table of a metric says its tax basis, or has no money. */
function isStated(metric: string, book: SourceBook | undefined, chosen: string | undefined): boolean {
  return metricTerms(metric, book, chosen).every(
    ({ definition, source }) => definition?.money === false || (definition?.tax ?? source?.settings.tax) !== undefined,
  );
}
