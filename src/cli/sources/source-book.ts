import type { z } from 'zod';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import type { metric, rates, source, tax } from '../../plan-folder/sources-schema.ts';

/** A source as the settings have it. */
export type SourceSettings = z.output<typeof source>;
/** A metric as the settings have it. */
export type MetricSettings = z.output<typeof metric>;

/** What the settings say of tables of facts and of the metrics that are read from them. */
export interface SourceBook {
  /** The folder that file names are relative to, as it is named from where the program was started. */
  readonly dir: string;
  readonly sources: Readonly<Record<string, SourceSettings>>;
  readonly metrics: Readonly<Record<string, MetricSettings>>;
  readonly tax: z.output<typeof tax> | undefined;
  readonly rates: z.output<typeof rates> | undefined;
  /** The currency of plans. */
  readonly currency: string | undefined;
  /** Decimals of plans: what one row of an amount is rounded to. */
  readonly decimals: number;
  /** The only source of a folder that names no other files: every metric that names no source is read from it. */
  readonly only: string | undefined;
  /** Whether a plan's record says this, and with it which flags had been given. */
  readonly isRecord: boolean;
}

/** The book of a folder whose settings name sources or metrics; undefined without any: then everything is in the named files. */
export function bookOf(folder: PlanFolder | undefined): SourceBook | undefined {
  if (folder === undefined) return undefined;
  const { sources, metrics, tax, rates, currency, history, actual } = folder.settings;
  const names = Object.keys(sources);
  if (names.length + Object.keys(metrics).length === 0) return undefined;
  return {
    ...{ dir: folder.dir, sources, metrics, tax, rates },
    currency: currency.code,
    decimals: currency.decimals,
    only: names.length === 1 && history.length + actual.length === 0 ? names[0] : undefined,
    isRecord: false,
  };
}
