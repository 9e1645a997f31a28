import type { Grain } from '../../core/calendar/period.ts';
import type { MetricKind } from '../../core/metrics/metric.ts';
import type { StatedEvent } from '../../core/reorganisation/stated-event.ts';
import type { Output } from '../output.ts';
import type { Reading } from '../reading-options.ts';
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
