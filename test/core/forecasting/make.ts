import { type Random, seededRandom } from '../../../src/core/forecasting/random.ts';

/** Normal numbers from a seeded source, by Box and Muller. */
export function normals(seed: number): Random {
  const random = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Factors of a year that average 1. */
export const YEAR = [0.7, 0.8, 1.1, 1, 0.9, 1.2, 0.8, 0.9, 1.1, 1, 1, 1.5];

/** `size` values of a level that grows by `growth` a month, times YEAR, times 1 + `noise` x normal. */
export function seasonalSeries(size: number, { growth = 0, noise = 0, seed = 1 } = {}): Float64Array {
  const normal = normals(seed);
  return Float64Array.from({ length: size }, (_, t) => (1000 + growth * t) * YEAR[t % 12]! * (1 + noise * normal()));
}
