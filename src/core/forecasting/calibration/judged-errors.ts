import type { UnitFit } from './fit-unit.ts';
import { yearOf } from './origins.ts';

/** A window of the plan by its place, or the steps of one half-year ahead, which are judged together; `at` counts from 0. */
export interface Asked {
  readonly kind: 'sum' | 'steps';
  readonly at: number;
}

/** One unit's errors of what is asked, origin by origin, in simulated spreads. */
export interface Judged {
  /** Simulated spread of the forecast itself, in parts of the unit's level over the same periods. */
  readonly relative: number;
  readonly origins: readonly { readonly fitted: number; readonly errors: readonly number[] }[];
}

/** Everything that some unit of a panel is asked. */
export function askedOf(fits: readonly UnitFit[]): readonly Asked[] {
  const windows = Math.max(0, ...fits.map(({ sumSpread }) => sumSpread.length));
  const halves = Math.max(0, ...fits.map((fit) => (fit.mean.length > 0 ? halfOf(fit, fit.mean.length - 1) + 1 : 0)));
  return [
    ...Array.from({ length: windows }, (_, at): Asked => ({ kind: 'sum', at })),
    ...Array.from({ length: halves }, (_, at): Asked => ({ kind: 'steps', at })),
  ];
}

/** Which half-year ahead a step lies in, from 0; `step` from 0. */
export function halfOf({ season }: Pick<UnitFit, 'season'>, step: number): number {
  return Math.floor(step / Math.max(1, Math.round(yearOf(season) / 2)));
}

export function judgedOf(fit: UnitFit, asked: Asked): Judged {
  const errorsOf = (backtest: UnitFit['backtests'][number]) =>
    asked.kind === 'sum'
      ? [backtest.sums[asked.at] ?? Number.NaN]
      : [...backtest.steps].filter((_, step) => halfOf(fit, step) === asked.at);
  return {
    relative: relativeSpread(fit, asked),
    origins: fit.backtests
      .map((backtest) => ({ fitted: fit.length - backtest.cut, errors: errorsOf(backtest).filter(Number.isFinite) }))
      .filter(({ errors }) => errors.length > 0),
  };
}

/** Simulated spread in parts of the level over the same periods; 0 where there is no level. */
export function relativeSpread(fit: UnitFit, asked: Asked): number {
  const [spread, periods] = asked.kind === 'sum' ? sumOf(fit, asked.at) : stepsOf(fit, asked.at);
  return fit.level > 0 && periods > 0 ? spread / (fit.level * periods) : 0;
}

function sumOf(fit: UnitFit, window: number): [number, number] {
  const { first, last } = fit.windows[window] ?? { first: 1, last: 0 };
  return [fit.sumSpread[window] ?? 0, last - first + 1];
}

function stepsOf(fit: UnitFit, half: number): [number, number] {
  const steps = [...fit.stepSpread].filter((_, step) => halfOf(fit, step) === half);
  return [steps.reduce((sum, spread) => sum + spread, 0), steps.length];
}
