import type { FiscalYear } from '../core/calendar/period.ts';
import { refuseErrors } from '../core/finding.ts';
import { type CompetitorsFile, type MarketFile, readCompetitorsCsv, readMarketCsv } from '../plan-folder/market-csv.ts';
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
