import type { Grain } from '../../core/calendar/period.ts';
import type { MetricKind } from '../../core/metrics/metric.ts';
import type { StatedEvent } from '../../core/reorganisation/stated-event.ts';
import type { AnalysisHeading } from '../../report/analysis/analysis-heading.ts';
import { isForPeople, type Output } from '../output.ts';
import type { Reading } from '../reading-options.ts';
import { moneyOf } from '../sources/settling.ts';
import type { AnalysisOptions } from './analysis-options.ts';

/** A run of `history` that analyses. */
export interface Analysis {
  readonly options: AnalysisOptions;
  readonly files: readonly string[];
  readonly reading: Reading;
  readonly levels: readonly string[];
  /** Every level that the data is known to have. */
  readonly all: readonly string[];
  readonly grains: readonly Grain[] | undefined;
  readonly events: readonly StatedEvent[];
  readonly metric: string;
  readonly kind: MetricKind;
  /** Decimals that are shown at least. */
  readonly decimals: number;
  readonly asOf: number | undefined;
  readonly output: Output;
}

/** What the sheets of an analysis need to be written, of amounts of a scale that rates and shares may have made. */
export function analysisHeading(
  { levels, decimals, metric, reading, output }: Analysis,
  scale: number,
  isRounded: boolean,
): AnalysisHeading {
  return { levels, scale, decimals, money: moneyOf(metric, reading), isRounded, forPeople: isForPeople(output) };
}
