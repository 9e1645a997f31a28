import { fitUnit, type UnitFit } from '../../core/forecasting/calibration/fit-unit.ts';
import type { ForecastMethod } from '../../core/forecasting/forecast-method.ts';
import { methodOf } from '../../core/forecasting/methods/index.ts';
import type { PanelPlan, PanelUnit } from '../../core/forecasting/panel.ts';

/** Some units of a panel, as a thread takes them over. */
export interface Chunk {
  /** Place of the first one in the panel. */
  readonly from: number;
  readonly units: readonly PanelUnit[];
  readonly plan: PanelPlan;
}

export interface FittedChunk {
  readonly from: number;
  readonly fits: readonly UnitFit[];
}

/** The same on every thread: a unit's fit depends on the unit and the plan only. */
export function fitChunk({ from, units, plan }: Chunk): FittedChunk {
  return { from, fits: units.map((unit) => fitUnit(unit, plan, knownMethod(unit.method))) };
}

function knownMethod(name: string): ForecastMethod {
  const method = methodOf(name);
  if (method === undefined) throw new Error(`no forecast method ${name}`);
  return method;
}
