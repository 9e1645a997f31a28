import { comparableSpread, typicalOf } from './comparable-spread.ts';
import { type ErrorQuantiles, errorQuantiles, SCORES, type WeighedError } from './error-quantiles.ts';
import type { UnitFit } from './fit-unit.ts';
import { type Asked, askedOf, judgedOf } from './judged-errors.ts';
import { USUAL_SAMPLE } from './usual-errors.ts';

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
const USUAL_WORTH = 10;
/**
 * How much of the pool's median is kept. Units of one panel share their years: that all of them came out above their forecasts last
 * year is one observation, however many units there are.
 */
const MEDIAN_KEPT = 0.3;
/** Origins lie half a year apart: of a year that is tested again, half is new. */
const NEW_PART = 0.5;

/**
 * The second of three steps: errors of all units whose method is the same, each in its unit's comparable spread, together with the
 * table of usual errors, which a small panel leans on and a large one hardly feels. The order of the fits does not matter.
 */
export function poolErrors(fits: readonly UnitFit[]): readonly ErrorPool[] {
  const methods = [...new Set(fits.map(({ method }) => method))].sort();
  return methods.flatMap((method) => {
    const alike = fits.filter((fit) => fit.method === method);
    return askedOf(alike).map((asked) => poolOf({ method, asked, fits: alike }));
  });
}

function poolOf({ method, asked, fits }: { method: string; asked: Asked; fits: readonly UnitFit[] }): ErrorPool {
  const judged = fits.map((fit) => ({ fit, ...judgedOf(fit, asked) }));
  const typical = typicalOf(judged.map(({ relative }) => relative));
  const errors = judged.flatMap(({ fit, relative, origins }) => {
    const weight = origins.length > 0 ? (1 + (origins.length - 1) * NEW_PART) / origins.length : 0;
    return origins.flatMap(({ fitted, errors: seen }) => {
      const unit = comparableSpread({ spread: 1, relative, fitted, season: fit.season }, typical);
      return seen.map((error) => ({ error: error / unit, weight: weight / seen.length }));
    });
  });
  const worth = sumOf(errors.map(({ weight }) => weight));
  return { method, asked, typical, worth, errors: centred(errorQuantiles([...errors, ...usualBeside(errors, worth)])) };
}

/** The usual errors, as wide as the pool's own are, as far as there are enough of these to tell. */
function usualBeside(errors: readonly WeighedError[], worth: number): readonly WeighedError[] {
  const width = sumOf(errors.map(({ error, weight }) => Math.abs(error) * weight)) / worth;
  const usual = sumOf(USUAL_SAMPLE.map(Math.abs)) / USUAL_SAMPLE.length;
  const share = worth / (worth + USUAL_WORTH);
  const factor = width > 0 ? (width / usual) ** share : 1;
  return USUAL_SAMPLE.map((error) => ({ error: error * factor, weight: USUAL_WORTH / USUAL_SAMPLE.length }));
}

function centred(errors: ErrorQuantiles): ErrorQuantiles {
  const median = errors[SCORES.indexOf(0)] as number;
  return errors.map((error) => error - median * (1 - MEDIAN_KEPT));
}

/** Exact sums do not depend on the order: smallest first. */
function sumOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0);
}
