import type { ForecastMethod } from '../forecast-method.ts';
import { drift } from './drift.ts';
import { ets } from './ets.ts';
import { mean } from './mean.ts';
import { seasonalNaive } from './seasonal-naive.ts';
import { theta } from './theta.ts';
import { onUnitScale } from './unit-scale.ts';

/** Every method there is, best first. */
export const FORECAST_METHODS: readonly ForecastMethod[] = [...[mean, ets, theta].map(onUnitScale), seasonalNaive, drift];

/** The method where none is named. */
export const DEFAULT_METHOD = 'mean';

/** The method of that name; undefined where there is none. */
export const methodOf = (name: string): ForecastMethod | undefined => FORECAST_METHODS.find((method) => method.name === name);
