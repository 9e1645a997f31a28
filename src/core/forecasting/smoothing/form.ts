/** A form of exponential smoothing (Hyndman, Koehler, Ord and Snyder 2008): N none, A additive, Ad damped, M multiplicative. */
export interface SmoothingForm {
  readonly error: 'A' | 'M';
  readonly trend: 'N' | 'A' | 'Ad';
  readonly season: 'N' | 'A' | 'M';
}

export const formName = ({ error, trend, season }: SmoothingForm): string => `ets(${error},${trend},${season})`;

/** What a series allows. */
export interface FormLimits {
  readonly isPositive: boolean;
  readonly hasSeason: boolean;
  /** The trends that may be there: none alone, damped ones too, or all. */
  readonly trends: readonly SmoothingForm['trend'][];
}

/**
 * Forms that make sense, the simplest first: multiplicative ones only where all values are above zero. A season that multiplies with
 * errors that add is left out, since its variance can be infinite.
 */
export function sensibleForms({ isPositive, hasSeason, trends }: FormLimits): SmoothingForm[] {
  const errors = isPositive ? (['A', 'M'] as const) : (['A'] as const);
  return errors.flatMap((error) => {
    const seasons = !hasSeason ? (['N'] as const) : error === 'M' ? (['N', 'A', 'M'] as const) : (['N', 'A'] as const);
    return trends.flatMap((trend) => seasons.map((season): SmoothingForm => ({ error, trend, season })));
  });
}

/** Smoothing constants, damping, first level and first slope, and the first seasonal states; Akaike's count of estimated numbers. */
export function estimatedNumbers({ trend, season }: SmoothingForm, round: number): number {
  const constants = 1 + (trend === 'N' ? 0 : 1) + (trend === 'Ad' ? 1 : 0) + (season === 'N' ? 0 : 1);
  const states = 1 + (trend === 'N' ? 0 : 1) + (season === 'N' ? 0 : round - 1);
  return constants + states + 1;
}
