import type { Day } from '../../calendar/day.ts';
import type { CountDays } from '../../calendar/day-count.ts';
import { type Period, periodAt, type Span } from '../../calendar/period.ts';
import type { BookedMonths } from './booked-months.ts';
import type { ProrateRule } from './prorate-rule.ts';

/** What a month had booked by the end of its n-th working day, n = 0 .. their number. */
type Course = readonly bigint[];

/**
 * The booking curve of past months, put together by relative position: by the n-th of N working days a month has booked the share
 * of all amounts that the past months had booked at n/N of theirs (amounts added up before dividing, so that large months count for
 * more; between two days in a straight line), never less than the day before, from 0 to 1. What was booked on a day off counts on
 * the next working day of its month, else on its last. The weight of a month is its working days, that of a part of it the curve's
 * share of them. Undefined when the months book nothing.
 */
export function bookingCurve({ months, byDay }: BookedMonths, countDays: CountDays): ProrateRule['weightOf'] | undefined {
  const courses = months.map((month) => courseOf(month, byDay, countDays)).filter((course) => course.length > 1);
  const booked = courses.reduce((sum, course) => sum + (course.at(-1) as bigint), 0n);
  if (booked <= 0n) return undefined;
  const curves = new Map<number, Course>();
  const curveOf = (days: number): Course => {
    const curve = curves.get(days) ?? pooled(courses, { days, booked });
    curves.set(days, curve);
    return curve;
  };
  const ofMonth = (month: Period, { start, end }: Span): bigint => {
    const at = (day: Day) => countDays({ start: month.start, end: day });
    const curve = curveOf(countDays(month));
    return (curve[at(Math.min(end, month.end))] as bigint) - (curve[at(Math.max(start, month.start) - 1)] as bigint);
  };
  return (span) => {
    let weight = 0n;
    for (let day = span.start; day <= span.end; ) {
      const month = periodAt('month', day, undefined);
      weight += ofMonth(month, span);
      day = month.end + 1;
    }
    return weight;
  };
}

function courseOf({ start, end }: Period, byDay: BookedMonths['byDay'], countDays: CountDays): Course {
  const days = countDays({ start, end });
  const course = Array<bigint>(days + 1).fill(0n);
  for (let day = start; day <= end; day++) {
    const before = countDays({ start, end: day - 1 });
    course[Math.min(before + 1, days)]! += byDay.get(day) ?? 0n;
  }
  for (let day = 1; day <= days; day++) course[day]! += course[day - 1] as bigint;
  return course;
}

/** The curve of a month with so many working days, in parts of `booked` x a day: it ends at days x booked. */
function pooled(courses: readonly Course[], { days, booked }: { readonly days: number; readonly booked: bigint }): Course {
  const whole = BigInt(days) * booked;
  const curve = Array<bigint>(days + 1).fill(0n);
  for (let day = 1; day < days; day++) {
    const reached = courses.reduce((sum, course) => sum + at(course, day, days), 0n);
    const before = curve[day - 1] as bigint;
    curve[day] = reached < before ? before : reached > whole ? whole : reached;
  }
  if (days > 0) curve[days] = whole;
  return curve;
}

/** `days` x what a course has reached at day/days of its own days. */
function at(course: Course, day: number, days: number): bigint {
  const own = day * (course.length - 1);
  const [index, rest] = [Math.floor(own / days), own % days];
  const low = course[index] as bigint;
  return rest === 0 ? low * BigInt(days) : low * BigInt(days - rest) + (course[index + 1] as bigint) * BigInt(rest);
}
