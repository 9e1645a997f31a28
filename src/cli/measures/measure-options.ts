import { CREDITS } from '../../core/metrics/customers.ts';
import type { AsOf } from '../as-of.ts';
import { readLookBack } from '../customer-history.ts';
import type { FlagName } from '../flags.ts';
import type { OptionReader } from '../option-reader.ts';
import { readFiscal, readPeriod } from '../period-options.ts';
import type { Reading } from '../reading-options.ts';
import { isOnlyMeasured } from './only-measured.ts';

/** Flags that mean a value of every node and period. */
const OF_PERIODS = ['period', 'fiscalStart', 'fiscalName'] as const satisfies readonly FlagName[];
/** Flags of metrics that are counted from orders. */
const OF_COUNTS = ['lookBack', 'credit'] as const satisfies readonly FlagName[];

interface MeasureChoice {
  readonly metric: string;
  readonly reading: Reading;
  readonly asOf: AsOf | undefined;
}

/**
 * What `history -p` asks for: the value of every unit node and period. Undefined without a period, which a metric that cannot be
 * described by adding up rows needs.
 */
export function readMeasureOptions(reader: OptionReader, { metric, reading: { book }, asOf }: MeasureChoice) {
  const definition = book?.metrics[metric];
  const isNeeded = definition !== undefined && isOnlyMeasured(definition);
  const isAsked = OF_PERIODS.some((name) => reader.typed(name));
  const fiscal = readFiscal(reader);
  const period = reader.typed('period') ? readPeriod(reader, fiscal) : undefined;
  const isCounted = definition?.count !== undefined || definition?.kind === 'ratio';
  // Before the folder is read nobody knows what a metric is.
  const mayCount = reader.typed('metric') && (book === undefined || isCounted);
  if (!mayCount) for (const name of OF_COUNTS) if (reader.typed(name)) reader.fail(name, 'cli.without-customers');
  if (!isNeeded && !isAsked) return undefined;
  reader.need('period', period !== undefined);
  if (period === undefined) return undefined;
  return { period, fiscal, asOf, lookBack: readLookBack(reader), credit: reader.choice('credit', CREDITS) ?? ('share' as const) };
}
