import type { ForecastMethod } from '../forecast-method.ts';
import { drift } from './drift.ts';
import { ets } from './ets.ts';
import { mean } from './mean.ts';
import { METHOD_NAMES, type MethodName } from './names.ts';
import { seasonalNaive } from './seasonal-naive.ts';
import { theta } from './theta.ts';
import { onUnitScale } from './unit-scale.ts';

const METHODS: Readonly<Record<MethodName, ForecastMethod>> = {
  mean: onUnitScale(mean),
  ets: onUnitScale(ets),
  theta: onUnitScale(theta),
  'seasonal-naive': seasonalNaive,
  drift,
};

/** Every method there is, best first. */
export const FORECAST_METHODS: readonly ForecastMethod[] = METHOD_NAMES.map((name) => METHODS[name]);

/** The method where none is named. */
export const DEFAULT_METHOD = 'mean';

/** The method of that name; undefined where there is none. */
export const methodOf = (name: string): ForecastMethod | undefined => FORECAST_METHODS.find((method) => method.name === name);
