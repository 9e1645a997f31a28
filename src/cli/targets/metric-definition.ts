import { USUAL_DEFINITION } from '../../core/metrics/metric.ts';
import type { MetricDefinition } from '../../core/targets/evidence.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { isCollection } from '../measures/only-measured.ts';
import type { MetricSettings } from '../sources/source-book.ts';
import type { SmartOptions } from './smart-options.ts';

/** Metrics that need no settings: the amount of the history. */
const BUILT_IN = ['revenue', 'amount'];

/** What the settings, or the flags of a run without a folder, say of a metric. */
export function metricDefinition(name: string, options: SmartOptions, folder: PlanFolder | undefined): MetricDefinition {
  const { metrics = {}, metric: main, columns = {} } = folder?.settings ?? {};
  const own = Object.hasOwn(metrics, name) ? metrics[name] : undefined;
  const known = [...new Set([...Object.keys(metrics), ...(main === undefined ? [] : [main]), ...BUILT_IN])];
  const isMapped = name in columns || name in options.reading.map;
  return {
    isKnown: known.includes(name) || isMapped,
    known,
    source: sourceText(own, options),
    definition: own && definitionText(own),
    isUsual: own !== undefined && isCollection(own) && own.definition === undefined,
  };
}

function sourceText(own: MetricSettings | undefined, { history, reading: { book } }: SmartOptions): string | undefined {
  const { formula, source = book?.only === undefined ? undefined : [book.only], amount, count } = own ?? {};
  const what = count ?? amount;
  if (formula !== undefined) return formula;
  const where = source?.join(', ') ?? (history.length > 0 ? history.join(', ') : undefined);
  return where === undefined || what === undefined ? where : `${where}: ${what}`;
}

function definitionText(own: MetricSettings): string | undefined {
  const { numerator, denominator, definition, top_box: topBox, kind, gap_of: gapOf } = own;
  if (isCollection(own)) return definition ?? USUAL_DEFINITION;
  if (topBox !== undefined) return `>= ${topBox}`;
  if (gapOf !== undefined) return `${numerator ?? own.pipeline ?? '-'} / (${gapOf})`;
  if (numerator !== undefined && denominator !== undefined) return `${numerator} / ${denominator}`;
  return kind === 'score' && own.source !== undefined ? `mean ${own.amount ?? 'score'}` : undefined;
}
