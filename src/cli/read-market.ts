import type { FiscalYear } from '../core/calendar/period.ts';
import { refuseErrors } from '../core/finding.ts';
import { type CompetitorsFile, type MarketFile, readCompetitorsCsv, readMarketCsv } from '../plan-folder/market-csv.ts';
import { isOfMarket } from '../plan-folder/own-market.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { type Context, report } from './context.ts';
import { markInput } from './inputs.ts';
import { readBytes } from './read-roster.ts';

interface Form {
  readonly decimals: number;
  readonly fiscal: FiscalYear;
}

/** Markets of a file like market.csv; refuses one that is wrong. */
export async function readMarketFile(file: string, { decimals, fiscal }: Form, context: Context): Promise<MarketFile> {
  markInput(file, context);
  const market = readMarketCsv({ content: readBytes(file), file }, { decimals, fiscal });
  refuseErrors(market.findings);
  await report(context, market.findings);
  return market;
}

/** Competitors of a file like competitors.csv; refuses one that is wrong. */
export async function readCompetitorsFile(file: string, { decimals, fiscal }: Form, context: Context): Promise<CompetitorsFile> {
  markInput(file, context);
  const competitors = readCompetitorsCsv({ content: readBytes(file), file }, { decimals, fiscal });
  refuseErrors(competitors.findings);
  await report(context, competitors.findings);
  return competitors;
}

interface Place {
  readonly folder: PlanFolder | undefined;
  readonly context: Context;
}

/**
 * What competitors have beside a metric: a file that was named, else competitors.csv of the folder where the metric is a share of
 * the market of market.csv. Refuses a file that is wrong.
 */
export async function competitorsOf(
  file: string | undefined,
  { metric, ...form }: Form & { readonly metric: string },
  { folder, context }: Place,
): Promise<CompetitorsFile | undefined> {
  if (file !== undefined) return readCompetitorsFile(file, form, context);
  const metrics = folder?.settings.metrics ?? {};
  if (!isOfMarket(metrics[metrics[metric]?.denominator ?? ''])) return undefined;
  const own = folder?.competitors();
  refuseErrors(own?.findings ?? []);
  await report(context, own?.findings ?? []);
  return own;
}
