import { comparableSpread, typicalOf } from './comparable-spread.ts';
import type { WeighedError } from './error-quantiles.ts';
import type { UnitFit } from './fit-unit.ts';
import { type Asked, judgedOf } from './judged-errors.ts';
import { yearOf } from './origins.ts';

/** Errors of a panel's backtests, of units whose method is the same. */
export interface ComparableErrors {
  /** The relative spread that is typical of the units. */
  readonly typical: number;
  /** Independent errors that these are worth. */
  readonly worth: number;
  /** Different years that were tested. */
  readonly years: number;
  /** In comparable spreads. */
  readonly errors: readonly WeighedError[];
}

/** Origins lie half a year apart: of a year that is tested again, half is new. */
const NEW_PART = 0.5;

/** An error of more spreads says that the spread was nothing, not how far things can go. */
const MOST = 20;

export function comparableErrors(fits: readonly UnitFit[], asked: Asked): ComparableErrors {
  const judged = fits.map((fit) => ({ fit, ...judgedOf(fit, asked) }));
  const typical = typicalOf(judged.map(({ relative }) => relative));
  const worths = judged.map(({ origins }) => (origins.length > 0 ? 1 + (origins.length - 1) * NEW_PART : 0));
  const errors = judged.flatMap(({ fit, relative, origins }, unit) =>
    origins.flatMap(({ fitted, errors: seen }) => {
      const one = comparableSpread({ spread: 1, relative, fitted, season: fit.season }, typical);
      const weight = (worths[unit] as number) / origins.length / seen.length;
      return seen.map((error) => ({ error: Math.min(MOST, Math.max(-MOST, error / one)), weight }));
    }),
  );
  return { typical, worth: worths.reduce((sum, worth) => sum + worth, 0), years: yearsOf(judged), errors };
}

function yearsOf(judged: readonly { fit: UnitFit; origins: readonly { fitted: number }[] }[]): number {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const { fit, origins } of judged) {
    for (const { fitted } of origins) {
      const held = (fit.length - fitted) / yearOf(fit.season);
      [least, most] = [Math.min(least, held), Math.max(most, held)];
    }
  }
  return most > 0 ? 1 + most - least : 0;
}
