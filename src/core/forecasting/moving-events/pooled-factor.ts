/** What an event came to in one year against what was ordinary, and how much chance there is in it. */
export interface Sighting {
  readonly ratio: number;
  /** Variance of the ratio where the event does nothing. */
  readonly variance: number;
}

/** What the same event may differ from year to year where one year alone cannot say it: 15 % of the ordinary level. */
const USUAL_VARIANCE = 0.15 ** 2;

/**
 * The mean ratio of some years, shrunk towards 1: 1 + (mean - 1) x max(0, 1 - v / (mean - 1)^2), where v is the variance of the mean (the
 * positive-part rule of James and Stein for one number). 1 without any year.
 */
export function pooledFactor(sightings: readonly Sighting[]): number {
  const count = sightings.length;
  if (count === 0) return 1;
  const mean = sightings.reduce((sum, { ratio }) => sum + ratio, 0) / count;
  const chance = sightings.reduce((sum, { variance }) => sum + variance, 0) / count;
  const between = sightings.reduce((sum, { ratio }) => sum + (ratio - mean) ** 2, 0) / Math.max(1, count - 1);
  const variance = (count > 2 ? Math.max(chance, between) : Math.max(chance + between, USUAL_VARIANCE)) / count;
  const effect = mean - 1;
  if (effect === 0) return 1;
  return Math.max(0, 1 + effect * Math.max(0, 1 - variance / (effect * effect)));
}
