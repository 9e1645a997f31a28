import { METHOD_NAMES } from '../../core/forecasting/methods/names.ts';
import { RECONCILIATIONS } from '../../core/forecasting/reconciliation/names.ts';
import type { FlagName } from '../flags.ts';
import type { OptionReader } from '../option-reader.ts';

/** The method that the backtest on the history itself chooses. */
export const AUTO = 'auto';
export const MODELS = [AUTO, ...METHOD_NAMES];

export const FORECAST_FLAGS = ['model', 'reconcile', 'outliers'] as const satisfies readonly FlagName[];

/** How to forecast, as flags say it. */
export type ForecastOptions = ReturnType<typeof readForecastOptions>;

export function readForecastOptions(reader: OptionReader) {
  return {
    model: reader.choice('model', MODELS) ?? AUTO,
    reconcile: reader.choice('reconcile', RECONCILIATIONS) ?? 'least-squares',
    outliers: reader.choice('outliers', ['keep', 'damp']) ?? 'keep',
  };
}
