import { calibratedSum } from '../../core/forecasting/calibration/calibrated-sum.ts';
import { SCORES } from '../../core/forecasting/calibration/error-quantiles.ts';
import { fitUnit, type UnitFit } from '../../core/forecasting/calibration/fit-unit.ts';
import { sumOver } from '../../core/forecasting/calibration/path-moments.ts';
import type { ForecastMethod } from '../../core/forecasting/forecast-method.ts';
import { methodOf } from '../../core/forecasting/methods/index.ts';
import type { PanelPlan, PanelUnit } from '../../core/forecasting/panel.ts';
import type { SumDistribution, SumWindow } from '../../core/forecasting/sum-distribution.ts';
import type { Context } from '../context.ts';

export interface FittedPanel {
  readonly fits: readonly UnitFit[];
  /** Of a window that the plan names. */
  readonly distribution: (unit: number, window: SumWindow) => SumDistribution;
}

/** Stand-in until the calibrated pool is there: a fixed widening of what was simulated. */
const WIDENING = 1.6;

export async function fitPanel(units: readonly PanelUnit[], plan: PanelPlan, _context: Context): Promise<FittedPanel> {
  const fits = units.map((unit) => fitUnit(unit, plan, methodOf(unit.method) as ForecastMethod));
  const errors = SCORES.map((score) => score * WIDENING);
  const distribution = (unit: number, window: SumWindow) => {
    const { mean, sumSpread, isNonNegative } = fits[unit] as UnitFit;
    const at = plan.windows.findIndex(({ first, last }) => first === window.first && last === window.last);
    const sum = { mean: sumOver(mean, window), spread: sumSpread[at] as number };
    return calibratedSum({ ...sum, isNonNegative, errors, confidence: 'low' });
  };
  return { fits, distribution };
}
