import type { MarketFile } from './market-csv.ts';
import type { Settings } from './settings-schema.ts';
import { metric, source } from './sources-schema.ts';

/** The source that market.csv of the folder is; no settings can name one so, since theirs are their own. */
export const MARKET_SOURCE = 'market.csv';

/**
 * The settings with what `market.csv` stands for: the source of that name, and where they have no metrics of these names
 * `market_size` from it and `market_share`, revenue over it. Rows without a size are expectations and no sizes.
 */
export function withMarket(settings: Settings, market: MarketFile | undefined): Settings {
  if (market === undefined) return settings;
  const size = { source: MARKET_SOURCE, amount: 'size', period: 'period', levels: [...market.levels], where: ['size!='] };
  const share = { kind: 'ratio', numerator: 'revenue', denominator: 'market_size', at_most_one: true };
  return {
    ...settings,
    sources: { ...settings.sources, [MARKET_SOURCE]: source.parse({ files: [settings.market ?? MARKET_SOURCE] }) },
    metrics: { market_size: metric.parse(size), market_share: metric.parse(share), ...settings.metrics },
  };
}

/** Whether a metric of the settings has its numbers from market.csv of the folder. */
export function isOfMarket(definition: Settings['metrics'][string] | undefined): boolean {
  return definition?.source?.includes(MARKET_SOURCE) ?? false;
}
