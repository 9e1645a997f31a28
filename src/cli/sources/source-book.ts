import { MARKET_SOURCE } from '../../plan-folder/own-market.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import type { MetricSettings, RateSettings, SourceSettings, TaxSettings } from '../../plan-folder/sources-schema.ts';

export type { MetricSettings, SourceSettings };

/** What the settings say of tables of facts and of the metrics that are read from them. */
export interface SourceBook {
  /** The folder that file names are relative to, as it is named from where the program was started. */
  readonly dir: string;
  readonly sources: Readonly<Record<string, SourceSettings>>;
  readonly metrics: Readonly<Record<string, MetricSettings>>;
  readonly tax: TaxSettings | undefined;
  readonly rates: RateSettings | undefined;
  /** The currency of plans. */
  readonly currency: string | undefined;
  /** Decimals of plans: what one row of an amount is rounded to. */
  readonly decimals: number;
  /** The only source of a folder that names no other files: every metric that names no source is read from it. */
  readonly only: string | undefined;
  /** The flags about tables that had been given, where a plan's record says all this. */
  readonly given: Readonly<Record<string, readonly string[]>> | undefined;
}

/** The book of a folder whose settings name sources or metrics; undefined without any: then everything is in the named files. */
export function bookOf(folder: PlanFolder | undefined): SourceBook | undefined {
  if (folder === undefined) return undefined;
  const { sources, metrics, tax, rates, currency, history, actual } = folder.settings;
  const names = Object.keys(sources).filter((name) => name !== MARKET_SOURCE);
  if (Object.keys(sources).length + Object.keys(metrics).length === 0) return undefined;
  return {
    ...{ dir: folder.dir, sources, metrics, tax, rates },
    currency: currency.code,
    decimals: currency.decimals,
    only: names.length === 1 && history.length + actual.length === 0 ? names[0] : undefined,
    given: undefined,
  };
}
