import { parseDecimal, power10 } from '../amount.ts';
import { addMonths, civil, type Day, firstOfMonth } from '../calendar/day.ts';
import { type Fraction, fraction, ONE } from '../fraction.ts';

/** What a newcomer carries of a full share, month by month from the start, 0 to 1; all of it after the last step. */
export type Ramp = readonly Fraction[];

/**
 * When a step of a ramp begins: `tenure` k months after the start, by days; `calendar` in the k-th calendar month, where who starts
 * by the day `countsBy` of a month counts from that month and everybody else from the next.
 */
export type RampClock = { readonly kind: 'tenure' } | { readonly kind: 'calendar'; readonly countsBy: number };

/** What is expected where a ramp or a clock cannot be read. */
export const RAMP_EXAMPLE = '25,50,75,100';
export const CLOCK_EXAMPLES = 'tenure, calendar:15';

/**
 * Reads `25,50,75,100`: percent, with or without a sign, also full-width or with slashes between. Undefined for anything else, for more than
 * 100 percent, and for parts of one (`0.25,0.5,1`), which are not percent.
 */
export function parseRamp(text: string): Ramp | undefined {
  const plain = text.normalize('NFKC').trim();
  const steps = plain.split(/\s*[,/、;]\s*/).map(parseStep);
  if (steps.some((step) => step === undefined)) return undefined;
  const ramp = steps as Fraction[];
  const isPartOfOne = !plain.includes('%') && plain.includes('.') && ramp.every((step) => !isMore(step, ONE_PERCENT));
  return isPartOfOne ? undefined : ramp;
}

const ONE_PERCENT: Fraction = { numerator: 1n, denominator: 100n };

function parseStep(text: string): Fraction | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*%?$/.exec(text);
  const percent = match ? parseDecimal(match[1] as string) : undefined;
  if (!percent) return undefined;
  const step = fraction(percent.coefficient, 100n * power10(percent.scale));
  return isMore(step, ONE) ? undefined : step;
}

function isMore(a: Fraction, b: Fraction): boolean {
  return a.numerator * b.denominator > b.numerator * a.denominator;
}

/** Reads `tenure` and `calendar:15` (a day of the month from 1 to 31). */
export function parseRampClock(text: string): RampClock | undefined {
  const match = /^(?:(tenure)|calendar:(\d{1,2}))$/.exec(text.normalize('NFKC').trim().toLowerCase());
  if (!match) return undefined;
  if (match[1]) return { kind: 'tenure' };
  const countsBy = Number(match[2]);
  return countsBy >= 1 && countsBy <= 31 ? { kind: 'calendar', countsBy } : undefined;
}

/** First day of each step, and last the day from which a unit carries all; the steps of `ramp` have these days in their order. */
export function rampDays(ramp: Ramp, start: Day, clock: RampClock): Day[] {
  const first = firstCounted(start, clock);
  return Array.from({ length: ramp.length + 1 }, (_, step) => addMonths(first, step));
}

/** The day from which the steps count; under the calendar clock the first of a month, which may be before the start. */
function firstCounted(start: Day, clock: RampClock): Day {
  if (clock.kind === 'tenure') return start;
  const { year, month, day } = civil(start);
  return firstOfMonth(year, day <= clock.countsBy ? month : month + 1);
}
