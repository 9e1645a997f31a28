import { type Day, formatDay } from '../../core/calendar/day.ts';
import { endOfMonth } from '../../core/calendar/month.ts';
import { type Finding, finding, refuse } from '../../core/finding.ts';
import { lastComplete } from '../../core/forecasting/complete-months.ts';
import type { MetricKind } from '../../core/metrics/metric.ts';
import type { StatedEvent } from '../../core/reorganisation/stated-event.ts';
import { throughDay } from '../../core/through-day.ts';
import type { Totals } from '../../core/totals.ts';
import { type Context, report } from '../context.ts';
import { addsUp, isOnlyMeasured } from '../measures/only-measured.ts';
import { sayRows } from '../read-facts.ts';
import type { Reading } from '../reading-options.ts';
import { attributedFacts } from '../structure.ts';

/** Whose history is forecast. */
export interface HistoryChoice {
  readonly metric: string;
  readonly kind: MetricKind;
  readonly files: readonly string[];
  readonly reading: Reading;
  readonly levels: readonly string[];
  /** Every level that the data is known to have. */
  readonly all: readonly string[];
  readonly events: readonly StatedEvent[];
  /** Whether days must be told apart; months are enough without it. */
  readonly grain?: Totals['grain'];
  /** The day that a person named. */
  readonly asOf: Day | undefined;
}

export interface CompleteHistory {
  /** The rows of all complete months; later ones are out of range. */
  readonly totals: Totals;
  readonly first: Day;
  /** The last day of the last complete month. */
  readonly through: Day;
}

/** What is known of all complete months. Refuses metrics that do not add up, and a history without such a month. */
export async function forecastHistory(choice: HistoryChoice, context: Context): Promise<CompleteHistory> {
  const { metric, files, reading, levels, all, events, asOf, grain = 'month' } = choice;
  refuseUnlessAdded(choice);
  const request = { files, reading, levels, all, grain, metric };
  const { totals } = await attributedFacts(request, events, context);
  const through = lastComplete(totals, asOf ?? context.today - 1, asOf !== undefined);
  if (through === undefined || totals.first === undefined || through < totals.first) throw refuse('forecast.no-month');
  const complete = throughDay(totals, through);
  sayRows(complete.account, context);
  if (asOf === undefined) await report(context, openMonth(totals, through));
  return { totals: complete, first: totals.first, through };
}

/** A note when the rows go on into a month that is not complete; not where a person named the day. */
function openMonth({ last = 0 }: Totals, through: Day): Finding[] {
  if (last <= through) return [];
  const end = formatDay(endOfMonth(last));
  return [finding('note', 'forecast.open-month', { month: end.slice(0, 7), last: formatDay(last), end })];
}

/** What a kind of metric that does not add up is told. */
export const NOT_ADDED: Readonly<Partial<Record<MetricKind, string>>> = {
  ratio: 'forecast.kind-ratio',
  score: 'forecast.kind-score',
  stock: 'forecast.kind-stock',
  distinct: 'forecast.kind-distinct',
};

function refuseUnlessAdded({ metric, kind, reading: { book } }: HistoryChoice): void {
  const definition = book?.metrics[metric];
  const isAdded = definition === undefined || !isOnlyMeasured(definition) || addsUp(definition, { metrics: book?.metrics ?? {} });
  const code = NOT_ADDED[kind] ?? (isAdded ? undefined : NOT_ADDED.distinct);
  if (code !== undefined) throw refuse(code, { metric });
}
