import { hasManyZeros } from '../zeros.ts';
import { median, robustDeviation } from './robust.ts';
import { robustlyAdjusted } from './robustly-adjusted.ts';

export interface LevelShift {
  /** The first value of the new level. */
  readonly position: number;
  /** Means of the six values before and after, without season; geometric ones where all values are positive. */
  readonly before: number;
  readonly after: number;
}

const SEGMENT = 6;
/** With fewer values a shift is not told from the wandering of the rest. */
const LEAST = 24;
const FAR = 3;
const SHARP = 2.5;
/** Between scattering and wandering. */
const WANDERING = 0.6;
/** Share of the level that is worth a word. */
const LEAST_SHIFT = 0.1;

/**
 * Where the level jumps: the means of the six values before and after each point differ by far more than they usually do (the
 * median of all such differences, so that growth is no shift), in units of chance. Outliers must have been replaced before. Oldest first; two shifts are at least six values apart.
 */
export function findLevelShifts(values: Float64Array, season: number): LevelShift[] {
  if (values.length < LEAST || hasManyZeros(values)) return [];
  const { adjusted, isLogarithm } = robustlyAdjusted(values, season);
  const jumps = Float64Array.from({ length: values.length - 2 * SEGMENT + 1 }, (_, at) => jumpAt(adjusted, at + SEGMENT));
  const usual = median(jumps);
  const level = isLogarithm ? 1 : median(adjusted.map(Math.abs));
  const least = Math.max(FAR * chance(adjusted), LEAST_SHIFT * level);
  const isSharp = sharpness(adjusted);
  return picked(jumps, usual, least)
    .filter(isSharp)
    .map((position) => ({
      position,
      before: levelOf(adjusted.subarray(position - SEGMENT, position), isLogarithm),
      after: levelOf(adjusted.subarray(position, position + SEGMENT), isLogarithm),
    }));
}

/**
 * Standard deviation of such a difference of means in a series that only scatters or wanders, from how values six apart differ, growth
 * left out: 0.41 of that for independent values, 0.83 for a random walk. A shift touches six of those differences.
 */
function chance(values: Float64Array): number {
  return WANDERING * robustDeviation(values.subarray(SEGMENT).map((value, t) => value - values[t]!));
}

/** Whether the level changes from one value to the next, not little by little: the step stands out among all steps, here or next to here. */
function sharpness(values: Float64Array): (position: number) => boolean {
  const steps = values.subarray(1).map((value, t) => value - values[t]!);
  const usual = median(steps);
  const least = SHARP * robustDeviation(steps);
  return (position) => steps.subarray(position - 2, position + 1).some((step) => Math.abs(step - usual) > least);
}

function picked(jumps: Float64Array, usual: number, least: number): number[] {
  const far = [...jumps.keys()].filter((at) => Math.abs(jumps[at]! - usual) > least);
  far.sort((one, other) => Math.abs(jumps[other]! - usual) - Math.abs(jumps[one]! - usual) || one - other);
  const chosen: number[] = [];
  for (const at of far) if (chosen.every((other) => Math.abs(other - at) >= SEGMENT)) chosen.push(at);
  return chosen.map((at) => at + SEGMENT).sort((one, other) => one - other);
}

const levelOf = (values: Float64Array, isLogarithm: boolean): number => (isLogarithm ? Math.exp(meanOf(values)) : meanOf(values));

const jumpAt = (values: Float64Array, at: number): number =>
  meanOf(values.subarray(at, at + SEGMENT)) - meanOf(values.subarray(at - SEGMENT, at));

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The series as if it had always had its last level: earlier values times after / before, or plus their difference where not all are positive. */
export function levelled(values: Float64Array, shifts: readonly LevelShift[]): Float64Array {
  const isPositive = values.every((value) => value > 0);
  const moved = values.slice();
  for (const { position, before, after } of shifts) {
    for (let t = 0; t < position; t++) moved[t] = isPositive ? moved[t]! * (after / before) : moved[t]! + after - before;
  }
  return moved;
}
