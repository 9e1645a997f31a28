import { calibratedSum } from '../../core/forecasting/calibration/calibrated-sum.ts';
import type { UnitFit } from '../../core/forecasting/calibration/fit-unit.ts';
import { poolErrors } from '../../core/forecasting/calibration/pool-errors.ts';
import { stepValue, windowSum } from '../../core/forecasting/forecast-panel.ts';
import type { PanelPlan, PanelUnit } from '../../core/forecasting/panel.ts';
import type { SumDistribution, SumWindow } from '../../core/forecasting/sum-distribution.ts';
import type { Context } from '../context.ts';
import { progressLine } from '../progress-line.ts';
import { fitUnits } from './fit-units.ts';

export interface FittedPanel {
  readonly fits: readonly UnitFit[];
  /** Of a window that the plan names. */
  readonly distribution: (unit: number, window: SumWindow) => SumDistribution;
  /** Of a single step, counted from 0. */
  readonly stepDistribution: (unit: number, step: number) => SumDistribution;
}

/** Forecasts all units of a panel, in threads where that is quicker, with a progress line, and judges their ranges together. */
export async function fitPanel(units: readonly PanelUnit[], plan: PanelPlan, context: Context): Promise<FittedPanel> {
  const line = await progressLine(context);
  const fitted = (done: number) => line.step?.({ phase: 'forecast', number: 1, files: 1, done, total: units.length });
  try {
    return judged(await fitUnits(units, plan, { fitted }), plan);
  } finally {
    line.clear();
  }
}

function judged(fits: readonly UnitFit[], { windows }: PanelPlan): FittedPanel {
  const pools = poolErrors(fits);
  const fitOf = (unit: number) => fits[unit] as UnitFit;
  const placeOf = (window: SumWindow) => windows.findIndex(({ first, last }) => first === window.first && last === window.last);
  return {
    fits,
    distribution: (unit, window) => calibratedSum(windowSum(fitOf(unit), placeOf(window), pools)),
    stepDistribution: (unit, step) => calibratedSum(stepValue(fitOf(unit), step, pools)),
  };
}
