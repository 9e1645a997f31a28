import { FORECAST_METHODS } from '../../core/forecasting/methods/index.ts';
import { RECONCILIATIONS } from '../../core/forecasting/reconciliation/reconciliations.ts';
import type { OptionReader } from '../option-reader.ts';

/** The method that the backtest on the history itself chooses. */
export const AUTO = 'auto';
export const MODELS = [AUTO, ...FORECAST_METHODS.map(({ name }) => name)];

/** How to forecast, as flags say it. */
export type ForecastOptions = ReturnType<typeof readForecastOptions>;

export function readForecastOptions(reader: OptionReader) {
  return {
    model: reader.choice('model', MODELS) ?? AUTO,
    reconcile: reader.choice('reconcile', RECONCILIATIONS) ?? 'least-squares',
    outliers: reader.choice('outliers', ['keep', 'damp']) ?? 'keep',
  };
}
