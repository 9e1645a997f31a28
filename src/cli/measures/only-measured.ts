import type { Counted } from '../../core/metrics/metric.ts';
import type { MetricSettings, SourceBook } from '../sources/source-book.ts';

/** Counts that add up over units and periods: each row once, the credit for each new customer and each order shared. */
const ADDITIVE: readonly Counted[] = ['rows', 'new-customers', 'reactivated', 'credited-orders'];

/** Whether a metric has values of nodes and periods only, so that the rows of its table added up are no value of it. */
export function isOnlyMeasured(definition: MetricSettings): boolean {
  const { kind, count, numerator, denominator } = definition;
  const isOfParts = kind === 'ratio' && numerator !== undefined && denominator !== undefined;
  return isOfParts || (count !== undefined && count !== 'rows') || isWorkedOut(definition);
}

/** Two tables and no parts by name are dues and receipts. */
export function isCollection(metric: MetricSettings): boolean {
  const { kind, definition, source = [], numerator, denominator } = metric;
  const hasParts = numerator !== undefined || denominator !== undefined;
  return kind === 'ratio' && !hasParts && !isSurvey(metric) && (definition !== undefined || source.length === 2);
}

export function isSurvey({ kind, top_box, min_answers, source }: MetricSettings): boolean {
  return top_box !== undefined || min_answers !== undefined || (kind === 'score' && source !== undefined);
}

/** Whether a metric's values are worked out from rows in another way than by adding up or counting them. */
export function isWorkedOut(definition: MetricSettings): boolean {
  const { days_since, snapshot, period, gap_of } = definition;
  return isSurvey(definition) || isCollection(definition) || (days_since ?? snapshot ?? period ?? gap_of) !== undefined;
}

/** Whether a ratio's history is measured at each unit and span, since no sums of rows are its parts. */
export function isMeasuredRatio(metric: string, book: SourceBook | undefined): boolean {
  const definition = book?.metrics[metric];
  if (definition?.kind !== 'ratio' || definition.gap_of !== undefined) return false;
  const parts = [definition.numerator, definition.denominator].flatMap((part) => book?.metrics[part ?? ''] ?? []);
  return [definition, ...parts].some(isWorkedOut);
}

/** Whether a metric, or both parts of a ratio, is the sum of its parts over units and periods. */
export function addsUp(definition: MetricSettings, { metrics }: Pick<SourceBook, 'metrics'>): boolean {
  const { kind, count, numerator, denominator } = definition;
  if (isWorkedOut(definition)) return false;
  if (kind === 'flow') return count === undefined || ADDITIVE.includes(count);
  if (kind !== 'ratio') return kind === 'stock';
  return [numerator, denominator].every((part) => {
    const own = part === undefined ? undefined : metrics[part];
    return own === undefined || (own.kind === 'flow' && addsUp(own, { metrics }));
  });
}
