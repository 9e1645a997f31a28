import { type ComparableErrors, comparableErrors } from './comparable-errors.ts';
import { type ErrorQuantiles, errorQuantiles, type WeighedError } from './error-quantiles.ts';
import type { UnitFit } from './fit-unit.ts';
import { type Asked, askedOf } from './judged-errors.ts';
import { meanOf, usualSample } from './usual-errors.ts';

/** What a panel teaches about the errors of one thing that is asked, a window's sum or a step; plain data. */
export interface ErrorPool {
  readonly method: string;
  readonly asked: Asked;
  /** The relative spread that is typical of the units. */
  readonly typical: number;
  /** Independent errors that the pool is worth; 0 where the table of usual errors stands alone. */
  readonly worth: number;
  /** In comparable spreads. */
  readonly errors: ErrorQuantiles;
}

/** Independent errors that the table of usual errors counts as, for the form of the pool and for its width. */
const USUAL_FORM = 20;
const USUAL_WIDTH = 10;
/** Years of backtests after which half of what they have in common is believed. */
const YEARS_TO_BELIEVE = 4;

/**
 * The second of three steps: errors of all units whose method is the same, each in its unit's comparable spread, together with the
 * table of usual errors, which a small panel leans on and a large one hardly feels. The order of the fits does not matter.
 */
export function poolErrors(fits: readonly UnitFit[]): readonly ErrorPool[] {
  const methods = [...new Set(fits.map(({ method }) => method))].sort();
  return methods.flatMap((method) => {
    const alike = fits.filter((fit) => fit.method === method);
    return askedOf(alike).map((asked) => poolOf(asked, method, comparableErrors(alike, asked)));
  });
}

function poolOf(asked: Asked, method: string, { typical, worth, years, errors }: ComparableErrors): ErrorPool {
  const pooled = errorQuantiles([...errors, ...usualBeside(errors, worth, usualSample(asked.kind, method))]);
  return { method, asked, typical, worth, errors: centred(pooled, years) };
}

/** The usual errors, as wide as the pool's own are, as far as there are enough of these to tell. */
function usualBeside(errors: readonly WeighedError[], worth: number, usual: readonly number[]): readonly WeighedError[] {
  const own = meanSize(errors);
  const share = worth / (worth + USUAL_WIDTH);
  const factor = own > 0 ? (own / meanSize(usual.map((error) => ({ error, weight: 1 })))) ** share : 1;
  return usual.map((error) => ({ error: error * factor, weight: USUAL_FORM / usual.length }));
}

/** Sums of doubles depend on their order: smallest first. */
function meanSize(errors: readonly WeighedError[]): number {
  const parts = errors.map(({ error, weight }) => Math.abs(error) * weight).sort((a, b) => a - b);
  const weights = errors.map(({ weight }) => weight).sort((a, b) => a - b);
  return parts.reduce((sum, part) => sum + part, 0) / weights.reduce((sum, weight) => sum + weight, 0);
}

/**
 * Units of one panel share their years: that most of them came out above their forecasts in one year is one observation, however
 * many units there are. So the mean error is kept only as far as years stand behind it; the form about it is kept whole.
 */
function centred(errors: ErrorQuantiles, years: number): ErrorQuantiles {
  const shift = meanOf(errors) * (YEARS_TO_BELIEVE / (years + YEARS_TO_BELIEVE));
  return errors.map((error) => error - shift);
}
