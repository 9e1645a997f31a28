import type { Grain } from '../../core/calendar/period.ts';
import { refuse } from '../../core/finding.ts';
import type { MetricKind } from '../../core/metrics/metric.ts';
import type { StatedEvent } from '../../core/reorganisation/stated-event.ts';
import type { Context } from '../context.ts';
import type { Output } from '../output.ts';
import type { Reading } from '../reading-options.ts';
import type { AnalysisOptions } from './analysis-options.ts';
import { type CustomerSection, isOfCustomers } from './sections.ts';

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

type Show = (asked: Analysis, context: Context) => Promise<void>;

const OF_CUSTOMERS: Readonly<Record<CustomerSection, () => Promise<Show>>> = {
  customers: async () => (await import('./show-customer-run.ts')).showCustomerRun,
  classes: async () => (await import('./show-classes.ts')).showClasses,
  lifetime: async () => (await import('./show-lifetime.ts')).showLifetime,
};

/** Reads what the sections need and shows them. Refuses metrics whose amounts do not add up. */
export async function showAnalysis(asked: Analysis, context: Context): Promise<void> {
  const { metric, kind, options } = asked;
  if (kind !== 'flow') throw refuse('analysis.sums-only', { metric, kind });
  await (await shower(options))(asked, context);
}

async function shower({ compare, sections }: AnalysisOptions): Promise<Show> {
  if (compare) return (await import('./show-compare.ts')).showCompare;
  const customer = sections.find(isOfCustomers);
  return customer ? OF_CUSTOMERS[customer]() : (await import('./show-sections.ts')).showSections;
}
