import { firstState } from './first-state.ts';
import { estimatedNumbers, type SmoothingForm } from './form.ts';
import { lowest, type Valley } from './nelder-mead.ts';
import { deviance, runSmoothing, type SmoothingConstants, type SmoothingState } from './recursion.ts';

export interface SmoothingFit {
  readonly form: SmoothingForm;
  readonly constants: SmoothingConstants;
  /** After the last value. */
  readonly state: SmoothingState;
  /** One-step expectations. */
  readonly expected: Float64Array;
  /** Akaike's criterion, corrected for short series: the lower, the better; infinite where the values are too few for the form. */
  readonly criterion: number;
}

/** The most likely constants, first level and first slope of a form; the first season is that of the decomposition. */
export function fitForm(values: Float64Array, form: SmoothingForm, season: number): SmoothingFit {
  const first = firstState(values, form, season);
  const constants = { alpha: 0, beta: 0, gamma: 0, phi: 1 };
  const state = { level: 0, slope: 0, season: first.season.slice() };
  const run = { values, form, constants, expected: new Float64Array(values.length) };
  const apply = placer(form, constants, { state, first });
  const height = (point: Float64Array): number => {
    apply(point);
    const deviation = runSmoothing(run, state) ? deviance(run) : Number.POSITIVE_INFINITY;
    return Number.isNaN(deviation) ? Number.POSITIVE_INFINITY : deviation;
  };
  const best = lowest({ ...searched(form, first), height, most: 400, tolerance: 1e-3 });
  const criterion = height(best.point) + correctedPenalty(estimatedNumbers(form, season), values.length);
  return { form, constants, state, expected: run.expected, criterion };
}

/** AICc less the deviance (Hurvich and Tsai 1989). */
const correctedPenalty = (numbers: number, size: number): number =>
  size > numbers + 1 ? (2 * numbers * size) / (size - numbers - 1) : Number.POSITIVE_INFINITY;

/**
 * Puts a point where the recursion finds it: alpha, then beta as a share of alpha, gamma as a share of 1 - alpha and phi where the
 * form has them, the first level and the first slope.
 */
function placer(form: SmoothingForm, constants: SmoothingConstants, states: { state: SmoothingState; first: SmoothingState }) {
  const { state, first } = states;
  const [hasTrend, hasSeason, isDamped] = [form.trend !== 'N', form.season !== 'N', form.trend === 'Ad'];
  return (point: Float64Array): void => {
    let at = 0;
    constants.alpha = point[at++]!;
    if (hasTrend) constants.beta = point[at++]! * constants.alpha;
    if (hasSeason) constants.gamma = point[at++]! * (1 - constants.alpha);
    if (isDamped) constants.phi = point[at++]!;
    state.level = point[at++]!;
    state.slope = hasTrend ? point[at]! : 0;
    state.season.set(first.season);
  };
}

/** Start, first step and bounds of each number, in the order of `placer`; damping as usual from 0.8 to 0.98. */
function searched({ trend, season }: SmoothingForm, first: SmoothingState): Omit<Valley, 'height' | 'most' | 'tolerance'> {
  const step = Math.abs(first.level) / 10 + 0.01;
  const free = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
  const rows: (readonly [start: number, step: number, low: number, high: number])[] = [[0.3, 0.15, 1e-4, 0.9999]];
  if (trend !== 'N') rows.push([0.1, 0.1, 1e-4, 0.9999]);
  if (season !== 'N') rows.push([0.1, 0.1, 1e-4, 0.9999]);
  if (trend === 'Ad') rows.push([0.95, -0.05, 0.8, 0.98]);
  rows.push([first.level, step, ...free]);
  if (trend !== 'N') rows.push([first.slope, Math.max(Math.abs(first.slope) / 2, step / 20), ...free]);
  const column = (at: 0 | 1 | 2 | 3): Float64Array => Float64Array.from(rows, (row) => row[at]);
  return { start: column(0), step: column(1), low: column(2), high: column(3) };
}
