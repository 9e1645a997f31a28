import { isFiscalLabel } from '../core/calendar/parse-period.ts';
import type { Grain } from '../core/calendar/period.ts';
import { periodTree } from '../core/calendar/period-tree.ts';
import { CREDITS, lookBackFindings } from '../core/metrics/customers.ts';
import { nameFindings } from '../core/organisation/name-findings.ts';
import { unitTree } from '../core/organisation/unit-tree.ts';
import type { CustomersResult } from '../facts/facts-source.ts';
import { customersSheet } from '../report/customers-sheet.ts';
import { type Context, report } from './context.ts';
import { leftOut } from './measures/left-out.ts';
import type { OptionReader } from './option-reader.ts';
import { emit, isForPeople, type Output } from './output.ts';
import { readFiscal, readPeriod } from './period-options.ts';
import { readFacts, sayRows } from './read-facts.ts';
import type { Reading } from './reading-options.ts';

/** The metric of `history` that counts customers instead of adding up amounts. */
export const CUSTOMERS = 'customers';

/** What `--metric customers` asks for; undefined without it. */
export function readCustomerOptions(reader: OptionReader) {
  if (!reader.typed('metric') || reader.text('metric') !== CUSTOMERS) return undefined;
  const fiscal = readFiscal(reader);
  const period = readPeriod(reader, fiscal);
  reader.need('period', period !== undefined);
  return {
    period,
    fiscal,
    lookBack: readLookBack(reader) ?? 24,
    credit: reader.choice('credit', CREDITS) ?? ('share' as const),
  };
}

/** The files that were named; else the folder's history with its actuals: what a customer ordered lately is in both. */
export function filesOfCustomers(reader: OptionReader): readonly string[] {
  const history = reader.list('history');
  return reader.given('history') ? history : [...new Set([...history, ...reader.list('actual')])];
}

export function readLookBack(reader: OptionReader): number | undefined {
  return reader.value('lookBack', parseMonths, '24m, 2y');
}

/** `24m`, `24个月`, `2y` or `2年` as months from 1 to 1200. */
function parseMonths(text: string): number | undefined {
  const match = /^(\d{1,4})\s*(?:(m|个月|月)|(y|年))$/i.exec(text.normalize('NFKC').trim());
  const months = match ? Number(match[1]) * (match[3] === undefined ? 1 : 12) : 0;
  return months >= 1 && months <= 1200 ? months : undefined;
}

export interface CustomerHistory {
  readonly options: NonNullable<ReturnType<typeof readCustomerOptions>>;
  readonly history: readonly string[];
  readonly levels: readonly string[];
  readonly grains: readonly Grain[];
  readonly reading: Reading;
  readonly output: Output;
}

/** Counts customers of every unit node and period, shows them, and says what the counts rest on. */
export async function showCustomers(asked: CustomerHistory, context: Context): Promise<void> {
  const { options, history, levels, grains, reading, output } = asked;
  const { lookBack, credit, fiscal } = options;
  const span = options.period as NonNullable<typeof options.period>;
  const byFiscal = isFiscalLabel(span.label) ? fiscal : undefined;
  const { tree, findings: cuts } = periodTree(span, grains, byFiscal);
  const periods = tree.nodes.map(({ value }) => value);
  const { totals, customers } = await readFacts(
    { files: history, reading, levels, grain: 'month', customers: { periods, lookBack, credit } },
    context,
  );
  sayRows(totals.account, context);
  const units = unitTree(levels, totals.units);
  const counted = customers as CustomersResult;
  const findings = [
    ...cuts,
    ...lookBackFindings(totals.first, span.start, lookBack),
    ...leftOut(counted),
    ...nameFindings(units),
  ];
  await report(context, findings);
  const paths = units.nodes.map(({ value }) => value.path);
  const heading = { levels, periods, units: paths, credit, lookBack, forPeople: isForPeople(output) };
  await emit(customersSheet(counted.counts, heading, context.words), output, context, findings);
}
